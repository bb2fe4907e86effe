package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.SignIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in at a real identity provider, Spring Authorization Server. */
final class OidcTest {
  private static final Map<String, Set<String>> ROLES =
      Map.of("admin", Set.of("Admins"), "owner", Set.of("shop-owners"));

  @TempDir static Path folder;
  private static IdentityProvider provider;
  private static House house;
  private static Visitors visitors;

  /** What a browser keeps after it was sent to the provider. */
  record Begun(URI door, String cookie) {}

  @BeforeAll
  static void open() throws Exception {
    provider = new IdentityProvider();
    house = provider.house(folder, ROLES);
    house.broken();
    visitors = new Visitors(house);
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
    provider.close();
  }

  private static Begun begin(String then) {
    House.Answer sent = visitors.get("/sign-in/oidc?then=" + then, null);
    assertThat(sent.status()).as(sent.body()).isEqualTo(303);
    return new Begun(URI.create(sent.header("Location")), Visitors.secret(sent));
  }

  private static String atTheProvider(URI door, String name) throws IOException {
    String location = provider.signIn(door, name);
    assertThat(location).contains("code=");
    return location;
  }

  private static House.Answer back(String location, @Nullable String cookie) {
    Request.Builder request = new Request.Builder().url(location).header("Accept", "text/html");
    if (cookie != null) {
      request.header("Cookie", Cookies.UNDERWAY + "=" + cookie);
    }
    return house.send(request.build());
  }

  private static String session(House.Answer answer) {
    return answer.headers().values("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(Cookies.SESSION + "="))
        .map(cookie -> cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow(() -> new AssertionError(answer.status() + " " + answer.body()));
  }

  private static void assertRefused(House.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.headers().values("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith(Cookies.SESSION + "="));
    assertThat(answer.body()).doesNotContain(IdentityProvider.SECRET);
  }

  @Test
  void signsInWhomTheProviderKnowsAndKnowsThePersonByTheMail() throws Exception {
    assertThat(visitors.get("/sign-in", null).body()).contains("Sign in with Shop ID");
    Begun begun = begin("%2Fincidents%2Finc1");
    assertThat(begun.door().getQuery())
        .contains("response_type=code", "code_challenge_method=S256", "nonce=", "state=");

    House.Answer in = back(atTheProvider(begun.door(), "anna"), begun.cookie());

    assertThat(in.status()).as(in.body()).isEqualTo(303);
    assertThat(in.header("Location")).isEqualTo("/incidents/inc1");
    String secret = session(in);
    assertThat(visitors.get("/account", secret).body())
        .contains("Anna Berger", "identity provider", "<dd>owner</dd>")
        .doesNotContain("/account/password");
    assertThat(visitors.post("/t/summer-landing/look", secret, "").status()).isEqualTo(303);
    assertThat(visitors.get("/users", secret).status()).isEqualTo(403);
  }

  @Test
  void givesTheRoleOfTheGroup() throws Exception {
    Begun begun = begin("");
    String secret = session(back(atTheProvider(begun.door(), "root"), begun.cookie()));
    assertThat(visitors.get("/users", secret).status()).isEqualTo(200);
  }

  @Test
  void whoHasNoNameIsStillSomebodyWhoSignedIn() throws Exception {
    Begun begun = begin("");
    String secret = session(back(atTheProvider(begun.door(), "nomail"), begun.cookie()));
    assertThat(visitors.get("/account", secret).body()).contains("nomail");
    assertThat(visitors.get("/me?person=anna", secret).status()).isEqualTo(403);
    assertThat(visitors.post("/incidents/inc1/take", secret, "person=anna").status())
        .isBetween(400, 499);
  }

  @Test
  void turnsAwayWhomNoGroupGivesARole() throws Exception {
    Begun begun = begin("");
    assertRefused(back(atTheProvider(begun.door(), "zoe"), begun.cookie()));
    List<Event> events = house.ledger.read(view -> view.events(Audit.TYPES, 0, 99));
    assertThat(events)
        .anyMatch(event -> event.text().contains("none of their groups has a role here"));
  }

  @Test
  void whatCameBackIsWorthNothingTheSecondTime() throws Exception {
    Begun begun = begin("");
    String location = atTheProvider(begun.door(), "anna");
    assertThat(back(location, begun.cookie()).status()).isEqualTo(303);
    assertRefused(back(location, begun.cookie()));
  }

  /** A code that was used already, behind a state that is new. */
  @Test
  void theProviderTakesNoCodeBackTwice() throws Exception {
    Begun first = begin("");
    String location = atTheProvider(first.door(), "anna");
    assertThat(back(location, first.cookie()).status()).isEqualTo(303);
    Begun second = begin("");
    assertRefused(back(withState(location, state(second)), second.cookie()));
  }

  /** A code of the attacker's sign-in, or of another's: verifier and nonce are not those of it. */
  @Test
  void aForeignCodeIsWorthNothing() throws Exception {
    Begun anna = begin("");
    String location = atTheProvider(anna.door(), "anna");
    Begun attacker = begin("");
    assertRefused(back(withState(location, state(attacker)), attacker.cookie()));
  }

  @Test
  void anotherBrowserCannotEndWhatThisOneBegan() throws Exception {
    Begun begun = begin("");
    String location = atTheProvider(begun.door(), "anna");
    assertRefused(back(location, null));
    assertRefused(back(location, Mint.fresh()));
  }

  @Test
  void aForgedOrExpiredStateIsRefused() throws Exception {
    Begun begun = begin("");
    String location = atTheProvider(begun.door(), "anna");
    assertRefused(back(withState(location, Mint.fresh()), begun.cookie()));
    house.clock.forward(Duration.ofMinutes(10));
    assertRefused(back(location, begun.cookie()));
    assertRefused(back(visitors.origin() + OidcPages.BACK, begun.cookie()));
    assertRefused(back(visitors.origin() + OidcPages.BACK + "?error=access_denied", "x"));
  }

  private static String state(Begun begun) {
    String query = begun.door().getRawQuery();
    return query.replaceAll(".*(?:^|&)state=([^&]+).*", "$1");
  }

  private static String withState(String location, String state) {
    return location.replaceAll("state=[^&]+", "state=" + state);
  }

  @Test
  void aWayThatIsClosedLetsNobodyInAnyMore() throws Exception {
    Begun begun = begin("");
    String secret = session(back(atTheProvider(begun.door(), "anna"), begun.cookie()));
    var before = house.plan;
    SignIn local = new SignIn(true, null, null, null, Visitors.IDLE, Visitors.LONGEST);
    house.plan =
        House.plan(new Daemon.Web(Visitors.ANY, Visitors.ANY, Visitors.ANY, null, false, local), 1);
    assertThat(visitors.get("/account", secret).status()).isEqualTo(303);
    house.plan = before;
    assertThat(visitors.get("/account", secret).status()).isEqualTo(200);

    SignIn another = IdentityProvider.signIn("https://id.example.org", ROLES);
    house.plan =
        House.plan(
            new Daemon.Web(Visitors.ANY, Visitors.ANY, Visitors.ANY, null, false, another), 1);
    assertThat(visitors.get("/account", secret).status()).isEqualTo(303);
    house.plan = before;
  }
}
