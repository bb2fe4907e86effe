package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.javalin.http.HandlerType;
import io.wellkept.Screen;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every page for people, on a desk in the light and on a phone in the dark. */
final class BrowserPagesTest {
  @RegisterExtension static final Screen screen = new Screen();

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
    house.heard();
    house.complete();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void everyPageIsAccessible() {
    for (Page page : List.of(screen.desk(), screen.phone())) {
      for (String path : pages()) {
        Response response = page.navigate(house.address(path));
        assertThat(response.status()).as(path).isEqualTo(200);
        screen.isAccessible(page);
        assertThat(page.title()).as(path).endsWith(" · Wellkept");
      }
    }
  }

  @Test
  void whatIsNotAccessibleIsFound() {
    Page page = screen.desk();
    page.setContent("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>");
    assertThatThrownBy(() -> screen.isAccessible(page)).hasMessageContaining("image-alt");
  }

  /** Every address that a person may open, but for those of which this house has nothing. */
  private List<String> pages() {
    return WebServer.routes(house.context()).stream()
        .filter(route -> route.method() == HandlerType.GET)
        .map(Route::path)
        .filter(path -> !path.matches("/((api|static|files|metrics|health|beat)\\b|i/-/).*"))
        .filter(path -> !path.matches(".*(attest|\\{file}|\\.txt|/oidc).*|/a/.*|/report/.*"))
        .filter(path -> !path.matches("/(sign-in|account|users|audit)"))
        .map(House::filled)
        .map(path -> path.replace("/i/{token}", "/i/" + house.token("anna")))
        .map(path ->
            path.replace("/o/{token}", "/o/" + house.tokens.ownPage("anna", house.clock.instant())))
        .toList();
  }
}
