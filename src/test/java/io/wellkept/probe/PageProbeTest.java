package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Observation.Seen;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class PageProbeTest {
  private static final String OFFER =
      """
      <!doctype html>
      <html lang="de-AT"><head><title>Summer sale – Shop</title>
      <meta name="robots" content="index,follow"></head>
      <body><h1>Summer <em>sale</em></h1>
      <!-- Sold out -->
      <script>var state = "Sold out"; var more = '<b>Gone</b>';</script>
      <p>All   bikes&nbsp;from 99&euro; – don\u2019t <b>mi</b>ss it</p>
      <form id=order><input type=submit value="Add to basket"></form>
      </body></html>
      """;

  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock);
  private final PageProbe probe = new PageProbe(http);
  private Memory memory = Memory.EMPTY;

  @AfterEach
  void close() {
    http.close();
  }

  private Judgement look(URI address, Live live, PageSettings settings)
      throws InterruptedException {
    Touchpoint touchpoint = Scene.touchpoint(address, live, probe.kind(), settings, 1);
    Look<PageSettings> look = Scene.look(touchpoint, settings, false);
    Judgement judgement = probe.judge(look, probe.look(look), memory, clock.instant());
    memory = judgement.memory();
    return judgement;
  }

  private Seen seen(URI address, PageSettings settings) throws InterruptedException {
    return (Seen) look(address, Live.ALWAYS, settings).observation();
  }

  private List<Finding> findings(RawServer.Handler handler, PageSettings settings)
      throws Exception {
    try (RawServer server = RawServer.http(handler)) {
      return seen(server.at("/summer"), settings).findings();
    }
  }

  private Finding only(RawServer.Handler handler, PageSettings settings) throws Exception {
    List<Finding> findings = findings(handler, settings);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private Fault fault(RawServer.Handler handler) throws Exception {
    try (RawServer server = RawServer.http(handler)) {
      return ((Blind) look(server.at("/"), Live.ALWAYS, PageSettings.USUAL).observation()).fault();
    }
  }

  private static RawServer.Handler offer() {
    return RawServer.page(OFFER);
  }

  @Test
  void findsNothingOnAPageThatIsAsItShouldBe() throws Exception {
    PageSettings everything =
        Scene.page(
            "contains", List.of("all bikes from 99€", "don't miss IT", "Add to basket"),
            "containsNot", List.of("Sold out", "Gone"),
            "has", List.of("form#order input[type=submit]"),
            "hasNot", List.of(".error"),
            "selectorText", Map.of("h1", "summer sale", "#order input", "add to basket"),
            "title", "summer sale",
            "language", "de",
            "mustBeFound", true,
            "largerThan", "1KB");

    assertThat(findings(offer(), everything)).isEmpty();
  }

  @Test
  void measuresWhatItSaw() throws Exception {
    try (RawServer server = RawServer.http(offer())) {
      List<Measurement> measured = seen(server.at("/"), PageSettings.USUAL).measurements();

      assertThat(measured)
          .extracting(Measurement::name)
          .containsExactly("latency_seconds", "body_bytes", "status");
      assertThat(measured.get(0).value()).isBetween(0.0, 5.0);
      assertThat(measured.get(1).value()).isEqualTo(OFFER.getBytes(StandardCharsets.UTF_8).length);
      assertThat(measured.get(2).value()).isEqualTo(200);
    }
  }

  @Test
  void findsAnAnswerThatIsNotTheRightOne() throws Exception {
    Finding finding =
        only(RawServer.answer("500 Oops", "Add to basket"), Scene.page("contains", List.of("x")));

    assertThat(finding.code()).isEqualTo("page.status");
    assertThat(finding.headline()).isEqualTo("The page answers 500 (server error) instead of 200");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.leadsTo()).isEqualTo(Condition.BROKEN);
    assertThat(finding.since()).isEqualTo(Scene.NOON);
  }

  @Test
  void acceptsAnswersThatTheSettingsName() throws Exception {
    RawServer.Handler gone = RawServer.answer("410 Gone", "gone");

    assertThat(findings(gone, Scene.page("status", List.of(404, 410)))).isEmpty();
    assertThat(only(offer(), Scene.page("status", List.of(404, 410))).headline())
        .isEqualTo("The page answers 200 instead of 404 or 410");
  }

  @Test
  void findsMissingTextOncePerText() throws Exception {
    List<Finding> findings =
        findings(offer(), Scene.page("contains", List.of("Buy now", "Bikes", "Free shipping")));

    assertThat(findings)
        .extracting(Finding::key)
        .containsExactly("page.text-missing:Buy now", "page.text-missing:Free shipping");
    assertThat(findings.get(0).headline()).isEqualTo("“Buy now” is missing");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.MAJOR);
  }

  @Test
  void findsTextThatOnlyACommentOrAScriptHolds() throws Exception {
    assertThat(findings(offer(), Scene.page("contains", List.of("Sold out")))).hasSize(1);
  }

  @Test
  void quotesTextThatShouldNotBeThere() throws Exception {
    Finding finding =
        only(
            RawServer.page("<p>We are sorry: <b>SOLD OUT</b> since Monday</p>"),
            Scene.page("containsNot", List.of("sold out")));

    assertThat(finding.code()).isEqualTo("page.text-unwanted");
    assertThat(finding.evidence())
        .contains(new Evidence("quote", "We are sorry: SOLD OUT since Monday"));
  }

  @Test
  void findsElementsThatAreMissingUnwantedOrSaySomethingElse() throws Exception {
    List<Finding> findings =
        findings(
            offer(),
            Scene.page(
                "has", List.of("form#order", "a.buy"),
                "hasNot", List.of("h1"),
                "selectorText", Map.of("h1", "Winter sale")));

    assertThat(findings)
        .extracting(Finding::key)
        .containsExactlyInAnyOrder(
            "page.element-missing:a.buy", "page.element-unwanted:h1", "page.element-text:h1");
    assertThat(findings.get(2).evidence()).contains(new Evidence("found", "Summer sale"));
  }

  @Test
  void findsAnotherTitleAndAnotherLanguage() throws Exception {
    List<Finding> findings =
        findings(offer(), Scene.page("title", "Winter sale", "language", "en"));

    assertThat(findings).extracting(Finding::code).containsExactly("page.title", "page.language");
    assertThat(findings.get(0).evidence()).contains(new Evidence("found", "Summer sale – Shop"));
    assertThat(findings.get(1).evidence()).contains(new Evidence("found", "de-AT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<meta name=robots content=noindex>", "<META CONTENT='none' NAME='Googlebot'>"})
  void findsAPageThatHidesFromSearchEngines(String meta) throws Exception {
    Finding finding = only(RawServer.page(meta + "<p>x"), Scene.page("mustBeFound", true));

    assertThat(finding.code()).isEqualTo("page.noindex");
  }

  @ParameterizedTest
  @CsvSource({"noindex,1", "googlebot: noindex,1", "otherbot: noindex,0", "all,0"})
  void readsInstructionsToSearchEnginesInHeaders(String tag, int expected) throws Exception {
    RawServer.Handler page = RawServer.answer("200 OK\r\nX-Robots-Tag: " + tag, "<p>x");

    assertThat(findings(page, Scene.page("mustBeFound", true))).hasSize(expected);
    assertThat(findings(page, PageSettings.USUAL)).isEmpty();
  }

  @Test
  void findsAPageThatIsSlow() throws Exception {
    RawServer.Handler slow =
        (request, out) -> {
          Thread.sleep(60);
          offer().answer(request, out);
        };

    Finding finding = only(slow, Scene.page("slowerThan", Duration.ofMillis(50)));

    assertThat(finding.code()).isEqualTo("page.slow");
    assertThat(finding.headline()).contains("milliseconds to load");
    assertThat(finding.leadsTo()).isEqualTo(Condition.DEGRADED);
  }

  @Test
  void findsAPageThatIsLarge() throws Exception {
    RawServer.Handler large = RawServer.page("x".repeat(2_001));

    assertThat(findings(large, Scene.page("largerThan", "2001"))).isEmpty();
    assertThat(only(large, Scene.page("largerThan", "2KB")).code()).isEqualTo("page.large");
  }

  @Test
  void isNotSureWhatIsMissingFromAPageThatItReadOnlyInPart() throws Exception {
    RawServer.Handler huge = RawServer.page("x".repeat(Http.BODY_LIMIT + 1));

    List<Finding> findings = findings(huge, Scene.page("contains", List.of("Add to basket")));

    assertThat(findings)
        .extracting(Finding::code)
        .containsExactly("page.text-missing", "page.large");
    assertThat(findings.get(0).confidence()).isLessThan(PageProbe.THRESHOLD);
  }

  @Test
  void findsVisitorsWhoEndUpElsewhere() throws Exception {
    RawServer.Handler moved =
        (request, out) -> {
          RawServer.Handler next =
              request.startsWith("GET /summer ")
                  ? RawServer.redirect("/home?session=s3cret&from=ad#top")
                  : offer();
          next.answer(request, out);
        };

    Finding finding = only(moved, Scene.page("landsAt", "127.0.0.1*/summer*"));

    assertThat(finding.code()).isEqualTo("page.lands-elsewhere");
    assertThat(finding.evidence().get(1).text())
        .endsWith("/home?session=…&from=ad")
        .doesNotContain("s3cret");
    assertThat(findings(moved, Scene.page("landsAt", "127.0.0.1*/ho*"))).isEmpty();
  }

  @Test
  void neverShowsWhatItSendsAlong() throws Exception {
    try (RawServer server = RawServer.http(RawServer.answer("403 No", "no"))) {
      PageSettings settings = Scene.page("headers", Map.of("Authorization", "Bearer s3cret"));
      URI address = URI.create(server.at("/") + "?token=s3cret");

      Seen seen = seen(address, settings);

      assertThat(server.requests().get(0)).contains("Authorization: Bearer s3cret");
      assertThat(seen.findings()).hasSize(1);
      assertThat(seen.toString() + settings + memory).doesNotContain("s3cret");
    }
  }

  @Test
  void keepsHeadersFromAnotherOrigin() throws Exception {
    try (RawServer other = RawServer.http(offer());
        RawServer server = RawServer.http(RawServer.redirect(other.at("/").toString()))) {
      seen(server.at("/"), Scene.page("headers", Map.of("X-Key", "s3cret")));

      assertThat(server.requests().get(0)).contains("s3cret");
      assertThat(other.requests().get(0)).doesNotContain("s3cret");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 Forbidden|cf-mitigated: challenge|x",
        "200 OK|cf-mitigated: challenge|x",
        "503 No|Server: cloudflare|<title>Just a moment...</title>",
        "403 No|Server: AkamaiGHost|<h1>Access Denied</h1> Reference #18.4",
        "403 No|X-Iinfo: 1-2|x",
        "403 No|X-A: b|<iframe src='/_Incapsula_Resource?x'>",
        "429 No|X-A: b|<div id='px-captcha'></div>",
        "403 No|x-datadome: protected|x",
        "405 No|x-amzn-waf-action: captcha|x",
        "403 No|X-A: b|Sucuri WebSite Firewall - Access Denied",
        "403 No|X-A: b|<div class='g-recaptcha'></div>",
        "429 No|X-A: b|<div class='cf-turnstile'></div>"
      })
  void isBlindWhenABotProtectionAnswers(String status, String header, String body)
      throws Exception {
    Fault fault = fault(RawServer.answer(status + "\r\n" + header, body));

    assertThat(fault).isInstanceOf(Fault.Blocked.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 Forbidden|X-A: b|<h1>Forbidden</h1>",
        "403 Forbidden|Server: nginx|Access Denied",
        "503 No|X-Iinfo: 1-2|down for maintenance",
        "503 No|Server: cloudflare|no healthy upstream",
        "500 Oops|X-A: b|<div class='g-recaptcha'></div>"
      })
  void findsARefusalThatNoBotProtectionMade(String status, String header, String body)
      throws Exception {
    Finding finding = only(RawServer.answer(status + "\r\n" + header, body), PageSettings.USUAL);

    assertThat(finding.code()).isEqualTo("page.status");
  }

  @Test
  void seesAFormWithACaptchaAsAnOrdinaryPage() throws Exception {
    RawServer.Handler form = RawServer.page("<form><div class='g-recaptcha'></div></form>");

    assertThat(findings(form, PageSettings.USUAL)).isEmpty();
  }

  @Test
  void isBlindWhenAskedToSlowDown() throws Exception {
    assertThat(fault(RawServer.answer("429 Too Many", ""))).isInstanceOf(Fault.Throttled.class);
  }

  @Test
  void readsTextInTheCharsetThatTheServerNames() throws Exception {
    byte[] latin = "<p>Gr\u00fc\u00dfe aus K\u00f6ln".getBytes(Charset.forName("windows-1252"));
    PageSettings settings = Scene.page("contains", List.of("GR\u00dc\u00dfE AUS K\u00d6LN"));

    for (String type :
        List.of("text/html; charset=ISO-8859-1", "text/html; charset=\"latin1\"", "text/html")) {
      assertThat(findings(RawServer.page(type, latin), settings)).as(type).isEmpty();
    }
  }

  @Test
  void readsTextInTheCharsetThatThePageNames() throws Exception {
    PageSettings settings = Scene.page("contains", List.of("\u041f\u0440\u0438\u0432\u0435\u0442"));
    byte[] cyrillic =
        "<meta http-equiv=content-type content='text/html; charset=koi8-r'>\u041f\u0440\u0438\u0432\u0435\u0442"
            .getBytes(Charset.forName("koi8-r"));
    byte[] marked =
        "\ufeff\u041f\u0440\u0438\u0432\u0435\u0442".getBytes(StandardCharsets.UTF_16LE);

    assertThat(findings(RawServer.page("text/html", cyrillic), settings)).isEmpty();
    assertThat(findings(RawServer.page("text/html; charset=utf-8", marked), settings)).isEmpty();
  }

  private static final Live ENDED = new Live(null, Scene.NOON.minus(Duration.ofDays(3)));

  private List<Finding> afterItsEnd(RawServer.Handler handler) throws Exception {
    try (RawServer server = RawServer.http(handler)) {
      PageSettings strict = Scene.page("contains", List.of("not there"));
      return ((Seen) look(server.at("/summer"), ENDED, strict).observation()).findings();
    }
  }

  @Test
  void findsAPageThatOutlivesItsEndAndNothingElseAboutIt() throws Exception {
    List<Finding> findings = afterItsEnd(offer());

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).code()).isEqualTo("page.after-live");
    assertThat(findings.get(0).headline())
        .isEqualTo("The page is still there, 3 days after its end");
    assertThat(findings.get(0).leadsTo()).isEqualTo(Condition.STALE);
  }

  @Test
  void isContentWhenAnEndedPageIsGoneOrLeadsElsewhere() throws Exception {
    assertThat(afterItsEnd(RawServer.answer("404 Not Found", ""))).isEmpty();
    assertThat(afterItsEnd(RawServer.answer("410 Gone", ""))).isEmpty();
    assertThat(
            afterItsEnd((request, out) ->
                (request.startsWith("GET /summer") ? RawServer.redirect("/") : offer())
                    .answer(request, out)))
        .isEmpty();
  }

  @Test
  void findsAnEndedPageThatOnlyMovedASlash() throws Exception {
    assertThat(
            afterItsEnd((request, out) ->
                (request.startsWith("GET /summer ") ? RawServer.redirect("/summer/") : offer())
                    .answer(request, out)))
        .hasSize(1);
  }

  private static final Instant GOOD_UNTIL = Instant.parse("2119-12-08T00:00:00Z");

  private void fiveDaysBeforeTheCertificateEnds() {
    clock.move(Duration.between(Scene.NOON, GOOD_UNTIL.minus(Duration.ofDays(5))));
  }

  @Test
  void findsACertificateThatWillSoonRunOut() throws Exception {
    fiveDaysBeforeTheCertificateEnds();
    try (RawServer server = RawServer.https(Scene.serverTls("good"), offer())) {
      Seen seen = seen(server.at("/"), PageSettings.USUAL);

      assertThat(seen.findings())
          .extracting(Finding::headline)
          .containsExactly("The certificate runs out in 5 days");
      assertThat(seen.findings().get(0).severity()).isEqualTo(Severity.MINOR);
      assertThat(seen.measurements()).contains(new Measurement("certificate_days_left", 5));
      clock.move(Duration.ofDays(3));
      assertThat(seen(server.at("/"), PageSettings.USUAL).findings().get(0).severity())
          .isEqualTo(Severity.MAJOR);
      assertThat(seen(server.at("/"), Scene.page("certificateDays", 0)).findings()).isEmpty();
    }
  }

  @Test
  void goesOnCountingTheDaysOfACertificateThatItCannotSee() throws Exception {
    URI address;
    try (RawServer server = RawServer.https(Scene.serverTls("good"), offer())) {
      address = server.at("/");
      assertThat(seen(address, PageSettings.USUAL).findings()).isEmpty();
    }
    fiveDaysBeforeTheCertificateEnds();

    Seen unreachable = seen(address, PageSettings.USUAL);

    assertThat(unreachable.findings())
        .extracting(Finding::code)
        .containsExactly("page.unreachable", "page.certificate");
    assertThat(unreachable.measurements()).contains(new Measurement("certificate_days_left", 5));
  }

  @ParameterizedTest
  @CsvSource({
    "expired, page.certificate-expired, ran out",
    "elsewhere, page.certificate-invalid, another address",
    "alone, page.certificate-invalid, signed alone"
  })
  void saysWhatIsWrongWithACertificate(String which, String code, String words) throws Exception {
    try (RawServer server = RawServer.https(Scene.serverTls(which), offer())) {
      Seen seen = seen(server.at("/"), PageSettings.USUAL);

      assertThat(seen.findings()).extracting(Finding::code).containsExactly(code);
      assertThat(seen.findings().get(0).headline()).contains(words);
      assertThat(seen.measurements())
          .extracting(Measurement::name)
          .contains("certificate_days_left");
    }
  }

  @Test
  void startsAfreshWithAMemoryThatItDoesNotKnow() throws Exception {
    memory = new Memory(99, Map.of("certificate:127.0.0.1", "not a number"));

    assertThat(findings(offer(), PageSettings.USUAL)).isEmpty();
    assertThat(memory).isEqualTo(new Memory(1, Map.of()));
  }

  @Test
  void usesFactsAgainWhileThePageIsTheSame() throws Exception {
    PageSettings settings = Scene.page("has", List.of("form#order"), "title", "Summer");
    AtomicReference<String> page = new AtomicReference<>(OFFER);
    try (RawServer server =
        RawServer.http((request, out) -> RawServer.page(page.get()).answer(request, out))) {
      Touchpoint touchpoint = Scene.touchpoint(server.at("/"), probe.kind(), settings);
      Look<PageSettings> look = Scene.look(touchpoint, settings, false);

      PageFacts.Contents first = ((PageFacts.Seen) probe.look(look)).contents();
      assertThat(((PageFacts.Seen) probe.look(look)).contents()).isSameAs(first);

      page.set(OFFER.replace("id=order", "id=sorry"));
      assertThat(((PageFacts.Seen) probe.look(look)).contents().elementsMissing())
          .containsExactly("form#order");
    }
  }

  @Test
  void looksAnewForACheckThatHasLookedWithinTheMinute() throws Exception {
    try (RawServer server = RawServer.http(offer())) {
      PageSettings settings = Scene.page();
      Touchpoint touchpoint =
          Scene.touchpoint(server.at("/"), Live.ALWAYS, probe.kind(), settings, 2);
      Look<PageSettings> one = Scene.look(touchpoint, settings, false);
      Look<PageSettings> other =
          new Look<>(touchpoint, touchpoint.checks().get(1), settings, false, Look.DEADLINE);

      probe.look(one);
      probe.look(one);
      assertThat(server.requests()).hasSize(2);
      probe.look(other);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void doesNotUseFactsThatOtherSettingsAskedFor() throws Exception {
    try (RawServer server = RawServer.http(offer())) {
      assertThat(seen(server.at("/"), Scene.page("has", List.of("form"))).findings()).isEmpty();
      assertThat(seen(server.at("/"), Scene.page("has", List.of("nav"))).findings()).hasSize(1);
    }
  }

  /** The server counts how often it had to send the whole page. */
  private static RawServer.Handler tagged(AtomicReference<String> tag) {
    return (request, out) -> {
      OutputStream to = out;
      boolean same = request.contains("If-None-Match: " + tag.get() + "\n");
      RawServer.Handler answer =
          same
              ? (ignored, unchanged) ->
                  RawServer.write(unchanged, "HTTP/1.1 304 Not Modified\r\n\r\n")
              : RawServer.answer("200 OK\r\nETag: " + tag.get(), OFFER);
      answer.answer(request, to);
    };
  }

  @Test
  void asksOnlyWhetherThePageHasChanged() throws Exception {
    AtomicReference<String> tag = new AtomicReference<>("\"one\"");
    PageSettings settings = Scene.page("contains", List.of("Winter"));
    try (RawServer server = RawServer.http(tagged(tag))) {
      for (int i = 0; i < 3; i++) {
        assertThat(seen(server.at("/"), settings).findings())
            .extracting(Finding::code)
            .containsExactly("page.text-missing");
      }
      assertThat(server.requests().get(0)).doesNotContain("If-None-Match");
      assertThat(server.requests().get(1)).contains("If-None-Match: \"one\"");
      clock.move(Duration.ofHours(2));
      seen(server.at("/"), settings);
      assertThat(server.requests().get(3)).doesNotContain("If-None-Match");
    }
  }
}
