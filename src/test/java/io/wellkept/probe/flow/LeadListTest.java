package io.wellkept.probe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Http;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds a mark in what somebody lists, and takes no broken list for one without it. */
final class LeadListTest {
  private static final String MARK = "wk-abcd2345";
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Map<String, String> KEY = Map.of("Authorization", "Bearer canary-31");

  private final Http http = Scene.http(InstantSource.system());
  private final LeadList lists = new LeadList(http);

  @AfterEach
  void closes() {
    http.close();
  }

  private Arrival json(RawServer.Handler answer, String find)
      throws IOException, InterruptedException {
    try (RawServer server = RawServer.http(answer)) {
      ReceiptSettings.Json list =
          new ReceiptSettings.Json(server.at("/leads?q=") + "{{run.id}}", KEY, find);
      Arrival arrival = lists.find(list, MARK, "receipt.json of contact/form", DEADLINE);
      assertThat(server.requests().get(0))
          .contains("/leads?q=" + MARK)
          .contains("Bearer canary-31");
      return arrival;
    }
  }

  private Arrival csv(String text, String column) throws IOException, InterruptedException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (RawServer server = RawServer.http(RawServer.page("text/csv; charset=utf-8", body))) {
      ReceiptSettings.Csv list =
          new ReceiptSettings.Csv(server.at("/leads.csv").toString(), null, column);
      return lists.find(list, MARK, "", DEADLINE);
    }
  }

  private static RawServer.Handler answers(String json) {
    return RawServer.page("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsItAtThePathAndNowhereElse() throws IOException, InterruptedException {
    RawServer.Handler answer =
        answers("{\"leads\":[{\"to\":\"x\"},{\"to\":\"a+wk-abcd2345@b\",\"by\":\"wk-abcd2345\"}]}");
    assertThat(json(answer, "$.leads[*].to")).isEqualTo(new Arrival.Arrived(null));
    assertThat(json(answer, null)).isEqualTo(new Arrival.Arrived(null));
    assertThat(json(answer, "$.leads[0].to")).isInstanceOf(Arrival.Missing.class);
    assertThat(json(answer, "$.others[*]")).isInstanceOf(Arrival.Missing.class);
    assertThat(json(answers("[]"), null)).isInstanceOf(Arrival.Missing.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"leads\":[", "<html>please sign in</html>", "", "wk-abcd2345"})
  void whatIsNoJsonIsNoLostLead(String text) throws IOException, InterruptedException {
    assertThat(fault(json(answers(text), null)).words()).contains("something else than JSON");
  }

  @ParameterizedTest
  @CsvSource({
    "401, no_access",
    "403, no_access",
    "404, service_fails",
    "429, throttled",
    "500, service_fails"
  })
  void aListThatIsRefusedIsNoLostLead(int status, String code)
      throws IOException, InterruptedException {
    Fault fault = fault(json(RawServer.answer(status + " No", "no"), null));
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.words()).doesNotContain("canary");
    if (code.equals("no_access")) {
      assertThat(fault.words()).contains("receipt.json of contact/form");
    }
  }

  @Test
  void aListThatIsTooLongIsNoLostLead() throws IOException, InterruptedException {
    String long1 = "[\"" + "x".repeat(Http.BODY_LIMIT) + "\"]";
    assertThat(fault(json(answers(long1), null))).isInstanceOf(Fault.ServiceFails.class);
    String rows = "id\n" + "1\n".repeat(Http.BODY_LIMIT / 2);
    assertThat(fault(csv(rows, "id")).words()).contains("too long to be read to its end");
  }

  @Test
  void aListThatHangsKeepsTheDeadline() throws IOException, InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = RawServer.http((request, out) -> over.await())) {
      ReceiptSettings.Json list = new ReceiptSettings.Json(server.at("/").toString(), null, null);
      long begun = System.nanoTime();
      Arrival arrival = lists.find(list, MARK, "", Duration.ofMillis(300));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
      assertThat(fault(arrival)).isInstanceOf(Fault.ServiceFails.class);
    } finally {
      over.countDown();
    }
  }

  @Test
  void findsItInTheColumnHoweverTheSpreadsheetSeparates() throws IOException, InterruptedException {
    assertThat(csv("Name,E-Mail\nA,x@y\nB,p+wk-abcd2345@y\n", "E-Mail"))
        .isEqualTo(new Arrival.Arrived(null));
    assertThat(csv("\uFEFFName;E-Mail;x\r\n\"a;\"\"b\";\"p+wk-abcd2345@y\";1\r\n", "E-Mail"))
        .isEqualTo(new Arrival.Arrived(null));
    assertThat(csv("Name\tE-Mail\nwk-abcd2345\tx\n", null)).isEqualTo(new Arrival.Arrived(null));
    assertThat(csv("Name,E-Mail\nwk-abcd2345,x@y\nB\n", "E-Mail"))
        .as("in another column")
        .isInstanceOf(Arrival.Missing.class);
    assertThat(csv("", "E-Mail")).isInstanceOf(Arrival.Unseen.class);
  }

  @Test
  void aColumnThatIsNotThereIsNoLostLead() throws IOException, InterruptedException {
    assertThat(fault(csv("Name,Mail\nA,x\n", "E-Mail")).words()).contains("no column 'E-Mail'");
  }

  @Test
  void aPageOrNothingInPlaceOfTheListIsNoLostLead() throws IOException, InterruptedException {
    assertThat(fault(csv("\n <html>please sign in</html>\n", null)).words())
        .contains("a page instead of CSV");
    assertThat(fault(csv("\uFEFF<html>please sign in</html>", null)).words())
        .contains("a page instead of CSV");
    assertThat(fault(csv("<p>no leads for wk-abcd2345</p>\nwk-abcd2345", null)).words())
        .contains("a page instead of CSV");
    assertThat(fault(csv("", null)).words()).contains("it is empty");
    assertThat(fault(csv("\uFEFF\r\n", null)).words()).contains("it is empty");
    assertThat(csv("Name,E-Mail\n", null)).isInstanceOf(Arrival.Missing.class);
    String long1 = "id\n" + "1\n".repeat(Http.BODY_LIMIT / 2);
    assertThat(fault(csv(long1, null)).words()).contains("too long to be read to its end");
  }

  @Test
  void neverShowsItsHeaders() {
    ReceiptSettings.Json list = new ReceiptSettings.Json("https://x.example/?key=v", KEY, null);
    assertThat(list.toString()).doesNotContain("canary");
    assertThatThrownBy(() -> new ReceiptSettings.Json("/leads", KEY, null))
        .hasMessageContaining("whole address");
  }

  private static Fault fault(Arrival arrival) {
    assertThat(arrival).isInstanceOf(Arrival.Unseen.class);
    return ((Arrival.Unseen) arrival).fault();
  }
}
