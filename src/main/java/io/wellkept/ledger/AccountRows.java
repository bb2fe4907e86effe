package io.wellkept.ledger;

import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.ledger.Accounts.Underway;
import io.wellkept.ledger.Accounts.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Users, sessions, tokens of programs, and sign-ins that are under way. */
final class AccountRows implements Accounts.Work {
  private final Handle handle;

  AccountRows(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Optional<User> user(String name) {
    return handle
        .createQuery("SELECT * FROM users WHERE name = ?")
        .bind(0, name)
        .map((row, context) -> user(row))
        .findOne();
  }

  @Override
  public List<User> users() {
    return handle
        .createQuery("SELECT * FROM users ORDER BY name")
        .map((row, context) -> user(row))
        .list();
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getString("name"),
        row.getString("hash"),
        row.getString("role"),
        row.getString("person"),
        Millis.get(row, "created_at"),
        Millis.get(row, "changed_at"),
        Millis.getOrNull(row, "disabled_at"));
  }

  @Override
  public Optional<Session> session(String id) {
    return handle
        .createQuery("SELECT * FROM sittings WHERE id = ?")
        .bind(0, id)
        .map((row, context) -> session(row))
        .findOne();
  }

  @Override
  public List<Session> sessions(Instant now) {
    return handle
        .createQuery("SELECT * FROM sittings WHERE ends_at > ? ORDER BY seen_at DESC, id")
        .bind(0, now.toEpochMilli())
        .map((row, context) -> session(row))
        .list();
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString("id"),
        row.getString("account"),
        row.getString("name"),
        row.getString("role"),
        row.getString("person"),
        Millis.get(row, "since"),
        Millis.get(row, "seen_at"),
        Millis.get(row, "ends_at"));
  }

  @Override
  public Optional<ApiToken> tokenByHash(String hash) {
    return handle
        .createQuery("SELECT * FROM api_tokens WHERE hash = ?")
        .bind(0, hash)
        .map((row, context) -> token(row))
        .findOne();
  }

  @Override
  public List<ApiToken> tokens() {
    return handle
        .createQuery("SELECT * FROM api_tokens ORDER BY created_at DESC, id")
        .map((row, context) -> token(row))
        .list();
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getString("id"),
        row.getString("hash"),
        row.getString("name"),
        row.getString("role"),
        row.getInt("read_only") == 1,
        row.getString("person"),
        row.getString("created_by"),
        Millis.get(row, "created_at"),
        Millis.getOrNull(row, "used_at"),
        Millis.get(row, "expires_at"),
        Millis.getOrNull(row, "revoked_at"));
  }

  @Override
  public void save(User user) {
    handle
        .createUpdate(
            """
            INSERT INTO users (name, hash, role, person, created_at, changed_at, disabled_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, role = excluded.role,
              person = excluded.person, changed_at = excluded.changed_at,
              disabled_at = excluded.disabled_at\
            """)
        .bind(0, user.name())
        .bind(1, user.hash())
        .bind(2, user.role())
        .bind(3, user.person())
        .bind(4, user.createdAt().toEpochMilli())
        .bind(5, user.changedAt().toEpochMilli())
        .bind(6, Millis.of(user.disabledAt()))
        .execute();
  }

  @Override
  public void open(Session session) {
    handle
        .createUpdate(
            """
            INSERT INTO sittings (id, account, name, role, person, since, seen_at, ends_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
            """)
        .bind(0, session.id())
        .bind(1, session.account())
        .bind(2, session.name())
        .bind(3, session.role())
        .bind(4, session.person())
        .bind(5, session.since().toEpochMilli())
        .bind(6, session.seenAt().toEpochMilli())
        .bind(7, session.endsAt().toEpochMilli())
        .execute();
  }

  @Override
  public void seen(String session, Instant at, Instant endsAt) {
    handle.execute(
        "UPDATE sittings SET seen_at = ?, ends_at = ? WHERE id = ?",
        at.toEpochMilli(),
        endsAt.toEpochMilli(),
        session);
  }

  @Override
  public void end(String session) {
    handle.execute("DELETE FROM sittings WHERE id = ?", session);
  }

  @Override
  public int endAll(String account) {
    return handle.execute("DELETE FROM sittings WHERE account = ?", account);
  }

  @Override
  public void add(ApiToken token) {
    handle
        .createUpdate(
            """
            INSERT INTO api_tokens (id, hash, name, role, read_only, person, created_by, created_at,
              used_at, expires_at, revoked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)
        .bind(0, token.id())
        .bind(1, token.hash())
        .bind(2, token.name())
        .bind(3, token.role())
        .bind(4, token.readOnly() ? 1 : 0)
        .bind(5, token.person())
        .bind(6, token.createdBy())
        .bind(7, token.createdAt().toEpochMilli())
        .bind(8, Millis.of(token.usedAt()))
        .bind(9, token.expiresAt().toEpochMilli())
        .bind(10, Millis.of(token.revokedAt()))
        .execute();
  }

  @Override
  public void used(String token, Instant at) {
    handle.execute("UPDATE api_tokens SET used_at = ? WHERE id = ?", at.toEpochMilli(), token);
  }

  @Override
  public boolean revoke(String token, Instant at) {
    return handle.execute(
            "UPDATE api_tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            at.toEpochMilli(),
            token)
        == 1;
  }

  @Override
  public void begin(Underway underway, Instant now) {
    handle.execute("DELETE FROM sign_ins WHERE ends_at <= ?", now.toEpochMilli());
    handle.execute(
        """
        INSERT INTO sign_ins (state, browser, nonce, verifier, onward, ends_at)
        VALUES (?, ?, ?, ?, ?, ?)\
        """,
        underway.state(),
        underway.browser(),
        underway.nonce(),
        underway.verifier(),
        underway.onward(),
        underway.endsAt().toEpochMilli());
  }

  @Override
  public Optional<Underway> take(String state, Instant now) {
    return handle
        .createQuery("DELETE FROM sign_ins WHERE state = ? RETURNING *")
        .bind(0, state)
        .map((row, context) ->
            new Underway(
                row.getString("state"),
                row.getString("browser"),
                row.getString("nonce"),
                row.getString("verifier"),
                row.getString("onward"),
                Millis.get(row, "ends_at")))
        .list()
        .stream()
        .filter(underway -> now.isBefore(underway.endsAt()))
        .findFirst();
  }
}
