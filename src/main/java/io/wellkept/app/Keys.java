package io.wellkept.app;

import io.wellkept.incident.Tokens;
import io.wellkept.incident.Tokens.Key;
import io.wellkept.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign links. They come from the environment variable {@value #VARIABLE} ({@code
 * id:base64}, the signing one first, a second one while rotating), else one is made once and kept
 * beside the data: in the ledger if several processes share it, else in a file of its own.
 */
final class Keys {
  static final String VARIABLE = "WELLKEPT_LINK_KEYS";

  private static final String FILE = "link-key";
  private static final int BYTES = 32;

  private Keys() {}

  /**
   * @throws StartException if the variable or the file does not hold keys; the message never holds
   *     their value
   */
  static Tokens tokens(Map<String, String> environment, Path data, Ledger ledger) {
    String given = environment.get(VARIABLE);
    if (given != null && !given.isBlank()) {
      return new Tokens(parse(given));
    }
    return new Tokens(List.of(ledger.shared() ? kept(ledger) : kept(data)));
  }

  private static List<Key> parse(String given) {
    List<Key> keys = new ArrayList<>();
    for (String one : given.split(",", -1)) {
      int colon = one.indexOf(':');
      byte[] secret = colon < 0 ? null : decode(one.substring(colon + 1).strip());
      if (secret == null || secret.length < BYTES) {
        throw new StartException(
            VARIABLE + " must hold id:base64 of at least 32 bytes, several with a comma between");
      }
      keys.add(key(one.substring(0, colon).strip(), secret));
    }
    return keys;
  }

  private static Key key(String id, byte[] secret) {
    try {
      return Key.of(id, secret);
    } catch (IllegalArgumentException e) {
      throw new StartException(VARIABLE + ": " + e.getMessage(), e);
    }
  }

  private static byte @Nullable [] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Of all processes that start at once one makes it, and all have the same. */
  private static Key kept(Ledger ledger) {
    String made = Base64.getEncoder().encodeToString(fresh());
    byte[] secret = decode(ledger.<String>write(work -> work.makeOnce(FILE, made)));
    if (secret == null || secret.length < BYTES) {
      throw new StartException(
          "the ledger does not hold a link key: set " + VARIABLE + " to keys of your own");
    }
    return Key.of("k1", secret);
  }

  private static byte[] fresh() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  private static Key kept(Path data) {
    Path file = data.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(data, file);
      }
      byte[] secret = decode(Files.readString(file).strip());
      if (secret == null || secret.length < BYTES) {
        throw new StartException(
            file + " does not hold a key: remove it, and links sent so far become void");
      }
      return Key.of("k1", secret);
    } catch (IOException e) {
      throw new UncheckedIOException("the key in " + file + " cannot be read or made", e);
    }
  }

  private static void make(Path data, Path file) throws IOException {
    byte[] secret = fresh();
    Files.createDirectories(data);
    Path made = data.resolve(FILE + ".new");
    Files.deleteIfExists(made);
    Files.createFile(
        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(made, Base64.getEncoder().encodeToString(secret) + "\n");
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
