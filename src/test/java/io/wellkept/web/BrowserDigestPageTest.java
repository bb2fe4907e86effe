package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.wellkept.Screen;
import io.wellkept.report.digest.Digests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The archive of digests before a real browser. */
final class BrowserDigestPageTest {
  @RegisterExtension static final Screen screen = new Screen();

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.ledger.change(work -> work.keep(House.kept("d-week", Digests.rich())));
    house.ledger.change(work -> work.keep(House.kept("d-green", Digests.green())));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void everybodyCanReadTheArchive() {
    for (Page page : List.of(screen.desk(), screen.phone())) {
      page.navigate(house.address("/digests"));
      screen.isAccessible(page);
      page.click("text=Customer touchpoints, week 47");
      screen.isAccessible(page);
      page.navigate(house.address("/digests/d-week"));
      screen.isAccessible(page);
    }
  }

  @Test
  void leavesOnPaperWhatIsOnlyForTheScreen() {
    Page page = screen.desk();
    page.navigate(house.address("/digests/d-week"));
    assertThat(page.locator("header nav").isVisible()).isTrue();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("header nav").isVisible()).isFalse();
    assertThat(page.locator(".ways").isVisible()).isFalse();
    assertThat(page.locator(".places table").isVisible()).isTrue();
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
  }
}
