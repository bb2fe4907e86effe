package io.wellkept.report.digest;

import static io.wellkept.report.digest.Fortnight.BEFORE;
import static io.wellkept.report.digest.Fortnight.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.touchpoint.Condition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The score, and what follows from what was wrong for how long. */
abstract class HealthBySql extends FiguresBySql {
  /** Minutes that were seen, and the worst part that was lost in each. */
  private static final String SEEN =
      """
      CREATE TEMP TABLE seen AS SELECT shop.id, minutes.at,
        COALESCE((SELECT MAX(part) FROM trouble WHERE touchpoint = shop.id
          AND begun <= minutes.at AND minutes.at < ended), 0) AS part
      FROM shop, minutes
      WHERE EXISTS (SELECT 1 FROM rollups WHERE rollups.touchpoint = shop.id
          AND rollups.hour = minutes.at / 3600000 * 3600000
          AND rollups.looks > 0 AND 2 * rollups.blind <= rollups.looks)
        AND NOT EXISTS (SELECT 1 FROM gaps WHERE from_at <= minutes.at AND minutes.at < until_at)
        AND NOT EXISTS (SELECT 1 FROM down WHERE down.touchpoint = shop.id
          AND from_at <= minutes.at AND minutes.at < until_at)\
      """;

  private static final String SHARES =
      """
      SELECT shop.id, stage, channel, weight, 1 - AVG(part) AS share
      FROM seen JOIN shop ON shop.id = seen.id WHERE at >= %1$d AND at < %2$d
      GROUP BY shop.id, stage, channel, weight\
      """;

  private static final String SCORE =
      "SELECT 100 * SUM(weight * share) / SUM(weight) FROM (" + SHARES + ") AS each";

  /** Each touchpoint's condition at the end of the week. */
  private static final String AT_THE_END =
      """
      CREATE TEMP TABLE at_end AS SELECT shop.id, CASE
        WHEN EXISTS (SELECT 1 FROM down WHERE down.touchpoint = shop.id
          AND from_at < %1$d AND until_at >= %1$d) THEN 'UNKNOWN'
        ELSE COALESCE(
          (SELECT trouble.condition FROM trouble JOIN lost ON lost.condition = trouble.condition
            WHERE touchpoint = shop.id AND begun < %1$d AND ended >= %1$d
            ORDER BY bad DESC LIMIT 1),
          CASE WHEN EXISTS (SELECT 1 FROM checks WHERE checks.touchpoint = shop.id
            AND NOT EXISTS (SELECT 1 FROM rollups WHERE rollups.touchpoint = shop.id
              AND check_name = checks.name AND hour = %1$d - 3600000 AND looks > 0
              AND 2 * blind <= looks)) THEN 'UNKNOWN' ELSE 'HEALTHY' END)
        END AS condition
      FROM shop\
      """;

  /** What was wrong within the two weeks, and for how many minutes outside of maintenance. */
  private static final String WRONG =
      """
      WITH wrong AS (
        SELECT trouble.*, weight, owner, (SELECT COUNT(*) FROM minutes
            WHERE at >= begun AND at < ended %s AND NOT EXISTS (SELECT 1 FROM down
              WHERE down.touchpoint = trouble.touchpoint AND from_at <= at AND at < until_at))
          AS took
        FROM trouble JOIN shop ON shop.id = trouble.touchpoint),
      placed AS (
        SELECT wrong.*, weight * part * took AS heavy, ROW_NUMBER() OVER (
          PARTITION BY touchpoint ORDER BY weight * part * took DESC, id) AS place
        FROM wrong WHERE part > 0 AND took > 0 %s)
      """;

  @BeforeAll
  void reckon() throws SQLException {
    sql.execute(SEEN);
    sql.execute(AT_THE_END.formatted(WEEK.until().toEpochMilli()));
  }

  private @Nullable Double score(Instant from, Instant until) throws SQLException {
    return sql.number(from, until, SCORE);
  }

  @Test
  void theScore() throws SQLException {
    assertThat(digest.score().now()).isCloseTo(score(WEEK.from(), WEEK.until()), within(1e-6));
    assertThat(digest.score().before()).isCloseTo(score(BEFORE, WEEK.from()), within(1e-6));
    assertThat(digest.score().now()).isBetween(20.0, 99.0);
    assertThat(digest.score().touchpoints())
        .isEqualTo(sql.rows(SHARES).size())
        .isLessThan(Fortnight.TOUCHPOINTS.size());
    assertThat(digest.score().days()).hasSize(7);
    for (int day = 0; day < 7; day++) {
      Instant from = WEEK.from().plus(Duration.ofDays(day));
      assertThat(digest.score().days().get(day))
          .isCloseTo(score(from, from.plus(Duration.ofDays(1))), within(1e-6));
    }
  }

