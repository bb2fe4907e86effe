package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.report.digest.Digest.Period;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The score in cases that can be reckoned by hand. */
final class HealthTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Period DAY = Periods.days(LocalDate.of(2026, 6, 9), 1, BERLIN);

  @Test
  void aTouchpointThatIsAlwaysInOrderHasAHundred() {
    assertThat(score(watched(Importance.HIGH, all()))).isEqualTo(100);
  }

  @Test
  void brokenForAQuarterOfTheTimeLosesAQuarter() {
    assertThat(score(watched(Importance.LOW, all(), wrong(Condition.BROKEN, 0, 6)))).isEqualTo(75);
  }

  @Test
  void degradedCountsHalf() {
    assertThat(score(watched(Importance.LOW, all(), wrong(Condition.DEGRADED, 0, 12))))
        .isEqualTo(75);
  }

  @Test
  void ofWhatIsWrongAtOnceTheWorstCounts() {
    Watched one =
        watched(
            Importance.LOW,
            all(),
            wrong(Condition.DEGRADED, 0, 12),
            wrong(Condition.BROKEN, 6, 12));
    // six hours half, six hours whole: nine of 24
    assertThat(score(one)).isEqualTo(62.5);
  }

  @Test
  void theImportantCountsFourTimesAsMuchAsTheUnimportant() {
    Watched broken = watched(Importance.HIGH, all(), wrong(Condition.BROKEN, 0, 24));
    Watched fine = watched(Importance.LOW, all());
    assertThat(Health.of(List.of(broken, fine), DAY.from(), DAY.until())).isEqualTo(20);
  }

  @Test
  void timeThatNobodySawCountsNeitherWay() {
    Stretches morning = Stretches.of(hour(0), hour(12));
    assertThat(score(watched(Importance.LOW, morning, wrong(Condition.BROKEN, 6, 24))))
        .isEqualTo(50);
  }

  @Test
  void whatNobodySawAtAllDoesNotCountAndIsListed() {
    Watched unseen = watched(Importance.HIGH, Stretches.NONE, wrong(Condition.BROKEN, 0, 24));
    Watched fine = watched(Importance.LOW, all());
    assertThat(Health.of(List.of(unseen, fine), DAY.from(), DAY.until())).isEqualTo(100);
    assertThat(Health.of(List.of(unseen), DAY.from(), DAY.until())).isNull();
    assertThat(Health.stands(List.of(unseen, fine), DAY))
        .extracting(Digest.Stand::share)
        .containsExactlyInAnyOrder(1.0, null);
    assertThat(Unseen.blindSpots(List.of(unseen, fine), DAY))
        .singleElement()
        .satisfies(spot -> assertThat(spot.why()).isEqualTo(Digest.BlindSpot.NEVER_SEEN));
  }

  @Test
  void isNotKnownWhereOneCheckIsBlindForLongAsOnTheMap() {
    assertThat(conditionAtTheEnd(all(), all())).isEqualTo(Condition.HEALTHY);
    assertThat(conditionAtTheEnd(all(), Stretches.NONE)).isEqualTo(Condition.UNKNOWN);
    assertThat(conditionAtTheEnd(Stretches.of(hour(0), hour(22)))).isEqualTo(Condition.UNKNOWN);
    assertThat(conditionAtTheEnd()).isEqualTo(Condition.UNKNOWN);
  }

  private static Condition conditionAtTheEnd(Stretches... seen) {
    return new Watched(
            Shop.touchpoint("a", Importance.LOW, Duration.ofMinutes(5)),
            all(),
            all(),
            Stretches.NONE,
            List.of(),
            Map.of(),
            sights(seen),
            Duration.ofHours(1))
        .conditionAt(DAY.until());
  }

  @Test
  void windowsCountNeitherWay() {
    Stretches window = Stretches.of(hour(0), hour(6));
    Watched one =
        new Watched(
            Shop.touchpoint("a", Importance.LOW, Duration.ofMinutes(5)),
            all().minus(window),
            all().minus(window),
            window,
            List.of(wrong(Condition.BROKEN, 0, 6)),
            Map.of(),
            List.of(),
            Duration.ofHours(1));
    assertThat(score(one)).isEqualTo(100);
    assertThat(new Ranking(List.of(one), DAY).worst(Shop.people(), Map.of())).isEmpty();
  }

  @Test
  void whatGotBetterTookNoTimeUnderMaintenance() {
    Stretches window = Stretches.of(hour(0), hour(6));
    Watched one =
        new Watched(
            Shop.touchpoint("a", Importance.LOW, Duration.ofMinutes(5)),
            all().minus(window),
            all().minus(window),
            window,
            List.of(wrong(Condition.BROKEN, 0, 10)),
            Map.of(),
            List.of(),
            Duration.ofHours(1));
    assertThat(new Ranking(List.of(one), DAY).better(Shop.people()))
        .extracting(Digest.Better::lasted)
        .containsExactly(Duration.ofHours(4));
  }

  @Test
  void aDayOfTwentyThreeHoursIsADay() {
    Period week = Periods.week("2026-W13", BERLIN).orElseThrow();
    assertThat(Duration.between(week.from(), week.until())).isEqualTo(Duration.ofHours(167));
    Watched one =
        new Watched(
            Shop.touchpoint("a", Importance.LOW, Duration.ofMinutes(5)),
            Stretches.of(week.from(), week.until()),
            Stretches.of(week.from(), week.until()),
            Stretches.NONE,
            List.of(),
            Map.of(),
            List.of(),
            Duration.ofHours(1));
    assertThat(Health.score(List.of(one), week, Periods.before(week)).days())
        .containsExactly(100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0);
    assertThat(Periods.before(week)).isEqualTo(week.from().minus(Duration.ofDays(7)));
  }

  @Test
  void whatIsDownOnPurposeAtTheEndIsNothingToActOn() {
    Trouble down = wrong(Condition.BROKEN, 20, 48);
    Watched worked =
        new Watched(
            Shop.touchpoint("a", Importance.HIGH, Duration.ofMinutes(5)),
            all(),
            all(),
            Stretches.of(hour(19), DAY.until()),
            List.of(down),
            Map.of(),
            List.of(),
            Duration.ofHours(1));
    assertThat(Health.stands(List.of(worked), DAY))
        .extracting(Digest.Stand::condition, Digest.Stand::maintained)
        .containsExactly(tuple(Condition.UNKNOWN, true));
    assertThat(Health.stands(List.of(watched(Importance.HIGH, all(), down)), DAY))
        .extracting(Digest.Stand::condition, Digest.Stand::maintained)
        .containsExactly(tuple(Condition.BROKEN, false));
  }

  @Test
  void aWeekThatGoesOnIsComparedWithTheSameDaysOfTheWeekBefore() {
    Period week = Periods.week("2026-W24", BERLIN).orElseThrow();
    Instant noon = week.from().plus(Duration.ofHours(60));
    Period running = new Period(week.from(), noon, BERLIN, week.label());
    assertThat(Periods.before(running)).isEqualTo(week.from().minus(Duration.ofDays(7)));
    assertThat(Periods.beforeEnds(running)).isEqualTo(noon.minus(Duration.ofDays(7)));
    assertThat(Periods.beforeEnds(week)).isEqualTo(week.from());
  }

  @Test
  void anAdWithTwoFaultsAtATimePaysOnceAndTwoAdsPayTwice() {
    Watched one = watched(Importance.HIGH, all(), ad("a1", 0, 12), ad("a1", 6, 18));
    // 700 a week are 100 a day
    assertThat(Wasted.of(List.of(one), DAY))
        .extracting(Digest.Waste::lasted, Digest.Waste::spend)
        .containsExactly(tuple(Duration.ofHours(18), 75.0));
    Watched two = watched(Importance.HIGH, all(), ad("a1", 0, 12), ad("a2", 0, 12));
    assertThat(Wasted.of(List.of(two), DAY)).hasSize(2);
  }

  private static Trouble ad(String ad, int from, int until) {
    Finding finding =
        new Finding(
                "ad.broken",
                "ad.broken " + ad,
                ad,
                Severity.MAJOR,
                Condition.BROKEN,
                1,
                "leads nowhere",
                List.of(),
                hour(from))
            .with(Evidence.COSTS, "700.00 EUR");
    Incident incident = wrong(Condition.BROKEN, from, until).incident();
    return new Trouble(
        new Incident(
            incident.id() + ad,
            incident.check(),
            "",
            Audience.OWNERS,
            hour(from),
            hour(from),
            List.of(finding),
            Map.of(),
            hour(from),
            hour(from),
            null,
            incident.standing(),
            null,
            0,
            List.of(),
            null,
            null,
            0),
        hour(from),
        hour(until),
        Condition.BROKEN);
  }

  @Test
  void theMoneyThatIsSpentSaysWhereToActFirst() {
    Watched dear = spending("t0", Map.of("EUR", 900.0));
    Watched cheap = spending("t1", Map.of("EUR", 100.0));
    Watched foreign = spending("t2", Map.of("USD", 10.0, "EUR", 0.0));
    List<Digest.Act> next =
        new Ranking(List.of(cheap, foreign, dear), DAY).next(Shop.house().journey(), Shop.people());
    // half a day broken, weight 1: 0.5; times 1 + 3 x the part of all that is spent
    assertThat(next).extracting(Digest.Act::stageName).containsExactly("t2", "t0", "t1");
    assertThat(next.get(0).weight()).isCloseTo(0.5 * 4, within(1e-9));
    assertThat(next.get(1).weight()).isCloseTo(0.5 * 3.7, within(1e-9));
    assertThat(next.get(2).weight()).isCloseTo(0.5 * 1.3, within(1e-9));
    assertThat(next.get(1).lost()).as("without the money").isCloseTo(0.5, within(1e-9));
    assertThat(next.get(1).owners()).containsExactly("anna");
    assertThat(next.get(1).spend()).isCloseTo(900.0 / 7, within(1e-9));
    assertThat(next.get(0).currency()).isEqualTo("USD");
    assertThat(next).extracting(Digest.Act::still).containsOnly(0);
  }

  @Test
  void whatIsStillWrongComesBeforeWhatIsMended() {
    Watched mended = spending("t0", Map.of("EUR", 900.0));
    Watched open =
        new Watched(
            Shop.touchpoint("t1", Importance.LOW, Duration.ofMinutes(5)),
            all(),
            all(),
            Stretches.NONE,
            List.of(wrong(Condition.DEGRADED, 22, 30)),
            Map.of(),
            List.of(),
            Duration.ofHours(1));
    List<Digest.Act> next =
        new Ranking(List.of(mended, open), DAY).next(Shop.house().journey(), Shop.people());
    assertThat(next).extracting(Digest.Act::stageName).containsExactly("t1", "t0");
    assertThat(next).extracting(Digest.Act::still).containsExactly(1, 0);
  }

  @Test
  void whereSomethingIsWrongStillOnlyItsOwnersAreNamed() {
    List<Watched> there =
        List.of(
            of("anna", wrong(Condition.DEGRADED, 22, 30)),
            of("ben", wrong(Condition.BROKEN, 0, 6)));
    assertThat(new Ranking(there, DAY).next(Shop.house().journey(), Shop.people()))
        .singleElement()
        .returns(1, Digest.Act::still)
        .returns(List.of("anna"), Digest.Act::owners);
    List<Watched> over =
        List.of(
            of("anna", wrong(Condition.BROKEN, 0, 9)), of("ben", wrong(Condition.BROKEN, 0, 6)));
    assertThat(new Ranking(over, DAY).next(Shop.house().journey(), Shop.people()))
        .singleElement()
        .returns(0, Digest.Act::still)
        .returns(List.of("anna", "ben"), Digest.Act::owners);
  }

  /** All at one place. */
  private static Watched of(String owner, Trouble trouble) {
    return new Watched(
        Shop.touchpoint("of-" + owner, Importance.LOW, owner, "carla", "t0", "web"),
        all(),
        all(),
        Stretches.NONE,
        List.of(trouble),
        Map.of(),
        List.of(),
        Duration.ofHours(1));
  }

  @Test
  void thereAreFiftyTwoWeeksInMostYears() {
    assertThat(Periods.week("2026-W53", BERLIN)).isPresent();
    assertThat(Periods.week("2025-W53", BERLIN)).isEmpty();
    assertThat(Periods.week("2026-W00", BERLIN)).isEmpty();
    assertThat(Periods.week("2026-47", BERLIN)).isEmpty();
  }

  @Test
  void readsWhatItWrote() {
    Digest digest = Digests.rich();
    assertThat(DigestJson.read(DigestJson.write(digest))).isEqualTo(digest);
  }

  private static Watched spending(String id, Map<String, Double> spend) {
    return new Watched(
        Shop.touchpoint(id, Importance.LOW, Duration.ofMinutes(5)),
        all(),
        all(),
        Stretches.NONE,
        List.of(wrong(Condition.BROKEN, 0, 12)),
        spend,
        List.of(),
        Duration.ofHours(1));
  }

  private static double score(Watched one) {
    Double score = Health.of(List.of(one), DAY.from(), DAY.until());
    assertThat(score).isNotNull();
    return score;
  }

  private static Watched watched(Importance importance, Stretches seen, Trouble... troubles) {
    return new Watched(
        Shop.touchpoint("a", importance, Duration.ofMinutes(5)),
        all(),
        seen,
        Stretches.NONE,
        List.of(troubles),
        Map.of(),
        sights(seen),
        Duration.ofHours(1));
  }

  private static List<Watched.Sight> sights(Stretches... seen) {
    return Arrays.stream(seen).map(one -> new Watched.Sight("page", all(), one, null)).toList();
  }

  private static Stretches all() {
    return Stretches.of(DAY.from(), DAY.until());
  }

  private static Instant hour(int hour) {
    return DAY.from().plus(Duration.ofHours(hour));
  }

  private static Trouble wrong(Condition condition, int from, int until) {
    Finding finding =
        Finding.of("page.text", Severity.MAJOR, condition, "something is wrong", hour(from));
    return Trouble.of(
            new Incident(
                "i" + condition + from,
                new CheckId("a", "page"),
                "",
                Audience.OWNERS,
                hour(from),
                hour(from),
                List.of(finding),
                Map.of(),
                hour(from),
                hour(from),
                null,
                new Standing.Resolved(hour(until), Reason.RECOVERED),
                null,
                0,
                List.of(),
                null,
                null,
                0))
        .orElseThrow();
  }
}
