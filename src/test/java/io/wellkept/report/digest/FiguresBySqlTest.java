package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Notice;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.report.digest.DigestReading.House;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every figure of a digest once more, by SQL that knows nothing of the code: two weeks of eight
 * touchpoints with everything that can happen to them, thrown by dice that always fall the same.
 */
final class FiguresBySqlTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Period WEEK = Periods.week("2026-W24", BERLIN).orElseThrow();
  private static final Instant BEFORE = WEEK.from().minus(Duration.ofDays(7));
  private static final int HOURS = 14 * 24;

  @TempDir Path folder;
  private final Random dice = new Random(47);
  private Ledger ledger;
  private Connection sql;
  private Digest digest;

  @BeforeEach
  void fill() throws SQLException {
    ledger = SqliteLedger.open(folder);
    ledger.change(work -> {
      Shop.ALL.stream()
          .flatMap(one -> one.checks().stream())
          .forEach(check -> work.bear(born(check.id()), WEEK.until()));
      for (int hour = 0; hour < HOURS; hour++) {
        hour(work, BEFORE.plus(Duration.ofHours(hour)));
      }
      for (int number = 0; number < 60; number++) {
        incident(work, number);
      }
      for (int number = 0; number < 80; number++) {
        voice(work, number);
      }
      for (int number = 0; number < 50; number++) {
        notice(work, number);
      }
      work.deaf(WEEK.from().plus(Duration.ofHours(30)), WEEK.from().plus(Duration.ofHours(33)));
      work.deaf(BEFORE.plus(Duration.ofHours(3)), BEFORE.plus(Duration.ofHours(4)));
    });
    digest =
        ledger.read(view ->
            new DigestReading(view, Shop.house(), WEEK).digest(new Scope(Whose.COMPANY, "", "")));
    Path file;
    try (var files = Files.list(folder)) {
      file = files.filter(one -> one.toString().endsWith(".db")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sql = DriverManager.getConnection("jdbc:sqlite:" + file);
    execute("CREATE TEMP TABLE shop (id TEXT, weight REAL)");
    for (var one : Shop.ALL) {
      execute("INSERT INTO shop VALUES ('%s', %s)".formatted(one.id(), weight(one.importance())));
    }
    execute("CREATE TEMP TABLE lost (condition TEXT, part REAL)");
    execute(
        "INSERT INTO lost VALUES ('DEGRADED', .5), ('OVERDUE', .5), ('STALE', .75),"
            + " ('UNANSWERED', .75), ('BROKEN', 1), ('UNKNOWN', 0)");
    execute(TROUBLES);
  }

  @AfterEach
  void close() throws SQLException {
    sql.close();
    ledger.close();
  }

  private static double weight(Importance importance) {
    return importance == Importance.HIGH ? 4 : importance == Importance.NORMAL ? 2 : 1;
  }

  /** When what was wrong, with the condition's part: by JSON functions, straight on the rows. */
  private static final String TROUBLES =
      """
      CREATE TEMP TABLE trouble AS SELECT * FROM (SELECT id, touchpoint, resolved_at, state,
        json_extract(state, '$.findings[0].headline') AS headline,
        json_extract(state, '$.findings[0].code') AS code,
        json_extract(state, '$.findings[0].leadsTo') AS condition,
        (SELECT part FROM lost WHERE condition = json_extract(state, '$.findings[0].leadsTo'))
          AS part,
        MAX(json_extract(state, '$.since'),
          COALESCE(json_extract(state, '$.findings[0].due'), 0)) AS begun,
        COALESCE(json_extract(state, '$.fineSince'), resolved_at, 9e15) AS ended
      FROM incidents WHERE json_extract(state, '$.audience') = 'OWNERS') WHERE begun < ended\
      """;

  /** Minutes of a span that were seen, and the worst part that was lost in each. */
  private static final String MINUTES =
      """
      WITH RECURSIVE minute(at) AS (
        SELECT %1$d UNION ALL SELECT at + 60000 FROM minute WHERE at + 60000 < %2$d),
      seen AS (
        SELECT shop.id, shop.weight, minute.at FROM shop, minute
        WHERE EXISTS (SELECT 1 FROM rollups WHERE rollups.touchpoint = shop.id
            AND rollups.hour = minute.at / 3600000 * 3600000
            AND rollups.looks > 0 AND 2 * rollups.blind <= rollups.looks)
          AND NOT EXISTS (SELECT 1 FROM gaps WHERE from_at <= at AND at < until_at)),
      each AS (
        SELECT id, weight, 1 - AVG(COALESCE((SELECT MAX(part) FROM trouble
          WHERE touchpoint = seen.id AND begun <= at AND at < ended), 0)) AS share
        FROM seen GROUP BY id, weight)
      """;

  private Double score(Instant from, Instant until) throws SQLException {
    return number(
        MINUTES.formatted(from.toEpochMilli(), until.toEpochMilli())
            + "SELECT 100 * SUM(weight * share) / SUM(weight) FROM each");
  }

  @Test
  void theScore() throws SQLException {
    assertThat(digest.score().now()).isCloseTo(score(WEEK.from(), WEEK.until()), within(1e-6));
    assertThat(digest.score().before()).isCloseTo(score(BEFORE, WEEK.from()), within(1e-6));
    assertThat(digest.score().now()).isBetween(20.0, 99.0);
    for (int day = 0; day < 7; day++) {
      Instant from = WEEK.from().plus(Duration.ofDays(day));
      assertThat(digest.score().days().get(day))
          .isCloseTo(score(from, from.plus(Duration.ofDays(1))), within(1e-6));
    }
  }

  @Test
  void theShareOfEachTouchpoint() throws SQLException {
    assertThat(digest.stands()).hasSize(Shop.ALL.size());
    Map<String, Double> shares = new HashMap<>();
    texts(
            MINUTES.formatted(WEEK.from().toEpochMilli(), WEEK.until().toEpochMilli())
                + "SELECT id || ' ' || PRINTF('%%.12f', share) FROM each")
        .forEach(line ->
            shares.put(
                line.substring(0, line.indexOf(' ')),
                Double.valueOf(line.substring(line.indexOf(' ')))));
    for (Digest.Stand stand : digest.stands()) {
      Double share = shares.get(stand.touchpoint());
      if (share == null) {
        assertThat(stand.share()).isNull();
      } else {
        assertThat(stand.share()).isCloseTo(share, within(1e-8));
      }
      assertThat(stand.condition().name())
          .isEqualTo(
              text(
                  """
                  SELECT COALESCE((SELECT condition FROM trouble WHERE touchpoint = '%1$s'
                      AND begun < %2$d AND ended >= %2$d
                    ORDER BY CASE condition WHEN 'DEGRADED' THEN 2 WHEN 'OVERDUE' THEN 3
                      WHEN 'STALE' THEN 4 WHEN 'UNANSWERED' THEN 5 WHEN 'BROKEN' THEN 6 ELSE 1 END
                      DESC LIMIT 1),
                    CASE WHEN NOT EXISTS (SELECT 1 FROM checks WHERE checks.touchpoint = '%1$s'
                        AND NOT EXISTS (SELECT 1 FROM rollups WHERE touchpoint = '%1$s'
                          AND check_name = checks.name AND hour = %2$d - 3600000 AND looks > 0
                          AND 2 * blind <= looks))
                      THEN 'HEALTHY' ELSE 'UNKNOWN' END)\
                  """
                      .formatted(stand.touchpoint(), WEEK.until().toEpochMilli())));
    }
  }

  @Test
  void theWorst() throws SQLException {
    List<String> worst =
        texts(
            """
            SELECT id FROM (
              SELECT trouble.id, trouble.touchpoint, weight * part
                  * (MIN(ended, %2$d) - MAX(begun, %1$d)) AS heavy,
                ROW_NUMBER() OVER (PARTITION BY trouble.touchpoint ORDER BY weight * part
                  * (MIN(ended, %2$d) - MAX(begun, %1$d)) DESC, trouble.id) AS place
              FROM trouble JOIN shop ON shop.id = trouble.touchpoint
              WHERE begun < %2$d AND ended > %1$d AND part > 0)
            WHERE place = 1 ORDER BY heavy DESC, id LIMIT 5\
            """);
    assertThat(digest.worst()).extracting(Digest.Worst::incident).containsExactlyElementsOf(worst);
    assertThat(worst).hasSize(5);
    for (Digest.Worst one : digest.worst()) {
      assertThat(one.lasted().toMillis())
          .isEqualTo(
              count(
                  "SELECT MIN(ended, %2$d) - MAX(begun, %1$d) FROM trouble WHERE id = '"
                      + one.incident()
                      + "'"));
      assertThat(one.open())
          .isEqualTo(
              count("SELECT ended >= %2$d FROM trouble WHERE id = '" + one.incident() + "'") == 1);
      assertThat(one.headline())
          .isEqualTo(text("SELECT headline FROM trouble WHERE id = '" + one.incident() + "'"));
    }
  }

  @Test
  void whatGotBetter() throws SQLException {
    List<String> better =
        texts(
            """
            SELECT headline FROM (
              SELECT trouble.id, headline, weight * part * (ended - begun) AS heavy,
                ROW_NUMBER() OVER (PARTITION BY trouble.touchpoint
                  ORDER BY weight * part * (ended - begun) DESC, trouble.id) AS place
              FROM trouble JOIN shop ON shop.id = trouble.touchpoint
              WHERE ended >= %1$d AND ended < %2$d AND part > 0
                AND json_extract(state, '$.standing.because') = 'RECOVERED'
                AND NOT EXISTS (SELECT 1 FROM trouble AS other
                  WHERE other.touchpoint = trouble.touchpoint
                    AND other.begun < %2$d AND other.ended >= %2$d))
            WHERE place = 1 ORDER BY heavy DESC, id LIMIT 5\
            """);
    assertThat(digest.better())
        .extracting(Digest.Better::headline)
        .containsExactlyElementsOf(better);
    assertThat(better).isNotEmpty();
  }

  @Test
  void whereToActNext() throws SQLException {
    String stages =
        """
        , spend AS (SELECT touchpoint, SUBSTR(name, 16) AS currency, SUM(sum) / SUM(looks) AS weekly
          FROM figures WHERE SUBSTR(name, 1, 15) = 'spend_per_week_'
            AND hour >= %1$d AND hour < %2$d GROUP BY touchpoint, name)
        SELECT each.id FROM each WHERE share < 1
        ORDER BY EXISTS (SELECT 1 FROM trouble WHERE touchpoint = each.id AND part > 0
            AND begun < %2$d AND ended >= %2$d) DESC,
          each.weight * (1 - share) * (1 + 3 * COALESCE((SELECT weekly FROM spend
            WHERE touchpoint = each.id) / (SELECT SUM(weekly) FROM spend AS all_of_it
            WHERE all_of_it.currency = (SELECT currency FROM spend WHERE touchpoint = each.id)), 0))
          DESC LIMIT 5\
        """;
    List<String> next =
        texts(
            MINUTES.formatted(WEEK.from().toEpochMilli(), WEEK.until().toEpochMilli())
                + stages.formatted(WEEK.from().toEpochMilli(), WEEK.until().toEpochMilli()));
    // in this shop each touchpoint has a stage of its own, called as it is
    assertThat(digest.next()).extracting(Digest.Act::stageName).containsExactlyElementsOf(next);
    assertThat(digest.next())
        .filteredOn(one -> one.currency() != null)
        .isNotEmpty()
        .allSatisfy(one ->
            assertThat(one.spend())
                .isCloseTo(
                    number(
                        """
                        SELECT SUM(sum) / SUM(looks) FROM figures WHERE touchpoint = '%s'
                          AND hour >= %d AND hour < %d\
                        """
                            .formatted(
                                one.stageName(),
                                WEEK.from().toEpochMilli(),
                                WEEK.until().toEpochMilli())),
                    within(1e-6)));
  }

  @Test
  void promises() throws SQLException {
    String last =
        "(SELECT type FROM events AS last WHERE last.incident = one.incident AND last.id < one.id"
            + " AND last.type <> 'OPENED' ORDER BY last.id DESC LIMIT 1)";
    assertThat(digest.promises().kept())
        .isEqualTo(
            count(
                "SELECT COUNT(*) FROM events AS one WHERE type = 'RESOLVED'"
                    + " AND reason <> 'NO_LONGER_LIVE' AND at >= %1$d"
                    + " AND at < %2$d AND "
                    + "incident IN (SELECT id FROM trouble) AND "
                    + last
                    + " = 'TAKEN'"))
        .isPositive();
    assertThat(digest.promises().broken())
        .isEqualTo(
            count(
                "SELECT COUNT(*) FROM events WHERE type = 'PROMISE_PASSED' AND at >= %1$d AND at <"
                    + " %2$d AND incident IN (SELECT id FROM trouble)"))
        .isPositive();
    assertThat(digest.promises().open())
        .isEqualTo(
            count(
                """
                SELECT COUNT(*) FROM events AS one WHERE type = 'TAKEN' AND at < %2$d
                  AND incident IN (SELECT id FROM trouble
                    WHERE resolved_at IS NULL OR resolved_at >= %1$d - 604800000)
                  AND NOT EXISTS (SELECT 1 FROM events AS later WHERE later.incident = one.incident
                    AND later.id > one.id AND later.at < %2$d)\
                """))
        .isPositive();
    assertThat(digest.promises().whose()).hasSize(digest.promises().broken());
  }

  @Test
  void reviews() throws SQLException {
    Digest.Reviews reviews = digest.reviews();
    String answered = "answered_at >= %1$d AND answered_at < %2$d";
    String waits = "word_at < %2$d AND (waits = 1 OR answered_at >= %2$d OR gone_at >= %2$d)";
    assertThat(reviews.heard())
        .isEqualTo(count("SELECT COUNT(*) FROM voices WHERE word_at >= %1$d AND word_at < %2$d"));
    assertThat(reviews.answered())
        .isEqualTo(count("SELECT COUNT(*) FROM voices WHERE " + answered))
        .isPositive();
    assertThat(reviews.waiting())
        .isEqualTo(count("SELECT COUNT(*) FROM voices WHERE " + waits))
        .isPositive();
    long late =
        count("SELECT COUNT(*) FROM voices WHERE " + answered + " AND answered_at > due_at")
            + count("SELECT COUNT(*) FROM voices WHERE " + waits + " AND due_at < %2$d");
    long onTime =
        count("SELECT COUNT(*) FROM voices WHERE " + answered + " AND answered_at <= due_at");
    assertThat(reviews.late()).isEqualTo(late).isPositive();
    assertThat(reviews.onTime()).isCloseTo((double) onTime / (onTime + late), within(1e-9));
    assertThat(reviews.oldest().toEpochMilli())
        .isEqualTo(count("SELECT MIN(word_at) FROM voices WHERE " + waits));
    assertThat((double) reviews.median().toMillis())
        .isCloseTo(
            number(
                """
                SELECT AVG(took) FROM (
                  SELECT answered_at - word_at AS took, ROW_NUMBER() OVER (
                    ORDER BY answered_at - word_at) AS place, COUNT(*) OVER () AS n
                  FROM voices WHERE answered_at >= %d AND answered_at < %d)
                WHERE place IN ((n + 1) / 2, (n + 2) / 2)\
                """
                    .formatted(WEEK.from().toEpochMilli(), WEEK.until().toEpochMilli())),
            within(1.0));
  }

  @Test
  void adsThatPaidForNothing() throws SQLException {
    assertThat(digest.waste()).isNotEmpty();
    double spend = digest.waste().stream().mapToDouble(Digest.Waste::spend).sum();
    assertThat(spend)
        .isCloseTo(
            number(
                """
                SELECT SUM(CAST(REPLACE(json_extract(state, '$.findings[0].evidence[0].text'),
                    ' EUR', '') AS REAL) * (MIN(ended, %2$d) - MAX(begun, %1$d)) / 604800000.0)
                FROM trouble WHERE code LIKE 'ad.%%' AND condition IN ('BROKEN', 'STALE')
                  AND begun < %2$d AND ended > %1$d\
                """
                    .formatted(WEEK.from().toEpochMilli(), WEEK.until().toEpochMilli())),
            within(1e-6));
  }

  @Test
  void blindSpots() throws SQLException {
    List<String> blind =
        texts(
            """
            SELECT DISTINCT shop.id FROM shop JOIN checks ON checks.touchpoint = shop.id WHERE (
              SELECT COUNT(*) FROM rollups WHERE touchpoint = shop.id AND looks > 0
                AND check_name = checks.name
                AND 2 * blind <= looks AND hour >= %1$d AND hour < %2$d
                AND NOT EXISTS (SELECT 1 FROM gaps WHERE from_at <= hour AND hour < until_at))
              < 0.9 * (168 - 3) ORDER BY shop.id\
            """);
    assertThat(digest.blindSpots())
        .extracting(Digest.BlindSpot::touchpoint)
        .containsExactlyInAnyOrderElementsOf(blind);
    assertThat(blind).contains(Shop.TWICE);
    assertThat(digest.blindSpots())
        .filteredOn(one -> one.touchpoint().equals(Shop.TWICE))
        .extracting(Digest.BlindSpot::name)
        .containsExactly("The t5, journey");
  }

  @Test
  void proof() throws SQLException {
    Digest.Proof proof = digest.proof();
    assertThat(proof.awake())
        .isCloseTo(
            number(
                """
                SELECT 1 - SUM(MIN(until_at, %2$d) - MAX(from_at, %1$d)) / (%2$d - %1$d + 0.0)
                FROM gaps WHERE until_at > %1$d AND from_at < %2$d\
                """
                    .formatted(WEEK.from().toEpochMilli(), WEEK.until().toEpochMilli())),
            within(1e-9));
    String hours = " FROM rollups WHERE hour >= %1$d AND hour < %2$d";
    assertThat(proof.looks()).isEqualTo(count("SELECT SUM(looks)" + hours)).isPositive();
    assertThat(proof.blind()).isEqualTo(count("SELECT SUM(blind)" + hours)).isPositive();
    String ended =
        "SELECT COUNT(*) FROM postings WHERE settled_at >= %1$d AND settled_at < %2$d"
            + " AND json_extract(ending, '$.is') = ";
    assertThat(proof.sent()).isEqualTo(count(ended + "'sent'")).isPositive();
    assertThat(proof.withdrawn()).isEqualTo(count(ended + "'withdrawn'")).isPositive();
    String further =
        " AND json_extract(notice, '$.id') %s (SELECT json_extract(notice, '$.id') FROM postings"
            + " AS later WHERE later.road > postings.road)";
    long another = count(ended + "'rerouted'" + further.formatted("IN"));
    long nowhere = count(ended + "'rerouted'" + further.formatted("NOT IN"));
    assertThat(another).isPositive();
    assertThat(nowhere).isPositive();
    assertThat(proof.rerouted()).isEqualTo(another);
    assertThat(proof.lost())
        .isEqualTo(
            nowhere
                + count(
                    "SELECT COUNT(*) FROM postings WHERE settled_at IS NULL"
                        + " AND due_at < %2$d - 90000000"))
        .isGreaterThan(nowhere);
  }

  // ---- what happened

  @Test
  void whatIsSilentUntilNowIsNoTimeAwake() {
    House shop = Shop.house();
    House silent =
        new House(
            shop.touchpoints(),
            shop.people(),
            shop.journey(),
            shop.patience(),
            shop.blindFor(),
            WEEK.until().minus(Duration.ofHours(84)),
            shop.windows(),
            shop.tried());
    Digest half =
        ledger.read(
            view -> new DigestReading(view, silent, WEEK).digest(new Scope(Whose.COMPANY, "", "")));
    assertThat(half.proof().awake()).isCloseTo((84.0 - 3) / 168, within(1e-9));
  }

  private static CheckState born(CheckId check) {
    return CheckState.born(check, BEFORE);
  }

  private void hour(Ledger.Work work, Instant hour) {
    for (var touchpoint : Shop.ALL) {
      CheckId check = touchpoint.checks().getFirst().id();
      boolean never = touchpoint.id().equals("t7");
      boolean seldom = touchpoint.id().equals("t6");
      int blind = never ? 12 : dice.nextInt(seldom ? 13 : 8);
      work.addRollup(check, new Tally(hour, 12, dice.nextInt(3), blind, List.of()));
      if (touchpoint.id().equals(Shop.TWICE)) {
        int unseen = hour.isBefore(WEEK.until().minus(Duration.ofHours(5))) ? 0 : 12;
        int half = hour.toEpochMilli() / 3_600_000 % 2 == 0 ? 12 : unseen;
        CheckId journey = new CheckId(touchpoint.id(), "journey");
        work.addRollup(journey, new Tally(hour, 12, 0, half, List.of()));
      }
      if (touchpoint.id().equals("t1") || touchpoint.id().equals("t2")) {
        work.addFigure(check, "spend_per_week_eur", hour, 500 + dice.nextInt(1000));
      }
      if (touchpoint.id().equals("t3")) {
        work.addFigure(check, "spend_per_week_usd", hour, 300);
      }
    }
  }

  /** Whole minutes: what is counted by minutes is counted exactly. */
  private Instant moment(int first, int hours) {
    return BEFORE.plus(Duration.ofMinutes(60L * first + dice.nextInt(60 * hours)));
  }

  private void incident(Ledger.Work work, int number) {
    String touchpoint = "t" + dice.nextInt(8);
    CheckId check = new CheckId(touchpoint, "page");
    Instant opened = moment(0, HOURS - 2);
    Instant since = opened.minus(Duration.ofMinutes(dice.nextInt(300)));
    boolean over = dice.nextInt(10) < 8;
    Instant resolved = opened.plus(Duration.ofMinutes(30 + dice.nextInt(5000)));
    boolean ad = number % 6 == 0;
    Condition condition = ad ? Condition.STALE : Condition.values()[2 + dice.nextInt(5)];
    Finding finding =
        Finding.of(
            ad ? "ad.after-end" : "page.text",
            Severity.MAJOR,
            condition,
            "what is wrong number " + number,
            since);
    finding = ad ? finding.with(Evidence.COSTS, (100 + number) + ".00 EUR") : finding;
    finding = dice.nextInt(4) == 0 ? finding.due(since.plus(Duration.ofMinutes(100))) : finding;
    @Nullable Instant fine = over && dice.nextBoolean() ? resolved.minusSeconds(600) : null;
    Reason because = dice.nextInt(5) == 0 ? Reason.NO_LONGER_LIVE : Reason.RECOVERED;
    Standing standing = over ? new Standing.Resolved(resolved, because) : new Standing.Open();
    String id = "i" + (100 + number);
    work.save(incident(id, check, since, opened, finding, fine, standing));
    acts(work, check, id, opened, over ? resolved : null, because);
  }

  private static Incident incident(
      String id,
      CheckId check,
      Instant since,
      Instant opened,
      Finding finding,
      @Nullable Instant fine,
      Standing standing) {
    return new Incident(
        id,
        check,
        id,
        Audience.OWNERS,
        since,
        opened,
        List.of(finding),
        Map.of(finding.code(), finding.severity()),
        opened,
        opened,
        fine,
        standing,
        null,
        0,
        List.of(),
        null,
        null,
        0);
  }

  private void acts(
      Ledger.Work work,
      CheckId check,
      String id,
      Instant opened,
      @Nullable Instant resolved,
      Reason because) {
    List<Event.Type> acts = new ArrayList<>();
    switch (dice.nextInt(4)) {
      case 0 -> acts.add(Event.Type.TAKEN);
      case 1 -> acts.addAll(List.of(Event.Type.TAKEN, Event.Type.PROMISE_PASSED));
      case 2 -> acts.addAll(List.of(Event.Type.TAKEN, Event.Type.UNTAKEN));
      default -> {}
    }
    Instant at = opened;
    for (Event.Type act : acts) {
      at = at.plus(Duration.ofMinutes(5));
      work.append(new Event(at, act, check, id, "anna", null, ""));
    }
    if (resolved != null) {
      work.append(new Event(resolved, Event.Type.RESOLVED, check, id, null, because, ""));
    }
  }

  private void voice(Ledger.Work work, int number) {
    CheckId check = new CheckId("t" + dice.nextInt(8), "page");
    Instant said = moment(0, HOURS);
    Voice voice =
        Voice.said("google", "v" + number, said, Voice.Reply.NONE, "words")
            .due(said.plus(Duration.ofHours(24)));
    work.hear(check, List.of(voice), said);
    Instant later = said.plus(Duration.ofMinutes(100 + dice.nextInt(4000)));
    switch (dice.nextInt(5)) {
      case 0 -> {}
      case 1 -> work.hear(check, List.of(voice.gone(later)), later);
      default -> {
        Voice answered =
            Voice.said("google", "v" + number, said, Voice.Reply.PUBLISHED, "words")
                .due(said.plus(Duration.ofHours(24)))
                .answered(later);
        work.hear(check, List.of(answered), later);
      }
    }
  }

  private void notice(Ledger.Work work, int number) {
    Instant at = moment(7 * 24 - 20, 6 * 24);
    Notice notice =
        new Notice(
            "n" + number, "i1", NoticeKind.OPENED, "p" + number, 0, at, at, Reason.FIRST_TOLD);
    Posting posting = Posting.of(notice, 0, "mail", at);
    work.post(posting);
    if (number % 10 == 9) {
      return;
    }
    work.claimMail(at, at.plusSeconds(60), "mine", 100);
    Posting.Ending ending =
        switch (number % 3) {
          case 0 -> new Posting.Ending.Sent("m" + number);
          case 1 -> new Posting.Ending.Withdrawn(Reason.RECOVERED);
          default -> new Posting.Ending.Rerouted(Reason.REFUSED, "no such box");
        };
    assertThat(work.settle(posting.id(), ending, true, at.plusSeconds(5), "mine")).isTrue();
    if (ending instanceof Posting.Ending.Rerouted && number % 2 == 0) {
      work.post(Posting.of(notice, 1, "slack", WEEK.until().plusSeconds(number)));
    }
  }

  // ---- SQL

  private void execute(String text) throws SQLException {
    try (Statement statement = sql.createStatement()) {
      statement.execute(text);
    }
  }

  private @Nullable Double number(String query) throws SQLException {
    try (Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (!row.next()) {
        return null;
      }
      double value = row.getDouble(1);
      return row.wasNull() ? null : value;
    }
  }

  /** {@code %1$d} and {@code %2$d} are the period's begin and end. */
  private long count(String query) throws SQLException {
    Double value = number(query.formatted(WEEK.from().toEpochMilli(), WEEK.until().toEpochMilli()));
    return value == null ? 0 : Math.round(value);
  }

  private String text(String query) throws SQLException {
    return texts(query).getFirst();
  }

  private List<String> texts(String query) throws SQLException {
    String whole = query.formatted(WEEK.from().toEpochMilli(), WEEK.until().toEpochMilli());
    List<String> found = new ArrayList<>();
    try (Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery(whole)) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }
}
