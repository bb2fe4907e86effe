package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.incident.Event;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.SignIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.RequestBody;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In and out with a name and a password, and what becomes of sessions. */
final class SignInTest {
  private static final String PASSWORD = "correct-horse-battery";
  private static final String ANOTHER =
      "old=" + PASSWORD + "&new=another-long-password&again=another-long-password";

  @TempDir Path folder;
  private House house;
  private Visitors visitors;

  @BeforeEach
  void open() {
    house = Visitors.local(folder.resolve("ledger"));
    house.broken();
    visitors = new Visitors(house);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void sendsWhoeverHasNotSignedInToTheFormAndBack() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    House.Answer away = visitors.get("/t/summer-landing?x=1", null);
    assertThat(away.status()).isEqualTo(303);
    assertThat(away.header("Location")).isEqualTo("/sign-in?then=%2Ft%2Fsummer-landing%3Fx%3D1");
    assertThat(visitors.get(away.header("Location"), null).body())
        .contains("value=\"/t/summer-landing?x=1\"", "type=\"password\"");

    House.Answer in =
        visitors.post(
            "/sign-in",
            null,
            "name=Anna&password=" + PASSWORD + "&then=%2Ft%2Fsummer-landing%3Fx%3D1");

    assertThat(in.status()).isEqualTo(303);
    assertThat(in.header("Location")).isEqualTo("/t/summer-landing?x=1");
    assertThat(in.header("Set-Cookie"))
        .matches("wellkept=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax");
    assertThat(visitors.get("/t/summer-landing", Visitors.secret(in)).status()).isEqualTo(200);
    assertThat(visitors.get("/account", Visitors.secret(in)).body())
        .contains("anna", "Anna Berger", "Sign out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.org/",
        "//evil.example.org/",
        "/\\evil.example.org/",
        "/%09/evil.example.org:x\u0009",
        "javascript:alert(1)",
        "evil",
        "/\t/evil.example.org",
        "/sign-in/oidc"
      })
  void leadsNowhereElse(String then) {
    assertThat(Onward.of(then)).isEqualTo("/");
  }

  @Test
  void leadsToPagesOfOurs() {
    assertThat(Onward.of("/incidents/inc1?done=take")).isEqualTo("/incidents/inc1?done=take");
    assertThat(Onward.of(null)).isEqualTo("/");
  }

  @Test
  void saysTheSameWhateverIsWrong() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    visitors.user("gone", PASSWORD, Role.OWNER, null);
    users().disable("gone", "command");

    String wrong = visitors.signIn("anna", "wrong-horse-battery").body();
    String unknown = visitors.signIn("nobody", PASSWORD).body();
    String disabled = visitors.signIn("gone", PASSWORD).body();

