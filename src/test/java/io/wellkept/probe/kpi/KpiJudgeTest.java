package io.wellkept.probe.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Beats;
import io.wellkept.probe.Beats.Beat;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What a number means, with figures that can be computed by hand. */
final class KpiJudgeTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  /** A Monday at midnight in Berlin, in winter. */
  private static final Instant MONDAY = Instant.parse("2026-01-04T23:00:00Z");

  private static Instant weeks(int many) {
    return MONDAY.plus(Duration.ofDays(7L * many));
  }

  // ---- bounds

  @Test
  void saysThatANumberIsTooLow() {
    Watched orders = new Watched("2026-06-15T12:00:00Z", "below", 5.0).sees(3);
    assertThat(orders.headline()).isEqualTo("Orders: 3, and it should be at least 5");
    assertThat(orders.codes()).containsExactly("kpi.below");
    assertThat(orders.passes(QUARTER).sees(5).findings()).isEmpty();
    assertThat(orders.measured("value")).isEqualTo(5);
  }

  @Test
  void saysThatANumberIsTooHigh() {
    Watched orders = new Watched("2026-06-15T12:00:00Z", "above", 500.0).sees(500.5);
    assertThat(orders.headline()).isEqualTo("Orders: 500.5, and it should be at most 500");
    assertThat(orders.passes(QUARTER).sees(500).findings()).isEmpty();
  }

  @Test
  void theRiseOfAWholeHourCountsWhereTheNumberIsATotal() {
    Watched orders =
        new Watched("2026-06-15T12:00:00Z", "below", 5.0, "counts", Counts.TOTAL).sees(1_000);
    for (int quarter = 1; quarter <= 4; quarter++) {
      assertThat(orders.findings()).as("no hour is over").isEmpty();
      orders.passes(QUARTER).sees(1_000 + quarter);
    }
    assertThat(orders.headline())
        .isEqualTo("Orders: 4 between 14:00 and 15:00, and it should be at least 5");
    assertThat(orders.measured("last_hour")).isEqualTo(4);
  }

  @Test
  void aCounterThatFellBeganAnew() {
    Watched orders =
        new Watched("2026-06-15T12:00:00Z", "above", 20.0, "counts", Counts.TOTAL).sees(1_000);
    for (double value : new double[] {1_006, 3, 5, 6}) {
      orders.passes(QUARTER).sees(value);
    }
    assertThat(orders.measured("last_hour")).isEqualTo(6 + 3 + 2 + 1);
  }

  @Test
  void aCounterThatFellALittleWasPutRight() {
    Watched orders =
        new Watched("2026-06-15T12:00:00Z", "above", 20.0, "counts", Counts.TOTAL).sees(10_000);
    for (double value : new double[] {9_999, 10_004, 10_003, 10_006}) {
      orders.passes(QUARTER).sees(value);
    }
    assertThat(orders.measured("last_hour")).isEqualTo(5 + 3);
    assertThat(orders.findings()).isEmpty();
  }

  @Test
  void anHourThatNobodyWatchedIsAHoleAndNoZero() {
    Watched orders =
        new Watched("2026-06-15T12:00:00Z", "below", 5.0, "counts", Counts.TOTAL).sees(1_000);
    orders.passes(Duration.ofHours(3)).sees(1_000).passes(QUARTER).sees(1_000);
    assertThat(orders.measured("last_hour")).isNaN();
    assertThat(orders.codes()).isEmpty();
  }

  @Test
  void aNumberThatItsSourceDoubtsSaysNothingAndIsForgotten() {
    Watched orders = new Watched("2026-06-15T12:00:00Z", "below", 5.0).sees(3);
    KpiFacts doubted = new KpiFacts.Number(7, "partial response");
    for (int look = 0; look < 3; look++) {
      orders.passes(QUARTER).sees(doubted);
      assertThat(orders.last())
          .as("what was found before is not over")
          .isInstanceOfSatisfying(
              Observation.Blind.class,
              blind -> assertThat(blind.fault().words()).contains("warns: partial response"));
    }
    assertThat(orders.memory().text("value")).hasValue("3.0");
    assertThat(orders.passes(Duration.ofDays(1)).sees(doubted).codes())
        .as("a source that always warns is none")
        .containsExactly("kpi.no-data");
  }

  // ---- nothing and the same

  @Test
  void noNumberIsBlindForADayAndThenAFinding() {
    Watched orders = new Watched("2026-06-15T12:00:00Z", "below", 5.0).sees(7);
    KpiFacts none = new KpiFacts.None("nothing stands at $.orders");
    orders.passes(QUARTER).sees(none).passes(Duration.ofHours(23)).sees(none);
    assertThat(orders.last())
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault().words()).contains("nothing stands at $.orders"));
    orders.passes(Duration.ofHours(1)).sees(none);
    assertThat(orders.codes()).containsExactly("kpi.no-data");
    assertThat(orders.headline()).isEqualTo("Orders: no number for 1 day");
    assertThat(orders.findings().get(0).leadsTo()).isEqualTo(Condition.STALE);
    assertThat(orders.passes(QUARTER).sees(7).findings()).isEmpty();
  }

  @Test
  void daysWithoutLooksAreNeitherDaysWithoutANumberNorDaysOfTheSameOne() {
    Watched orders = new Watched("2026-06-15T12:00:00Z", "flatFor", Duration.ofHours(6)).sees(7);
    orders.passes(Duration.ofDays(3)).sees(new KpiFacts.None("nothing stands at $.orders"));
    assertThat(orders.last()).isInstanceOf(Observation.Blind.class);
    assertThat(orders.passes(QUARTER).sees(7).findings()).isEmpty();
    for (int hour = 1; hour <= 6; hour++) {
      assertThat(orders.findings()).isEmpty();
      orders.passes(Duration.ofHours(1)).sees(7);
    }
    assertThat(orders.headline()).isEqualTo("Orders has been exactly 7 for 6 hours");
  }

  @Test
  void whatCouldNotBeAskedChangesNothingThatIsKnown() {
    Watched orders = new Watched("2026-06-15T12:00:00Z").sees(7);
    var before = orders.memory();
    Fault fault = new Fault.ServiceFails("the shop", "answered 500");
    orders.passes(Duration.ofDays(9)).sees(new KpiFacts.Blind(fault));
    assertThat(orders.last()).isEqualTo(new Observation.Blind(fault));
    assertThat(orders.memory()).isEqualTo(before);
  }

  @Test
  void theSameNumberForTooLongIsAFinding() {
    Watched orders = new Watched("2026-06-15T12:00:00Z", "flatFor", Duration.ofHours(6)).sees(42);
    for (int hour = 1; hour <= 6; hour++) {
      assertThat(orders.findings()).isEmpty();
      orders.passes(Duration.ofHours(1)).sees(42);
    }
    assertThat(orders.headline()).isEqualTo("Orders has been exactly 42 for 6 hours");
    assertThat(orders.passes(QUARTER).sees(42.5).findings()).isEmpty();
  }

  // ---- the stream dries up

  /** Twelve an hour by day, nothing at night, as a total. */
  private static ToDoubleFunction<Instant> shop(Instant dries, Instant comesBack) {
    double[] before = new double[15 * Hours.OF_A_WEEK];
    double[] hourly = new double[before.length];
    for (int at = 1; at < before.length; at++) {
      before[at] = before[at - 1] + hourly[at - 1];
      Instant hour = MONDAY.plus(Duration.ofHours(at));
      int local = hour.atZone(Watched.BERLIN).getHour();
      boolean dry = !hour.isBefore(dries) && hour.isBefore(comesBack);
      hourly[at] = local >= 8 && local < 20 && !dry ? 12 : 0;
    }
    return now -> {
      Duration since = Duration.between(MONDAY, now);
      int hour = (int) since.toHours();
      return Math.floor(before[hour] + hourly[hour] * since.toMinutesPart() / 60.0);
    };
  }

  @Test
  void saysThatOrdersDriedUpInHoursThatAlwaysHaveSome() {
    Instant dries = weeks(4).plus(Duration.ofHours(14));
    Watched orders = new Watched(MONDAY, Watched.settings("counts", Counts.TOTAL));
    List<Instant> found = orders.until(dries.plus(Duration.ofHours(3)), shop(dries, Instant.MAX));
    assertThat(found).isNotEmpty();
    assertThat(found.get(0)).isEqualTo(dries.plus(Duration.ofMinutes(60)));
    assertThat(orders.codes()).containsExactly("kpi.dried-up");
    assertThat(orders.headline())
        .isEqualTo("No orders between 14:00 and 17:00; on the last 4 Mondays there were 36 then");
    assertThat(orders.findings().get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(orders.findings().get(0).since()).isEqualTo(dries);
  }

  @Test
  void whatDriedUpIsNotBackBecauseNobodyCountsAnyMore() {
    Instant dries = weeks(4).plus(Duration.ofHours(14));
    Watched orders = new Watched(MONDAY, Watched.settings("counts", Counts.TOTAL));
    orders.until(dries.plus(Duration.ofHours(2)), shop(dries, Instant.MAX));
    assertThat(orders.codes()).containsExactly("kpi.dried-up");
    String headline = orders.headline();
    KpiFacts none = new KpiFacts.None("nothing stands at $.orders");
    orders.passes(QUARTER).sees(none).passes(Duration.ofDays(1)).sees(none);
    assertThat(orders.codes()).containsExactly("kpi.no-data", "kpi.dried-up");
    assertThat(orders.findings().get(1).headline()).isEqualTo(headline);
  }

  @Test
  void aNightWithoutOrdersIsNoSilence() {
    Watched orders = new Watched(MONDAY, Watched.settings("counts", Counts.TOTAL));
    assertThat(orders.until(weeks(6), shop(Instant.MAX, Instant.MAX))).isEmpty();
  }

  @Test
  void saysNothingUntilEnoughWeeksAreKnown() {
    Instant dries = weeks(2).plus(Duration.ofHours(14));
    Watched orders = new Watched(MONDAY, Watched.settings("counts", Counts.TOTAL));
    assertThat(orders.until(dries.plus(Duration.ofHours(5)), shop(dries, Instant.MAX))).isEmpty();
  }

  @Test
  void aSilenceStaysOneForAllTheWeeksThatItLasts() {
    Instant dries = weeks(4).plus(Duration.ofHours(14));
    Watched orders = new Watched(MONDAY, Watched.settings("counts", Counts.TOTAL, "weeks", 4));
    Instant back = weeks(12).plus(Duration.ofHours(10));
    List<Instant> found = orders.until(back, shop(dries, back));
    long looks = Duration.between(found.get(0), back).dividedBy(QUARTER) + 1;
    assertThat(found).as("found at every look until it came back").hasSize((int) looks);
    assertThat(orders.headline())
        .isEqualTo(
            "No orders from Monday 2 February, 14:00 to Monday 30 March, 11:00; in the same hours"
                + " of the last 3 weeks there were 288 from Monday 2 February, 14:00 to Wednesday"
                + " 4 February, 14:00");
    assertThat(orders.until(back.plus(Duration.ofMinutes(30)), shop(dries, back))).isEmpty();
  }

  @Test
  void timeInWhichNobodyLookedIsNoSilenceOfALevel() {
    Watched orders = new Watched(MONDAY, Watched.settings("driesUp", true));
    Instant noon = weeks(4).plus(Duration.ofHours(14));
    assertThat(orders.until(noon, now -> 12)).isEmpty();
    orders.now = noon.plus(Duration.ofHours(9));
    assertThat(orders.sees(0).findings()).isEmpty();
    assertThat(orders.passes(QUARTER).sees(0).findings()).isEmpty();
    orders.until(orders.now.plus(Duration.ofHours(1)), now -> 0);
    assertThat(orders.codes()).containsExactly("kpi.dried-up");
    assertThat(orders.headline()).startsWith("No orders from Monday 2 February, 23:00 to");
  }

  @Test
  void oneHolidayOfEightIsForgivenAndSaid() {
    Instant dries = weeks(9).plus(Duration.ofHours(14));
    Watched orders = new Watched(MONDAY, Watched.settings("counts", Counts.TOTAL));
    Instant holiday = weeks(5);
    ToDoubleFunction<Instant> usual = shop(dries, Instant.MAX);
    ToDoubleFunction<Instant> pausing = shop(holiday, holiday.plus(Duration.ofDays(1)));
    orders.until(
        weeks(9),
        now -> now.isBefore(holiday) ? usual.applyAsDouble(now) : pausing.applyAsDouble(now));
    double gone = pausing.applyAsDouble(weeks(9)) - usual.applyAsDouble(weeks(9));
    orders.until(dries.plus(Duration.ofHours(2)), now -> usual.applyAsDouble(now) + gone);
    assertThat(orders.headline())
        .isEqualTo(
            "No orders between 14:00 and 16:00; on the last 8 Mondays but 1 there were 24 then");
  }

  // ---- what is usual

  /** So many in each hour of a Monday, week by week, and nothing else; then looks at four. */
  private static Watched mondays(KpiSettings settings, double... values) {
    Watched orders = new Watched(MONDAY, settings);
    for (int week = 0; week < values.length; week++) {
      for (int hour = 12; hour <= 18; hour++) {
        orders.now = weeks(week).plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(30));
        orders.sees(values[week]);
      }
    }
    return orders;
  }

  @Test
  void comparesWithTheMedianAndItsDeviation() {
    // 20, 22, 24, 30, 100: median 24, distances 4 2 0 6 76, their median 4, times 1.4826 = 5.93
    KpiSettings settings = Watched.settings("change", change(4.0, null, 1));
    // 24 - 4 x 5.93 = 0.28
    Watched low = mondays(settings, 20, 22, 24, 30, 100, 0.2);
    assertThat(low.headline())
        .isEqualTo(
            "Orders: 0.2 between 17:00 and 18:00; on the last 5 Mondays it was 20 to 100 then");
    assertThat(low.codes()).containsExactly("kpi.unusual");
    assertThat(low.measured("usual")).isEqualTo(24);
    assertThat(mondays(settings, 20, 22, 24, 30, 100, 0.4).codes()).isEmpty();
  }

  @Test
  void whatNeverVariesMayStillVaryALittle() {
    KpiSettings settings = Watched.settings("change", change(4.0, null, 1));
    // a tenth of 50, four times: 20
    assertThat(mondays(settings, 50, 50, 50, 31).codes()).isEmpty();
    assertThat(mondays(settings, 50, 50, 50, 29).codes()).containsExactly("kpi.unusual");
  }

  @Test
  void aDifferenceThatIsTooSmallToMatterIsNone() {
    KpiSettings settings = Watched.settings("change", change(4.0, 25.0, 1));
    assertThat(mondays(settings, 50, 50, 50, 26).codes()).isEmpty();
    assertThat(mondays(settings, 50, 50, 50, 24).codes()).containsExactly("kpi.unusual");
  }

  @Test
  void onlyTheWrongWayIsWrong() {
    assertThat(mondays(Watched.settings("change", change(4.0, null, 1)), 50, 50, 50, 90).codes())
        .isEmpty();
    ChangeSettings up = new ChangeSettings(null, null, ChangeSettings.Direction.UP, 1);
    assertThat(mondays(Watched.settings("change", up), 50, 50, 50, 90).codes())
        .containsExactly("kpi.unusual");
    assertThat(mondays(Watched.settings("change", up), 50, 50, 50, 9).codes()).isEmpty();
    ChangeSettings both = new ChangeSettings(null, null, ChangeSettings.Direction.BOTH, 1);
    assertThat(mondays(Watched.settings("change", both), 50, 50, 50, 9).codes())
        .containsExactly("kpi.unusual");
  }

  @Test
  void oneStrangeHourIsNotYetAChange() {
    KpiSettings settings = Watched.settings("change", change(4.0, null, 2));
    Watched orders = mondays(settings, 50, 50, 50);
    Instant monday = weeks(3);
    double[] values = {50, 9, 50, 9, 9, 9};
    boolean[] found = new boolean[values.length];
    for (int at = 0; at < values.length; at++) {
      orders.now = monday.plus(Duration.ofMinutes(12 * 60 + at * 60 + 30));
      orders.sees(values[at]);
      found[at] = !orders.codes().isEmpty();
    }
    // the hours 15 and 16 are the first two in a row, and over when it is half past five
    assertThat(found).containsExactly(false, false, false, false, false, true);
    assertThat(orders.headline())
        .startsWith(
            "Orders: 9 on average between 15:00 and 17:00; on the last 3 Mondays it was 50");
  }

  @Test
  void aWeekThatWasBadDoesNotPoisonTheNext() {
    KpiSettings settings = Watched.settings("change", change(4.0, null, 1));
    assertThat(mondays(settings, 50, 48, 0, 52, 50, 49).codes()).isEmpty();
    assertThat(mondays(settings, 50, 48, 0, 52, 50, 5).codes()).containsExactly("kpi.unusual");
  }

  @Test
  void comparesWithTheSameHourOfClocksThatWereChanged() {
    // clocks go forward on 29 March 2026: what was at 13:00 UTC is at 12:00 UTC
    Watched orders =
        new Watched("2026-03-01T23:00:00Z", "change", change(4.0, null, 1), "knownWeeks", 3);
    ToDoubleFunction<Instant> byClock = now -> now.atZone(Watched.BERLIN).getHour() == 9 ? 100 : 10;
    assertThat(orders.until(Instant.parse("2026-04-19T22:00:00Z"), byClock)).isEmpty();
    assertThat(orders.measured("usual")).isEqualTo(10);
    orders.until(Instant.parse("2026-04-20T07:30:00Z"), byClock);
    assertThat(orders.measured("usual")).as("nine o'clock").isEqualTo(100);
  }

  @Test
  void theNightOfTheLongHourIsNoAlarm() {
    Watched orders =
        new Watched(
            Instant.parse("2026-09-27T22:00:00Z"),
            Watched.settings("counts", Counts.TOTAL, "change", change(4.0, null, 1)));
    double[] total = {0};
    ToDoubleFunction<Instant> steady = now -> total[0] += 5;
    // clocks go back on 25 October 2026
    assertThat(orders.until(Instant.parse("2026-11-15T23:00:00Z"), steady)).isEmpty();
  }

  // ---- seasons and noise

  /** Orders of a shop: more by day, fewer on Sundays, at random as customers come. */
  private static final class Customers {
    private final Random random = new Random(11);
    private double total;

    double now(Instant now) {
      ZonedDateTime local = now.minusSeconds(1).atZone(Watched.BERLIN);
      int hour = local.getHour();
      double busy = hour < 7 ? 0.3 : 4 + 3 * Math.sin((hour - 7) * Math.PI / 16);
      busy *= local.getDayOfWeek().getValue() == 7 ? 0.6 : 1;
      // the sum of so many chances in a quarter of an hour
      double chance = Math.exp(-busy);
      double product = random.nextDouble();
      while (product > chance) {
        total++;
        product *= random.nextDouble();
      }
      return total;
    }
  }

  @Test
  void twentyWeeksOfUsualNoiseAlarmNobodyAndADryShopIsFoundWithinAnHour() {
    Customers customers = new Customers();
    ChangeSettings both = new ChangeSettings(null, null, ChangeSettings.Direction.BOTH, null);
    Watched orders = new Watched(MONDAY, Watched.settings("counts", Counts.TOTAL, "change", both));
    Instant dries = weeks(20).plus(Duration.ofHours(14));
    assertThat(orders.until(dries, customers::now)).isEmpty();
    double last = customers.total;
    List<Instant> found = orders.until(dries.plus(Duration.ofHours(2)), now -> last);
    assertThat(found).isNotEmpty();
    assertThat(found.get(0)).isBeforeOrEqualTo(dries.plus(Duration.ofMinutes(60)));
    assertThat(orders.codes()).containsExactly("kpi.dried-up");
    assertThat(orders.memory().toString().length()).as("bytes of memory").isLessThan(9_000);
  }

  @Test
  void aLevelThatHalvesIsFoundAndItsNoiseIsNot() {
    Random random = new Random(5);
    Watched orders = new Watched(MONDAY, Watched.settings("change", change(null, null, 2)));
    ToDoubleFunction<Instant> rate = now -> 100 + 8 * random.nextGaussian();
    assertThat(orders.until(weeks(12), rate)).isEmpty();
    List<Instant> found =
        orders.until(weeks(12).plus(Duration.ofHours(6)), now -> rate.applyAsDouble(now) / 2);
    assertThat(found.get(0)).isBeforeOrEqualTo(weeks(12).plus(Duration.ofMinutes(195)));
  }

  // ---- numbers that others post

  private static Beat call(String at, String body) {
    return new Beat(Instant.parse(at), body);
  }

  private static Watched posted(Object... settings) {
    Object[] all = new Object[settings.length + 2];
    all[0] = "push";
    all[1] = true;
    System.arraycopy(settings, 0, all, 2, settings.length);
    return new Watched("2026-06-15T12:00:00Z", all);
  }

  @Test
  void takesWhatOthersPost() {
    Watched orders = posted("below", 5.0).hears(List.of(), call("2026-06-15T11:59:00Z", " 3\n"));
    assertThat(orders.headline()).isEqualTo("Orders: 3, and it should be at least 5");
    Beat json = call("2026-06-15T12:01:00Z", "{\"value\": 7, \"at\": \"2026-06-15T12:00:30Z\"}");
    assertThat(orders.passes(QUARTER).hears(List.of(), json).findings()).isEmpty();
    assertThat(orders.memory().instant("at")).hasValue(Instant.parse("2026-06-15T12:00:30Z"));
  }

  @Test
  void whatWasPostedCountsOnceHoweverOftenItIsHeard() {
    Watched orders = posted("counts", Counts.PERIOD);
    Beat first = call("2026-06-15T12:00:00Z", "5");
    Beat second = call("2026-06-15T12:30:00Z", "6");
    Beat third = call("2026-06-15T12:30:00Z", "2");
    Beat fourth = call("2026-06-15T13:00:00Z", "7");
    orders.now = Instant.parse("2026-06-15T12:30:00Z");
    orders.hears(List.of(), second, first).hears(List.of(), second, first);
    orders.hears(List.of(), third, second, first);
    orders.now = Instant.parse("2026-06-15T13:05:00Z");
    orders.hears(List.of(), fourth, third, second).hears(List.of(), fourth);
    // two calls in the same instant: the one of them that came first is the one that counts
    assertThat(orders.measured("last_hour")).isEqualTo(6 + 7);
  }

  @Test
  void amountsThatWereLostBetweenTwoLooksAreAHoleAndNoZero() {
    Watched orders = posted("counts", Counts.PERIOD, "below", 5.0);
    Beat first = call("2026-06-15T12:00:00Z", "5");
    Beat kept = call("2026-06-15T12:50:00Z", "1");
    Beat last = call("2026-06-15T13:05:00Z", "1");
    orders.hears(List.of(), first);
    orders.now = Instant.parse("2026-06-15T13:06:00Z");
    orders.hears(List.of(), last, kept);
    assertThat(orders.last())
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault().words()).contains("amounts are lost"));
    orders.hears(List.of(), last);
    assertThat(orders.findings()).isEmpty();
    assertThat(orders.measured("last_hour")).isNaN();
  }

  @Test
  void aSilenceOfThosePostingIsAFindingUnlessNobodyListened() {
    Watched orders = posted("noDataFor", Duration.ofHours(2));
    Beat call = call("2026-06-15T12:00:00Z", "5");
    orders.hears(List.of(), call).passes(Duration.ofHours(2));
    Beats.Gap gap =
        new Beats.Gap(Instant.parse("2026-06-15T12:30:00Z"), Instant.parse("2026-06-15T13:00:00Z"));
    assertThat(orders.hears(List.of(gap), call).findings()).isEmpty();
    orders.passes(Duration.ofMinutes(30)).hears(List.of(gap), call);
    assertThat(orders.codes()).containsExactly("kpi.no-data");
    assertThat(orders.headline()).isEqualTo("Orders: no number for 2 hours 30 minutes");
  }

  @Test
  void whatIsNoNumberIsNotTaken() {
    for (String body :
        List.of("", "many", "{}", "{\"value\": \"x\"}", "NaN", "[1]", "{\"value\"")) {
      Watched orders = posted().hears(List.of(), call("2026-06-15T12:00:00Z", body));
      assertThat(orders.last()).as(body).isInstanceOf(Observation.Blind.class);
    }
  }

  // ---- settings

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> Watched.settings("json", null)).hasMessageContaining("one source");
    assertThatThrownBy(() -> Watched.settings("counts", Counts.PERIOD))
        .hasMessageContaining("push");
    assertThatThrownBy(() -> Watched.settings("below", 5.0, "above", 4.0))
        .hasMessageContaining("nothing would be right");
    assertThatThrownBy(() -> Watched.settings("below", Double.NaN)).hasMessageContaining("numbers");
    assertThatThrownBy(() -> Watched.settings("weeks", 17)).hasMessageContaining("16");
    assertThatThrownBy(() -> Watched.settings("weeks", 2, "knownWeeks", 3))
        .hasMessageContaining("known-weeks");
    assertThatThrownBy(() -> Watched.settings("flatFor", Duration.ZERO))
        .hasMessageContaining("flat-for");
    assertThatThrownBy(() -> change(0.5, null, 1)).hasMessageContaining("sensitivity");
    assertThatThrownBy(() -> change(null, -1.0, 1)).hasMessageContaining("least");
    assertThatThrownBy(() -> change(null, null, 0)).hasMessageContaining("hours");
  }

  @Test
  void forgetsTheHoursOfAnotherNumber() {
    Watched orders = new Watched("2026-06-15T12:00:00Z").sees(7);
    KpiSettings other = Watched.settings("counts", Counts.TOTAL);
    KpiMemory memory = KpiMemory.of(orders.memory(), other, Watched.BERLIN, QUARTER, orders.now);
    assertThat(memory.value()).isNull();
  }

  @Test
  void sumsWithoutEndAreHolesAndSpoilNothing() {
    Hours hours = Hours.none(false, Watched.BERLIN, MONDAY);
    for (int look = 0; look < 2; look++) {
      hours.stood(MONDAY.plus(QUARTER.multipliedBy(look)), Double.MAX_VALUE);
    }
    Instant next = MONDAY.plus(Duration.ofHours(1));
    hours.stood(next, 7);
    assertThat(hours.at(hours.index(MONDAY))).isNaN();
    Hours again = Hours.of(false, Watched.BERLIN, next, hours.text());
    assertThat(again.at(again.index(MONDAY))).isNaN();
    assertThat(again.open()).isEqualTo(hours.open());
  }

  @Test
  void anHourThatCannotBeReadIsAHole() {
    Hours hours = Hours.of(false, Watched.BERLIN, MONDAY, "100;0.0;0.0;5,not a number,-,7");
    assertThat(new double[] {hours.at(100), hours.at(101), hours.at(102), hours.at(103)})
        .containsExactly(5, Double.NaN, Double.NaN, 7);
  }

  private static ChangeSettings change(Double sensitivity, Double least, int hours) {
    return new ChangeSettings(sensitivity, least, ChangeSettings.Direction.DOWN, hours);
  }
}
