package io.wellkept.report.digest;

import static io.wellkept.report.digest.Fortnight.TWICE;
import static io.wellkept.report.digest.Fortnight.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people did and did not do, what nobody saw, and what Wellkept did itself. */
abstract class WorkBySql extends FiguresBySql {
  private static final Offset<Double> CLOSE = within(1e-6);

  /** The figure of a touchpoint from then until then. */
  private static final Map<String, String> MOVED =
      Map.of(
          "CONDITION",
          """
          SELECT AVG(CASE WHEN EXISTS (SELECT 1 FROM trouble WHERE touchpoint = ':touchpoint'
              AND begun <= minutes.at AND (resolved_at IS NULL OR minutes.at < resolved_at))
            THEN 0.0 ELSE 1.0 END)
          FROM minutes WHERE EXISTS (SELECT 1 FROM rollups WHERE touchpoint = ':touchpoint'
            AND hour = minutes.at / 3600000 * 3600000 AND looks > blind
            AND hour >= %1$d AND hour + 3600000 <= %2$d
            AND NOT EXISTS (SELECT 1 FROM down WHERE touchpoint = ':touchpoint'
              AND from_at < hour + 3600000 AND until_at > hour))\
          """,
          "KPI",
          """
          SELECT AVG(sum / looks) FROM figures WHERE touchpoint = ':touchpoint' AND name = 'value'
            AND hour >= %1$d AND hour + 3600000 <= %2$d\
          """,
          "ANSWER_TIME",
          "SELECT took / 1000.0 FROM ("
              + median(
                  """
                  SELECT LEAST(COALESCE(answered_at, %2$d) - word_at, %2$d - word_at) AS took
                  FROM voices WHERE touchpoint = ':touchpoint' AND word_at >= %1$d
                    AND word_at < %2$d AND (answered_at IS NOT NULL OR waits = 1)\
                  """)
              + ") AS middle");

  @Test
  void promises() throws SQLException {
    String last =
        "(SELECT type FROM events AS last WHERE last.incident = one.incident AND last.id < one.id"
            + " AND last.type <> 'OPENED' ORDER BY last.id DESC LIMIT 1)";
    assertThat(digest.promises().kept())
        .isEqualTo(
            sql.count(
                "SELECT COUNT(*) FROM events AS one WHERE type = 'RESOLVED'"
                    + " AND reason <> 'NO_LONGER_LIVE' AND at >= %1$d"
                    + " AND at < %2$d AND "
                    + "incident IN (SELECT id FROM trouble) AND "
                    + last
                    + " = 'TAKEN'"))
        .isPositive();
    assertThat(digest.promises().open())
        .isEqualTo(
            sql.count(
                """
                SELECT COUNT(*) FROM events AS one WHERE type = 'TAKEN' AND at < %2$d
                  AND incident IN (SELECT id FROM trouble
                    WHERE resolved_at IS NULL OR resolved_at >= %1$d - 604800000)
                  AND NOT EXISTS (SELECT 1 FROM events AS later WHERE later.incident = one.incident
                    AND later.id > one.id AND later.at < %2$d)\
                """))
        .isPositive();
    List<List<@Nullable String>> broken =
        sql.rows(
            """
            SELECT person, headline, at FROM events JOIN trouble ON trouble.id = incident
            WHERE type = 'PROMISE_PASSED' AND at >= %1$d AND at < %2$d ORDER BY at, events.id\
            """);
    assertThat(digest.promises().broken()).isEqualTo(broken.size()).isPositive();
    assertThat(digest.promises().whose())
        .extracting(
            one -> List.of(one.person(), one.headline(), Long.toString(one.until().toEpochMilli())))
        .isEqualTo(broken);
  }

