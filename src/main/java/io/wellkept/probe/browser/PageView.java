package io.wellkept.probe.browser;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a page shows at a moment; every question has an end, even if the page has none. */
final class PageView {
  private static final String SCRIPT = script();

  private final Page page;

  PageView(Page page) {
    this.page = page;
  }

  /** The page as a visitor sees it: its elements of this moment without those that are hidden. */
  Optional<String> seen(Duration left) {
    return text(Map.of("what", "seen"), left);
  }

  /** All its elements of this moment. */
  Optional<String> source(Duration left) {
    return text(Map.of("what", "source"), left);
  }

  /** Whether it is a page, and not a text or data. */
  boolean html(Duration left) {
    return text(Map.of("what", "type"), left).filter(type -> !type.contains("html")).isEmpty();
  }

  /** What its links and buttons say. */
  String links(Duration left) {
    return text(Map.of("what", "links"), left)
        .filter(said -> !said.isEmpty())
        .orElse("a page without links");
  }

  /** One element of the page; empty if it is not there, now. */
  Optional<ElementHandle> element(Map<String, @Nullable Object> asked, Duration left) {
    try {
      JSHandle found =
          html()
              .evaluateHandle(
                  SCRIPT,
                  new HashMap<>(asked),
                  new Locator.EvaluateHandleOptions().setTimeout(millis(left)));
      return Optional.ofNullable(found.asElement());
    } catch (TimeoutError e) {
      return Optional.empty();
    } catch (PlaywrightException e) {
      return unlessGone(e);
    }
  }

  private Optional<String> text(Map<String, Object> asked, Duration left) {
    try {
      Object answer =
          html().evaluate(SCRIPT, asked, new Locator.EvaluateOptions().setTimeout(millis(left)));
      return Optional.ofNullable(answer).map(String::valueOf);
    } catch (TimeoutError e) {
      return Optional.empty();
    } catch (PlaywrightException e) {
      return unlessGone(e);
    }
  }

  /** A page that is just leaving, or whose own script stands in our way, shows nothing now. */
  private <T> Optional<T> unlessGone(PlaywrightException failure) {
    if (page.isClosed() || Mishap.isOurs(failure)) {
      throw failure;
    }
    return Optional.empty();
  }

  private Locator html() {
    return page.locator(":root");
  }

  static double millis(Duration left) {
    return Math.max(1, left.toMillis());
  }

  private static String script() {
    try (InputStream in = PageView.class.getResourceAsStream("page.js")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file page.js");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
