package io.wellkept.web;

import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.SignIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** People and programs that come to a {@link House} in which one signs in. */
final class Visitors {
  static final Daemon.Listen ANY = new Daemon.Listen("127.0.0.1", 0);
  static final Duration IDLE = Duration.ofHours(12);
  static final Duration LONGEST = Duration.ofDays(7);
  static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

  final House house;

  Visitors(House house) {
    this.house = house;
  }

  /** A house with passwords. */
  static House local(Path folder) {
    return house(folder, new SignIn(true, null, null, null, IDLE, LONGEST));
  }

  static House house(Path folder, SignIn signIn) {
    URI url = signIn.url();
    return new House(folder, new Daemon.Web(ANY, ANY, ANY, url, false, signIn), 1);
  }

  /** The secret of a session that was opened without a password. */
  String session(Role role, @Nullable String person) {
    String name = person == null ? role.word() : person;
    Instant now = house.clock.instant();
    String secret = Mint.fresh();
    Session session =
        new Session(
            Mint.hash(secret),
            SignIns.LOCAL + name,
            name,
            role.word(),
            person,
            now,
            now,
            now.plus(IDLE));
    house.ledger.change(work -> work.accounts().open(session));
    return secret;
  }

  /** The secret of a token. */
  String token(Role role, @Nullable String person, boolean readOnly) {
    ApiTokens tokens = new ApiTokens(house.ledger, house.clock);
    ApiTokens.Wanted wanted =
        new ApiTokens.Wanted("test", role, readOnly, person, Duration.ofDays(30));
    return ((ApiTokens.Made.Done) tokens.make(wanted, "command", "command")).secret();
  }

  void user(String name, String password, Role role, @Nullable String person) {
    Users users = new Users(house.ledger, house.clock, new Passwords());
    if (users.add(name, password, role, person, "command").isPresent()) {
      throw new IllegalStateException("no user " + name);
    }
  }

  ApiToken onlyToken() {
    return house.ledger.read(view -> view.accounts().tokens()).get(0);
  }

  /** As a browser sends it from a page of ours. */
  Request.Builder from(String path, @Nullable String secret) {
    Request.Builder request = house.request(path).header("Origin", origin());
    return secret == null ? request : request.header("Cookie", Cookies.SESSION + "=" + secret);
  }

  String origin() {
    return house.server.address(Surface.PAGES).toString();
  }

  House.Answer get(String path, @Nullable String secret) {
    return house.send(from(path, secret).get().build());
  }

  House.Answer post(String path, @Nullable String secret, String form) {
    return house.send(from(path, secret).post(RequestBody.create(form, FORM)).build());
  }

  House.Answer signIn(String name, String password) {
    return post("/sign-in", null, "name=" + name + "&password=" + password);
  }

  /** What the browser keeps from then on. */
  static String secret(House.Answer answer) {
    String cookie = answer.header("Set-Cookie");
    if (cookie == null) {
      throw new AssertionError("no cookie: " + answer.status() + " " + answer.body());
    }
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }

  House.Answer program(String method, String path, String token, @Nullable String json) {
    RequestBody body =
        json == null ? null : RequestBody.create(json, MediaType.get("application/json"));
    return house.send(
        house
            .request(path)
            .header("Authorization", "Bearer " + token)
            .method(method, body)
            .build());
  }
}
