package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.wellkept.Screen;
import io.wellkept.incident.Event;
import io.wellkept.probe.browser.OneBrowser;
import io.wellkept.web.Surface;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The ways of those who did not ask for software, before a real browser. */
final class BrowserWaysTest {
  @RegisterExtension static final Screen screen = new Screen();

  /** What has the keys, where that cannot be seen. */
  private static final String WHERE =
      """
      () => {
        const one = document.activeElement;
        const style = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        const inside = box.width > 0 && box.height > 0 && box.left >= 0 && box.top >= 0
            && box.right <= innerWidth && box.bottom <= innerHeight;
        return ringed && inside ? '' : one.outerHTML.slice(0, 200);
      }
      """;

  @TempDir Path home;
  private House house;

  @BeforeEach
  void open() {
    house = new House(home).withOnePage();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void anOwnerComesFromTheMailToRepaired() {
    house.opens().passes(Duration.ofMinutes(6));
    house.site.breaks("/page");
    house.passes(Duration.ofMinutes(11));
    assertThat(house.heard()).singleElement().asString().startsWith("anna: ");

    Page page = screen.phone();
    page.navigate(house.linkOf("anna"));
    screen.isAccessible(page);
    assertThat(heading(page)).contains("500");
    page.locator("#take input[name=until]").fill("2026-06-02T17:00");
    button(page, "I take it").click();
    screen.isAccessible(page);
    assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Nobody else is told");
    assertThat(house.open()).singleElement().matches(incident -> incident.taken().isPresent());

    house.site.isMended("/page");
    house.passes(Duration.ofMinutes(11));
    assertThat(house.open()).isEmpty();
    page.reload();
    screen.isAccessible(page);
    assertThat(page.getByRole(AriaRole.MAIN).textContent()).contains("It is over");
    assertThat(house.heard())
        .anyMatch(line -> line.startsWith("anna: "))
        .noneMatch(line -> line.startsWith("ben: "));
  }

  /** From what a customer says to "repaired", by Tab and Enter, and never without seeing where. */
  @Test
  void nobodyNeedsMoreThanKeys() {
    // browsers differ in which comes first, the day or the month
    house.clock.moveTo(Instant.parse("2026-06-05T07:00:00Z"));
    house.opens();
    Page page = screen.desk();
    page.navigate(house.running().address(Surface.PUBLIC).resolve("/report/page").toString());
    reaches(page, "textarea[name=text]");
    page.keyboard().type("The basket is empty");
    reaches(page, "main button");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Thank you");
    house.settles();

    page.navigate(house.linkOf("anna"));
    reaches(page, "#take input[name=until]");
    page.keyboard().type("060620261700");
    reaches(page, "#take form[action$='/take'] button");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Nobody else is told");
    reaches(page, "#settle button");
    assertThat(page.locator("#settle button").textContent()).contains("It is repaired");
    page.keyboard().press("Enter");
    page.locator("#settle button[name=sure]").waitFor();
    reaches(page, "#settle button[name=sure]");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("It is settled");
    assertThat(house.open()).isEmpty();
  }

  /** Goes on by Tab until it is there, and sees at each step what would hear the next key. */
  private static void reaches(Page page, String wanted) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      assertThat(page.evaluate(WHERE)).as("is seen to have the keys").asString().isEmpty();
      if ((Boolean) page.evaluate("(it) => document.activeElement.matches(it)", wanted)) {
        return;
      }
    }
    fail("no way by keys to " + wanted);
  }

  @Test
  void anOperatorFindsWhatIsWrongAndSeesToIt() {
    house.opens().passes(Duration.ofMinutes(6));
    house.site.breaks("/page");
    house.passes(Duration.ofMinutes(11));

    Page page = screen.desk();
    page.navigate(house.at("/"));
    screen.isAccessible(page);
    assertThat(page.getByRole(AriaRole.MAIN).textContent()).contains("broken");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("The page")).first().click();
    page.waitForURL("**/t/page");
    screen.isAccessible(page);
    page.locator("a[href^='/incidents/']").first().click();
    page.waitForURL("**/incidents/*");
    screen.isAccessible(page);
    assertThat(page.getByRole(AriaRole.MAIN).textContent()).contains("Ben Maurer");

    page.locator("details:has(form[action$='/comment']) > summary").click();
    Locator note = page.locator("form[action$='/comment']");
    note.locator("textarea, input[name=text]").first().fill("Hosting is told, ticket 4711");
    note.locator("select[name=person]").selectOption("otto");
    note.getByRole(AriaRole.BUTTON).click();
    assertThat(page.getByRole(AriaRole.MAIN).textContent()).contains("ticket 4711");

    page.navigate(house.at("/t/page"));
    button(page, "Look now").click();
    screen.isAccessible(page);
    assertThat(page.getByRole(AriaRole.STATUS).first().textContent())
        .contains("look was asked for");
    house.site.isMended("/page");
    house.passes(Duration.ofMinutes(11));
    assertThat(house.open()).isEmpty();
    assertThat(house.history("page")).contains(Event.Type.COMMENTED);
    page.navigate(house.at("/"));
    assertThat(page.getByRole(AriaRole.MAIN).textContent()).doesNotContain("broken");
  }

  /** What is on the map changes before the eyes of whoever looks, and what they unfolded stays. */
  @Test
  void theMapIsLive() {
    house.opens().passes(Duration.ofMinutes(6));
    Page page = screen.desk();
    page.navigate(house.at("/"));
    assertThat(page.locator(".tile.healthy").count()).isOne();
    page.evaluate("window.sameDocument = true");
    page.locator("#live a[href='/inventory']").focus();
    house.site.breaks("/page");
    house.passes(Duration.ofMinutes(11));
    page.locator(".tile.broken").waitFor(new Locator.WaitForOptions().setTimeout(40_000));
    assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    assertThat(page.evaluate("document.activeElement.getAttribute('href')"))
        .isEqualTo("/inventory");
    screen.isAccessible(page);
  }

  /** A screen on a wall must not stay green when nobody looks any more. */
  @Test
  void theMapSaysSinceWhenItIsNotFresh() {
    house.opens().passes(Duration.ofMinutes(6));
    Page page = screen.desk();
    page.clock().install();
    page.navigate(house.at("/"));
    Locator stale = page.locator("#not-fresh");
    Consumer<Route> silent = Route::abort;
    Consumer<Route> failing = route -> route.fulfill(new FulfillOptions().setStatus(503));
    for (Consumer<Route> trouble : List.of(silent, failing)) {
      assertThat(stale.isVisible()).isFalse();
      page.route("**/?seen=*", trouble);
      page.clock().fastForward(21_000);
      stale.waitFor();
      assertThat(stale.textContent()).containsPattern("\\d\\d:\\d\\d");
      page.unroute("**/?seen=*");
      page.clock().fastForward(21_000);
      stale.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }
  }

  @Test
  void theMapNeedsNoScripts() {
    house.opens().passes(Duration.ofMinutes(6));
    Page page = screen.withoutScripts();
    page.navigate(house.at("/"));
    assertThat(page.locator(".tile.healthy").count()).isOne();
    page.locator("#narrow-down > summary").click();
    page.locator("input[name=q]").fill("tea");
    page.locator("form[role=search] button").click();
    assertThat(page.url()).contains("q=tea");
    assertThat(page.locator(".tile").count()).isZero();
  }

  @Test
  void theChiefReadsTheWeekInTheMailAndInTheArchive() throws Exception {
    house
        .edit(
            "config/daemon.yaml",
            "observe: 0s\n",
            "observe: 0s\nzone: Europe/Berlin\ndigests:\n  - {name: week, when: weekly mon 07:30,"
                + " audience: company, to: [carla]}\n")
        .opens()
        .passes(Duration.ofHours(6));
    house.site.breaks("/page");
    house.passes(Duration.ofHours(3));
    house.site.isMended("/page");
    // from Tuesday morning over the next Monday
    house.passes(Duration.ofDays(6).plusHours(2));
    assertThat(house.heard()).anyMatch(line -> line.startsWith("carla: ") && line.contains("23"));

    Page mail = screen.phone();
    mail.setContent(html(house.lastMailTo("carla").orElseThrow()));
    screen.isAccessible(mail);
    String text = mail.locator("body").innerText();
    assertThat(text).contains("of 100", "The page", "Anna Berg");
    Object drawn = mail.evaluate("[...document.images].filter(i => i.naturalWidth > 0).length");
    assertThat(((Number) drawn).intValue()).as("pictures that came with it").isGreaterThan(1);

    Page page = screen.desk();
    page.navigate(house.at("/digests"));
    screen.isAccessible(page);
    page.locator("main a[href^='/digests/']").first().click();
    page.waitForURL("**/digests/*");
    screen.isAccessible(page);
    assertThat(page.getByRole(AriaRole.MAIN).textContent()).contains("The page");
    assertThat(new String(page.pdf(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
  }

  @Test
  void whoeverAsksGetsTheWeekOnPaper(@TempDir Path elsewhere) throws Exception {
    try (Shell shell = new Shell(elsewhere).house()) {
      Path browser = OneBrowser.setup(Duration.ofSeconds(30)).executable();
      String daemon = shell.text("config/daemon.yaml");
      shell.file("config/daemon.yaml", daemon + "browser: {executable: " + browser + "}\n");
      shell.letsTheDaemonLook();
      Path file = elsewhere.resolve("week.pdf");
      Shell.Result printed = shell.types("digest", "--out", file.toString());
      assertThat(printed.code()).as(printed.all()).isZero();
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .startsWith("%PDF-");
    }
  }

  /** The HTML of a mail, with its pictures put where it names them. */
  private static String html(Part mail) throws Exception {
    StringBuilder html = new StringBuilder();
    Map<String, String> pictures = new HashMap<>();
    gather(mail, html, pictures);
    Matcher cid = Pattern.compile("cid:([^\"']+)").matcher(html);
    return cid.replaceAll(found -> "data:image/png;base64," + pictures.get(found.group(1)));
  }

  private static void gather(Part part, StringBuilder html, Map<String, String> pictures)
      throws Exception {
    if (part.isMimeType("text/html")) {
      html.append(part.getContent());
    } else if (part.isMimeType("multipart/*")) {
      Multipart parts = (Multipart) part.getContent();
      for (int i = 0; i < parts.getCount(); i++) {
        gather(parts.getBodyPart(i), html, pictures);
      }
    } else if (part.isMimeType("image/png") && part instanceof BodyPart body) {
      String id = body.getHeader("Content-ID")[0].replaceAll("[<>]", "");
      pictures.put(id, Base64.getEncoder().encodeToString(body.getInputStream().readAllBytes()));
    }
  }

  private static String heading(Page page) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).textContent();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }
}
