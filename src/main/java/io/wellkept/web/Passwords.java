package io.wellkept.web;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id (RFC 9106) and knows them again. The parameters are those that
 * OWASP's cheat sheet on password storage names for little memory: 19 MiB, two passes, one lane.
 * They are kept with each hash, so they can be raised: older hashes are made anew at a sign-in.
 */
public final class Passwords {
  /** As NIST SP 800-63B wants it: long rather than colourful. */
  public static final int SHORTEST = 12;

  static final int LONGEST = 200;

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final Argon2Function function =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final SecureRandom random = new SecureRandom();

  /** So many at once, whoever knocks: each takes memory and time. */
  private final Semaphore room;

  private final Duration patience;
  private volatile @Nullable String nobodys;

  /** Too many want one looked at, and none more may wait; later will do. */
  static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many passwords are being looked at");
    }
  }

  public Passwords() {
    this(new Semaphore(2, true), Duration.ofSeconds(5));
  }

  /**
   * @param room for how many at once
   * @param patience how long somebody waits for room
   */
  Passwords(Semaphore room, Duration patience) {
    this.room = room;
    this.patience = patience;
  }

  /** What keeps it from being a password here, as a key of words; empty if nothing does. */
  static Optional<String> refuse(String password, String name) {
    if (password.length() < SHORTEST) {
      return Optional.of("signin.refuse.short");
    }
    if (password.length() > LONGEST) {
      return Optional.of("signin.refuse.long");
    }
    boolean named = password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    boolean monotone = password.chars().distinct().count() < 5;
    return named && password.length() < name.length() + 8 || monotone
        ? Optional.of("signin.refuse.weak")
        : Optional.empty();
  }

  /**
   * What is kept of a password.
   *
   * @throws BusyException if there is no room for it
   */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    enter();
    try {
      return function.hash(password.getBytes(StandardCharsets.UTF_8), salt).getResult();
    } finally {
      room.release();
    }
  }

  /**
   * Whether it is the password. Takes as long where there is nobody of that name.
   *
   * @param hash null for nobody
   * @throws BusyException if there is no room for it
   */
  boolean fits(String password, @Nullable String hash) {
    String compared = hash == null ? nobodys() : hash;
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    enter();
    try {
      boolean fits =
          Argon2Function.getInstanceFromHash(compared)
              .check(bytes, compared.getBytes(StandardCharsets.UTF_8));
      return fits && hash != null;
    } finally {
      room.release();
    }
  }

  /** Whether it was made with weaker parameters than those of today. */
  boolean isOld(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(function);
  }

  /** Whoever waits holds a request: they do so for a while, and not for as long as others knock. */
  private void enter() {
    try {
      if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
  }

  /** Two who come at once make two of them, one of which is kept: nobody waits for the other. */
  private String nobodys() {
    String made = nobodys;
    if (made == null) {
      made = hash(Mint.fresh());
      nobodys = made;
    }
    return made;
  }
}
