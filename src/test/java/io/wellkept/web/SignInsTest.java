package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.wellkept.plan.SignIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in while there is room for no password. */
final class SignInsTest {
  private static final String PASSWORD = "correct-horse-battery";

  @TempDir Path folder;
  private final Semaphore room = new Semaphore(0);
  private House house;
  private SignIns signIns;
  private Javalin server;

  @BeforeEach
  void open() {
    house = Visitors.local(folder);
    new Visitors(house).user("anna", PASSWORD, Role.OWNER, "anna");
    Passwords passwords = new Passwords(room, Duration.ofMillis(1));
    Entrance entrance = new Entrance(() -> house.plan, house.plan.daemon().web());
    signIns = new SignIns(house.context(), passwords, entrance);
    server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          Failures.handle(config);
          config.routes.addHttpHandler(HandlerType.GET, "/api/in", this::in);
          config.routes.addHttpHandler(HandlerType.GET, "/api/anew", this::anew);
        });
    server.start("127.0.0.1", 0);
  }

  @AfterEach
  void close() {
    server.stop();
    house.close();
  }

  private SignIn signIn() {
    return Objects.requireNonNull(house.plan.daemon().web().signIn());
  }

  private void in(Context ctx) {
    ctx.result(signIns.withPassword(ctx, signIn(), "anna", PASSWORD).name());
  }

  private void anew(Context ctx) {
    Caller caller =
        new Caller("local:anna", "anna", Role.OWNER, "anna", Caller.By.SESSION, "ended by now");
    signIns.anew(ctx, signIn(), caller, hash());
  }

  private String hash() {
    return house.ledger.read(view -> view.accounts().user("anna")).orElseThrow().hash();
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + server.port() + path);
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void whoeverFoundNoRoomMayComeAgainHoweverOften() throws Exception {
    for (int i = 0; i < 21; i++) {
      assertThat(get("/api/in").statusCode()).isEqualTo(503);
    }
    room.release();

    assertThat(get("/api/in").body()).isEqualTo("IN");
  }

  /** It is changed by then: to be asked to come again would be to be asked for the old one. */
  @Test
  void whoeverChangedTheirPasswordNeedsNoRoomToStayIn() throws Exception {
    assertThat(get("/api/anew").headers().firstValue("Set-Cookie")).isPresent();
  }
}
