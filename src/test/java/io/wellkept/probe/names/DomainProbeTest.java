package io.wellkept.probe.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Observation.Seen;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DomainProbeTest {
  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
  private static final String SHOP = "https://www.shop.example/";

  private final Http http = Scene.http(new Scene.Clock());
  private final DomainProbe probe = new DomainProbe(http);
  private volatile String status = "200 OK";
  private volatile String answer =
      registered("2027-06-15T12:00:00Z", "\"client transfer prohibited\"", "ns1.a.example");

  private static String registered(String expires, String status, String nameServer) {
    return """
    {"objectClassName": "domain", "ldhName": "SHOP.example", "status": [%s],
     "events": [
       {"eventAction": "registration", "eventDate": "2001-01-01T00:00:00Z"},
       {"eventAction": "expiration", "eventDate": "%s"}],
     "entities": [{"roles": ["registrar"], "vcardArray": ["vcard",
       [["version", {}, "text", "4.0"], ["fn", {}, "text", "Names & Co"]]]}],
     "nameservers": [{"ldhName": "NS2.A.EXAMPLE."}, {"ldhName": "%s"}]}\
    """
        .formatted(status, expires, nameServer);
  }

  @AfterEach
  void close() {
    http.close();
  }

  private RawServer registry() {
    return RawServer.http((request, out) ->
        RawServer.answer(status + "\r\nContent-Type: application/rdap+json", answer)
            .answer(request, out));
  }

  private static DomainSettings settings(Object... pairs) {
    return Scene.settings(DomainSettings.class, pairs);
  }

  private Judgement look(String address, DomainSettings settings, Memory memory, Instant now)
      throws InterruptedException {
    URI url = address == null ? null : URI.create(address);
    Touchpoint touchpoint = Scene.touchpoint(url, DomainProbe.KIND, settings);
    Look<DomainSettings> look = Scene.look(touchpoint, settings, false);
    return probe.judge(look, probe.look(look), memory, now);
  }

  private static List<Finding> findings(Judgement judgement) {
    return ((Seen) judgement.observation()).findings();
  }

  private List<Finding> findings(RawServer server, Object... pairs) throws InterruptedException {
    return findings(look(SHOP, at(server, pairs), Memory.EMPTY, NOW));
  }

  private static DomainSettings at(RawServer server, Object... pairs) {
    Object[] all = new Object[pairs.length + 2];
    System.arraycopy(pairs, 0, all, 2, pairs.length);
    all[0] = "server";
    all[1] = server.at("/rdap").toString();
    return settings(all);
  }

  private Fault fault(RawServer server) throws InterruptedException {
    return ((Blind) look(SHOP, at(server), Memory.EMPTY, NOW).observation()).fault();
  }

  @Test
  void asksTheRegistryAboutTheDomainOfTheAddress() throws Exception {
    try (RawServer server = registry()) {
      Seen seen = (Seen) look(SHOP, at(server), Memory.EMPTY, NOW).observation();

      assertThat(seen.findings()).isEmpty();
      assertThat(seen.measurements()).hasSize(1);
      assertThat(seen.measurements().get(0).name()).isEqualTo("domain_days_left");
      assertThat(seen.measurements().get(0).value()).isCloseTo(365, within(0.01));
      assertThat(server.requests().get(0))
          .startsWith("GET /rdap/domain/shop.example HTTP")
          .contains("Accept: application/rdap+json");
    }
  }

  @Test
  void findsTheRegistryByTheLongestEndingInTheListAndKeepsTheList() throws Exception {
    try (RawServer server = registry();
        RawServer iana =
            RawServer.http(
                RawServer.answer(
                    "200 OK",
                    """
                    {"services": [
                      [["example"], ["http://127.0.0.1:1/"]],
                      [["de", "shop.example"], ["ftp://x/", "%s"]]]}\
                    """
                        .formatted(server.at("/long/"))))) {
      DomainSettings settings = settings("bootstrap", iana.at("/dns.json").toString());

      assertThat(findings(look(SHOP, settings, Memory.EMPTY, NOW))).isEmpty();
      assertThat(findings(look(SHOP, settings, Memory.EMPTY, NOW))).isEmpty();

      assertThat(iana.requests()).hasSize(1);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(0)).startsWith("GET /long/domain/shop.example ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-08-14T12:00:00Z, 60 days, ",
    "2026-08-14T11:59:59Z, 59 days, MAJOR",
    "2026-06-29T12:00:00Z, 14 days, MAJOR",
    "2026-06-29T11:59:59Z, 13 days, CRITICAL"
  })
  void warnsBeforeTheEnd(String end, String left, Severity severity) throws Exception {
    answer = registered(end, "\"clientTransferProhibited\"", "ns1.a.example");
    try (RawServer server = registry()) {
      List<Finding> findings = findings(server);

      assertThat(findings).as(left).hasSize(severity == null ? 0 : 1);
      if (severity != null) {
        assertThat(findings.get(0).code()).isEqualTo("domain.runs-out");
        assertThat(findings.get(0).severity()).isEqualTo(severity);
        assertThat(findings.get(0).headline()).startsWith("The domain shop.example runs out on ");
        assertThat(findings.get(0).evidence()).extracting("text").contains("Names & Co");
      }
    }
  }

  @Test
  void findsADomainThatHasRunOut() throws Exception {
    answer = registered("2026-06-01T00:00:00+02:00", "\"locked\"", "ns1.a.example");
    try (RawServer server = registry()) {
      Finding finding = findings(server).get(0);

      assertThat(finding.code()).isEqualTo("domain.expired");
      assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(finding.since()).isEqualTo(Instant.parse("2026-05-31T22:00:00Z"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "client hold, domain.on-hold",
    "serverHold, domain.on-hold",
    "inactive, domain.on-hold",
    "redemption period, domain.being-deleted",
    "pendingDelete, domain.being-deleted",
    "pending transfer, domain.being-transferred"
  })
  void findsWhatTheRegistryIsDoingToTheDomain(String word, String code) throws Exception {
    answer = registered("2027-06-15T12:00:00Z", "\"locked\", \"" + word + "\"", "ns1.a.example");
    try (RawServer server = registry()) {
      assertThat(findings(server)).extracting(Finding::code).containsExactly(code);
    }
  }

  @Test
  void mentionsThatTheLockIsOffWithoutAlarm() throws Exception {
    answer = registered("2027-06-15T12:00:00Z", "\"active\"", "ns1.a.example");
    try (RawServer server = registry()) {
      Finding finding = findings(server).get(0);

      assertThat(finding.code()).isEqualTo("domain.unlocked");
      assertThat(finding.confidence()).isLessThan(DomainProbe.THRESHOLD);
    }
  }

  @Test
  void findsThatNobodyHasRegisteredIt() throws Exception {
    status = "404 Not Found";
    answer = "{\"errorCode\": 404, \"title\": \"Not Found\"}";
    try (RawServer server = registry()) {
      Finding finding = findings(server).get(0);

      assertThat(finding.code()).isEqualTo("domain.not-registered");
      assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, <h1>Not Found</h1>, with something else than RDAP",
    "text/html, {\"errorCode\": 404}, with something else than RDAP",
    "application/json, {\"status\": 404}, with something else than RDAP",
    "application/json, {\"errorCode\": 501}, with something else than RDAP",
    "application/rdap+json, '', without a word"
  })
  void isBlindWhereNoRegistrySaysThatThereIsNone(String type, String body, String how)
      throws Exception {
    try (RawServer server =
        RawServer.http(RawServer.answer("404 Not Found\r\nContent-Type: " + type, body))) {
      assertThat(fault(server).words()).contains("404 " + how);
    }
  }

  @Test
  void isBlindWhenTheRegistryIsOutOrWantsToBeLeftAlone() throws Exception {
    try (RawServer server = registry()) {
      status = "500 Oh";
      assertThat(fault(server).words()).contains("127.0.0.1", "answered 500");
      status = "429 Slowly\r\nRetry-After: 120";
      assertThat(fault(server)).isInstanceOf(Fault.Throttled.class);
      status = "200 OK";
      assertThat(fault(server)).as("kept away").isInstanceOf(Fault.Throttled.class);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"objectClassName\": \"domain\", \"ldhName\": \"other.example\"}",
        "{\"objectClassName\": \"nameserver\", \"ldhName\": \"shop.example\"}",
        "{\"objectClassName\": \"domain\", \"ldhName\": \"shop.ex",
        "<html>"
      })
  void isBlindWhenTheAnswerSaysNothingOfTheDomain(String text) throws Exception {
    answer = text;
    try (RawServer server = registry()) {
      assertThat(fault(server)).isInstanceOf(Fault.ServiceFails.class);
    }
  }

  @Test
  void readsAnswersOfAnyShape() {
    Random random = new Random(3);
    String good = registered("2027-06-15T12:00:00Z", "\"locked\"", "ns1.a.example");
    List<String> bits = List.of("[", "]", "{", "}", "null", "0", "\"\"", ",", "1e999", "[[[[");
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int j = random.nextInt(3); j >= 0; j--) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(12));
        text.replace(at, to, bits.get(random.nextInt(bits.size())));
      }
      Rdap.registered(text.toString(), "shop.example", "r");
      Rdap.services(text.toString()).ifPresent(list -> Rdap.serviceFor("shop.example", list));
    }
    assertThat(Rdap.registered("[".repeat(100_000), "shop.example", "r")).isEmpty();
    String odd =
        "{\"objectClassName\":\"domain\",\"events\":7,\"status\":{\"a\":[]},\"entities\":[1],"
            + "\"nameservers\":[[]]}";
    assertThat(Rdap.registered(odd, "shop.example", "r")).isPresent();
  }

  @Test
  void saysWithoutAlarmThatTheEndCannotBeKnown() throws Exception {
    try (RawServer iana = RawServer.http(RawServer.answer("200 OK", "{\"services\": []}"))) {
      DomainSettings settings = settings("bootstrap", iana.at("/").toString());
      Finding finding = findings(look(SHOP, settings, Memory.EMPTY, NOW)).get(0);

      assertThat(finding.code()).isEqualTo("domain.end-unknown");
      assertThat(finding.confidence()).isLessThan(DomainProbe.THRESHOLD);
      assertThat(finding.evidence())
          .extracting("text")
          .contains("its last day in the setting expires");
    }
  }

  @Test
  void countsTheDaysThatAreWrittenDownWhereTheRegistrySaysNone() throws Exception {
    try (RawServer iana = RawServer.http(RawServer.answer("200 OK", "{\"services\": []}"));
        RawServer server = registry()) {
      LocalDate day = LocalDate.of(2026, 6, 20);
      DomainSettings alone = settings("bootstrap", iana.at("/").toString(), "expires", day);

      Finding soon = findings(look(SHOP, alone, Memory.EMPTY, NOW)).get(0);
      assertThat(soon.code()).isEqualTo("domain.runs-out");
      assertThat(soon.severity()).isEqualTo(Severity.CRITICAL);
      Instant after = Instant.parse("2026-06-21T00:00:00Z");
      Finding over = findings(look(SHOP, alone, Memory.EMPTY, after)).get(0);
      assertThat(over.code()).isEqualTo("domain.expired");
      assertThat(over.severity()).isEqualTo(Severity.MAJOR);
      assertThat(findings(server, "expires", day)).as("the registry knows better").isEmpty();
    }
  }

  @Test
  void tellsForAWeekThatOtherNameServersAnswer() throws Exception {
    try (RawServer server = registry()) {
      Memory memory = look(SHOP, at(server), Memory.EMPTY, NOW).memory();
      answer = registered("2027-06-15T12:00:00Z", "\"locked\"", "ns1.thief.example");

      Judgement first = look(SHOP, at(server), memory, NOW.plus(Duration.ofDays(1)));
      Judgement later = look(SHOP, at(server), first.memory(), NOW.plus(Duration.ofDays(7)));
      Judgement accepted = look(SHOP, at(server), later.memory(), NOW.plus(Duration.ofDays(8)));

      assertThat(findings(first))
          .extracting(Finding::code)
          .containsExactly("domain.name-servers-changed");
      assertThat(findings(first).get(0).evidence())
          .extracting("text")
          .contains("ns1.a.example, ns2.a.example", "ns1.thief.example, ns2.a.example");
      assertThat(findings(later)).hasSize(1);
      assertThat(findings(later).get(0).since()).isEqualTo(NOW.plus(Duration.ofDays(1)));
      assertThat(findings(accepted)).isEmpty();
      answer = registered("2027-06-15T12:00:00Z", "\"locked\"", "ns1.a.example");
      Judgement back = look(SHOP, at(server), later.memory(), NOW.plus(Duration.ofDays(7)));
      assertThat(findings(back)).as("changed back").isEmpty();
    }
  }

  @Test
  void insistsOnTheNameServersThatAreWritten() throws Exception {
    try (RawServer server = registry()) {
      List<String> right = List.of("ns2.a.example", "NS1.a.example.");
      assertThat(findings(server, "nameServers", right)).isEmpty();
      assertThat(findings(server, "nameServers", List.of("ns1.a.example")))
          .extracting(Finding::code)
          .containsExactly("domain.name-servers-changed");
    }
  }

  @Test
  void keepsItsMemoryWhileItIsBlind() throws Exception {
    try (RawServer server = registry()) {
      Memory memory = look(SHOP, at(server), Memory.EMPTY, NOW).memory();
      status = "503 Out";

      assertThat(look(SHOP, at(server), memory, NOW).memory()).isEqualTo(memory);
    }
  }

  @Test
  void knowsWhatCanBeRegistered() throws Exception {
    assertThat(HostNames.registered("www.shop.co.uk")).isEqualTo("shop.co.uk");
    assertThat(HostNames.registered("127.0.0.1")).isNull();
    assertThat(settings("domain", "Bücher.example").domain()).isEqualTo("xn--bcher-kva.example");
    assertThatThrownBy(() -> settings("domain", "www.shop.co.uk"))
        .hasMessageContaining("write shop.co.uk");
    assertThatThrownBy(() -> settings("domain", "co.uk")).hasMessageContaining("such as");
    assertThatThrownBy(() -> settings("server", "rdap")).hasMessageContaining("server");
    assertThatThrownBy(() -> settings("warnDays", 0)).hasMessageContaining("warn-days 0");
    Finding none = findings(look("http://127.0.0.1/", settings(), Memory.EMPTY, NOW)).get(0);
    assertThat(none.code()).isEqualTo("domain.none");
  }
}
