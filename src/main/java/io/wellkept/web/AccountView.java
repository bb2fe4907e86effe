package io.wellkept.web;

import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.touchpoint.People;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people see of accounts.
 *
 * @param how by what they are known, as a sentence
 * @param local whether there is a password to change
 * @param leaves whether there is something to sign out of
 * @param secret of a token that was just made; null if none was
 * @param done what just happened; null if nothing did
 * @param trouble what went wrong; null if nothing did
 */
public record AccountView(
    String name,
    String role,
    @Nullable String person,
    String how,
    boolean local,
    boolean leaves,
    List<Sitting> sittings,
    List<Token> tokens,
    List<String> roles,
    @Nullable String secret,
    @Nullable String done,
    @Nullable String trouble) {
  public AccountView {
    sittings = List.copyOf(sittings);
    tokens = List.copyOf(tokens);
    roles = List.copyOf(roles);
  }

  /** One sign-in that has not ended. */
  public record Sitting(
      String account, String name, String role, String since, String seen, boolean here) {}

  /** What a program signs in with. */
  public record Token(
      String id,
      String name,
      String role,
      boolean readOnly,
      String person,
      String by,
      @Nullable String used,
      String ends,
      boolean good) {
    static Token of(ApiToken token, People people, Words words, ZoneId zone, Instant now) {
      Instant used = token.usedAt();
      String person = token.person();
      Instant revoked = token.revokedAt();
      String ends = words.moment(token.expiresAt(), zone, now);
      return new Token(
          token.id(),
          token.name(),
          AccountView.role(words, token.role()),
          token.readOnly(),
          person == null ? "" : people.nameOf(person),
          token.createdBy(),
          used == null ? null : words.moment(used, zone, now),
          revoked == null
              ? (now.isBefore(token.expiresAt())
                  ? words.say("signin.token.until", ends)
                  : words.say("signin.token.over", ends))
              : words.say("signin.token.revoked", words.moment(revoked, zone, now)),
          token.isGood(now));
    }
  }

  /** The word that people read for a role. */
  static String role(Words words, String role) {
    return words.say("signin.role." + role);
  }
}