  @Test
  void reviews() throws SQLException {
    Digest.Reviews reviews = digest.reviews();
    String answered = "answered_at >= %1$d AND answered_at < %2$d";
    String waits = "word_at < %2$d AND (waits = 1 OR answered_at >= %2$d OR gone_at >= %2$d)";
    String voices = "SELECT COUNT(*) FROM voices WHERE ";
    assertThat(reviews.heard()).isEqualTo(sql.count(voices + "word_at >= %1$d AND word_at < %2$d"));
    assertThat(reviews.answered()).isEqualTo(sql.count(voices + answered)).isPositive();
    assertThat(reviews.waiting()).isEqualTo(sql.count(voices + waits)).isPositive();
    long late =
        sql.count(voices + answered + " AND answered_at > due_at")
            + sql.count(voices + waits + " AND due_at < %2$d");
    long onTime = sql.count(voices + answered + " AND answered_at <= due_at");
    assertThat(reviews.late()).isEqualTo(late).isPositive();
    assertThat(reviews.onTime()).isCloseTo((double) onTime / (onTime + late), within(1e-9));
    String oldest =
        "SELECT word_at, 'The ' || touchpoint FROM voices WHERE %s ORDER BY word_at LIMIT 1";
    assertThat(sql.rows(oldest.formatted(waits)).getFirst())
        .containsExactly(Long.toString(reviews.oldest().toEpochMilli()), reviews.oldestAt());
    same(
        (double) reviews.median().toMillis(),
        sql.text(median("SELECT answered_at - word_at AS took FROM voices WHERE " + answered)));
  }

  /** Of an even number the middle between the two in the middle; of three or more. */
  private static String median(String took) {
    return """
    SELECT CASE WHEN MAX(n) >= 3 THEN AVG(took) END AS took FROM (
      SELECT took, ROW_NUMBER() OVER (ORDER BY took) AS place, COUNT(*) OVER () AS n FROM (\
    """
        + took
        + ") AS each) AS placed WHERE place IN ((n + 1) / 2, (n + 2) / 2)";
  }

  @Test
  void adsThatPaidForNothing() throws SQLException {
    List<List<@Nullable String>> waste =
        sql.rows(
            """
            WITH paid AS (
              SELECT trouble.*, CAST(REPLACE(costs, ' EUR', '') AS DOUBLE PRECISION) AS weekly,
                CASE subject WHEN '' THEN id ELSE subject END AS ad
              FROM trouble WHERE code LIKE 'ad.%%' AND condition IN ('BROKEN', 'STALE')
                AND begun < %2$d AND ended > %1$d),
            ads AS (
              SELECT touchpoint, ad, MAX(weekly) AS weekly, (SELECT COUNT(*) FROM minutes
                  WHERE at >= %1$d AND at < %2$d AND EXISTS (SELECT 1 FROM paid AS one
                    WHERE one.touchpoint = paid.touchpoint AND one.ad = paid.ad
                      AND one.begun <= minutes.at AND minutes.at < one.ended)) AS lasted
              FROM paid GROUP BY touchpoint, ad)
            SELECT 'The ' || touchpoint, (SELECT headline FROM paid
                WHERE paid.touchpoint = ads.touchpoint AND paid.ad = ads.ad
                ORDER BY opened_at, id LIMIT 1),
              lasted * 60000, weekly * lasted / 10080
            FROM ads ORDER BY weekly * lasted DESC\
            """);
    assertThat(digest.waste()).isNotEmpty().hasSameSizeAs(waste);
    for (int i = 0; i < waste.size(); i++) {
      Digest.Waste one = digest.waste().get(i);
      List<@Nullable String> row = waste.get(i);
      assertThat(row.subList(0, 3))
          .containsExactly(one.name(), one.headline(), Long.toString(one.lasted().toMillis()));
      same(one.spend(), row.get(3));
      assertThat(one.currency()).isEqualTo("EUR");
    }
    assertThat(digest.waste())
        .filteredOn(one -> one.headline().equals("the ad of number i900"))
        .extracting(Digest.Waste::lasted)
        .containsExactly(Duration.ofHours(26));
  }

