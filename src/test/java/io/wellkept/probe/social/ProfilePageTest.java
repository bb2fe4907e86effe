package io.wellkept.probe.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.probe.social.Profile.Unseen;
import io.wellkept.touchpoint.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfilePageTest {
  private static final String PAGE = "<html><title>Tea shop</title><h1>Tea shop</h1></html>";

  private static Profile look(String host, String path, RawServer.Handler handler)
      throws Exception {
    Scene.Clock clock = new Scene.Clock();
    try (RawServer server = RawServer.http(handler);
        Http http = Scene.http(clock, Scene.always("127.0.0.1"))) {
      String url = "http://" + host + ":" + server.port() + path;
      SourceSettings settings =
          Scene.settings(SourceSettings.class, "profile", new ProfileSettings(url));
      return new SocialSources(http, clock)
          .of(settings, "x/social")
          .look(
              new SocialSource.Wanted(false, Instant.EPOCH, Set.of()),
              TimeLeft.of(Duration.ofSeconds(5)),
              false);
    }
  }

  private static RawServer.Handler status(String line, String body) {
    return RawServer.answer(line, body);
  }

  private static Fault fault(Profile seen) {
    assertThat(seen).isInstanceOf(Unseen.class);
    return ((Unseen) seen).fault();
  }

  @Test
  void aProfileThatAnswersIsThereAndSaysNothingOfPosts() throws Exception {
    Profile seen = look("network.example", "/@shop", RawServer.page(PAGE));
    assertThat(seen).isEqualTo(new Here(false, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 Not Found", "410 Gone"})
  void aProfileThatIsNotThereIsAway(String line) throws Exception {
    Profile seen = look("network.example", "/@shop", status(line, PAGE));
    assertThat(((Away) seen).sort()).isEqualTo(Sort.GONE);
  }

  @ParameterizedTest
  @CsvSource({
    "www.facebook.com, 404 Not Found",
    "www.instagram.com, 410 Gone",
    "x.com, 404 Not Found",
    "www.tiktok.com, 404 Not Found",
    "www.linkedin.com, 999 Request denied",
    "network.example, 999 Request denied",
    "network.example, 403 Forbidden",
    "network.example, 401 Unauthorized",
    "network.example, 400 Bad Request"
  })
  void whatNetworksAnswerToProgramsIsNotKnown(String host, String line) throws Exception {
    assertThat(fault(look(host, "/shop", status(line, PAGE)))).isInstanceOf(Fault.Blocked.class);
  }

  @Test
  void aNetworkThatFailsIsNotKnown() throws Exception {
    assertThat(fault(look("network.example", "/shop", status("500 Oops", PAGE))))
        .isInstanceOf(Fault.ServiceFails.class);
    assertThat(fault(look("network.example", "/shop", status("429 Slow", PAGE))))
        .isInstanceOf(Fault.Throttled.class);
  }

  /** Sends to the address, and shows a page there. */
  private static RawServer.Handler redirect(String from, String to) {
    return (request, out) ->
        (request.startsWith("GET " + from + " ") ? RawServer.redirect(to) : RawServer.page(PAGE))
            .answer(request, out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login?next=%2Fshop",
        "/accounts/login/",
        "/authwall?trk=x",
        "/i/flow/login",
        "/checkpoint/lg/x",
        "/"
      })
  void whereOneMustLogInIsNotKnown(String to) throws Exception {
    assertThat(fault(look("network.example", "/shop", redirect("/shop", to))))
        .isInstanceOf(Fault.Blocked.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/@shop", "/SHOP", "/shop/", "/en/shop", "/shop?lang=en"})
  void anotherSpellingIsTheSameProfile(String to) throws Exception {
    assertThat(look("network.example", "/shop", redirect("/shop", to))).isInstanceOf(Here.class);
  }

  @Test
  void anotherNameIsAMove() throws Exception {
    Profile seen = look("network.example", "/shop", redirect("/shop", "/teahouse"));
    assertThat(((Away) seen).sort()).isEqualTo(Sort.MOVED);
    assertThat(((Away) seen).found()).contains("/teahouse");
  }

  @Test
  void aPageThatSaysThatNothingIsThereIsNotKnown() throws Exception {
    String words = "<html><h1>Sorry, this page isn\u2019t available.</h1></html>";
    assertThat(fault(look("network.example", "/shop", RawServer.page(words))).words())
        .contains("it says: this page isn't available");
  }
}
