package io.wellkept.web;

import io.wellkept.incident.Event;
import io.wellkept.incident.Ids;
import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.ledger.Ledger;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes and revokes what programs sign in with; a secret is shown once and kept as a hash. */
public final class ApiTokens {
  /** What every secret begins with, so that it is known where it was left by mistake. */
  static final String MARK = "wk_";

  /** Nothing is good for ever. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /** Without a word, so long. */
  public static final Duration USUAL = Duration.ofDays(90);

  private static final int LONGEST_NAME = 80;

  /** What the account of a token begins with; its id follows. */
  static final String ACCOUNT = "token:";

  private final Ledger ledger;
  private final InstantSource clock;

  public ApiTokens(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What somebody asks for. */
  public record Wanted(
      String name, Role role, boolean readOnly, @Nullable String person, Duration life) {}

  /** How long one is to live; nothing that can be made is meant by what cannot be read. */
  static Duration life(String written) {
    if (written.isBlank()) {
      return USUAL;
    }
    try {
      return Spans.parse(written.strip());
    } catch (IllegalArgumentException e) {
      return Duration.ZERO;
    }
  }

  /** What became of it. */
  public sealed interface Made {
    /** The secret is in no other place from now on. */
    record Done(ApiToken token, String secret) implements Made {
      /** Without the secret. */
      @Override
      public String toString() {
        return "Done[" + token + "]";
      }
    }

    /** {@code why} is a key of words. */
    record Refused(String why) implements Made {}
  }

  /**
   * Makes one. What a token makes is its maker's and ends with it at the latest: so keeping
   * somebody out leaves nothing behind.
   *
   * @param account whose it is
   * @param by who does it, for the history
   */
  public Made make(Wanted wanted, String account, String by) {
    return make(wanted, account, by, view -> true);
  }

  /** The same for somebody who signed in: for nothing if that ended meanwhile. */
  Made make(Wanted wanted, String account, String by, Predicate<Ledger.View> still) {
    String name = wanted.name().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME || !name.matches("[\\p{Print}&&[^<>]]+")) {
      return new Made.Refused("signin.refuse.token-name");
    }
    if (wanted.life().compareTo(Duration.ofMinutes(1)) < 0
        || wanted.life().compareTo(LONGEST) > 0) {
      return new Made.Refused("signin.refuse.life");
    }
    if (wanted.role() == Role.OWNER && wanted.person() == null) {
      return new Made.Refused("signin.refuse.no-person");
    }
    Instant now = clock.instant();
    String secret = MARK + Mint.fresh();
    String hash = Mint.hash(secret);
    ApiToken token =
        new ApiToken(
            Ids.of("token", hash),
            hash,
            name,
            wanted.role().word(),
            wanted.readOnly(),
            wanted.person(),
            account,
            now,
            null,
            now.plus(wanted.life()),
            null);
    String may = wanted.role().word() + (wanted.readOnly() ? ", to look only" : "");
    Optional<ApiToken> made =
        ledger.write(work -> {
          if (!still.test(work)) {
            return Optional.empty();
          }
          ApiToken kept =
              work.accounts().tokens().stream()
                  .filter(known -> account.equals(ACCOUNT + known.id()))
                  .findFirst()
                  .map(parent -> heir(token, parent))
                  .orElse(token);
          work.accounts().add(kept);
          String text = "made the token " + kept.id() + " \"" + name + "\", " + may;
          work.append(Audit.event(now, Event.Type.TOKEN_CHANGED, by, text));
          return Optional.of(kept);
        });
    return made.<Made>map(kept -> new Made.Done(kept, secret))
        .orElse(new Made.Refused("signin.refuse.ended"));
  }

  /** Also what was revoked meanwhile: nothing is made by it that is good. */
  private static ApiToken heir(ApiToken token, ApiToken parent) {
    Instant end = token.expiresAt();
    return new ApiToken(
        token.id(),
        token.hash(),
        token.name(),
        token.role(),
        token.readOnly(),
        token.person(),
        parent.createdBy(),
        token.createdAt(),
        null,
        end.isBefore(parent.expiresAt()) ? end : parent.expiresAt(),
        parent.revokedAt());
  }

  /**
   * Revokes one, at once.
   *
   * @return false if there is none, or it was revoked already
   */
  public boolean revoke(String id, String by) {
    Instant now = clock.instant();
    return ledger.write(work -> {
      boolean revoked = work.accounts().revoke(id, now);
      if (revoked) {
        String text = "revoked the token " + id;
        work.append(Audit.event(now, Event.Type.TOKEN_CHANGED, by, text));
      }
      return revoked;
    });
  }
}
