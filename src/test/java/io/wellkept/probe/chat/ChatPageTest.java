package io.wellkept.probe.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import io.wellkept.probe.chat.ChatFacts.Loading;
import io.wellkept.probe.chat.ChatFacts.Page;
import io.wellkept.probe.chat.ChatFacts.Script;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Touchpoint;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a page and of the script of its chat. */
final class ChatPageTest {
  private static final String PAGE =
      "<html><body><h1>Tea</h1><script src=\"/chat/widget.js?shop=tea\"></script></body></html>";

  private final Scene.Clock clock = new Scene.Clock();

  private Page look(RawServer server) throws Exception {
    ChatSettings settings =
        Scene.settings(
            ChatSettings.class,
            "widget",
            Scene.settings(WidgetSettings.class, "script", "/chat/widget\\.js"));
    Touchpoint touchpoint = Scene.touchpoint(server.at("/"), ChatProbe.KIND, settings);
    try (Http http = Scene.http(clock)) {
      ChatProbe probe = new ChatProbe(http, new ChatSources(http, clock), clock);
      return probe.look(Scene.look(touchpoint, settings, false)).page();
    }
  }

  private Loading script(String head, String body) throws Exception {
    try (RawServer server =
        RawServer.http((request, out) ->
            (request.startsWith("GET / ") ? RawServer.page(PAGE) : RawServer.answer(head, body))
                .answer(request, out))) {
      Page page = look(server);
      assertThat(page).isInstanceOf(Page.Seen.class);
      assertThat(((Page.Seen) page).scripts()).hasSize(1);
      Script only = ((Page.Seen) page).scripts().get(0);
      assertThat(only.address()).isEqualTo(server.at("/chat/widget.js?shop=tea"));
      return only.loading();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200 OK, text/javascript; charset=utf-8, window.chat = 1;, Fine",
    "200 OK, application/x-javascript, window.chat = 1;, Fine",
    "200 OK, text/plain, window.chat = 1;, Fine",
    "200 OK, text/javascript, '', Dead",
    "200 OK, text/javascript, '   ', Dead",
    "200 OK, text/javascript, console.log('This account has been disabled'), Dead",
    "404 Not Found, text/html, gone, Dead",
    "403 Forbidden, text/xml, AccessDenied, Dead",
    "410 Gone, text/plain, gone, Dead",
    "500 Internal Server Error, text/plain, sorry, Fails",
    "200 OK, text/html, <html>Our new site</html>, Fails",
    "200 OK, text/javascript, <!doctype html><p>parked, Fails",
    "429 Too Many Requests, text/plain, slow down, Unseen"
  })
  void readsWhatComesForTheScript(String status, String type, String body, String expected)
      throws Exception {
    Loading loading = script(status + "\r\nContent-Type: " + type, body);
    assertThat(loading.getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void aLargeProgramMaySpeakOfDisabledAccounts() throws Exception {
    String program = "var a = 'account disabled';".repeat(200);
    assertThat(script("200 OK\r\nContent-Type: text/javascript", program))
        .isInstanceOf(Loading.Fine.class);
  }

  @Test
  void aProtectionThatTakesUsForARobotSaysNothingOfTheChat() throws Exception {
    assertThat(script("403 Forbidden\r\ncf-mitigated: challenge", "<html>"))
        .isInstanceOfSatisfying(
            Loading.Unseen.class,
            unseen -> assertThat(unseen.fault()).isInstanceOf(Fault.Blocked.class));
  }

  @Test
  void aScriptThatStumblesOnceIsAskedForAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RawServer server =
        RawServer.http((request, out) -> {
          if (request.startsWith("GET / ")) {
            RawServer.page(PAGE).answer(request, out);
          } else if (asked.incrementAndGet() == 1) {
            RawServer.answer("502 Bad Gateway", "").answer(request, out);
          } else {
            RawServer.answer("200 OK\r\nContent-Type: text/javascript", "x=1").answer(request, out);
          }
        })) {
      assertThat(((Page.Seen) look(server)).scripts().get(0).loading())
          .isInstanceOf(Loading.Fine.class);
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void aScriptThatNobodyServesFails() throws Exception {
    try (RawServer server =
        RawServer.http(
            RawServer.page("<script src=\"http://127.0.0.1:1/chat/widget.js\"></script>"))) {
      Loading loading = ((Page.Seen) look(server)).scripts().get(0).loading();
      assertThat(loading)
          .isInstanceOfSatisfying(
              Loading.Fails.class,
              fails -> assertThat(fails.why()).isEqualTo("Nobody answers at 127.0.0.1"));
    }
  }

  @Test
  void followsNoScriptToAnAddressThatIsNotPublic() throws Exception {
    try (RawServer server =
        RawServer.http(
            RawServer.page("<script src=\"http://169.254.169.254/chat/widget.js\"></script>"))) {
      assertThat(((Page.Seen) look(server)).scripts().get(0).loading())
          .isInstanceOfSatisfying(
              Loading.Unseen.class,
              unseen -> assertThat(unseen.fault()).isInstanceOf(Fault.Forbidden.class));
    }
  }
}
