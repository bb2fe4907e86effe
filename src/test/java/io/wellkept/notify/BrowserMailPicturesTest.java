package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.wellkept.DocsPicture;
import io.wellkept.Screen;
import io.wellkept.report.digest.DigestForms;
import io.wellkept.report.digest.DigestPicture;
import io.wellkept.report.digest.Digests;
import io.wellkept.words.Words;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mails as people see them, and as the pictures of the docs show them. */
final class BrowserMailPicturesTest {
  private static final int MAIL = 600;
  private static final URI PAGES = URI.create("https://wellkept.example.org/");

  private static final String SHOWN = "[...document.images].filter(i => i.offsetWidth > 0)";

  @RegisterExtension static final Screen screen = new Screen();

  private enum Scheme {
    LIGHT(ColorScheme.LIGHT),
    DARK(ColorScheme.DARK);

    private final ColorScheme colours;

    Scheme(ColorScheme colours) {
      this.colours = colours;
    }

    String suffix() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static DigestForms.Mail digest() {
    URI archive = PAGES.resolve("/digests/d");
    return new DigestForms().mail(Digests.rich(), Words.ENGLISH, PAGES, archive);
  }

  /** What a mail program makes of the parts of a mail. */
  private static String whole(DigestForms.Mail mail) {
    String html = mail.html();
    for (DigestPicture picture : mail.pictures()) {
      String data = Base64.getEncoder().encodeToString(picture.png());
      html = html.replace("cid:" + picture.cid(), "data:image/png;base64," + data);
    }
    return html;
  }

  @ParameterizedTest
  @EnumSource
  void theAlertLooksAsTheDocsShowIt(Scheme scheme) {
    String html = new Printer().print(Samples.opened()).html();
    Page page = screen.desk();
    page.setContent(html);
    DocsPicture.compare(page, "alert-" + scheme.suffix(), html, MAIL, scheme.colours);
  }

  @ParameterizedTest
  @EnumSource
  void theDigestLooksAsTheDocsShowIt(Scheme scheme) {
    DigestForms.Mail mail = digest();
    Page page = screen.desk();
    page.setContent(whole(mail));
    String made = mail.html() + Digests.drawn();
    DocsPicture.compare(page, "digest-" + scheme.suffix(), made, MAIL, scheme.colours);
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 600, 1280})
  void nothingOfTheDigestRunsOutToTheRight(int width) {
    Page page = screen.desk();
    page.setContent(whole(digest()));
    page.setViewportSize(width, 800);
    assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
        .isLessThanOrEqualTo(width);
  }

  @Test
  void isBuiltFromTheSamePartsOnAPhone() {
    Page page = screen.phone();
    page.setContent(whole(digest()));
    assertThat(((Number) page.evaluate(SHOWN + "[1].offsetWidth")).intValue())
        .as("the map fills the phone")
        .isGreaterThan(320);
    assertThat(((Number) page.evaluate(SHOWN + "[0].x")).intValue())
        .as("the days stand below the score")
        .isLessThan(40);
  }

  @ParameterizedTest
  @EnumSource
  void showsEachPictureOnceOnTheGroundOfItsReader(Scheme scheme) {
    Page page = screen.desk();
    page.setContent(whole(digest()));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme.colours));
    assertThat(page.locator("img:visible").count()).isEqualTo(2);
    assertThat(page.locator("img." + scheme.suffix() + ":visible").count()).isEqualTo(2);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("img.light:visible").count()).as("on paper").isEqualTo(2);
    assertThat(page.locator("img.dark:visible").count()).as("on paper").isZero();
  }

  @Test
  void canBeReadInTheDark() {
    Page page = screen.desk();
    page.setContent(whole(digest()));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Object dim =
        page.evaluate(
            """
            () => {
              const light = c => {
                const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ground = e => {
                for (; e; e = e.parentElement) {
                  const c = getComputedStyle(e).backgroundColor;
                  if (c !== 'rgba(0, 0, 0, 0)' && c !== 'transparent') return c;
                }
                return 'rgb(255,255,255)';
              };
              const bad = [];
              for (const e of document.querySelectorAll('h1,h2,p,div,a,span,td')) {
                const text = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                if (!text || e.style.display === 'none') continue;
                const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < 4.5) bad.push(e.textContent.slice(0, 40) + ' ' + ratio.toFixed(2));
              }
              return bad.join('; ');
            }
            """);
    assertThat(dim).as("text that hardly stands out").isEqualTo("");
  }
}
