package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.wellkept.Screen;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways of those who did not ask for software, before a real browser. */
final class BrowserWaysTest {
  @TempDir Path home;
  private Screen screen;
  private House house;

  @BeforeEach
  void open() {
    screen = Screen.open();
    house = new House(home).withOnePage().opens().passes(Duration.ofMinutes(6));
  }

  @AfterEach
  void close() {
    if (house != null) {
      house.close();
    }
    if (screen != null) {
      screen.close();
    }
  }

  @Test
  void anOwnerComesFromTheMailToRepaired() {
    house.site.breaks("/page");
    house.passes(Duration.ofMinutes(11));
    assertThat(house.heard()).singleElement().asString().startsWith("anna: ");

    Page page = screen.phone();
    page.navigate(house.linkOf("anna"));
    screen.isAccessible(page);
    assertThat(page.getByRole(AriaRole.HEADING, level(1)).textContent()).contains("500");
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

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }
}
