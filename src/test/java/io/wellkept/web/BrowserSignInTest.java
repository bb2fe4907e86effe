package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.wellkept.Screen;
import io.wellkept.plan.SignIn;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each way in, as somebody walks it who wants to take an incident. */
final class BrowserSignInTest {
  private static final String WORDS = "a long enough secret of Anna";

  @RegisterExtension static final Screen screen = new Screen();

  @TempDir Path folder;

  @Test
  void withAPassword() {
    try (House house = Visitors.local(folder)) {
      house.broken();
      new Visitors(house).user("anna", WORDS, Role.OWNER, "anna");
      Page page = screen.phone();
      page.navigate(house.address("/incidents/inc1"));
      assertThat(page.url()).contains("/sign-in");
      screen.isAccessible(page);
      page.locator("input[name=name]").fill("anna");
      page.locator("input[name=password]").fill("not that one");
      page.locator(".signin button").click();
      assertThat(page.getByRole(AriaRole.ALERT).count()).isOne();
      screen.isAccessible(page);
      page.locator("input[name=password]").fill(WORDS);
      page.locator(".signin button").click();
      page.waitForURL("**/incidents/inc1");
      takes(page, house);
      page.navigate(house.address("/account"));
      screen.isAccessible(page);
      page.locator("form[action='/sign-out'] button").first().click();
      page.navigate(house.address("/incidents/inc1"));
      assertThat(page.url()).contains("/sign-in");
    }
  }

  @Test
  void asTheFirstAdmin() {
    try (House house = Visitors.local(folder)) {
      house.broken();
      new Visitors(house).user("root", WORDS, Role.ADMIN, null);
      Page page = screen.desk();
      page.navigate(house.address("/users"));
      page.locator("input[name=name]").fill("root");
      page.locator("input[name=password]").fill(WORDS);
      page.locator(".signin button").click();
      page.waitForURL("**/users");
      screen.isAccessible(page);
      page.navigate(house.address("/audit"));
      screen.isAccessible(page);
      assertThat(page.getByRole(AriaRole.MAIN).textContent()).contains("root");
    }
  }

  @Test
  void atTheCompanysIdentityProvider() throws Exception {
    try (IdentityProvider provider = new IdentityProvider();
        House house = provider.house(folder, Map.of("owner", Set.of("shop-owners")))) {
      house.broken();
      Page page = screen.desk();
      page.navigate(house.address("/incidents/inc1"));
      screen.isAccessible(page);
      page.locator("a.button").click();
      page.locator("input[name=username]").fill("anna");
      page.locator("input[name=password]").fill(IdentityProvider.PASSWORD);
      page.locator("button[type=submit]").click();
      page.waitForURL("**/incidents/inc1");
      takes(page, house);
    }
  }

  @Test
  void byAProxyThatKnowsThem() throws Exception {
    SignIn.Network from = new SignIn.Network(InetAddress.getByName("127.0.0.0"), 8);
    SignIn.Roles roles = new SignIn.Roles(Map.of("owner", Set.of("anna@example.org")), null);
    SignIn.Proxy proxy = new SignIn.Proxy("Remote-User", null, List.of(from), roles);
    SignIn signIn = new SignIn(false, null, proxy, null, Visitors.IDLE, Visitors.LONGEST);
    try (House house = Visitors.house(folder, signIn)) {
      house.broken();
      Page page = screen.desk();
      page.context().setExtraHTTPHeaders(Map.of("Remote-User", "anna@example.org"));
      page.navigate(house.address("/incidents/inc1"));
      takes(page, house);
      Page stranger = screen.desk();
      stranger.navigate(house.address("/incidents/inc1"));
      assertThat(stranger.url()).contains("/sign-in");
      screen.isAccessible(stranger);
    }
  }

  /** Nobody asks who they are: that is known. */
  private void takes(Page page, House house) {
    screen.isAccessible(page);
    Locator form = page.locator("form[action$='/take']").first();
    assertThat(form.locator("select[name=person]").count()).isZero();
    form.locator("input[name=until]").fill("2026-11-24T17:00");
    form.locator("button").first().click();
    assertThat(page.getByRole(AriaRole.STATUS).first().textContent()).contains("Anna Berger");
    assertThat(house.incident().taken().orElseThrow().by()).isEqualTo("anna");
  }
}
