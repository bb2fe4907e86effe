package io.wellkept.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in, who is signed in, and what programs sign in with. Secrets are kept as hashes
 * only. Roles are the words that the configuration has for them.
 */
public interface Accounts {
  /**
   * Somebody with a name and a password here.
   *
   * @param hash of the password, with its own parameters and salt
   * @param person id in the plan; null if nobody of it
   * @param changedAt when password, role or person was changed last
   * @param disabledAt null for whoever may sign in
   */
  record User(
      String name,
      String hash,
      String role,
      @Nullable String person,
      Instant createdAt,
      Instant changedAt,
      @Nullable Instant disabledAt) {
    /** Without the hash. */
    @Override
    public String toString() {
      return "User[" + name + ", " + role + "]";
    }
  }

  /**
   * One sign-in that has not ended.
   *
   * @param id the hash of what the cookie holds
   * @param account whose it is, with the way of signing in before a colon: {@code local:anna}
   * @param name how others call them
   * @param role what they had when they signed in
   * @param endsAt moves on with each request, up to the longest that a sign-in lasts
   */
  record Session(
      String id,
      String account,
      String name,
      String role,
      @Nullable String person,
      Instant since,
      Instant seenAt,
      Instant endsAt) {
    /** Without the id. */
    @Override
    public String toString() {
      return "Session[" + account + ", " + since + "]";
    }
  }

  /**
   * What a program signs in with.
   *
   * @param id names it for people; no secret
   * @param hash of the secret
   * @param name what it is for
   * @param readOnly whether it may look only, whatever the role may
   * @param createdBy the account, as in {@link Session}; {@code command} for the command line
   */
  record ApiToken(
      String id,
      String hash,
      String name,
      String role,
      boolean readOnly,
      @Nullable String person,
      String createdBy,
      Instant createdAt,
      @Nullable Instant usedAt,
      Instant expiresAt,
      @Nullable Instant revokedAt) {
    public boolean isGood(Instant now) {
      return revokedAt == null && now.isBefore(expiresAt);
    }

    /** Without the hash. */
    @Override
    public String toString() {
      return "ApiToken[" + id + ", " + name + ", " + role + "]";
    }
  }

  /**
   * A sign-in at an identity provider that is under way.
   *
   * @param state the hash of what the provider gives back
   * @param browser the hash of what the browser keeps meanwhile
   * @param onward where to go then
   */
  record Underway(
      String state, String browser, String nonce, String verifier, String onward, Instant endsAt) {
    /** Nothing of it is anybody else's. */
    @Override
    public String toString() {
      return "Underway[" + endsAt + "]";
    }
  }

  /** What can be asked. */
  interface View {
    Optional<User> user(String name);

    /** By their names. */
    List<User> users();

    /** Also one that has ended by time, until it is forgotten. */
    Optional<Session> session(String id);

    /** Those that have not ended, latest request first. */
    List<Session> sessions(Instant now);

    Optional<ApiToken> tokenByHash(String hash);

    /** Latest first, also those that are good no more, until they are forgotten. */
    List<ApiToken> tokens();
  }

  /** What can be changed. */
  interface Work extends View {
    /** Adds or replaces. */
    void save(User user);

    void open(Session session);

    /** The session had a request; nothing happens if it has ended. */
    void seen(String session, Instant at, Instant endsAt);

    /** Ends one session, at once and for good. */
    void end(String session);

    /**
     * Ends every session of the account.
     *
     * @return how many ended
     */
    int endAll(String account);

    void add(ApiToken token);

    void used(String token, Instant at);

    /**
     * @return false if there is no such token, or it was revoked already
     */
    boolean revoke(String token, Instant at);

    /** Keeps a sign-in that begins; those whose time is over go. */
    void begin(Underway underway, Instant now);

    /** Gives a sign-in that is under way, once; empty if there is none, or its time is over. */
    Optional<Underway> take(String state, Instant now);
  }
}
