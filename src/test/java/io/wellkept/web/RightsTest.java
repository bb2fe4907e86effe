package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.javalin.http.HandlerType;
import io.wellkept.ledger.Accounts.Session;
import io.wellkept.ledger.Accounts.User;
import io.wellkept.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every address against everybody. The addresses are those that are served: one that is new is
 * tried here without anybody thinking of it, and fails until its right was considered.
 */
final class RightsTest {
  /** What whoever has not signed in may reach of the pages; nothing is added without a reason. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /sign-in",
          "POST /sign-in",
          "GET /sign-in/oidc",
          "GET /sign-in/oidc/callback",
          "GET /static/wellkept.css",
          "GET /static/icon.svg",
          "GET /static/htmx.min.js",
          "GET /static/wellkept.js");

  /** What a viewer may send: what is their own, and what anybody may report. */
  private static final Set<String> BY_VIEWERS =
      Set.of(
          "POST /sign-out",
          "POST /account/password",
          "POST /account/sign-out-everywhere",
          "POST /account/tokens",
          "POST /account/tokens/{token}/revoke",
          "POST /api/v1/account/password",
          "POST /api/v1/account/sign-out-everywhere",
          "POST /api/v1/account/tokens",
          "POST /api/v1/account/tokens/{token}/revoke",
          "POST /api/v1/touchpoints/{id}/reports");

  /** What is about Wellkept itself, or about more than what is somebody's own. */
  private static final Set<String> BY_OPERATORS =
      Set.of(
          "GET /audit",
          "GET /api/v1/audit",
          "POST /api/v1/people/{id}/void-links",
          "POST /api/v1/plan/reload");

  /** What is about who may sign in. */
  private static final Set<String> BY_ADMINS =
      Set.of(
          "GET /users",
          "POST /users",
          "POST /users/sign-out",
          "GET /api/v1/sign-ins",
          "POST /api/v1/sign-ins/end",
          "POST /users/tokens/{token}/revoke",
          "POST /users/{name}/role",
          "POST /users/{name}/person",
          "POST /users/{name}/password",
          "POST /users/{name}/disable",
          "POST /users/{name}/enable",
          "GET /api/v1/users",
          "POST /api/v1/users",
          "POST /api/v1/users/{name}/role",
          "POST /api/v1/users/{name}/person",
          "POST /api/v1/users/{name}/password",
          "POST /api/v1/users/{name}/disable",
          "POST /api/v1/users/{name}/enable",
          "GET /api/v1/tokens",
          "POST /api/v1/tokens",
          "POST /api/v1/tokens/{token}/revoke");

  /** What only the person themselves and operators see. */
  private static final Set<String> BY_SELF = Set.of("GET /people/{id}/own");

  /**
   * What every act says, whatever it asks for: of Anna's, and in her name. With less, some acts are
   * refused before anybody asks for rights.
   */
  private static final Map<String, String> SAID =
      Map.ofEntries(
          Map.entry("person", "anna"),
          Map.entry("touchpoint", "summer-landing"),
          Map.entry("touchpoints", "summer-landing"),
          Map.entry("until", "2026-11-24T14:00:00Z"),
          Map.entry("sure", "yes"),
          Map.entry("to", "carla"),
          Map.entry("text", "The old page is back."),
          Map.entry("reason", "The old page is back."),
          Map.entry("why", "The old page is back."),
          Map.entry("what", "Two fields instead of three"),
          Map.entry("figure", "condition"),
          Map.entry("direction", "up"),
          Map.entry("changed", "2026-11-24T09:00:00Z"),
          Map.entry("word", "keep"),
          Map.entry("verdict", "keep"));

  /** What is Anna's: her page is broken. */
  private static final String TOUCHPOINT = "summer-landing";

  /** How the addresses end of what keeps who did it. */
  private static final Set<String> ASKS_WHO =
      Set.of(
          "/maintenance",
          "/hand-over",
          "/comment",
          "/initiatives",
          "/verdict",
          "/unmute",
          "/end",
          "/accept",
          "/decline",
          "/mine",
          "/not-mine");

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir static Path folder;
  private static House house;
  private static Visitors visitors;

  /** Who comes. Ben owns something else; Carla leads Anna's team and is her backup. */
  enum Visitor {
    NOBODY,
    VIEWER,
    OWNER_OF_SOMETHING_ELSE,
    OWNER,
    LEAD,
    OPERATOR,
    ADMIN,
    TOKEN_OF_OWNER,
    TOKEN_OF_ANOTHER_OWNER,
    READ_ONLY_TOKEN
  }

