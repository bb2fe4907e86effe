package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.web.Passwords;
import io.wellkept.web.Refusals;
import io.wellkept.web.Role;
import io.wellkept.words.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What commands about users and tokens have in common. */
final class Doorkeeping {
  private final Home home;
  private final Surroundings surroundings;
  private final Printing print;

  Doorkeeping(Place place, Surroundings surroundings, Printing print) {
    this.home = new Home(place, surroundings);
    this.surroundings = surroundings;
    this.print = print;
  }

  /** Works with the ledger, beside a running daemon. */
  <T> T with(Function<Ledger, T> work) {
    home.sources();
    try (Ledger ledger = home.ledgerPlace().beside()) {
      return work.apply(ledger);
    }
  }

  static Role role(String word) {
    return Role.of(word)
        .orElseThrow(() ->
            new StartException(
                "'" + word + "' is no role; expected viewer, owner, operator or admin"));
  }

  /** The id if the plan has such a person; null stays null. */
  @Nullable String person(@Nullable String id) {
    if (id != null) {
      Wanted.person(home.planToAsk(null, print::aside), id);
    }
    return id;
  }

  /** A new password, from a file, from standard input ({@code -}), or asked for twice. */
  String password(@Nullable Path file) {
    if (file != null) {
      return fromFile(file, "password");
    }
    Asking asking = surroundings.asking();
    if (asking == null) {
      throw new StartException(
          "nobody can be asked for a password here: give --password-file FILE, or - for standard"
              + " input");
    }
    String password = asking.askSecret("Password, " + Passwords.SHORTEST + " characters or more:");
    if (!password.equals(asking.askSecret("Once more:"))) {
      throw new StartException("the password was not typed twice the same; nothing was changed");
    }
    return password;
  }

  /** A secret from a file, or the first line of standard input ({@code -}). */
  static String fromFile(Path file, String what) {
    try {
      if (!file.toString().equals("-")) {
        return Files.readString(file).stripTrailing();
      }
      StringBuilder line = new StringBuilder();
      var in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
      }
      return line.toString().stripTrailing();
    } catch (IOException e) {
      throw new StartException("cannot read the " + what + " from " + file);
    }
  }

  /** Says that it is done, or why it is not. */
  int done(Optional<String> refused, String sentence) {
    if (refused.isPresent()) {
      throw new StartException(Refusals.say(Words.ENGLISH, refused.get()));
    }
    print.line(sentence);
    return Exit.DONE;
  }
}
