package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.FreshnessSettings.Counts;
import io.wellkept.probe.freshness.Dated;
import io.wellkept.probe.freshness.MainContent;
import io.wellkept.probe.freshness.Rule;
import io.wellkept.probe.freshness.Sign;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It is noon of 15 June 2026, and time is moved by hand. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class FreshnessProbeTest {
  private static final Duration TWO_WEEKS = Duration.ofDays(14);
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
  private static final String WORDS =
      "<p>Handmade tables and chairs of oak, ash and walnut, from our own workshop in the old"
          + " mill by the river, made to your measure within six weeks and brought to your home.";

  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock);
  private final FreshnessProbe probe = new FreshnessProbe(http);
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, String> heads = new ConcurrentHashMap<>();
  private final RawServer server = RawServer.http(this::answer);
  private Memory memory = Memory.EMPTY;

  @AfterEach
  void close() throws Exception {
    server.close();
    http.close();
  }

  private void answer(String request, java.io.OutputStream out) throws java.io.IOException {
    String path = request.split(" ")[1];
    byte[] body = files.get(path);
    String head = heads.getOrDefault(path, body == null ? "404 Not Found" : "200 OK");
    byte[] sent = body == null ? new byte[0] : body;
    RawServer.write(out, "HTTP/1.1 " + head + "\r\nContent-Length: " + sent.length + "\r\n\r\n");
    out.write(sent);
  }

  private void serve(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String page(String head, String body) {
    return "<html lang=en><head>" + head + "</head><body><main>" + body + "</main></body></html>";
  }

  private static String modified(String moment) {
    return "<script type=\"application/ld+json\">{\"@type\":\"WebPage\",\"dateModified\":\""
        + moment
        + "\"}</script>";
  }

  private Touchpoint touchpoint(FreshnessSettings settings, Live live) {
    return Scene.touchpoint(server.at("/page"), live, FreshnessProbe.KIND, settings, 1);
  }

  private Judgement look(FreshnessSettings settings) throws InterruptedException {
    return look(settings, touchpoint(settings, Live.ALWAYS), false);
  }

  private Judgement look(FreshnessSettings settings, Touchpoint touchpoint, boolean fresh)
      throws InterruptedException {
    Look<FreshnessSettings> look = Scene.look(touchpoint, settings, fresh);
    Judgement judgement = probe.judge(look, probe.look(look), memory, clock.instant());
    memory = judgement.memory();
    return judgement;
  }

  private List<Finding> findings(FreshnessSettings settings) throws InterruptedException {
    return ((Seen) look(settings).observation()).findings();
  }

  private List<Finding> alarms(FreshnessSettings settings) throws InterruptedException {
    return sure(findings(settings));
  }

  private static List<Finding> sure(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.confidence() >= FreshnessProbe.THRESHOLD)
        .toList();
  }

  private static String evidence(Finding finding, String label) {
    return finding.evidence().stream()
        .filter(evidence -> evidence.label().equals(label))
        .map(Evidence::text)
        .findFirst()
        .orElse("");
  }

  private static FreshnessSettings aged(Object... more) {
    List<Object> pairs =
        new ArrayList<>(List.of("maxAge", TWO_WEEKS, "zone", VIENNA, "sitemap", "none"));
    pairs.addAll(List.of(more));
    return Scene.freshness(pairs.toArray());
  }

  private static FreshnessSettings onlyNowWrong() {
    return Scene.freshness("zone", VIENNA);
  }

  @Test
  void findsThatNothingNewHasComeForLongerThanAgreed() throws Exception {
    serve("/page", page(modified("2026-06-03T10:00:00Z"), WORDS));

    assertThat(findings(aged())).isEmpty();
    clock.move(Duration.ofDays(3));

    assertThat(findings(aged()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("freshness.stale");
          assertThat(finding.headline())
              .isEqualTo("Nothing new since 3 June: 15 days; 14 days were agreed");
          assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
          assertThat(finding.leadsTo()).isEqualTo(Condition.STALE);
          assertThat(finding.since()).isEqualTo(Instant.parse("2026-06-17T10:00:00Z"));
          assertThat(finding.confidence()).isGreaterThanOrEqualTo(FreshnessProbe.THRESHOLD);
          assertThat(evidence(finding, "dated by")).isEqualTo("json-ld");
          assertThat(evidence(finding, "quote")).contains("2026-06-03");
        });
  }

  @Test
  void measuresTheAgeInDays() throws Exception {
    serve("/page", page(modified("2026-06-03T12:00:00Z"), WORDS));

    Seen seen = (Seen) look(aged()).observation();

    assertThat(seen.measurements())
        .extracting(Measurement::name)
        .containsExactly("latency_seconds", "age_days", "unchanged_days");
    assertThat(seen.measurements().get(1).value()).isEqualTo(12);
  }

  @Test
  void withoutAMaxAgeNoPageIsTooOld() throws Exception {
    serve("/page", page(modified("2019-06-03T10:00:00Z"), WORDS));
    assertThat(findings(onlyNowWrong())).isEmpty();
  }

  @Test
  void aDayLastsToItsEnd() throws Exception {
    serve("/page", page(modified("2026-06-01"), WORDS));

    clock.move(Duration.ofHours(9));
    assertThat(findings(aged())).isEmpty();
    clock.move(Duration.ofHours(2));
    assertThat(alarms(aged())).hasSize(1);
  }

  @Test
  void aPageThatDoesNotSayItsAgeIsWatchedUntilItIsOldEnough() throws Exception {
    serve("/page", page("", WORDS));

    for (int day = 0; day < 14; day++) {
      assertThat(findings(aged()))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("freshness.undated");
            assertThat(finding.confidence()).isLessThan(FreshnessProbe.THRESHOLD);
          });
      clock.move(Duration.ofDays(1));
    }
    clock.move(Duration.ofDays(1));

    assertThat(alarms(aged()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.headline())
              .isEqualTo("Nothing new since 15 June: 15 days; 14 days were agreed");
          assertThat(evidence(finding, "dated by")).contains("our own looks");
        });
  }

  @Test
  void aChangeThatWeSeeIsNewsAndTheFirstLookIsNone() throws Exception {
    serve("/page", page(modified("2026-05-20T10:00:00Z"), WORDS));
    assertThat(alarms(aged())).hasSize(1);

    serve("/page", page(modified("2026-05-20T10:00:00Z"), WORDS + "<p>Now with beech as well"));
    assertThat(findings(aged())).isEmpty();
    clock.move(TWO_WEEKS.plusDays(1));

    assertThat(alarms(aged()))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.headline()).startsWith("Nothing new since 15 June: 15 days"));
  }

  @Test
  void whatMachinesWriteIntoAnUnchangedPageIsNoNews() throws Exception {
    for (int day = 0; day <= 14; day++) {
      serve("/page", page(modified(clock.instant().toString()), WORDS));
      assertThat(findings(aged())).isEmpty();
      clock.move(Duration.ofDays(1));
    }
    serve("/page", page(modified(clock.instant().toString()), WORDS));

    assertThat(alarms(aged()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.headline()).startsWith("Nothing new since 15 June: 15 days");
          assertThat(evidence(finding, "dated by")).contains("we saw the main content unchanged");
        });
  }

  @Test
  void countersKeysTimesAndTheOrderOfThingsAreNoChange() throws Exception {
    String one =
        "<p>17 people are viewing this<p>Nonce 8f3a9c0d11e24b7f<p>Served at 12:04:11<p>Monday, 15"
            + " June 2026";
    String other =
        "<p>Monday, 15 June 2026<p>4 people are viewing this<p>Nonce 77aa9c0d11e24b70<p>Served at"
            + " 13:01:59";
    serve("/page", page("", WORDS + one));
    look(aged());
    String before = memory.values().get("fingerprint");
    serve("/page", page("", WORDS + other));
    clock.move(Duration.ofHours(1));
    look(aged());

    assertThat(memory.values()).containsEntry("fingerprint", before).doesNotContainKey("changed");
  }

  @Test
  void aPageThatShowsVariantsByTurnsIsNotNewEachTime() throws Exception {
    for (int day = 0; day < 16; day++) {
      serve("/page", page("", WORDS + (day % 4 == 3 ? "<p>Variant B" : "<p>Variant A")));
      look(aged());
      clock.move(Duration.ofDays(1));
    }
    assertThat(memory.values().get("changed"))
        .isEqualTo(Long.toString(Scene.NOON.plus(Duration.ofDays(3)).toEpochMilli()));
  }

  @Test
  void aPageThatIsAnotherAtEveryLookIsJudgedByItsSignsAlone() throws Exception {
    for (int day = 0; day < 8; day++) {
      serve(
          "/page",
          page(
              modified("2026-06-10T10:00:00Z"),
              WORDS + "<p>Quote of the day " + "abcdefghij".charAt(day)));
      look(aged());
      clock.move(Duration.ofDays(3));
    }
    assertThat(alarms(aged()))
        .singleElement()
        .satisfies(finding -> assertThat(finding.headline()).contains("since 10 June"));
  }

  @Test
  void theHistoryBeginsAnewWhenAnotherPartIsAskedAbout() throws Exception {
    serve("/page", page("", WORDS + "<p class=x>more"));
    look(aged());
    clock.move(Duration.ofDays(2));
    look(aged("ignore", List.of(".x")));

    assertThat(memory.values()).doesNotContainKey("changed");
    assertThat(memory.values().get("first-seen"))
        .isEqualTo(Long.toString(clock.instant().toEpochMilli()));
  }

  @Test
  void onlyWhatIsAskedForCounts() throws Exception {
    String head =
        "<script type=\"application/ld+json\">{\"@type\":\"BlogPosting\",\"datePublished\":"
            + "\"2026-05-01T10:00:00Z\",\"dateModified\":\"2026-06-14T10:00:00Z\"}</script>";
    serve("/page", page(head, WORDS));

    assertThat(findings(aged())).isEmpty();
    assertThat(findings(aged("counts", Counts.CHANGED))).isEmpty();
    assertThat(findings(aged("counts", Counts.PUBLISHED)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.headline()).contains("since 1 May"));
    assertThat(findings(aged("counts", Counts.CONTENT)))
        .extracting(Finding::code)
        .containsExactly("freshness.undated");
  }

  private static String feed(String link, String date) {
    return """
    <?xml version="1.0"?><rss version="2.0"><channel><link>https://shop.example/</link>
    <item><title>a</title><link>%s</link><pubDate>%s</pubDate></item>
    <item><title>b</title><link>/blog/b</link><pubDate>Mon, 01 Jun 2020 10:00:00 GMT</pubDate></item>
    </channel></rss>\
    """
        .formatted(link, date);
  }

  private static final String NAMES_FEED =
      "<link rel=alternate type=\"application/rss+xml\" href=/feed.xml>";

  @Test
  void theFeedDatesThePageThatShowsItsEntries() throws Exception {
    String links = "<a href=/blog/a>A</a><a href=/blog/b>B</a>";
    serve("/page", page(NAMES_FEED, WORDS + links));
    serve("/feed.xml", feed("/blog/a", "Sat, 13 Jun 2026 10:00:00 +0200"));

    assertThat(findings(aged())).isEmpty();
    clock.move(Duration.ofDays(13));

    assertThat(alarms(aged()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.headline()).startsWith("Nothing new since 13 June: 15 days");
          assertThat(evidence(finding, "dated by")).isEqualTo("feed");
        });
  }

  @Test
  void theFeedOfTheWholeSiteSaysNothingOfAnotherPage() throws Exception {
    serve("/page", page(NAMES_FEED + modified("2026-05-01T10:00:00Z"), WORDS));
    serve("/feed.xml", feed("/blog/a", "Sat, 13 Jun 2026 10:00:00 GMT"));
    assertThat(alarms(aged())).hasSize(1);
  }

  @Test
  void aFeedThatWasGivenCountsAsItIs() throws Exception {
    serve("/page", page(modified("2026-05-01T10:00:00Z"), WORDS));
    serve(
        "/atom",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='alternate' href='/x'/>"
            + "<published>2026-01-01T00:00:00Z</published><updated>2026-06-14T00:00:00Z</updated>"
            + "</entry></feed>");
    assertThat(findings(aged("feed", server.at("/atom").toString()))).isEmpty();
  }

  private static String sitemap(String... pairs) {
    StringBuilder map =
        new StringBuilder("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>");
    for (int i = 0; i < pairs.length; i += 2) {
      map.append("<url><loc>").append(pairs[i]).append("</loc><lastmod>");
      map.append(pairs[i + 1]).append("</lastmod></url>");
    }
    return map.append("</urlset>").toString();
  }

  private FreshnessSettings withSitemap() {
    return Scene.freshness("maxAge", TWO_WEEKS, "zone", VIENNA);
  }

  @Test
  void theSitemapDatesThePageIfItsDatesDiffer() throws Exception {
    serve("/page", page("", "short"));
    serve(
        "/sitemap.xml",
        sitemap(
            server.at("/page").toString(), "2026-06-10", server.at("/b").toString(), "2026-01-02"));

    assertThat(findings(withSitemap())).isEmpty();
    clock.move(Duration.ofDays(14));

    assertThat(alarms(withSitemap()))
        .singleElement()
        .satisfies(finding -> assertThat(evidence(finding, "dated by")).isEqualTo("sitemap"));
  }

  @Test
  void aSitemapThatSaysTodayOfEveryPageIsNotBelieved() throws Exception {
    serve("/page", page(modified("2026-05-01T10:00:00Z"), WORDS));
    serve(
        "/sitemap.xml",
        sitemap(
            server.at("/page").toString(), "2026-06-15", server.at("/b").toString(), "2026-06-15"));
    assertThat(alarms(withSitemap())).hasSize(1);
  }

  @Test
  void theSitemapIsFoundByRobotsInAnIndexAndPacked() throws Exception {
    serve("/page", page("", "short"));
    serve("/robots.txt", "User-agent: *\nSitemap: " + server.at("/index.xml") + "\n");
    serve(
        "/index.xml", "<sitemapindex><sitemap><loc>/maps/1.xml.gz</loc></sitemap></sitemapindex>");
    String map =
        sitemap(
            server.at("/page").toString(), "2026-06-10", server.at("/b").toString(), "2026-01-02");
    files.put("/maps/1.xml.gz", packed(map.getBytes(StandardCharsets.UTF_8)));

    assertThat(findings(withSitemap())).isEmpty();
    assertThat(memory.values()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY a SYSTEM"
            + " 'file:///etc/passwd'>]><urlset><url><loc>&a;</loc></url></urlset>",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b"
            + " '&a;&a;&a;&a;&a;&a;&a;&a;'>]><urlset><url><lastmod>&b;</lastmod></url></urlset>",
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'><urlset/>",
        "<urlset><url><loc>x</urlset>",
        "not XML at all",
        "\u0000\u0001",
        ""
      })
  void aSitemapThatIsNoneSaysNothing(String map) throws Exception {
    serve("/page", page("", "short"));
    serve("/sitemap.xml", map);
    assertThat(findings(withSitemap()))
        .extracting(Finding::code)
        .containsExactly("freshness.undated");
  }

  @Test
  void aPackedSitemapOfGigabytesIsReadOnlyToTheLimit() throws Exception {
    serve("/page", page("", "short"));
    byte[] zeros = new byte[1_000_000];
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 200; i++) {
        out.write(zeros);
      }
    }
    files.put("/sitemap.xml", bomb.toByteArray());
    assertThat(findings(withSitemap()))
        .extracting(Finding::code)
        .containsExactly("freshness.undated");
  }

  private static byte[] packed(byte[] bytes) throws java.io.IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void nobodyElseIsAskedAsLongAsThePageSaysEnough() throws Exception {
    serve("/page", page(modified("2026-06-10T10:00:00Z"), WORDS));
    look(withSitemap());
    look(withSitemap());
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void anOfferThatIsFineAtNoonHasEndedAtMidnightAlthoughThePageIsTheSame() throws Exception {
    serve("/page", page("", WORDS + "<p>Offer ends 15 June 2026!"));
    heads.put("/page", "200 OK\r\nETag: \"1\"");
    assertThat(findings(onlyNowWrong())).isEmpty();

    files.remove("/page");
    heads.put("/page", "304 Not Modified");
    clock.move(Duration.ofHours(9));
    assertThat(findings(onlyNowWrong())).isEmpty();
    clock.move(Duration.ofHours(2));

    assertThat(findings(onlyNowWrong()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("freshness.promo");
          assertThat(finding.headline())
              .isEqualTo(
                  "“Offer ends 15 June 2026!” is still on the page, and ended on 15 June 2026");
          assertThat(evidence(finding, "quote")).isEqualTo("Offer ends 15 June 2026!");
          assertThat(evidence(finding, "where")).contains("main");
          assertThat(finding.since()).isEqualTo(Instant.parse("2026-06-15T22:00:00Z"));
        });
  }

  @Test
  void theYearThatIsNotSaidIsThatOfTheFirstLookAtTheWords() throws Exception {
    serve("/page", page("", WORDS + "<p>Only until 20 June!"));
    assertThat(findings(onlyNowWrong())).isEmpty();
    clock.move(Duration.ofDays(200));

    assertThat(alarms(onlyNowWrong()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(evidence(finding, "ended")).isEqualTo("20 June 2026");
          assertThat(evidence(finding, "year from")).contains("first seen here on 15 June 2026");
        });
  }

  @Test
  void whatWasWrongStaysWrongWhileThePageCannotBeSeen() throws Exception {
    serve("/page", page("", WORDS + "<p>Offer ends 1 June 2026!"));
    List<Finding> before = alarms(onlyNowWrong());
    heads.put("/page", "503 Service Unavailable");
    clock.move(Duration.ofHours(6));

    List<Finding> now = alarms(onlyNowWrong());

    assertThat(now)
        .extracting(Finding::code)
        .containsExactly("freshness.promo", "freshness.unseen");
    assertThat(now.get(0)).isEqualTo(before.get(0));
  }

  @Test
  void onAPageThatIsGoneNobodyReadsWhatWasWrong() throws Exception {
    serve("/page", page("", WORDS + "<p>Offer ends 1 June 2026!"));
    assertThat(alarms(onlyNowWrong())).hasSize(1);
    heads.put("/page", "404 Not Found");

    assertThat(alarms(onlyNowWrong()))
        .extracting(Finding::code)
        .containsExactly("freshness.unseen");
  }

  private Touchpoint withPageCheck(FreshnessSettings settings, Live live) {
    Touchpoint alone = touchpoint(settings, live);
    List<Check> checks = new ArrayList<>(alone.checks());
    checks.add(
        new Check(
            new CheckId("shop", "page"),
            PageProbe.KIND,
            PageSettings.USUAL,
            PageProbe.KIND.schedule()));
    return new Touchpoint(
        alone.id(),
        alone.name(),
        alone.address(),
        alone.importance(),
        alone.owner(),
        alone.backups(),
        null,
        null,
        alone.personas(),
        alone.tags(),
        null,
        live,
        alone.dependsOn(),
        alone.was(),
        alone.observe(),
        checks);
  }

  @Test
  void thatThePageIsAwayIsToldByItsPageCheck() throws Exception {
    heads.put("/page", "500 Internal Server Error");
    FreshnessSettings settings = onlyNowWrong();

    Seen seen = (Seen) look(settings, withPageCheck(settings, Live.ALWAYS), false).observation();

    assertThat(seen.findings()).extracting(Finding::code).containsExactly("freshness.unseen");
    assertThat(sure(seen.findings())).isEmpty();
  }

  @Test
  void aPageThatOutlivesItsEndIsFoundOnceByWhicheverCheckLooks() throws Exception {
    serve("/page", page("", WORDS + "<p>Offer ends 1 June 2026!"));
    FreshnessSettings settings = onlyNowWrong();
    Live over = new Live(null, Scene.NOON.minus(Duration.ofDays(2)));

    Seen alone = (Seen) look(settings, touchpoint(settings, over), false).observation();
    Seen both = (Seen) look(settings, withPageCheck(settings, over), false).observation();

    assertThat(alone.findings())
        .extracting(Finding::code, Finding::headline)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "freshness.after-live", "The page is still there, 2 days after its end"));
    assertThat(both.findings()).isEmpty();
  }

  @Test
  void whoTakesUsForARobotMakesUsBlindAndNothingIsForgotten() throws Exception {
    serve("/page", page("", WORDS));
    look(aged());
    Memory before = memory;
    heads.put("/page", "403 Forbidden\r\ncf-mitigated: challenge");
    assertThat(((Blind) look(aged()).observation()).fault()).isInstanceOf(Fault.Blocked.class);
    heads.put("/page", "429 Too Many Requests");
    assertThat(((Blind) look(aged()).observation()).fault()).isInstanceOf(Fault.Throttled.class);
    assertThat(memory).isEqualTo(before);
  }

  @Test
  void aDocumentIsAsOldAsItsFile() throws Exception {
    serve("/page", "%PDF-1.4");
    heads.put(
        "/page",
        "200 OK\r\nContent-Type: application/pdf\r\nDate: Mon, 15 Jun 2026 12:00:00 GMT\r\n"
            + "Last-Modified: Fri, 01 May 2026 12:00:00 GMT");
    assertThat(alarms(aged()))
        .singleElement()
        .satisfies(finding -> assertThat(finding.headline()).contains("since 1 May"));
  }

  @Test
  void anotherSignThatMayBeRightIsADoubtAndAlarmsNobody() {
    Sign old = sign("2026-04-01T10:00:00Z", Sign.Source.JSON_LD, 0.9);
    Sign weak = sign("2026-06-10T10:00:00Z", Sign.Source.TEXT, 0.35);

    assertThat(stale(old, List.of(old)).confidence()).isEqualTo(0.9);
    assertThat(stale(old, List.of(old, weak)).confidence()).isEqualTo(0.5);
  }

  private static Sign sign(String at, Sign.Source source, double confidence) {
    Instant moment = Instant.parse(at);
    return new Sign(
        moment, moment.atZone(VIENNA).toLocalDate(), false, source, "updated " + at, confidence);
  }

  /** Judges facts without any look. */
  private Finding stale(Sign changed, List<Sign> signs) {
    FreshnessFacts.Contents contents =
        new FreshnessFacts.Contents(
            new MainContent("f", 1_000, Map.of()),
            new Dated(null, changed, signs),
            List.of(),
            List.of(),
            Set.of());
    Answer.Way way = new Answer.Way(server.at("/page"), List.of(), Duration.ofMillis(5), null);
    FreshnessFacts facts =
        new FreshnessFacts.Seen(server.at("/page"), 200, way, null, contents, List.of());
    Look<FreshnessSettings> look = Scene.look(touchpoint(aged(), Live.ALWAYS), aged(), false);
    Seen seen = (Seen) probe.judge(look, facts, Memory.EMPTY, clock.instant()).observation();
    return seen.findings().get(0);
  }

  @Test
  void theMemoryStaysSmall() throws Exception {
    StringBuilder body = new StringBuilder(WORDS);
    for (int i = 0; i < 3_000; i++) {
      body.append("<p>Paragraph ").append((char) ('a' + i % 26)).append(i).append(" of many");
      body.append("<p>Offer ").append(i).append(" ends 1 June 2026!");
    }
    serve("/page", page("", body.toString()));
    look(aged());
    assertThat(memory.values().toString()).hasSizeLessThan(8_000);
  }

  @Test
  void aFindingKeepsItsKeyFromLookToLook() throws Exception {
    serve("/page", page("", WORDS + "<p>Offer ends 1 June 2026!"));
    String key = alarms(onlyNowWrong()).get(0).key();
    clock.move(Duration.ofDays(1));
    serve("/page", page("", "<h2>Moved</h2>" + WORDS + "<div><p>Offer ends 1 June 2026!</div>"));
    assertThat(alarms(onlyNowWrong())).extracting(Finding::key).containsExactly(key);
  }

  @Test
  void rulesThatAreLeftOutFindNothing() throws Exception {
    serve("/page", page("", WORDS + "<p>Offer ends 1 June 2026!"));
    assertThat(findings(Scene.freshness("without", List.of(Rule.PROMO)))).isEmpty();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> Scene.freshness("maxAge", Duration.ZERO))
        .hasMessageContaining("max-age");
    assertThatThrownBy(() -> Scene.freshness("main", "p["))
        .hasMessageContaining("main 'p[' is not a CSS selector");
    assertThatThrownBy(() -> Scene.freshness("languages", List.of("klingon")))
        .hasMessageContaining("de, en, es, fr, it, nl, pl");
    assertThatThrownBy(() -> Scene.freshness("feed", "feed.xml")).hasMessageContaining("nor none");
    assertThat(
            Scene.freshness(
                    "url", "https://u:pw@a.example/?token=7", "headers", Map.of("A", "canary"))
                .toString())
        .doesNotContain("pw", "canary", "=7");
  }

  @Test
  void theHistoryOfAnotherPartOfThePageIsNotGoneOnWith() {
    FreshnessMemory memory = FreshnessMemory.of(Memory.EMPTY);
    memory.saw(
        new MainContent("a", 1_000, Map.of()), "main", clock.instant().minus(Duration.ofDays(50)));
    memory.saw(
        new MainContent("b", 1_000, Map.of()), "main", clock.instant().minus(Duration.ofDays(40)));
    assertThat(memory.changed()).isNotNull();

    memory.saw(new MainContent("c", 1_000, Map.of()), "article", clock.instant());

    assertThat(memory.changed()).isNull();
    assertThat(memory.whatChanged()).isEmpty();
  }
}