  @BeforeAll
  static void open() {
    house = Visitors.local(folder);
    house.broken();
    house.complete();
    visitors = new Visitors(house);
    User zoe = new User("zoe", "no hash", "viewer", null, House.START, House.START, null);
    house.ledger.change(work -> work.accounts().save(zoe));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  static Stream<Route> pages() {
    return WebServer.routes(house.context()).stream()
        .filter(route -> route.surface() == Surface.PAGES);
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  @ParameterizedTest
  @EnumSource(Visitor.class)
  void letsEverybodyDoWhatTheyMayAndNothingElse(Visitor visitor) {
    Set<String> wrong = new TreeSet<>();
    pages()
        .forEach(route -> {
          House.Answer answer = send(route, visitor);
          String complaint = complaint(route, visitor, answer);
          if (!complaint.isEmpty()) {
            wrong.add(name(route) + " as " + visitor + " answered " + answer.status() + complaint);
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static String complaint(Route route, Visitor visitor, House.Answer answer) {
    if (answer.status() >= 500) {
      return ", a fault of ours: " + answer.body();
    }
    if (!isFenced(answer)) {
      return ", and does not tell the browser whose scripts it may run";
    }
    boolean api = route.path().startsWith("/api/");
    boolean token = visitor.name().contains("TOKEN");
    if (route.right() == Right.ANYBODY) {
      return turnedAway(answer) ? ", although it is for anybody" : "";
    }
    if (visitor == Visitor.NOBODY || token && !api) {
      boolean asked = api ? answer.status() == 401 : sentToSignIn(answer);
      return asked ? "" : ", and should have asked for a sign-in";
    }
    boolean may = may(route, visitor);
    if (may) {
      return turnedAway(answer) ? ", although they may: " + answer.body() : "";
    }
    return answer.status() == 403 ? "" : ", although they may not";
  }

  /** Whatever somebody else writes into a page is shown there, and never run. */
  private static boolean isFenced(House.Answer answer) {
    String policy = answer.header("Content-Security-Policy");
    return policy != null
        && policy.contains("default-src 'none'; script-src 'self';")
        && policy.contains("frame-ancestors 'none'")
        && !policy.contains("unsafe");
  }

  private static boolean turnedAway(House.Answer answer) {
    return answer.status() == 401
        || answer.status() == 403
        || answer.status() == 421
        || sentToSignIn(answer) && !"/sign-in".equals(answer.header("Location"));
  }

  private static boolean sentToSignIn(House.Answer answer) {
    String to = answer.header("Location");
    return answer.status() == 303 && to != null && to.startsWith("/sign-in");
  }

  /** By the right that the address names; acts on touchpoints are for those with a part in it. */
  private static boolean may(Route route, Visitor visitor) {
    if (visitor == Visitor.READ_ONLY_TOKEN) {
      return route.method() == HandlerType.GET;
    }
    Role role = role(visitor);
    if (!route.right().isOf(role)) {
      return false;
    }
    if (BY_SELF.contains(name(route))) {
      return visitor == Visitor.OWNER || role.compareTo(Role.OPERATOR) >= 0;
    }
    boolean stranger =
        visitor == Visitor.OWNER_OF_SOMETHING_ELSE || visitor == Visitor.TOKEN_OF_ANOTHER_OWNER;
    boolean lead = visitor == Visitor.LEAD && route.path().matches(".*/(people|owners)/\\{id}/.*");
    return route.right() != Right.ACT || !stranger && !lead;
  }

  private static Role role(Visitor visitor) {
    return switch (visitor) {
      case NOBODY, VIEWER -> Role.VIEWER;
      case OWNER_OF_SOMETHING_ELSE, OWNER, LEAD, TOKEN_OF_OWNER, TOKEN_OF_ANOTHER_OWNER ->
          Role.OWNER;
      case OPERATOR -> Role.OPERATOR;
      case ADMIN, READ_ONLY_TOKEN -> Role.ADMIN;
    };
  }

  /** Each request is of a session of its own: some of them end it. */
  private static House.Answer send(Route route, Visitor visitor) {
    String path = filled(route.path());
    boolean api = path.startsWith("/api/");
    Request.Builder request =
        switch (visitor) {
          case NOBODY -> visitors.from(path, null);
          case VIEWER -> visitors.from(path, visitors.session(Role.VIEWER, null));
          case OWNER_OF_SOMETHING_ELSE -> visitors.from(path, visitors.session(Role.OWNER, "ben"));
          case OWNER -> visitors.from(path, visitors.session(Role.OWNER, "anna"));
          case LEAD -> visitors.from(path, visitors.session(Role.OWNER, "carla"));
          case OPERATOR -> visitors.from(path, visitors.session(Role.OPERATOR, "carla"));
          case ADMIN -> visitors.from(path, visitors.session(Role.ADMIN, null));
          case TOKEN_OF_OWNER -> bearer(path, visitors.token(Role.OWNER, "anna", false));
          case TOKEN_OF_ANOTHER_OWNER -> bearer(path, visitors.token(Role.OWNER, "ben", false));
          case READ_ONLY_TOKEN -> bearer(path, visitors.token(Role.ADMIN, null, true));
        };
    if (route.method() == HandlerType.GET) {
      return house.send(request.get().build());
    }
    return house.send(request.method(route.method().name(), said(api)).build());
  }

  private static RequestBody said(boolean api) {
    if (!api) {
      FormBody.Builder form = new FormBody.Builder();
      SAID.forEach(form::add);
      return form.build();
    }
    Map<String, Object> body = new TreeMap<>(SAID);
    body.put("touchpoints", List.of(TOUCHPOINT));
    return RequestBody.create(
        new JsonMapper().writeValueAsString(body), MediaType.get("application/json"));
  }

  private static Request.Builder bearer(String path, String token) {
    return visitors.from(path, null).header("Authorization", "Bearer " + token);
  }

  private static String filled(String path) {
    String filled = House.filled(path).replace("{file}", "f00d").replace("{token}", "nosuchtoken");
    if (filled.contains("{")) {
      fail("say in this test what to write for the parameter in " + path + ", of Anna's");
    }
    return filled;
  }

  /** Only where nobody signs in does a form or a body say who acts. */
  @Test
  void nobodyActsInTheNameOfAnother(@TempDir Path elsewhere) {
    try (House other = Visitors.local(elsewhere)) {
      other.broken();
      other.complete();
      other.clock.forward(Duration.ofMinutes(1));
      Visitors there = new Visitors(other);
      pages()
          .filter(route -> route.method() == HandlerType.POST && route.right() == Right.ACT)
          .forEach(route -> {
            String path = filled(route.path());
            RequestBody body = said(path.startsWith("/api/"));
            String ben = there.session(Role.OPERATOR, "ben");
            House.Answer answer = other.send(there.from(path, ben).post(body).build());
            assertThat(actors(other)).as(name(route) + " " + answer.body()).doesNotContain("anna");
          });
      assertThat(actors(other)).contains("ben");
    }
  }

  /** An act needs somebody whom others can ask why. */
  @Test
  void nobodyActsWhoIsNobodyOfThePlan() {
    pages()
        .filter(route -> route.method() == HandlerType.POST && route.right() == Right.ACT)
        .filter(route -> ASKS_WHO.stream().anyMatch(route.path()::endsWith))
        .forEach(route ->
            assertThat(send(route, Visitor.ADMIN))
                .as(name(route))
                .returns(422, House.Answer::status)
                .matches(answer -> answer.body().contains("belongs to nobody"), "says why"));
  }

  /** What was deleted from the files has no owner any more. */
  @Test
  void whatIsNotInThePlanIsForOperators(@TempDir Path elsewhere) {
    try (House other = Visitors.local(elsewhere)) {
      other.broken();
      other.complete();
      other.plan =
          Plan.of(
              other.plan.daemon(),
              other.plan.people(),
              other.plan.policies(),
              other.plan.journey(),
              List.of());
      String ben = new Visitors(other).session(Role.OWNER, "ben");
      for (String act : List.of("/incidents/inc1/comment", "/maintenance/w1/end")) {
        assertThat(new Visitors(other).post(act, ben, "text=mine").status()).as(act).isEqualTo(403);
      }
    }
  }

  /** A name is what others call them by; rights and acts are another's. */
  @Test
  void noNameMakesSomebodyWhoTheyAreNot() {
    String nameless = Mint.fresh();
    Instant now = House.START;
    Session session =
        new Session(
            Mint.hash(nameless), SignIns.LOCAL + "x", "", "viewer", null, now, now, now.plus(DAY));
    ApiTokens tokens = new ApiTokens(house.ledger, house.clock);
    ApiTokens.Wanted wanted = new ApiTokens.Wanted("anna", Role.VIEWER, false, null, DAY);
    String secret = ((ApiTokens.Made.Done) tokens.make(wanted, "command", "command")).secret();
    house.ledger.change(work -> work.accounts().open(session));

    assertThat(visitors.get("/me?person=anna", nameless).status()).isEqualTo(403);
    assertThat(visitors.program("GET", "/api/v1/account", secret, null).body())
        .contains("\"name\":\"token:");
  }

  /** Whoever did anything since the house was complete. */
  private static Set<String> actors(House house) {
    Set<String> actors = new TreeSet<>();
    house.ledger.read(view -> {
      view.events(200).stream()
          .filter(event -> event.at().isAfter(House.START))
          .forEach(event -> actors.add(String.valueOf(event.person())));
      view.overrides().stream()
          .filter(made -> !made.id().equals("w1"))
          .forEach(made -> actors.add(made.by()));
      view.initiatives().stream()
          .filter(one -> !one.id().equals("i1"))
          .forEach(one -> actors.add(one.person()));
      return true;
    });
    return actors;
  }

  /** Who calls there says that a job is alive: that is no word of whoever may only look. */
  @Test
  void onlyThoseWithAPartSeeWhereAJobCallsIn() {
    String path = "/t/" + House.NIGHTLY.touchpoint();
    Request.Builder looks = visitors.from(path, visitors.session(Role.VIEWER, null));
    Request.Builder runs = visitors.from(path, visitors.session(Role.OPERATOR, "carla"));
    assertThat(house.send(looks.get().build()).body()).contains("nightly").doesNotContain("/beat/");
    assertThat(house.send(runs.get().build()).body()).contains("/beat/");
  }

  /** The way to the audit is for operators, and to the accounts for admins. */
  @ParameterizedTest
  @EnumSource(Role.class)
  void leadsEverybodyOnlyWhereTheyMayGo(Role role) {
    House.Answer page = visitors.get("/touchpoints", visitors.session(role, "carla"));
    List<String> ways =
        Jsoup.parse(page.body()).select("header nav a").stream().map(a -> a.attr("href")).toList();
    assertThat(ways).contains("/maintenance");
    assertThat(ways.contains("/audit")).isEqualTo(role.compareTo(Role.OPERATOR) >= 0);
    assertThat(ways.contains("/users")).isEqualTo(role == Role.ADMIN);
    assertThat(ways)
        .allSatisfy(way ->
            assertThat(visitors.get(way, visitors.session(role, "carla")).status())
                .as(way)
                .isEqualTo(200));
  }

  private static Stream<String> thoseFor(Right right) {
    return pages().filter(route -> route.right() == right).map(RightsTest::name);
  }

  @Test
  void nothingButTheDoorIsOpenWithoutSignIn() {
    assertThat(thoseFor(Right.ANYBODY)).containsExactlyInAnyOrderElementsOf(OPEN);
  }

  @Test
  void onlyOperatorsActOnWellkeptItselfAndSeeWhoDidWhat() {
    assertThat(thoseFor(Right.OPERATE)).containsExactlyInAnyOrderElementsOf(BY_OPERATORS);
  }

  @Test
  void onlyAdminsSayWhoMaySignIn() {
    assertThat(thoseFor(Right.ADMINISTER)).containsExactlyInAnyOrderElementsOf(BY_ADMINS);
  }

  @Test
  void viewersChangeNothingButWhatIsTheirs() {
    assertThat(
            pages()
                .filter(route -> route.method() != HandlerType.GET)
                .filter(route -> route.right() == Right.LOOK)
                .map(RightsTest::name))
        .containsExactlyInAnyOrderElementsOf(BY_VIEWERS);
  }

  @Test
  void readingNeverNeedsMoreThanItIsWorth() {
    assertThat(pages().filter(route -> route.right() == Right.ACT).map(Route::method))
        .doesNotContain(HandlerType.GET);
  }

  /** What a link opens needs no sign-in, and no sign-in opens it: the token alone counts. */
  @ParameterizedTest
  @EnumSource(
      value = Visitor.class,
      names = {"NOBODY", "ADMIN"})
  void nobodyGetsFarWithAForgedLink(Visitor visitor) {
    String secret = visitor == Visitor.ADMIN ? visitors.session(Role.ADMIN, null) : null;
    WebServer.routes(house.context()).stream()
        .filter(route -> route.surface() == Surface.PUBLIC && route.path().contains("{token}"))
        .forEach(route -> {
          String path = route.path().replace("{token}", "k1forged").replace("{file}", "f00d");
          House.Answer answer =
              route.method() == HandlerType.GET
                  ? visitors.get(path, secret)
                  : visitors.post(path, secret, "sure=yes");
          assertThat(answer.status()).as(name(route)).isBetween(400, 499).isNotEqualTo(401);
          assertThat(answer).as(name(route)).matches(RightsTest::isFenced, "is fenced");
        });
  }
}