    assertThat(wrong).contains("do not fit together");
    assertThat(unknown.replace("nobody", "anna")).isEqualTo(wrong);
    assertThat(disabled.replace("gone", "anna")).isEqualTo(wrong);
  }

  @Test
  void limitsHowOftenAnAccountIsTried() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    for (int i = 0; i < 20; i++) {
      assertThat(visitors.signIn("anna", "short").status()).isEqualTo(422);
    }
    House.Answer tooOften = visitors.signIn("ANNA", PASSWORD);
    assertThat(tooOften.status()).isEqualTo(429);
    assertThat(tooOften.header("Retry-After")).isEqualTo("600");
    assertThat(tooOften.header("Set-Cookie")).isNull();

    house.clock.forward(Duration.ofMinutes(10));
    assertThat(visitors.signIn("anna", PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void aWholeOfficeMaySignInFromOneAddress() {
    for (int i = 0; i < 63; i++) {
      String name = "user" + i % 7;
      if (i < 7) {
        visitors.user(name, PASSWORD, Role.VIEWER, null);
      }
      assertThat(visitors.signIn(name, PASSWORD).status()).isEqualTo(303);
    }
  }

  @Test
  void endsASessionThatNobodyUses() {
    String secret = visitors.session(Role.VIEWER, null);
    house.clock.forward(Visitors.IDLE.minusMinutes(1));
    assertThat(visitors.get("/account", secret).status()).isEqualTo(200);
    house.clock.forward(Visitors.IDLE.minusMinutes(1));
    assertThat(visitors.get("/account", secret).status()).isEqualTo(200);
    house.clock.forward(Visitors.IDLE);
    assertThat(visitors.get("/account", secret).status()).isEqualTo(303);
  }

  @Test
  void saysThatNothingWasDoneWhereTheSessionHadEnded() {
    String secret = visitors.session(Role.OPERATOR, null);
    house.clock.forward(Visitors.IDLE);
    String page = visitors.origin() + "/t/summer-landing?tab=1";
    String door = "/sign-in?undone=yes&then=%2Ft%2Fsummer-landing%3Ftab%3D1";

    House.Answer away = turnedAway(secret, "Referer", page);
    assertThat(away.status()).isEqualTo(303);
    assertThat(away.header("Location")).isEqualTo(door);
    assertThat(visitors.get(door, null).body())
        .contains("nothing was done", "value=\"/t/summer-landing?tab=1\"");

    House.Answer part = turnedAway(secret, "HX-Current-URL", page);
    assertThat(part.header("HX-Redirect")).isEqualTo(door);
    assertThat(turnedAway(secret, "Referer", "https://evil.example.org/t/x").header("Location"))
        .isEqualTo("/sign-in?undone=yes");
    assertThat(visitors.get("/sign-in", null).body()).doesNotContain("nothing was done");
  }

  private House.Answer turnedAway(String secret, String header, String page) {
    okhttp3.Request.Builder act =
        visitors.from("/t/summer-landing/look", secret).header(header, page);
    if (header.startsWith("HX-")) {
      act.header("HX-Request", "true");
    }
    return house.send(act.post(RequestBody.create("", Visitors.FORM)).build());
  }

  @Test
  void anOpenMapKeepsNobodySignedIn() {
    String secret = visitors.session(Role.VIEWER, null);
    okhttp3.Request news = visitors.from("/", secret).header("HX-Request", "true").get().build();
    house.clock.forward(Visitors.IDLE.minusMinutes(1));
    assertThat(house.send(news).status()).isEqualTo(200);
    house.clock.forward(Duration.ofMinutes(1));
    assertThat(house.send(news).status()).isEqualTo(401);
  }

  @Test
  void endsASessionInTheEndHoweverOftenItIsUsed() {
    String secret = visitors.session(Role.VIEWER, null);
    for (int i = 0; i < 14; i++) {
      assertThat(visitors.get("/account", secret).status()).isEqualTo(200);
      house.clock.forward(Visitors.IDLE.minusMinutes(1));
    }
    house.clock.forward(Duration.ofMinutes(15));
    assertThat(visitors.get("/account", secret).status()).isEqualTo(303);
  }

  @Test
  void aSessionThatSignedOutIsWorthNothing() {
    String secret = visitors.session(Role.ADMIN, null);
    House.Answer out = visitors.post("/sign-out", secret, "");
    assertThat(out.header("Set-Cookie")).startsWith("wellkept=;").contains("Max-Age=0");
    assertThat(visitors.get("/account", secret).status()).isEqualTo(303);
    assertThat(types()).contains(Event.Type.SIGNED_OUT);
  }

  @Test
  void forgedSessionsAreNone() {
    visitors.session(Role.ADMIN, null);
    String id = house.ledger.read(v -> v.accounts().sessions(House.START)).get(0).id();
    for (String forged : List.of("", "x", id, Mint.fresh(), "\"", id + "=")) {
      assertThat(visitors.get("/account", forged).status()).as(forged).isEqualTo(303);
    }
  }

  @Test
  void givesANewIdAtEachSignInSoThatNobodyCanPrepareOne() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    String prepared = visitors.session(Role.VIEWER, null);
    House.Answer in = visitors.post("/sign-in", prepared, "name=anna&password=" + PASSWORD);
    assertThat(Visitors.secret(in)).isNotEqualTo(prepared);
    assertThat(visitors.get("/account", prepared).status()).isEqualTo(303);
  }

  @Test
  void keepsNoSecretInTheLedger() throws Exception {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    String session = Visitors.secret(visitors.signIn("anna", PASSWORD));
    String token = visitors.token(Role.VIEWER, null, true);
    visitors.signIn("my-password-by-mistake", "x");
    house.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(all)
            .as(file.toString())
            .doesNotContain(PASSWORD)
            .doesNotContain(session)
            .doesNotContain(token)
            .doesNotContain("my-password-by-mistake");
      }
    }
    open();
  }

  @Test
  void anotherPasswordEndsEverySessionButThisOne() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    String here = Visitors.secret(visitors.signIn("anna", PASSWORD));
    String elsewhere = Visitors.secret(visitors.signIn("anna", PASSWORD));

    House.Answer changed = visitors.post("/account/password", here, ANOTHER);

    assertThat(changed.status()).isEqualTo(303);
    assertThat(visitors.get("/account", elsewhere).status()).isEqualTo(303);
    assertThat(visitors.get("/account", here).status()).isEqualTo(303);
    assertThat(visitors.get("/account", Visitors.secret(changed)).status()).isEqualTo(200);
    assertThat(visitors.signIn("anna", PASSWORD).status()).isEqualTo(422);
    assertThat(visitors.signIn("anna", "another-long-password").status()).isEqualTo(303);
  }

  @Test
  void whoeverIsSignedOutMeanwhileChangesNoPassword() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    String here = Visitors.secret(visitors.signIn("anna", PASSWORD));
    house.overtakenBefore(1, () -> users().password("anna", "what-the-admin-chose", "root"));

    House.Answer late = visitors.post("/account/password", here, ANOTHER);

    assertThat(late.status()).isEqualTo(422);
    assertThat(late.header("Set-Cookie")).isNull();
    assertThat(visitors.signIn("anna", "another-long-password").status()).isEqualTo(422);
    assertThat(visitors.signIn("anna", "what-the-admin-chose").status()).isEqualTo(303);
  }

  @Test
  void aPasswordThatIsChangedOnceMoreLetsNobodyInAnew() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    String here = Visitors.secret(visitors.signIn("anna", PASSWORD));
    house.overtakenBefore(2, () -> users().password("anna", "what-the-admin-chose", "root"));

    assertThat(visitors.post("/account/password", here, ANOTHER).header("Set-Cookie")).isNull();

    assertThat(sessions()).isEmpty();
  }

  @Test
  void whoeverBecomesAnotherPersonMeanwhileIsNotLetInAsTheOldOne() {
    visitors.user("zoe", PASSWORD, Role.OWNER, "ben");
    house.overtakenBefore(1, () -> users().person("zoe", "carla", "root"));

    assertThat(visitors.signIn("zoe", PASSWORD).status()).isEqualTo(422);

    assertThat(sessions()).isEmpty();
    assertThat(visitors.signIn("zoe", PASSWORD).status()).isEqualTo(303);
    assertThat(sessions()).extracting(Session::person).containsExactly("carla");
  }

  private Users users() {
    return new Users(house.ledger, house.clock, new Passwords());
  }

  @Test
  void changesNoPasswordWithoutTheOldOne() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    String here = Visitors.secret(visitors.signIn("anna", PASSWORD));
    String wanted = "&new=another-long-password&again=another-long-password";
    assertThat(visitors.post("/account/password", here, "old=wrong-old-one" + wanted).status())
        .isEqualTo(422);
    assertThat(
            visitors
                .post("/account/password", here, "old=" + PASSWORD + "&new=short&again=short")
                .body())
        .contains("12 characters or more");
    assertThat(visitors.signIn("anna", PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void anotherRoleAndADisabledAccountEndEverySession() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    String admin = visitors.session(Role.ADMIN, null);
    String anna = Visitors.secret(visitors.signIn("anna", PASSWORD));
    assertThat(visitors.post("/users/anna/role", admin, "role=viewer").status()).isEqualTo(303);
    assertThat(visitors.get("/account", anna).status()).isEqualTo(303);

    anna = Visitors.secret(visitors.signIn("anna", PASSWORD));
    assertThat(visitors.post("/t/summer-landing/look", anna, "").status()).isEqualTo(403);
    assertThat(visitors.post("/users/anna/disable", admin, "").status()).isEqualTo(303);
    assertThat(visitors.get("/account", anna).status()).isEqualTo(303);
    assertThat(visitors.signIn("anna", PASSWORD).status()).isEqualTo(422);
  }

  @Test
  void signsOutEverywhere() {
    String one = visitors.session(Role.VIEWER, "anna");
    String other = visitors.session(Role.VIEWER, "anna");
    String foreign = visitors.session(Role.VIEWER, "ben");
    visitors.post("/account/sign-out-everywhere", one, "");
    assertThat(visitors.get("/account", other).status()).isEqualTo(303);
    assertThat(visitors.get("/account", foreign).status()).isEqualTo(200);
  }

  @Test
  void adminsCannotShutThemselvesOut() {
    visitors.user("root", PASSWORD, Role.ADMIN, null);
    String root = Visitors.secret(visitors.signIn("root", PASSWORD));
    assertThat(visitors.post("/users/root/disable", root, "").status()).isEqualTo(422);
    assertThat(visitors.post("/users/root/role", root, "role=viewer").status()).isEqualTo(422);
    assertThat(visitors.get("/users", root).status()).isEqualTo(200);
  }

  @Test
  void refusesFormsThatDoNotSayFromWhichPageTheyCome() {
    String secret = visitors.session(Role.ADMIN, null);
    okhttp3.Request.Builder bare =
        house.request("/t/summer-landing/look").header("Cookie", "wellkept=" + secret);
    assertThat(house.send(bare.post(RequestBody.create("", Visitors.FORM)).build()).status())
        .isEqualTo(403);
    assertThat(
            house
                .send(
                    bare.header("Sec-Fetch-Site", "same-site")
                        .post(RequestBody.create("", Visitors.FORM))
                        .build())
                .status())
        .isEqualTo(403);
    assertThat(
            house
                .send(
                    bare.header("Sec-Fetch-Site", "same-origin")
                        .post(RequestBody.create("", Visitors.FORM))
                        .build())
                .status())
        .isEqualTo(303);
    assertThat(
            house
                .send(
                    bare.header("Origin", "https://evil.example.org")
                        .post(RequestBody.create("", Visitors.FORM))
                        .build())
                .status())
        .isEqualTo(403);
  }

  @Test
  void nobodySignsSomebodyElsesBrowserIn() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    RequestBody form = RequestBody.create("name=anna&password=" + PASSWORD, Visitors.FORM);
    assertThat(house.send(house.request("/sign-in").post(form).build()).status()).isEqualTo(403);
    assertThat(
            house
                .send(
                    house
                        .request("/sign-in")
                        .header("Origin", "https://evil.example.org")
                        .post(form)
                        .build())
                .status())
        .isEqualTo(403);
  }

  @Test
  void actsAreThoseOfWhoeverSignedIn() {
    String anna = visitors.session(Role.OWNER, "anna");
    House.Answer page = visitors.get("/incidents/inc1", anna);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("name=\"person\"");

    House.Answer taken =
        visitors.post("/incidents/inc1/take", anna, "person=ben&until=2026-11-24T15:00");

    assertThat(taken.status()).isEqualTo(303);
    assertThat(house.incident().taken().orElseThrow().by()).isEqualTo("anna");
    assertThat(audit())
        .anySatisfy(event -> {
          assertThat(event.type()).isEqualTo(Event.Type.ACTED);
          assertThat(event.person()).isEqualTo("anna");
          assertThat(event.text()).startsWith("POST /incidents/inc1/take");
        });
  }

  @Test
  void momentsAreAskedForInTheZoneInWhichTheyAreRead() {
    String ben = visitors.session(Role.OPERATOR, "ben");
    Document page = Jsoup.parse(visitors.get("/incidents/inc1", ben).body());
    Element take = page.selectFirst("form[action$=/take] input[name=until]");
    assertThat(take.attr("min")).isEqualTo("2026-11-24T10:00");
    assertThat(take.attr("max")).isEqualTo("2026-12-01T10:00");
    assertThat(page.selectFirst("form[action$=/snooze] input[name=until]").attr("max"))
        .isEqualTo("2026-12-01T10:00");
    assertThat(page.text()).contains("Times of Lisbon");
  }

  @Test
  void nobodyActsUnderThePersonOfAnother() {
    String stranger = visitors.session(Role.OPERATOR, null);
    assertThat(
            visitors
                .post("/incidents/inc1/take", stranger, "person=anna&until=2026-11-24T15:00")
                .status())
        .isEqualTo(422);
    assertThat(house.incident().taken()).isEmpty();
  }

  @Test
  void noTokenActsUnderTheIdOfAPerson() {
    ApiTokens.Wanted wanted =
        new ApiTokens.Wanted("ben", Role.ADMIN, false, null, Duration.ofDays(1));
    ApiTokens.Made made =
        new ApiTokens(house.ledger, house.clock).make(wanted, "command", "command");
    String secret = ((ApiTokens.Made.Done) made).secret();
    String json = "{\"name\": \"ci\", \"role\": \"viewer\", \"for\": \"1d\"}";
    assertThat(visitors.program("POST", "/api/v1/tokens", secret, json).status()).isEqualTo(201);
    assertThat(audit()).noneMatch(event -> "ben".equals(event.person()));
  }

  @Test
  void cookiesOfHttpsAreForThisHostAlone() {
    house.close();
    URI url = URI.create("https://wellkept.example.org");
    house =
        Visitors.house(
            folder.resolve("https"),
            new SignIn(true, null, null, url, Visitors.IDLE, Visitors.LONGEST));
    visitors = new Visitors(house);
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    RequestBody form = RequestBody.create("name=anna&password=" + PASSWORD, Visitors.FORM);

    House.Answer in =
        house.send(
            house
                .request("/sign-in")
                .header("Host", "wellkept.example.org")
                .header("Origin", "https://wellkept.example.org")
                .header("X-Forwarded-For", "203.0.113.9")
                .post(form)
                .build());

    assertThat(in.header("Set-Cookie"))
        .startsWith("__Host-wellkept=")
        .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax")
        .doesNotContain("Domain");
    String secret = Visitors.secret(in);
    assertThat(at("wellkept.example.org", "__Host-wellkept=" + secret)).isEqualTo(200);
    assertThat(at("wellkept.example.org", "wellkept=" + secret)).isEqualTo(303);
    assertThat(at("evil.example.org", "__Host-wellkept=" + secret)).isEqualTo(421);
  }

  @Test
  void pagesHaveOneNameWherePeopleSignIn() {
    house.close();
    URI links = URI.create("http://links.example.org");
    URI url = URI.create("https://wellkept.example.org");
    SignIn signIn = new SignIn(true, null, null, url, Visitors.IDLE, Visitors.LONGEST);
    Daemon.Web web = new Daemon.Web(Visitors.ANY, Visitors.ANY, Visitors.ANY, links, false, signIn);
    house = new House(folder.resolve("named"), web, 1);
    assertThat(at("links.example.org", "")).isEqualTo(421);
    assertThat(at("wellkept.example.org:8443", "")).isEqualTo(303);
    assertThat(at("localhost", "")).isEqualTo(303);
  }

  @Test
  void takesFormsOfItsOwnAddressThoughAProxyLeavesThePortOut() {
    house.close();
    URI url = URI.create("https://wellkept.example.org:8443");
    house =
        Visitors.house(
            folder.resolve("port"),
            new SignIn(true, null, null, url, Visitors.IDLE, Visitors.LONGEST));
    assertThat(knock("https://wellkept.example.org:8443")).isEqualTo(422);
    assertThat(knock("https://wellkept.example.org:8444")).isEqualTo(403);
    assertThat(knock("http://wellkept.example.org:8443")).isEqualTo(403);
  }

  /** A form that is let through is refused for its password only. */
  private int knock(String origin) {
    okhttp3.Request.Builder form =
        house
            .request("/sign-in")
            .header("Host", "wellkept.example.org")
            .header("Origin", origin)
            .post(RequestBody.create("name=nobody&password=x", Visitors.FORM));
    return house.send(form.build()).status();
  }

  private int at(String host, String cookie) {
    return house
        .send(house.request("/account").header("Host", host).header("Cookie", cookie).get().build())
        .status();
  }

  @Test
  void listensForOthersOnlyWherePeopleSignIn() {
    Daemon.Listen all = new Daemon.Listen("0.0.0.0", 0);
    Daemon.Web open = new Daemon.Web(Visitors.ANY, Visitors.ANY, all, null);
    assertThatThrownBy(() -> WebServer.start(open, house.context()))
        .isInstanceOf(CannotListenException.class)
        .hasMessageContaining("sign-in");
  }

  @Test
  void aFileThatIsChangedOpensNoDoor() {
    house.plan = House.plan(new Daemon.Web(Visitors.ANY, Visitors.ANY, Visitors.ANY, null), 1);
    assertThat(visitors.get("/", null).status()).isEqualTo(303);
    assertThat(visitors.get("/api/v1/touchpoints", null).status()).isEqualTo(401);
  }

  @Test
  void linksOfMailsNeedNoSignIn() {
    assertThat(visitors.get("/i/" + house.token("anna"), null).status()).isEqualTo(200);
    assertThat(
            visitors
                .post("/i/" + house.token("anna") + "/take", null, "until=2026-11-24T15:00")
                .status())
        .isEqualTo(303);
    assertThat(house.incident().taken().orElseThrow().by()).isEqualTo("anna");
  }

  @Test
  void showsWhatWasDoneBehindLinksToo() {
    String incident = "/i/" + house.token("anna");
    String own = "/o/" + house.tokens.ownPage("anna", House.START);
    visitors.post(incident + "/hand-over", null, "to=ben&why=");
    visitors.post(incident + "/comment", null, "text=the+agency+knows");
    visitors.post(own + "/hand-over", null, "touchpoint=newsletter-form&to=ben&sure=yes");
    visitors.post(own + "/take-back", null, "touchpoint=newsletter-form&sure=yes");
    String operator = visitors.session(Role.OPERATOR, "ben");
    String tried =
        "what=Three+fields&changed=2026-11-24T09:30&figure=CONDITION&direction=UP&until=2026-11-26";
    visitors.post("/t/summer-landing/initiatives", operator, tried);
    house.clock.forward(Duration.ofDays(4));
    String id = house.ledger.read(view -> view.initiatives()).get(0).id();
    visitors.post(own + "/verdict", null, "initiative=" + id + "&word=undo&sure=yes");

    assertThat(visitors.get("/audit", visitors.session(Role.OPERATOR, null)).body())
        .contains("asked somebody to take it", "noted something", "the agency knows")
        .contains("offered it to somebody", "ended an offer")
        .contains("wrote down what was changed", "said what becomes of a change");
  }

  @Test
  void showsWhoDidWhatToOperators() {
    visitors.user("anna", PASSWORD, Role.OWNER, "anna");
    visitors.signIn("anna", PASSWORD);
    visitors.signIn("anna", "wrong-horse-battery");
    visitors.signIn("my-password-by-mistake", "x");
    String operator = visitors.session(Role.OPERATOR, null);

    String page = visitors.get("/audit", operator).body();

    assertThat(page)
        .contains("added anna as owner", "by password from 127.0.0.1", "wrong name or password")
        .doesNotContain(PASSWORD, "my-password-by-mistake");
    assertThat(visitors.get("/api/v1/audit", operator).body())
        .contains("\"type\":\"signed-in\"", "\"type\":\"not-signed-in\"", "\"total\":");
  }

  @Test
  void writesDownOnlySoManyRefusals() {
    for (int i = 0; i < 55; i++) {
      visitors.signIn("n" + i, "x");
    }
    house.clock.forward(Duration.ofMinutes(10));
    for (int i = 0; i < 55; i++) {
      visitors.signIn("m" + i, "x");
    }
    assertThat(types()).filteredOn(type -> type == Event.Type.NOT_SIGNED_IN).hasSize(60);
  }

  @Test
  void makesWeakHashesAnewAtTheNextSignIn() {
    String weak =
        com.password4j.Argon2Function.getInstance(8, 1, 1, 32, com.password4j.types.Argon2.ID)
            .hash(PASSWORD)
            .getResult();
    house.ledger.change(work ->
        work.accounts()
            .save(
                new io.wellkept.ledger.Accounts.User(
                    "old", weak, "viewer", null, House.START, House.START, null)));
    assertThat(visitors.signIn("old", PASSWORD).status()).isEqualTo(303);
    String hash = house.ledger.read(v -> v.accounts().user("old")).orElseThrow().hash();
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(weak);
    assertThat(visitors.signIn("old", PASSWORD).status()).isEqualTo(303);
  }

  private List<Event> audit() {
    return house.ledger.read(view -> view.events(Audit.TYPES, 0, 1000));
  }

  private List<Event.Type> types() {
    return audit().stream().map(Event::type).toList();
  }

  private List<Session> sessions() {
    return house.ledger.read(view -> view.accounts().sessions(house.clock.instant()));
  }

  @Test
  void writesASessionDownAsSeenOnceAMinuteAtMost() {
    String secret = visitors.session(Role.VIEWER, null);
    house.clock.forward(Duration.ofSeconds(59));
    visitors.get("/account", secret);
    assertThat(sessions().get(0).seenAt()).isEqualTo(House.START);
    house.clock.forward(Duration.ofSeconds(2));
    visitors.get("/account", secret);
    assertThat(sessions().get(0).seenAt()).isEqualTo(House.START.plusSeconds(61));
  }
}