  @Test
  void blindSpots() throws SQLException {
    List<List<@Nullable String>> blind =
        sql.rows(
            """
            WITH should AS (
              SELECT shop.id, weight, name, at AS hour FROM shop, checks, minutes
              WHERE checks.touchpoint = shop.id AND at >= %1$d AND at < %2$d AND at %% 3600000 = 0
                AND NOT EXISTS (SELECT 1 FROM gaps WHERE from_at <= at AND at < until_at)
                AND NOT EXISTS (SELECT 1 FROM down WHERE down.touchpoint = shop.id
                  AND from_at <= at AND at < until_at)),
            saw AS (
              SELECT id, weight, name, AVG(CASE WHEN looks > 0 AND 2 * blind <= looks
                THEN 1.0 ELSE 0.0 END) AS share
              FROM should LEFT JOIN rollups ON touchpoint = id AND check_name = name
                AND rollups.hour = should.hour GROUP BY id, weight, name),
            placed AS (
              SELECT saw.*, ROW_NUMBER() OVER (PARTITION BY id ORDER BY share) AS place,
                COUNT(*) OVER (PARTITION BY id) AS n FROM saw)
            SELECT id, 'The ' || id || CASE WHEN n > 1 THEN ', ' || name ELSE '' END,
              CASE WHEN share = 0 THEN 'never-seen' ELSE 'at-times' END, share
            FROM placed WHERE place = 1 AND share < 0.9 ORDER BY weight DESC, share, id\
            """);
    assertThat(digest.blindSpots()).isNotEmpty().hasSameSizeAs(blind);
    for (int i = 0; i < blind.size(); i++) {
      Digest.BlindSpot one = digest.blindSpots().get(i);
      assertThat(blind.get(i).subList(0, 3))
          .containsExactly(one.touchpoint(), one.name(), one.why());
      same(one.share(), blind.get(i).get(3));
    }
    assertThat(digest.blindSpots())
        .filteredOn(one -> one.touchpoint().equals(TWICE))
        .extracting(Digest.BlindSpot::name)
        .containsExactly("The t5, journey");
    assertThat(digest.blindSpots()).extracting(Digest.BlindSpot::why).contains("never-seen");
  }

  @Test
  void whatNobodyAnswersFor() throws SQLException {
    List<List<@Nullable String>> holes =
        sql.rows(
            """
            WITH told AS (
              SELECT id, touchpoint, check_name, opened_at,
                json_extract(state, '$.subject') AS person,
                json_extract(state, '$.findings[0].headline') AS headline,
                COALESCE(CAST(json_extract(state, '$.findings[0].due') AS BIGINT), 0) AS due
              FROM incidents
              WHERE opened_at < %2$d AND (resolved_at IS NULL OR resolved_at >= %2$d)),
            holes AS (
              SELECT shop.id, place, CASE
                WHEN owner NOT IN (SELECT people.id FROM people) THEN 'owner-unknown'
                WHEN owner IN (SELECT people.id FROM people WHERE gone <= %2$d) THEN 'owner-left'
                ELSE COALESCE(
                  (SELECT headline FROM told
                    WHERE (told.touchpoint = shop.id AND check_name = 'ownership')
                      OR (told.touchpoint = 'wellkept' AND person = owner AND (
                        check_name = 'owners' OR (check_name = 'ownership' AND due <= %2$d)))
                    ORDER BY opened_at, told.id LIMIT 1),
                  CASE WHEN backup NOT IN (SELECT people.id FROM people WHERE gone > %2$d)
                    THEN 'no-backup' END)
                END AS why
              FROM shop)
            SELECT id, 'The ' || id, why FROM holes WHERE why IS NOT NULL ORDER BY place\
            """);
    assertThat(digest.unowned())
        .extracting(one -> List.of(one.touchpoint(), one.name(), one.why()))
        .isEqualTo(holes);
    assertThat(digest.unowned())
        .extracting(Digest.Hole::touchpoint)
        .containsExactly("t1", "t2", "t3", "t4", "t5", "t6");
  }

