package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import io.javalin.http.HandlerType;
import io.wellkept.Screen;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.touchpoint.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every page for people, at a desk and on a phone. */
final class BrowserPagesTest {
  @RegisterExtension static final Screen screen = new Screen();

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = House.known(folder);
    house.broken();
    house.heard();
    house.complete();
    house.asks(AttestPagesTest.SIGN, Questionnaire.Photo.WANTED, "Is it lit?");
    Finding dark =
        Finding.of("attest.due", Severity.MAJOR, Condition.OVERDUE, "Is it lit?", House.START);
    house.ledger.change(work -> work.save(House.wrong("inc2", AttestPagesTest.SIGN, dark)));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void everyPageIsAccessible() {
    for (Page page : List.of(screen.desk(), screen.phone())) {
      pages().forEach(path -> shows(page, house, path, 200));
      List.of("/no-page", "/i/none", "/t/none").forEach(path -> shows(page, house, path, 404));
    }
  }

  @Test
  void everyPageOfTheSignInIsAccessible(@TempDir Path elsewhere) {
    try (House guarded = Visitors.local(elsewhere)) {
      Visitors visitors = new Visitors(guarded);
      visitors.user("zoe", "a long enough secret", Role.VIEWER, null);
      visitors.token(Role.OWNER, "anna", false);
      for (Page page : List.of(screen.desk(), screen.phone())) {
        shows(page, guarded, "/sign-in?undone=yes&then=/users", 200);
        comesAs(page, guarded, visitors.session(Role.ADMIN, "anna"));
        List.of("/account", "/users", "/audit").forEach(path -> shows(page, guarded, path, 200));
        comesAs(page, guarded, visitors.session(Role.VIEWER, null));
        shows(page, guarded, "/users", 403);
      }
    }
  }

  private static void comesAs(Page page, House house, String session) {
    Cookie cookie = new Cookie(Cookies.SESSION, session).setUrl(house.address("/"));
    page.context().addCookies(List.of(cookie));
  }

  private static void shows(Page page, House house, String path, int status) {
    Response response = page.navigate(house.address(path));
    assertThat(response.status()).as(path).isEqualTo(status);
    screen.isAccessible(page);
    assertThat(page.title()).as(path).endsWith(" · Wellkept");
  }

  @Test
  void whatIsNotAccessibleIsFound() {
    Page page = screen.desk();
    page.setContent("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>");
    assertThatThrownBy(() -> screen.isAccessible(page)).hasMessageContaining("image-alt");
    // of a single letter axe says nothing
    page.setContent(
        "<html lang=en><title>x</title><style>@media (prefers-color-scheme: dark) {"
            + " h1 { color: #555; background: #444 } }</style><main><h1>Dim letters</h1></main>");
    assertThatThrownBy(() -> screen.isAccessible(page)).hasMessageContaining("color-contrast");
  }

  /** Every address where a person sees a page of ours, but for those of the sign-in. */
  private List<String> pages() {
    return WebServer.routes(house.context()).stream()
        .filter(route -> route.method() == HandlerType.GET)
        .map(Route::path)
        .filter(path -> !path.matches("/((api|static|files|metrics|health|beat)\\b|i/-/).*"))
        .filter(path -> !path.matches(".*(\\{file}|\\.txt)|/(sign-in|account|users|audit)\\b.*"))
        .map(path -> path.replace("/t/{id}/attest/{check}", AttestPagesTest.FORM))
        .map(path -> path.replace("/a/{token}", "/a/" + house.token("inc2", "anna")))
        .map(House::filled)
        .map(path -> path.replace("/i/{token}", "/i/" + house.token("anna")))
        .map(path ->
            path.replace("/o/{token}", "/o/" + house.tokens.ownPage("anna", house.clock.instant())))
        .toList();
  }
}
