package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HandlerType;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Daemon;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may reach what, on which port, and what every answer keeps to itself. */
final class SurfacesTest {
  private static final Daemon.Listen ANY = new Daemon.Listen("127.0.0.1", 0);

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void noRouteActsOnGetOrHead() {
    Set<String> paths = new TreeSet<>();
    WebServer.routes(house.context()).forEach(route -> paths.add(route.path()));
    assertThat(paths).hasSizeGreaterThan(25);
    Incident incident = house.incident();
    List<Event> events = house.events();

    for (String path : paths) {
      if (path.startsWith("/beat/")) {
        continue; // a program's call, not a person's act
      }
      String filled = filled(path) + "?until=2026-11-25T10:00&person=anna&confirm=true";
      house.send(house.request(filled).get().build());
      house.send(house.request(filled).head().build());
    }

    assertThat(house.incident()).isEqualTo(incident);
    assertThat(house.events()).isEqualTo(events);
    assertThat(house.ledger.read(Ledger.View::overrides)).isEmpty();
    assertThat(house.isDue(House.PAGE)).isFalse();
    assertThat(house.status.generation()).isEqualTo(3);
  }

  @Test
  void everyActIsAPost() {
    assertThat(
            WebServer.routes(house.context()).stream()
                .filter(route -> !route.path().startsWith("/beat/"))
                .filter(route -> route.method() == HandlerType.GET)
                .map(Route::path))
        .noneMatch(path -> path.matches(".*/(take|give-back|snooze|mute|unmute|look|reload)"));
  }

  private String filled(String path) {
    return path.replace("{token}", house.token("anna"))
        .replace("/t/{id}", "/t/summer-landing")
        .replace("/touchpoints/{id}", "/touchpoints/summer-landing")
        .replace("{id}", "inc1")
        .replace("{touchpoint}", "summer-landing")
        .replace("{check}", "page");
  }

  @Test
  void equalAddressesShareOneServer() {
    assertThat(house.server.port(Surface.PUBLIC)).isEqualTo(house.server.port(Surface.PAGES));
    assertThat(house.server.port(Surface.OPERATIONS)).isEqualTo(house.server.port(Surface.PAGES));
  }