  @Test
  void theStandOfEachTouchpoint() throws SQLException {
    List<List<@Nullable String>> stands =
        sql.rows(
            """
            SELECT shop.id, shop.weight, share, condition,
              (SELECT COUNT(*) FROM down WHERE touchpoint = shop.id
                AND from_at < %2$d AND until_at >= %2$d)
            FROM shop JOIN at_end ON at_end.id = shop.id LEFT JOIN (
            """
                + SHARES
                + """
                ) AS each ON each.id = shop.id
                ORDER BY COALESCE(shop.weight * (1 - share), -1) DESC, shop.id\
                """);
    assertThat(digest.stands()).hasSameSizeAs(stands);
    for (int i = 0; i < stands.size(); i++) {
      Digest.Stand stand = digest.stands().get(i);
      List<@Nullable String> row = stands.get(i);
      assertThat(stand.touchpoint()).isEqualTo(row.get(0));
      same(stand.weight(), row.get(1));
      same(stand.share(), row.get(2));
      assertThat(stand.condition().name()).isEqualTo(row.get(3));
      assertThat(stand.maintained()).isEqualTo("1".equals(row.get(4)));
    }
    assertThat(digest.stands()).extracting(Digest.Stand::maintained).contains(true, false);
    assertThat(digest.stands()).extracting(Digest.Stand::share).containsNull();
  }

  @Test
  void theMap() throws SQLException {
    assertThat(digest.places())
        .extracting(place -> place.stage() + "/" + place.channel())
        .containsExactly(
            "s0/web", "s0/shop", "s1/web", "s1/shop", "s2/web", "s2/shop", "s3/web", "s3/shop");
    for (Digest.Place place : digest.places()) {
      String there = " stage = '%s' AND channel = '%s'".formatted(place.stage(), place.channel());
      String conditions =
          """
          FROM shop JOIN at_end ON at_end.id = shop.id
          JOIN lost ON lost.condition = at_end.condition WHERE\
          """
              + there;
      Map<Condition, Integer> counts = new HashMap<>();
      sql.rows("SELECT at_end.condition, COUNT(*) " + conditions + " GROUP BY at_end.condition")
          .forEach(row -> counts.put(Condition.valueOf(row.get(0)), Integer.valueOf(row.get(1))));
      assertThat(place.counts()).isEqualTo(counts);
      List<@Nullable String> worst =
          sql.texts("SELECT at_end.condition " + conditions + " ORDER BY bad DESC LIMIT 1");
      assertThat(place.worst())
          .isEqualTo(worst.isEmpty() ? null : Condition.valueOf(worst.getFirst()));
      same(place.score(), sql.text(SCORE + " WHERE" + there));
    }
    assertThat(digest.places()).extracting(Digest.Place::worst).containsNull();
  }

  @Test
  void theWorst() throws SQLException {
    String within = WRONG.formatted("AND at >= %1$d AND at < %2$d", "");
    List<List<@Nullable String>> worst =
        sql.rows(
            within
                + """
                SELECT id, touchpoint, owner, condition, headline, begun, took * 60000,
                  CASE WHEN ended >= %2$d THEN 1 ELSE 0 END,
                  (SELECT CASE type WHEN 'TAKEN' THEN person END FROM events
                    WHERE incident = placed.id AND at < %2$d
                      AND type IN ('TAKEN', 'UNTAKEN', 'PROMISE_PASSED')
                    ORDER BY events.id DESC LIMIT 1)
                FROM placed WHERE place = 1 ORDER BY heavy DESC, id LIMIT 5\
                """);
    assertThat(digest.worst()).hasSize(5).hasSameSizeAs(worst);
    for (int i = 0; i < 5; i++) {
      Digest.Worst one = digest.worst().get(i);
      assertThat(worst.get(i))
          .containsExactly(
              one.incident(),
              one.touchpoint(),
              one.owner(),
              one.condition().name(),
              one.headline(),
              Long.toString(one.since().toEpochMilli()),
              Long.toString(one.lasted().toMillis()),
              one.open() ? "1" : "0",
              one.taker());
    }
    assertThat(digest.worst()).extracting(Digest.Worst::taker).containsNull().contains("anna");
  }

