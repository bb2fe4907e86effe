package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Accounts.ApiToken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the page of an account does, for programs. */
final class AccountApiTest {
  private static final String ROOT = "/api/v1/account";
  private static final String PASSWORD = "correct-horse-battery";

  @TempDir Path folder;
  private House house;
  private Visitors visitors;

  @BeforeEach
  void open() {
    house = Visitors.local(folder);
    visitors = new Visitors(house);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private House.Answer post(String path, String secret, String json) {
    RequestBody body = RequestBody.create(json, MediaType.get("application/json"));
    return house.send(visitors.from(path, secret).post(body).build());
  }

  private String signedIn() {
    return Visitors.secret(visitors.signIn("anna", PASSWORD));
  }

  @Test
  void changesOnesOwnPassword() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    String here = signedIn();
    String elsewhere = signedIn();
    String path = ROOT + "/password";
    String wanted = "\"new\": \"another-long-password\"}";
    assertThat(post(path, here, "{\"old\": \"wrong-old-one\", " + wanted).status()).isEqualTo(422);
    String old = "{\"old\": \"" + PASSWORD + "\", ";
    assertThat(post(path, here, old + "\"new\": \"short\"}").body()).contains("12 characters");
    House.Answer changed = post(path, here, old + wanted);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(visitors.get(ROOT, elsewhere).status()).isEqualTo(401);
    assertThat(visitors.get(ROOT, Visitors.secret(changed)).status()).isEqualTo(200);
    assertThat(visitors.signIn("anna", "another-long-password").status()).isEqualTo(303);
  }

  @Test
  void whoeverFindsATokenMakesNothingThatOutlivesIt() {
    String token = visitors.token(Role.ADMIN, "anna", false);
    String body =
        "{\"name\": \"x\", \"role\": \"viewer\", \"old\": \"x\", \"new\": \"another-long-one\"}";
    for (String act : new String[] {"/password", "/tokens", "/sign-out-everywhere"}) {
      House.Answer answer = visitors.program("POST", ROOT + act, token, body);
      assertThat(answer.status()).as(act).isEqualTo(409);
      assertThat(answer.body()).contains("A token makes no other tokens");
    }
    List<ApiToken> tokens = house.ledger.read(view -> view.accounts().tokens());
    assertThat(tokens).hasSize(1);
  }

  @Test
  void endsAllOfOnesSignIns() {
    String one = visitors.session(Role.VIEWER, "anna");
    String other = visitors.session(Role.VIEWER, "anna");
    String foreign = visitors.session(Role.VIEWER, "ben");
    JsonNode mine = ApiTest.json(visitors.get(ROOT + "/sign-ins", one));
    assertThat(mine.path("total").asInt()).isEqualTo(2);
    assertThat(mine.path("items").findValues("here"))
        .extracting(JsonNode::asBoolean)
        .containsExactlyInAnyOrder(true, false);
    assertThat(post(ROOT + "/sign-out-everywhere", one, "{}").status()).isEqualTo(200);
    assertThat(visitors.get(ROOT, other).status()).isEqualTo(401);
    assertThat(visitors.get(ROOT, foreign).status()).isEqualTo(200);
  }

  @Test
  void makesAndRevokesOnesOwnTokens() {
    String anna = visitors.session(Role.OWNER, "anna");
    String ben = visitors.session(Role.OWNER, "ben");
    String path = ROOT + "/tokens";
    assertThat(post(path, anna, "{\"name\": \"ci\", \"role\": \"admin\"}").status()).isEqualTo(403);
    House.Answer made =
        post(path, anna, "{\"name\": \"ci\", \"role\": \"owner\", \"for\": \"3d\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    ApiToken kept = visitors.onlyToken();
    assertThat(kept.person()).isEqualTo("anna");
    assertThat(kept.expiresAt()).isEqualTo(House.START.plus(Duration.ofDays(3)));
    assertThat(made.body()).contains("\"secret\":\"wk_");
    assertThat(ApiTest.json(visitors.get(path, ben)).path("total").asInt()).isZero();
    String secret = ApiTest.json(made).path("secret").asString();
    visitors.token(Role.ADMIN, null, false);
    JsonNode itself = ApiTest.json(visitors.program("GET", path, secret, null));
    assertThat(itself.at("/items/0/id").asString()).isEqualTo(kept.id());
    assertThat(itself.path("total").asInt()).isOne();
    String revoke = path + "/" + kept.id() + "/revoke";
    assertThat(post(revoke, ben, "{}").status()).isEqualTo(404);
    assertThat(post(revoke, anna, "{}").body()).isEqualTo("{\"changed\":true}");
    assertThat(post(revoke, anna, "{}").body()).isEqualTo("{\"changed\":false}");
    assertThat(visitors.program("GET", ROOT, secret, null).status()).isEqualTo(401);
  }

  @Test
  void adminsSeeAndEndTheSignInsOfAll() {
    String anna = visitors.session(Role.VIEWER, "anna");
    String root = visitors.session(Role.ADMIN, null);
    JsonNode all = ApiTest.json(visitors.get("/api/v1/sign-ins", root));
    assertThat(all.path("items").findValuesAsString("account"))
        .containsExactlyInAnyOrder("local:anna", "local:admin");
    String end = "{\"account\": \"local:anna\"}";
    assertThat(post("/api/v1/sign-ins/end", root, end).body()).isEqualTo("{\"changed\":true}");
    assertThat(post("/api/v1/sign-ins/end", root, end).body()).isEqualTo("{\"changed\":false}");
    assertThat(visitors.get(ROOT, anna).status()).isEqualTo(401);
  }

  @Test
  void whereNobodySignsInThereIsNoAccount(@TempDir Path elsewhere) {
    try (House open = new House(elsewhere)) {
      assertThat(open.postJson(ROOT + "/sign-out-everywhere", "{}").status()).isEqualTo(409);
      assertThat(ApiTest.json(open.get(ROOT + "/tokens")).path("total").asInt()).isZero();
    }
  }
}