  @Test
  void separateAddressesServeTheirOwnSurfaceOnly() throws IOException {
    Daemon.Web apart =
        new Daemon.Web(
            new Daemon.Listen("127.0.0.1", free()), ANY, new Daemon.Listen("localhost", 0), null);
    try (WebServer server = WebServer.start(apart, house.context())) {
      assertThat(status(server, Surface.PUBLIC, "/")).isEqualTo(404);
      assertThat(status(server, Surface.PUBLIC, "/metrics")).isEqualTo(404);
      assertThat(status(server, Surface.PUBLIC, "/api/v1/touchpoints")).isEqualTo(404);
      assertThat(status(server, Surface.PUBLIC, "/i/" + house.token("anna"))).isEqualTo(200);
      assertThat(status(server, Surface.PUBLIC, "/i/-/wellkept.css")).isEqualTo(200);
      assertThat(status(server, Surface.OPERATIONS, "/metrics")).isEqualTo(200);
      assertThat(status(server, Surface.OPERATIONS, "/i/" + house.token("anna"))).isEqualTo(404);
      assertThat(status(server, Surface.PAGES, "/")).isEqualTo(200);
      assertThat(status(server, Surface.PAGES, "/metrics")).isEqualTo(404);
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private int status(WebServer server, Surface surface, String path) {
    return house.send(new Request.Builder().url(server.address(surface) + path).build()).status();
  }

  @Test
  void refusesToServePagesToOtherMachines() {
    Daemon.Web open = new Daemon.Web(ANY, ANY, new Daemon.Listen("0.0.0.0", 0), null);
    assertThatThrownBy(() -> WebServer.start(open, house.context()))
        .isInstanceOf(CannotListenException.class)
        .hasMessageContaining("web.pages")
        .hasMessageContaining("without web.sign-in");
  }

  @Test
  void saysWhichAddressIsTaken() {
    int taken = house.server.port(Surface.PAGES);
    Daemon.Listen same = new Daemon.Listen("127.0.0.1", taken);
    assertThatThrownBy(
            () -> WebServer.start(new Daemon.Web(same, same, same, null), house.context()))
        .isInstanceOf(CannotListenException.class)
        .hasMessageContaining("127.0.0.1:" + taken);
  }

  @Test
  void pagesAnswerToNamesOfThisMachineOnly() {
    for (String path : List.of("/", "/t/summer-landing", "/api/v1/touchpoints")) {
      assertThat(host(path, "evil.example.org")).isEqualTo(421);
      assertThat(host(path, "127.0.0.1.evil.example.org:8800")).isEqualTo(421);
      assertThat(host(path, "localhost:8800")).isEqualTo(200);
      assertThat(host(path, "[::1]:8800")).isEqualTo(200);
    }
    assertThat(host("/health/live", "wellkept.internal")).isEqualTo(200);
    assertThat(host("/i/" + house.token("anna"), "w.example.org")).isEqualTo(200);
  }

  @Test
  void aProxyThatForwardsEverythingDoesNotOpenThePages() {
    Daemon.Web named = new Daemon.Web(ANY, ANY, ANY, URI.create("https://w.example.org"));
    try (WebServer server = WebServer.start(named, house.context())) {
      String root = server.address(Surface.PAGES) + "/";
      Request named1 = new Request.Builder().url(root).header("Host", "w.example.org").build();
      Request forwarded =
          new Request.Builder().url(root).header("X-Forwarded-For", "203.0.113.9").build();
      assertThat(house.send(named1).status()).isEqualTo(421);
      assertThat(house.send(forwarded).status()).isEqualTo(421);
    }
  }

  private int host(String path, String host) {
    return house.send(house.request(path).header("Host", host).build()).status();
  }

  @Test
  void formsOfOtherSitesDoNothing() {
    String own = "http://127.0.0.1:" + house.server.port(Surface.PAGES);
    String take = "/incidents/inc1/take";
    for (String origin : List.of("https://evil.example.org", "null", "http://127.0.0.1:1", "")) {
      assertThat(from(take, "Origin", origin)).isEqualTo(403);
    }
    assertThat(from(take, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    assertThat(from("/t/summer-landing/look", "Origin", "https://evil.example.org")).isEqualTo(403);
    assertThat(from("/api/v1/plan/reload", "Origin", "https://evil.example.org")).isEqualTo(403);
    assertThat(house.incident().taken()).isEmpty();
    assertThat(house.isDue(House.PAGE)).isFalse();

    assertThat(from(take, "Origin", own)).isEqualTo(303);
    assertThat(house.incident().taken()).isPresent();
  }

  private int from(String path, String header, String value) {
    RequestBody form =
        RequestBody.create(
            "person=anna&until=2026-11-25T10:00",
            MediaType.get("application/x-www-form-urlencoded"));
    return house.send(house.request(path).header(header, value).post(form).build()).status();
  }

  @Test
  void sharesNothingWithOtherOrigins() {
    Request asked = house.request("/api/v1/touchpoints").header("Origin", "https://x.org").build();
    assertThat(house.send(asked).header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void tellsNothingOfItsInsides() throws IOException {
    house.ledger.close();
    House.Answer page = house.get("/incidents/inc1");
    assertThat(page.status()).isGreaterThanOrEqualTo(500);
    assertThat(page.body()).doesNotContain("Exception").doesNotContain("io.wellkept");
    assertThat(raw("GET / HTTP/1.1\r\nHost: a b\r\nBad Header\r\n\r\n"))
        .contains("400")
        .doesNotContainIgnoringCase("jetty");
    assertThat(house.get("/no/such/page").header("Server")).isNull();
  }

  @Test
  void answersProgramsWithProblemsAndPeopleWithPages() {
    assertThat(house.get("/api/v1/touchpoints/none").header("Content-Type"))
        .startsWith("application/problem+json");
    assertThat(house.get("/t/none").header("Content-Type")).startsWith("text/html;charset=utf-8");
    assertThat(house.get("/t/none").body()).contains("No touchpoint has that id");
    assertThat(house.get("/incidents/inc1/take").status()).isEqualTo(405);
  }

  @Test
  void readsNoHugeForms() {
    String huge = "reason=" + "x".repeat(100_000) + "&until=2026-11-24T17:00";
    House.Answer answer = house.post("/i/" + house.token("anna") + "/take", huge);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("64 KB");
    assertThat(house.incident().taken()).isEmpty();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", house.server.port(Surface.PAGES))) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