  @Test
  void whatGotBetter() throws SQLException {
    String mended =
        """
        AND because = 'RECOVERED' AND ended >= %1$d AND ended < %2$d
          AND NOT EXISTS (SELECT 1 FROM trouble AS other WHERE other.touchpoint = wrong.touchpoint
            AND other.begun < %2$d AND other.ended >= %2$d)\
        """;
    List<List<@Nullable String>> better =
        sql.rows(
            WRONG.formatted("", mended)
                + """
                SELECT touchpoint, owner, headline, took * 60000, ended FROM placed
                WHERE place = 1 ORDER BY heavy DESC, id LIMIT 5\
                """);
    assertThat(digest.better()).isNotEmpty().hasSameSizeAs(better);
    for (int i = 0; i < better.size(); i++) {
      Digest.Better one = digest.better().get(i);
      assertThat(better.get(i))
          .containsExactly(
              one.touchpoint(),
              one.owner(),
              one.headline(),
              Long.toString(one.lasted().toMillis()),
              Long.toString(one.at().toEpochMilli()));
    }
  }

  @Test
  void whereToActNext() throws SQLException {
    List<List<@Nullable String>> next =
        sql.rows(
            "WITH each AS ("
                + SHARES
                + """
                ), means AS (
                  SELECT touchpoint, SUBSTR(name, 16) AS currency, SUM(sum) / SUM(looks) AS mean
                  FROM figures WHERE SUBSTR(name, 1, 15) = 'spend_per_week_'
                    AND hour >= %1$d AND hour < %2$d GROUP BY touchpoint, name),
                spend AS (
                  SELECT stage, channel, currency, SUM(mean) AS weekly
                  FROM means JOIN shop ON shop.id = touchpoint GROUP BY stage, channel, currency),
                shares AS (
                  SELECT stage, channel, currency, weekly,
                    weekly / SUM(weekly) OVER (PARTITION BY currency) AS part FROM spend),
                place AS (
                  SELECT stage, channel, COUNT(*) AS wrong,
                    SUM(CASE WHEN bad > 1 THEN 1 ELSE 0 END) AS still,
                    SUM(weight * (1 - share)) AS heavy
                  FROM each JOIN at_end ON at_end.id = each.id
                  JOIN lost ON lost.condition = at_end.condition
                  WHERE share < 1 GROUP BY stage, channel),
                paid AS (
                  SELECT place.stage, place.channel, wrong, still, place.heavy AS lost,
                    place.heavy * (1 + 3 * COALESCE(MAX(part), 0)) AS heavy,
                    CASE WHEN COUNT(currency) = 1 THEN MAX(weekly) END AS weekly,
                    CASE WHEN COUNT(currency) = 1 THEN UPPER(MAX(currency)) END AS currency
                  FROM place LEFT JOIN shares
                    ON shares.stage = place.stage AND shares.channel = place.channel
                  GROUP BY place.stage, place.channel, wrong, still, place.heavy)
                SELECT stage, channel, wrong, still, currency, heavy, weekly, lost FROM paid
                ORDER BY CASE WHEN still > 0 THEN 0 ELSE 1 END, heavy DESC LIMIT 5\
                """);
    assertThat(digest.next()).isNotEmpty().hasSameSizeAs(next);
    for (int i = 0; i < next.size(); i++) {
      Digest.Act act = digest.next().get(i);
      List<@Nullable String> row = next.get(i);
      assertThat(row.subList(0, 5))
          .containsExactly(
              act.stageName().substring("The ".length()),
              act.channelName().substring("The ".length()),
              Integer.toString(act.wrong()),
              Integer.toString(act.still()),
              act.currency());
      same(act.weight(), row.get(5));
      same(act.spend(), row.get(6));
      same(act.lost(), row.get(7));
      assertThat(act.touchpoints()).isEqualTo(named("'The ' || each.id", row));
      int mend = act.still() > 0 ? act.still() : act.touchpoints().size();
      assertThat(act.owners())
          .isEqualTo(
              named("(SELECT owner FROM shop WHERE shop.id = each.id)", row).stream()
                  .limit(mend)
                  .distinct()
                  .toList());
    }
    assertThat(digest.next()).extracting(Digest.Act::currency).containsNull().contains("EUR");
  }

  private List<@Nullable String> named(String what, List<@Nullable String> row)
      throws SQLException {
    return sql.texts(
        "SELECT "
            + what
            + " FROM ("
            + SHARES
            + """
              ) AS each JOIN at_end ON at_end.id = each.id
              JOIN lost ON lost.condition = at_end.condition
            """
            + " WHERE share < 1 AND stage = '%s' AND channel = '%s'"
                .formatted(row.get(0), row.get(1))
            + """
             ORDER BY CASE WHEN bad > 1 THEN 0 ELSE 1 END, weight * (1 - share) DESC, each.id
            LIMIT 3\
            """);
  }
}
