package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs sign in with. */
final class ApiTokensTest {
  private static final String LIST = "/api/v1/touchpoints";

  @TempDir Path folder;
  private House house;
  private Visitors visitors;

  @BeforeEach
  void open() {
    house = Visitors.local(folder);
    house.broken();
    visitors = new Visitors(house);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private int list(String token) {
    return visitors.program("GET", LIST, token, null).status();
  }

  @Test
  void withoutATokenTheApiSaysHowToSignIn() {
    House.Answer answer = visitors.get(LIST, null);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"Wellkept\"");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void opensTheApiAndNoPage() {
    String token = visitors.token(Role.ADMIN, null, false);
    assertThat(list(token)).isEqualTo(200);
    assertThat(visitors.program("GET", "/", token, null).status()).isEqualTo(303);
    assertThat(visitors.program("GET", "/users", token, null).status()).isEqualTo(303);
  }

  @Test
  void forgedExpiredAndRevokedOnesOpenNothing() {
    String token = visitors.token(Role.ADMIN, null, false);
    String id = visitors.onlyToken().id();
    String hash = visitors.onlyToken().hash();
    for (String forged : List.of("x", id, hash, "wk_" + hash, token + "x", token.substring(3))) {
      House.Answer answer = visitors.program("GET", LIST, forged, null);
      assertThat(answer.status()).as(forged).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
      assertThat(answer.body()).doesNotContain(token);
    }
    assertThat(list(token)).isEqualTo(200);
    new ApiTokens(house.ledger, house.clock).revoke(id, "command");
    assertThat(list(token)).isEqualTo(401);

    String other = visitors.token(Role.ADMIN, null, false);
    house.clock.forward(Duration.ofDays(30).minusSeconds(1));
    assertThat(list(other)).isEqualTo(200);
    house.clock.forward(Duration.ofSeconds(1));
    assertThat(list(other)).isEqualTo(401);
  }

  /** A browser's cookie does not help a bad token, nor hide it. */
  @Test
  void aBadTokenIsNotMadeGoodByACookie() {
    String secret = visitors.session(Role.ADMIN, null);
    assertThat(
            house
                .send(visitors.from(LIST, secret).header("Authorization", "Bearer wk_x").build())
                .status())
        .isEqualTo(401);
  }

  @Test
  void actsAsItsPersonAndNobodyElse() {
    String token = visitors.token(Role.OWNER, "anna", false);
    House.Answer taken =
        visitors.program(
            "POST", "/api/v1/incidents/inc1/take", token, "{\"person\":\"ben\",\"for\":\"4h\"}");
    assertThat(taken.status()).isEqualTo(200);
    assertThat(house.incident().taken().orElseThrow().by()).isEqualTo("anna");
    List<Event> events = house.ledger.read(view -> view.events(Audit.TYPES, 0, 9));
    assertThat(events)
        .anyMatch(event -> event.text().contains("(token:" + visitors.onlyToken().id() + ")"));
  }

  @Test
  void isMadeOnThePageShownOnceAndNeverMayMoreThanItsMaker() {
    String anna = visitors.session(Role.OWNER, "anna");
    assertThat(visitors.post("/account/tokens", anna, "name=ci&role=admin&for=30d").status())
        .isEqualTo(403);
    House.Answer made =
        visitors.post("/account/tokens", anna, "name=ci&role=owner&for=30d&read-only=yes");
    String shown = secret(made.body());
    assertThat(list(shown)).isEqualTo(200);
    assertThat(visitors.get("/account", anna).body()).contains(">ci ").doesNotContain(shown);

    String id = visitors.onlyToken().id();
    String ben = visitors.session(Role.OWNER, "ben");
    assertThat(visitors.post("/account/tokens/" + id + "/revoke", ben, "").status()).isEqualTo(404);
    assertThat(list(shown)).isEqualTo(200);
    assertThat(visitors.post("/account/tokens/" + id + "/revoke", anna, "").status())
        .isEqualTo(303);
    assertThat(list(shown)).isEqualTo(401);
  }

  @Test
  void endsWithTheAccountThatMadeIt() {
    visitors.user("anna", "correct-horse-battery", Role.OWNER, "anna");
    String anna = Visitors.secret(visitors.signIn("anna", "correct-horse-battery"));
    String shown =
        secret(visitors.post("/account/tokens", anna, "name=ci&role=viewer&for=30d").body());
    assertThat(list(shown)).isEqualTo(200);
    new Users(house.ledger, house.clock, new Passwords()).disable("anna", "command");
    assertThat(list(shown)).isEqualTo(401);
  }

  /** Whoever was kept out has no way back by a token that another token made. */
  @Test
  void whatATokenMakesIsItsMakersAndEndsNoLater() {
    visitors.user("anna", "correct-horse-battery", Role.ADMIN, "anna");
    String anna = Visitors.secret(visitors.signIn("anna", "correct-horse-battery"));
    String parent =
        secret(visitors.post("/account/tokens", anna, "name=ci&role=admin&for=30d").body());
    String id = visitors.onlyToken().id();
    String wanted = "{\"name\":\"child\",\"role\":\"admin\",\"for\":\"366d\"}";
    House.Answer made = visitors.program("POST", "/api/v1/tokens", parent, wanted);
    assertThat(made.body()).contains("\"createdBy\":\"local:anna\"");
    String child = secret(made.body());
    assertThat(list(child)).isEqualTo(200);
    assertThat(
            house.ledger.read(view -> view.accounts().tokens()).stream()
                .map(token -> token.expiresAt())
                .distinct())
        .hasSize(1);

    new Users(house.ledger, house.clock, new Passwords()).disable("anna", "command");
    assertThat(list(child)).isEqualTo(401);
    ApiTokens.Wanted late =
        new ApiTokens.Wanted("late", Role.ADMIN, false, null, Duration.ofDays(1));
    ApiTokens tokens = new ApiTokens(house.ledger, house.clock);
    assertThat(list(((ApiTokens.Made.Done) tokens.make(late, "token:" + id, "ci")).secret()))
        .isEqualTo(401);
  }

  @Test
  void nobodyShutsThemselvesOutByATokenOfTheirs() {
    visitors.user("root", "correct-horse-battery", Role.ADMIN, null);
    String root = Visitors.secret(visitors.signIn("root", "correct-horse-battery"));
    String token =
        secret(visitors.post("/account/tokens", root, "name=ci&role=admin&for=30d").body());
    String path = "/api/v1/users/root/";
    assertThat(visitors.program("POST", path + "disable", token, "{}").status()).isEqualTo(422);
    assertThat(visitors.program("POST", path + "role", token, "{\"role\":\"viewer\"}").status())
        .isEqualTo(422);
    assertThat(visitors.get("/users", root).status()).isEqualTo(200);
  }

  @Test
  void nothingIsMadeOnceTheSessionEnded() {
    String secret = visitors.session(Role.OWNER, "anna");
    Caller caller =
        new Caller("local:anna", "anna", Role.OWNER, "anna", Caller.By.SESSION, Mint.hash(secret));
    ApiTokens.Wanted wanted =
        new ApiTokens.Wanted("ci", Role.OWNER, false, "anna", Duration.ofDays(1));
    ApiTokens tokens = new ApiTokens(house.ledger, house.clock);
    house.ledger.change(work -> work.accounts().end(caller.id()));
    ApiTokens.Made late = tokens.make(wanted, caller.account(), "anna", caller::isStillIn);
    assertThat(late).isEqualTo(new ApiTokens.Made.Refused("signin.refuse.ended"));
    assertThat(house.ledger.<Integer>read(view -> view.accounts().tokens().size())).isZero();
  }

  @Test
  void anotherPasswordSaysWhichTokensStillWork() {
    visitors.user("anna", "correct-horse-battery", Role.OWNER, "anna");
    String anna = Visitors.secret(visitors.signIn("anna", "correct-horse-battery"));
    assertThat(visitors.get("/account?done=password", anna).body())
        .contains("everywhere else.")
        .doesNotContain("still work");
    visitors.post("/account/tokens", anna, "name=ci&role=viewer&for=30d");
    assertThat(visitors.get("/account?done=password", anna).body())
        .contains("One token of yours still works");
  }

  private static String secret(String body) {
    Matcher shown = Pattern.compile("wk_[A-Za-z0-9_-]{43}").matcher(body);
    assertThat(shown.find()).isTrue();
    return shown.group();
  }

  @Test
  void adminsMakeAndRevokeThemByTheApi() {
    String admin = visitors.token(Role.ADMIN, null, false);
    House.Answer made =
        visitors.program(
            "POST",
            "/api/v1/tokens",
            admin,
            "{\"name\":\"board\",\"role\":\"viewer\",\"readOnly\":true,\"for\":\"7d\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body()).contains("\"secret\":\"wk_");
    assertThat(visitors.program("GET", "/api/v1/tokens", admin, null).body())
        .contains("\"name\":\"board\"")
        .doesNotContain("hash", "secret");
    for (String bad :
        List.of(
            "{\"name\":\"\",\"role\":\"viewer\"}",
            "{\"name\":\"x\",\"role\":\"god\"}",
            "{\"name\":\"x\",\"role\":\"owner\"}",
            "{\"name\":\"x\",\"role\":\"viewer\",\"for\":\"9000d\"}",
            "{\"name\":\"x\",\"role\":\"viewer\",\"person\":\"who\"}")) {
      assertThat(visitors.program("POST", "/api/v1/tokens", admin, bad).status())
          .as(bad)
          .isEqualTo(422);
    }
  }

  @Test
  void tellsAProgramWhoItIs() {
    String token = visitors.token(Role.OWNER, "anna", true);
    assertThat(visitors.program("GET", "/api/v1/account", token, null).body())
        .contains(
            "\"name\":\"test\"",
            "\"person\":\"anna\"",
            "\"role\":\"owner\"",
            "\"readOnly\":true",
            "\"by\":\"token\"");
  }
}
