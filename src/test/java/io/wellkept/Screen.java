package io.wellkept;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.wellkept.probe.browser.Browsers;
import io.wellkept.probe.browser.OneBrowser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A person before a screen: the Chromium of this machine, which sees loopback and nothing else. One
 * for all tests of a class, which are skipped, in words, where there is none; whoever sat before it
 * has left when a test is over.
 */
public final class Screen implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  /** What WCAG 2.2 asks at level AA, and what axe's authors add as good practice. */
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final int DESKTOP = 1280;
  private static final int PHONE = 390;

  private final List<String> mishaps = new ArrayList<>();
  private @Nullable Playwright playwright;
  private @Nullable Browser browser;

  @Override
  public void beforeAll(ExtensionContext test) {
    Browsers.Setup setup = OneBrowser.setup(Duration.ofSeconds(30));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    environment.putAll(OneBrowser.node());
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(setup.executable())
                    .setChromiumSandbox(setup.sandbox())
                    .setArgs(
                        List.of(
                            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1,"
                                + " EXCLUDE localhost",
                            "--disable-background-networking",
                            "--font-render-hinting=none")));
  }

  /** Somebody at a desk, whom nobody knows yet. */
  public Page desk() {
    return page(DESKTOP, ColorScheme.LIGHT, true);
  }

  /** Somebody with a phone, in the dark. */
  public Page phone() {
    return page(PHONE, ColorScheme.DARK, true);
  }

  /** Somebody whose browser runs no scripts. */
  public Page withoutScripts() {
    return page(DESKTOP, ColorScheme.LIGHT, false);
  }

  private Page page(int width, ColorScheme scheme, boolean scripts) {
    BrowserContext visitor =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setJavaScriptEnabled(scripts));
    visitor.setDefaultTimeout(20_000);
    Page page = visitor.newPage();
    page.onPageError(mishaps::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().contains("the server responded with")) {
        mishaps.add(message.text());
      }
    });
    return page;
  }

  /**
   * Neither axe nor the browser has anything to complain of, at a desk in the light as in the dark,
   * and nothing runs out of the page.
   */
  public void isAccessible(Page page) {
    List<String> complaints = complaints(new AxeBuilder(page).withTags(RULES));
    if (page.viewportSize().width == DESKTOP) {
      boolean dark = (Boolean) page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
      colours(page, dark ? ColorScheme.LIGHT : ColorScheme.DARK);
      // what else there is to complain of has no colour
      complaints.addAll(complaints(new AxeBuilder(page).withRules(List.of("color-contrast"))));
      colours(page, dark ? ColorScheme.DARK : ColorScheme.LIGHT);
    }
    assertThat(complaints).as(page.url()).isEmpty();
    Object spill =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) spill).intValue()).as("pixels to the right of " + page.url()).isZero();
    assertThat(mishaps).as("what the browser complains of").isEmpty();
  }

  private static List<String> complaints(AxeBuilder axe) {
    List<String> complaints = new ArrayList<>();
    for (Rule rule : axe.analyze().getViolations()) {
      rule.getNodes()
          .forEach(node ->
              complaints.add(rule.getId() + ": " + rule.getHelp() + " in " + node.getHtml()));
    }
    return complaints;
  }

  private static void colours(Page page, ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    browser.contexts().forEach(BrowserContext::close);
    mishaps.clear();
  }

  @Override
  public void afterAll(ExtensionContext test) {
    if (playwright != null) {
      playwright.close();
    }
  }
}
