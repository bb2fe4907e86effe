package io.wellkept.probe.review;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Scene;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Voice;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvReviewsTest extends ReviewSourceContract {
  private static final String SECRET = "c5v-s3cr3t";
  private static final String HEADER = "id,stars,text,created,updated,author,answered\n";
  private static final ReviewFields COLUMNS =
      Scene.settings(ReviewFields.class, "replyAt", "answered", "edited", "updated");

  private static SourceSettings source(Object... pairs) {
    return Scene.settings(
        SourceSettings.class, "csv", Scene.settings(CsvReviewSettings.class, pairs));
  }

  @Override
  protected SourceSettings settings(String base) {
    return source(
        "url",
        base + "/reviews.csv",
        "headers",
        Map.of("Authorization", "Bearer " + SECRET),
        "columns",
        COLUMNS);
  }

  @Override
  protected String source() {
    return "csv";
  }

  @Override
  protected Map<Able, String> cannot() {
    return Map.of(
        Able.PAGES, "a spreadsheet has one",
        Able.SINCE, "a list tells all that it has",
        Able.RENEWAL, "a header is renewed by people");
  }

  private void serves(String csv) {
    server.stubFor(get(urlPathEqualTo("/reviews.csv")).atPriority(5).willReturn(ok(csv)));
  }

  @Override
  protected void shows(List<Review> reviews) {
    serves(HEADER + reviews.stream().map(CsvReviewsTest::row).collect(Collectors.joining()));
  }

  private static String row(Review review) {
    return "%s,%d,%s,%s,%s,%s,%s\n"
        .formatted(
            review.id(),
            review.stars(),
            review.text(),
            review.at(),
            orNothing(review.edited()),
            CUSTOMER,
            orNothing(review.answered()));
  }

  private static String orNothing(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }

  @Override
  protected void showsABareReview() {
    serves("id,date,updated,answered\n77,2026-06-15T12:00:00Z\n");
  }

  @Override
  protected List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  protected String cutOff() {
    return HEADER + row(reviews(1).get(0)) + "2,1,\"It br";
  }

  @Override
  protected int perPage() {
    return 0;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-06-15 14:00|2026-06-15T12:00:00Z",
        "15.06.2026 14:00|2026-06-15T12:00:00Z",
        "15 June 2026|2026-06-14T22:00:00Z",
        "Mon, 15 Jun 2026 12:00:00 GMT|2026-06-15T12:00:00Z",
        "2026-06-15T05:00:00-0700|2026-06-15T12:00:00Z",
        "2026-06-15T12:00:00.123456Z|2026-06-15T12:00:00Z",
        "1781524800|2026-06-15T12:00:00Z",
        "1781524800000|2026-06-15T12:00:00Z"
      })
  void readsDatesAsPeopleAndMachinesWriteThem(String written, Instant at) throws Exception {
    Files.writeString(home.resolve("r.csv"), "id;date\n1;\"" + written + "\"\n");
    Heard.Told told =
        (Heard.Told) hear(source("file", "r.csv", "zone", ZoneId.of("Europe/Berlin")), SINCE);
    assertThat(told.voices().get(0).at().getEpochSecond()).isEqualTo(at.getEpochSecond());
  }

  @Test
  void readsDatesOfItsOwnForm() throws Exception {
    Files.writeString(home.resolve("r.csv"), "sep=;\nid;date\n1;15|06|26 at 14h\n");
    SourceSettings own =
        source(
            "file", "r.csv",
            "dateFormat", "dd'|'MM'|'yy 'at' HH'h'",
            "zone", ZoneId.of("Europe/Berlin"));
    assertThat(((Heard.Told) hear(own, SINCE)).voices())
        .extracting(Voice::at)
        .containsExactly(NOON);
  }

  @Test
  void dayBeforeMonthDependsOnTheLanguage() throws Exception {
    Files.writeString(home.resolve("r.csv"), "id,date\n1,04/03/2026\n");
    assertThat(((Heard.Told) hear(source("file", "r.csv", "language", "en-US"), SINCE)).voices())
        .extracting(Voice::at)
        .containsExactly(Instant.parse("2026-04-03T00:00:00Z"));
    assertThat(((Heard.Told) hear(source("file", "r.csv", "language", "en-GB"), SINCE)).voices())
        .extracting(Voice::at)
        .containsExactly(Instant.parse("2026-03-04T00:00:00Z"));
  }

  @Test
  void namesTheColumnThatIsMissing() throws Exception {
    serves("id,created,updated\n1,2026-06-15\n");
    assertThat(fault().words()).contains("is 'answered'").contains("columns");
    serves("id,updated,answered\n1,2026-06-15\n");
    assertThat(fault().words()).contains("looks like a date");
  }

  @Test
  void whatWasChangedByItsAnswerWaitsForNoOther() throws Exception {
    serves(
        """
        id,created,updated,answered
        1,2026-06-14T10:00:00Z,2026-06-14T12:00:00.3Z,2026-06-14T12:00:00Z
        2,2026-06-14T10:00:00Z,2026-06-14T12:00:00Z,2026-06-14
        3,2026-06-14T10:00:00Z,2026-06-14T12:02:00Z,2026-06-14T12:00:00Z
        4,2026-06-14T10:00:00Z,2026-06-15T00:00:00Z,2026-06-14
        """);
    assertThat(told().voices()).extracting(Voice::waits).containsExactly(false, false, true, true);
  }

  @Test
  void timeOfTheLastChangeIsNoChangeOfTheReviewUnlessItIsNamed() throws Exception {
    Files.writeString(
        home.resolve("r.csv"),
        "id,date,updated_at,answered\n1,2026-06-14,2026-06-15T09:00:00Z,2026-06-14\n");
    ReviewFields columns = Scene.settings(ReviewFields.class, "replyAt", "answered");
    assertThat(((Heard.Told) hear(source("file", "r.csv", "columns", columns), SINCE)).voices())
        .extracting(Voice::waits)
        .containsExactly(false);
  }

  @Test
  void twoThatSayTheSameAreTwo() throws Exception {
    Files.writeString(
        home.resolve("r.csv"),
        "date,stars,answered\n2026-06-14,5,2026-06-15\n2026-06-14,5,\n2026-06-14,1,\n");
    ReviewFields columns = Scene.settings(ReviewFields.class, "replyAt", "answered");
    Heard.Told told = (Heard.Told) hear(source("file", "r.csv", "columns", columns), SINCE);
    assertThat(told.voices()).extracting(Voice::waits).containsExactly(false, true, true);
    assertThat(told.voices()).extracting(Voice::id).doesNotHaveDuplicates();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> source("file", "../r.csv")).hasMessageContaining("home folder");
    assertThatThrownBy(() -> source("file", "r.csv", "separator", "x"))
        .hasMessageContaining("separator");
  }

  @Test
  void survivesAnythingInPlaceOfALine() throws Exception {
    Random random = new Random(11);
    String[] parts = {
      "\"",
      ",",
      ";",
      "\n",
      "\r\n",
      "id",
      "date",
      "answered",
      "2026-06-15",
      "\u0000",
      "\ud800",
      "9999999999999",
      "31.02.2026",
      "-1-1-1",
      "sep=",
      "\t",
      "99:99",
      "+25:00"
    };
    for (int i = 0; i < 300; i++) {
      StringBuilder csv = new StringBuilder(random.nextBoolean() ? "id,date,answered\n" : "");
      for (int at = random.nextInt(40); at >= 0; at--) {
        csv.append(parts[random.nextInt(parts.length)]);
      }
      Files.writeString(home.resolve("any.csv"), csv.toString().replace("\ud800", "?"));
      hear(source("file", "any.csv", "columns", COLUMNS), SINCE);
    }
  }
}
