package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many passwords are looked at at once, and what becomes of those beyond. */
final class PasswordsTest {
  private static final Duration MOMENT = Duration.ofMillis(5);

  @Test
  @Timeout(20)
  void whereThereIsNoRoomNobodyWaitsForEver() {
    Passwords full = new Passwords(new Semaphore(0), MOMENT);
    String hash = new Passwords().hash("correct-horse-battery");
    assertThatThrownBy(() -> full.hash("x")).isInstanceOf(Passwords.BusyException.class);
    assertThatThrownBy(() -> full.fits("x", hash)).isInstanceOf(Passwords.BusyException.class);
    assertThatThrownBy(() -> full.fits("x", null)).isInstanceOf(Passwords.BusyException.class);
  }

  @Test
  void whoeverIsDoneMakesRoom() {
    Semaphore room = new Semaphore(1);
    Passwords passwords = new Passwords(room, Duration.ofSeconds(10));
    String hash = passwords.hash("correct-horse-battery");
    assertThat(passwords.fits("correct-horse-battery", hash)).isTrue();
    assertThat(passwords.fits("wrong-horse-battery", hash)).isFalse();
    assertThat(passwords.fits("correct-horse-battery", null)).isFalse();
    assertThat(room.availablePermits()).isEqualTo(1);
  }

  @Test
  void whoeverFindsNoRoomIsAskedToComeAgain() throws Exception {
    Javalin server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          Failures.handle(config);
          config.routes.addHttpHandler(
              HandlerType.GET,
              "/api/x",
              ctx -> {
                throw new Passwords.BusyException();
              });
        });
    server.start("127.0.0.1", 0);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + server.port() + "/api/x");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
      assertThat(answer.body()).contains("Too many people sign in");
    } finally {
      server.stop();
    }
  }
}