  @Test
  void initiatives() throws SQLException {
    List<List<@Nullable String>> tried =
        sql.rows(
            """
            WITH known AS (
              SELECT initiatives.*, CASE WHEN verdict_at < %2$d THEN verdict END AS said,
                CASE WHEN until_at < %2$d THEN until_at ELSE %2$d END AS ends
              FROM initiatives JOIN shop ON shop.id = touchpoint
              WHERE changed_at < %2$d AND made_at < %2$d
                AND (verdict_at IS NULL OR verdict_at >= %1$d))
            SELECT id, touchpoint, 'The ' || touchpoint, what, measure,
              CASE WHEN said IS NULL AND until_at <= %2$d THEN 1 ELSE 0 END, said,
              CASE WHEN said IS NOT NULL THEN was END, CASE WHEN said IS NOT NULL THEN became END,
              changed_at, ends
            FROM known ORDER BY CASE WHEN said IS NULL THEN 0 ELSE 1 END,
              CASE WHEN said IS NULL AND until_at <= %2$d THEN 0 ELSE 1 END, until_at, id\
            """);
    assertThat(digest.initiatives()).hasSameSizeAs(tried);
    for (int i = 0; i < tried.size(); i++) {
      Digest.Tried one = digest.initiatives().get(i);
      List<@Nullable String> row = tried.get(i);
      assertThat(row.subList(0, 7))
          .containsExactly(
              one.id(),
              one.touchpoint(),
              one.name(),
              one.what(),
              one.figure(),
              one.asked() ? "1" : "0",
              one.verdict());
      Instant changed = Instant.ofEpochMilli(Long.parseLong(row.get(9)));
      Instant ends = Instant.ofEpochMilli(Long.parseLong(row.get(10)));
      Duration span = Duration.between(changed, ends);
      if (one.verdict() != null || span.compareTo(Duration.ofDays(1)) < 0) {
        same(one.before(), row.get(7));
        same(one.after(), row.get(8));
      } else {
        String figure = MOVED.get(one.figure()).replace(":touchpoint", one.touchpoint());
        assertThat(one.before()).isCloseTo(sql.number(changed.minus(span), changed, figure), CLOSE);
        assertThat(one.after()).isCloseTo(sql.number(changed, ends, figure), CLOSE);
      }
    }
    assertThat(digest.initiatives())
        .extracting(Digest.Tried::id)
        .containsExactlyInAnyOrder("a-kept", "c-asked", "d-goes-on", "e-judged-later", "g-new");
  }

  @Test
  void proof() throws SQLException {
    Digest.Proof proof = digest.proof();
    assertThat(proof.awake())
        .isCloseTo(
            sql.number(
                """
                SELECT 1 - SUM(LEAST(until_at, %2$d) - GREATEST(from_at, %1$d))
                  / (%2$d - %1$d + 0.0)
                FROM gaps WHERE until_at > %1$d AND from_at < %2$d\
                """),
            within(1e-9));
    String hours = " FROM rollups WHERE hour >= %1$d AND hour < %2$d";
    assertThat(proof.looks()).isEqualTo(sql.count("SELECT SUM(looks)" + hours)).isPositive();
    assertThat(proof.blind()).isEqualTo(sql.count("SELECT SUM(blind)" + hours)).isPositive();
    String ended =
        "SELECT COUNT(*) FROM postings WHERE settled_at >= %1$d AND settled_at < %2$d"
            + " AND json_extract(ending, '$.is') = ";
    assertThat(proof.sent()).isEqualTo(sql.count(ended + "'sent'")).isPositive();
    assertThat(proof.withdrawn()).isEqualTo(sql.count(ended + "'withdrawn'")).isPositive();
    String further =
        " AND json_extract(notice, '$.id') %s (SELECT json_extract(notice, '$.id') FROM postings"
            + " AS later WHERE later.road > postings.road)";
    long another = sql.count(ended + "'rerouted'" + further.formatted("IN"));
    long nowhere = sql.count(ended + "'rerouted'" + further.formatted("NOT IN"));
    assertThat(another).isPositive();
    assertThat(nowhere).isPositive();
    assertThat(proof.rerouted()).isEqualTo(another);
    assertThat(proof.lost())
        .isEqualTo(
            nowhere
                + sql.count(
                    "SELECT COUNT(*) FROM postings WHERE settled_at IS NULL"
                        + " AND due_at < %2$d - 90000000"))
        .isGreaterThan(nowhere);
  }

  @Test
  void whatIsSilentUntilNowIsNoTimeAwake() {
    Digest half = digest(WEEK.until().minus(Duration.ofHours(84)));
    assertThat(half.proof().awake()).isCloseTo((84.0 - 3) / 168, within(1e-9));
  }
}
