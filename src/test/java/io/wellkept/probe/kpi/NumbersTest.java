package io.wellkept.probe.kpi;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.wellkept.probe.Http;
import io.wellkept.probe.Scene;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.kpi.CsvNumber.Take;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.probe.table.Tables;
import io.wellkept.touchpoint.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where numbers come from, against real servers and files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NumbersTest {
  private static final String SECRET = "exp0rt-token";

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  private Scene.Clock clock;
  private Http http;
  private Numbers numbers;
  @TempDir Path home;

  @BeforeEach
  void start() {
    if (!server.isRunning()) {
      server.start();
    }
    server.resetAll();
    clock = new Scene.Clock();
    http = Scene.http(clock);
    numbers = new Numbers(new Tables(http, clock, home));
  }

  @AfterEach
  void close() {
    http.close();
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  private KpiFacts ask(Object... settings) throws InterruptedException {
    KpiSettings all = Watched.settings(settings);
    KpiFacts facts = numbers.get(all, "shop/orders", TimeLeft.of(Duration.ofSeconds(10)), false);
    assertThat(facts + " " + all).doesNotContain(SECRET).doesNotContain("hunter22");
    return facts;
  }

  private void answers(int status, String body) {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private KpiFacts json(String path) throws InterruptedException {
    Map<String, String> headers = Map.of("Authorization", "Bearer " + SECRET);
    return ask("json", new JsonSource(server.baseUrl() + "/figures", null, headers, path));
  }

  private KpiFacts prometheus() throws InterruptedException {
    return ask(
        "prometheus", new PrometheusNumber(server.baseUrl(), "sum(orders)", SECRET, null, null));
  }

  private static KpiFacts is(double value) {
    return new KpiFacts.Number(value, "");
  }

  private static Fault fault(KpiFacts facts) {
    assertThat(facts).isInstanceOf(KpiFacts.Blind.class);
    return ((KpiFacts.Blind) facts).fault();
  }

  private static String why(KpiFacts facts) {
    assertThat(facts).isInstanceOf(KpiFacts.None.class);
    return ((KpiFacts.None) facts).why();
  }

  // ---- JSON

  @Test
  void readsANumberAtItsPath() throws Exception {
    answers(200, "{\"orders\": {\"today\": 12.5, \"text\": \"1,234.50\"}, \"all\": [3, 4]}");
    assertThat(json("$.orders.today")).isEqualTo(is(12.5));
    assertThat(json("$.orders.text")).isEqualTo(is(1234.5));
    assertThat(json("$.all[-1:]")).isEqualTo(is(4));
    assertThat(json("$.all.length()")).isEqualTo(is(2));
    server.verify(
        4,
        getRequestedFor(urlPathEqualTo("/figures"))
            .withHeader("Authorization", equalTo("Bearer " + SECRET)));
  }

  @Test
  void saysThatNoNumberStandsThere() throws Exception {
    answers(200, "{\"orders\": null, \"text\": \"many\", \"object\": {}, \"list\": []}");
    assertThat(why(json("$.orders"))).isEqualTo("nothing stands at $.orders");
    assertThat(why(json("$.gone"))).isEqualTo("nothing stands at $.gone");
    assertThat(why(json("$.list"))).isEqualTo("nothing stands at $.list");
    assertThat(why(json("$.text"))).isEqualTo("'many' is no number");
    assertThat(why(json("$.object"))).isEqualTo("'{}' is no number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"orders\": 1", "<html>log in</html>", "\u0000"})
  void isBlindWhereNoJsonIs(String body) throws Exception {
    answers(200, body);
    assertThat(fault(json("$"))).isInstanceOf(Fault.ServiceFails.class);
  }

  @Test
  void saysWhichKeyIsRefused() throws Exception {
    answers(401, "bad token " + SECRET);
    assertThat(fault(json("$")))
        .isInstanceOfSatisfying(
            Fault.NoAccess.class,
            refused -> assertThat(refused.whereConfigured()).isEqualTo("json of shop/orders"));
  }

  @Test
  void isBlindWhileTheSourceFails() throws Exception {
    answers(500, "no");
    assertThat(fault(json("$")).words()).contains("500");
  }

  @Test
  void readsAFileBelowTheHome() throws Exception {
    Files.writeString(home.resolve("figures.json"), "{\"orders\": 7}");
    assertThat(ask("json", new JsonSource(null, "figures.json", null, "$.orders")))
        .isEqualTo(is(7));
    assertThat(fault(ask("json", new JsonSource(null, "gone.json", null, "$"))).words())
        .contains("no such file");
  }

  // ---- CSV

  private CsvNumber csv(String column, Take take, Map<String, String> where) {
    return new CsvNumber(null, "orders.csv", null, null, where, column, take);
  }

  private void sheet(String text) throws Exception {
    Files.writeString(home.resolve("orders.csv"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "LAST, 3",
    "FIRST, 10",
    "SUM, 19",
    "COUNT, 4",
    "AVERAGE, 6.333333333333333",
    "LEAST, 3",
    "MOST, 10"
  })
  void takesWhatIsWanted(Take take, double value) throws Exception {
    sheet("day;shop;Orders\n1;online;10\n1;store;\n2;online;6\n2;store;3\n");
    assertThat(ask("csv", csv("orders", take, null))).isEqualTo(is(value));
  }

  @Test
  void takesOnlyLinesThatSayWhatIsWanted() throws Exception {
    sheet("day,shop,orders\n1,Online,10\n1,store,2\n2,online,6\n2,store,3\n");
    assertThat(ask("csv", csv("orders", Take.SUM, Map.of("shop", "online")))).isEqualTo(is(16));
    assertThat(ask("csv", csv(null, Take.COUNT, Map.of("shop", "kiosk")))).isEqualTo(is(0));
    assertThat(why(ask("csv", csv("orders", Take.LAST, Map.of("shop", "kiosk")))))
        .contains("no line");
    assertThat(fault(ask("csv", csv("orders", Take.SUM, Map.of("city", "Rome")))).words())
        .contains("no column 'city'");
    assertThat(fault(ask("csv", csv("sales", Take.LAST, null))).words())
        .contains("no column 'sales'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "a,b\n1,\"2"})
  void isBlindWhereNoSheetIs(String text) throws Exception {
    sheet(text);
    assertThat(ask("csv", csv("b", Take.LAST, null))).isInstanceOf(KpiFacts.Blind.class);
  }

  @Test
  void whatIsNoNumberInASumIsSaid() throws Exception {
    sheet("orders\n1\nmany\n");
    assertThat(why(ask("csv", csv("orders", Take.SUM, null)))).contains("'many'");
    assertThatThrownBy(() -> csv(null, Take.SUM, null)).hasMessageContaining("column");
  }

  // ---- Prometheus

  private static String vector(String values) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + values
        + "]}}";
  }

  @Test
  void readsOneNumberOfAVectorOrAScalar() throws Exception {
    answers(200, vector("{\"metric\":{},\"value\":[1781524800.1,\"42.5\"]}"));
    assertThat(prometheus()).isEqualTo(is(42.5));
    server.verify(
        getRequestedFor(urlPathEqualTo("/api/v1/query"))
            .withQueryParam("query", equalTo("sum(orders)"))
            .withHeader("Authorization", equalTo("Bearer " + SECRET)));
    answers(
        200,
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1781524800,\"3\"]}}");
    assertThat(prometheus()).isEqualTo(is(3));
  }

  @Test
  void sendsUserAndPassword() throws Exception {
    answers(200, vector("{\"metric\":{},\"value\":[1,\"2\"]}"));
    ask(
        "prometheus",
        new PrometheusNumber(server.baseUrl() + "/tenant", "up", null, "reader", "hunter22"));
    server.verify(
        getRequestedFor(urlPathEqualTo("/tenant/api/v1/query"))
            .withBasicAuth(
                new com.github.tomakehurst.wiremock.client.BasicCredentials("reader", "hunter22")));
  }

  @Test
  void saysWhenAQueryFindsNothingThatCounts() throws Exception {
    answers(200, vector(""));
    assertThat(why(prometheus())).isEqualTo("the query finds nothing");
    for (String value : new String[] {"NaN", "+Inf", "-Inf"}) {
      answers(200, vector("{\"metric\":{},\"value\":[1,\"" + value + "\"]}"));
      assertThat(why(prometheus())).isEqualTo("the query gives " + value);
    }
  }

  @Test
  void isBlindWhereAQueryGivesSomethingElse() throws Exception {
    String one = "{\"metric\":{},\"value\":[1,\"2\"]}";
    answers(200, vector(one + "," + one));
    assertThat(fault(prometheus()).words()).contains("2 series");
    answers(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}");
    assertThat(fault(prometheus()).words()).contains("matrix");
    for (String body : new String[] {"", "[]", "{}", "<html>", "{\"status\":\"error\"}", "7"}) {
      answers(200, body);
      assertThat(fault(prometheus())).as(body).isInstanceOf(Fault.ServiceFails.class);
    }
    answers(
        400,
        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error "
            + SECRET
            + "\"}");
    assertThat(fault(prometheus()).words()).contains("parse error …");
    answers(403, "");
    assertThat(fault(prometheus())).isInstanceOf(Fault.NoAccess.class);
  }

  @Test
  void passesWarningsOn() throws Exception {
    answers(
        200,
        vector("{\"metric\":{},\"value\":[1,\"2\"]}")
            .replace("{\"status\"", "{\"warnings\":[\"partial response\"],\"status\""));
    assertThat(prometheus()).isEqualTo(new KpiFacts.Number(2, "partial response"));
  }

  @Test
  void takesAnyNonsense() throws Exception {
    Random random = new Random(3);
    String whole = vector("{\"metric\":{\"a\":\"b\"},\"value\":[1781524800.1,\"42\"]}");
    for (int at = 0; at < 150; at++) {
      StringBuilder body = new StringBuilder(whole);
      for (int change = 0; change <= at % 4; change++) {
        int where = random.nextInt(body.length());
        switch (random.nextInt(3)) {
          case 0 -> body.deleteCharAt(where);
          case 1 -> body.insert(where, "[]{}\",:0x\u0000".charAt(random.nextInt(10)));
          default -> body.setLength(Math.max(where, 1));
        }
      }
      answers(200, body.toString());
      assertThat(prometheus()).isNotNull();
      assertThat(json("$.data.result[0].value[1]")).isNotNull();
      sheet(body.toString().replace(',', '\n'));
      assertThat(ask("csv", csv("0", Take.SUM, null))).isNotNull();
    }
  }
}
