package io.wellkept.probe.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.time.Duration;

/** Prints pages of our own on A4, as PDF. */
public final class Paper {
  private static final Duration MOST = Duration.ofSeconds(30);

  private Paper() {}

  /** What came of it. */
  public sealed interface Printed {
    record Pages(byte[] pdf) implements Printed {}

    /**
     * @param why a sentence that says what is in the way, and where to set it right
     */
    record Nothing(String why) implements Printed {}
  }

  /**
   * Prints.
   *
   * @param html a whole page that needs no other file; nothing that it names is fetched
   * @throws InterruptedException if the caller is to stop
   */
  public static Printed print(Browsers browsers, String html) throws InterruptedException {
    return switch (browsers.send(null, MOST, (page, proxy) -> pages(page, html))) {
      case Browsers.Ending.Done<byte[]>(byte[] pdf) -> new Printed.Pages(pdf);
      case Browsers.Ending.Failed<byte[]>(var fault) -> new Printed.Nothing(fault.words());
      case Browsers.Ending.Overdue<byte[]> late ->
          new Printed.Nothing("the browser did not print it within " + MOST.toSeconds() + " s");
    };
  }

  private static byte[] pages(Page page, String html) {
    page.route("**/*", Route::abort);
    page.setContent(html);
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.LIGHT));
    return page.pdf(
        new Page.PdfOptions().setFormat("A4").setPreferCSSPageSize(true).setPrintBackground(true));
  }
}
