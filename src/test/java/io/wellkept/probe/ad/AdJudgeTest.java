package io.wellkept.probe.ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows from what a source says of its ads, without a look at where they lead. */
final class AdJudgeTest {
  private static final Instant NOON = Scene.NOON;

  private final AdSettings settings =
      Scene.settings(
          AdSettings.class,
          "source",
          new SourceSettings(
              null, null, Scene.settings(CsvSettings.class, "file", "ads.csv"), null),
          "noImpressionsFor",
          Duration.ofDays(3));
  private Memory memory = Memory.EMPTY;

  private Judgement judge(Instant now, boolean complete, Ad... ads) {
    return judge(settings, Live.ALWAYS, now, complete, ads);
  }

  private Judgement judge(AdSettings own, Live live, Instant now, boolean complete, Ad... ads) {
    return judge(own, live, now, complete, true, ads);
  }

  /** The source lists all, and could not be asked what they cost. */
  private Judgement judgeWithoutFigures(Instant now, Ad... ads) {
    return judge(settings, Live.ALWAYS, now, true, false, ads);
  }

  private Judgement judge(
      AdSettings own, Live live, Instant now, boolean complete, boolean figures, Ad... ads) {
    Look<AdSettings> look =
        Scene.look(Scene.touchpoint(null, live, AdProbe.KIND, own, 1), own, false);
    AdFacts facts =
        new AdFacts.Seen(
            Entry.of(own, Arrays.asList(ads)), complete, figures, List.of(), Map.of(), 1, false, 0);
    Judgement judgement = AdJudge.judge(look, facts, memory, now);
    memory = judgement.memory();
    return judgement;
  }

  private static List<Finding> findings(Judgement judgement) {
    return ((Observation.Seen) judgement.observation()).findings();
  }

  private static List<String> codes(Judgement judgement) {
    return findings(judgement).stream().map(Finding::code).toList();
  }

  @Test
  void findsAnAdThatRunsOnAfterItsEnd() {
    Ad ad = Ads.running("7").ends(NOON).spent("212.40", 900).ad();

    assertThat(codes(judge(NOON.minusSeconds(1), true, ad))).isEmpty();
    assertThat(codes(judge(NOON.plus(Duration.ofMinutes(59)), true, ad))).isEmpty();
    assertThat(findings(judge(NOON.plus(Duration.ofDays(2)), true, ad)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.after-end");
          assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(finding.leadsTo()).isEqualTo(Condition.STALE);
          assertThat(finding.since()).isEqualTo(NOON);
          assertThat(finding.headline())
              .isEqualTo(
                  "The ad “Ad 7” costs 212 EUR a week and runs on, although it should have ended"
                      + " on 15 June 2026");
        });
  }

  @Test
  void takesTheEndThatWasAgreedWhereTheVendorKnowsNone() {
    WrittenAd agreed =
        Scene.settings(WrittenAd.class, "id", "7", "ends", LocalDate.of(2026, 6, 10));
    AdSettings own =
        Scene.settings(AdSettings.class, "source", settings.source(), "ads", List.of(agreed));

    assertThat(codes(judge(own, Live.ALWAYS, NOON, true, Ads.running("7").ad())))
        .containsExactly("ad.after-end");
  }

  @Test
  void takesTheLastDayOfTheTouchpointAsTheEndOfItsAds() {
    Live over = new Live(null, NOON.minus(Duration.ofDays(1)));

    assertThat(codes(judge(settings, over, NOON, true, Ads.running("7").ad())))
        .containsExactly("ad.after-end");
  }

  @Test
  void findsAnEndedAdThatIsStillShown() {
    Ad ended = Ads.running("7").is(Ad.Running.ENDED).ends(NOON).spent("3", 12).ad();

    assertThat(codes(judge(NOON.plus(Duration.ofDays(7)), true, ended)))
        .as("it may have been shown before its end")
        .isEmpty();
    assertThat(codes(judge(NOON.plus(Duration.ofDays(9)), true, ended)))
        .containsExactly("ad.after-end");
  }

  /** Some vendors call an ad active for ever, also when they have stopped it. */
  @Test
  void believesThatAVendorStopsAnAdByItselfUntilSomebodyIsShownIt() {
    SourceSettings meta =
        new SourceSettings(
            null,
            Scene.settings(MetaSettings.class, "account", "1", "token", "t".repeat(20)),
            null,
            null);
    AdSettings own = Scene.settings(AdSettings.class, "source", meta);
    Ad stopped = Ads.running("7").ends(NOON).spent("9", 0).ad();
    Ad shown = Ads.running("7").ends(NOON).spent("9", 5).ad();
    Instant later = NOON.plus(Duration.ofDays(9));

    assertThat(codes(judge(own, Live.ALWAYS, later, true, stopped))).isEmpty();
    assertThat(codes(judge(own, Live.ALWAYS, NOON.plus(Duration.ofDays(3)), true, shown)))
        .isEmpty();
    assertThat(codes(judge(own, Live.ALWAYS, later, true, shown))).containsExactly("ad.after-end");
  }

  @Test
  void quotesWhyTheVendorDisapproves() {
    Ad ad =
        Ads.running("7")
            .reviewed(Ad.Verdict.DISAPPROVED, "DISAPPROVED", "DESTINATION_NOT_WORKING")
            .ad();

    assertThat(findings(judge(NOON, true, ad)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.disapproved");
          assertThat(finding.headline())
              .isEqualTo("The ad “Ad 7” was disapproved: DESTINATION_NOT_WORKING");
          assertThat(finding.evidence())
              .contains(
                  new Evidence("found", "Ads of the example says: DISAPPROVED"),
                  new Evidence("campaign", "Autumn"),
                  new Evidence("ad", "https://ads.example/7"));
        });
    Ad limited = Ads.running("7").reviewed(Ad.Verdict.LIMITED, "APPROVED_LIMITED").ad();
    assertThat(findings(judge(NOON, true, limited)))
        .singleElement()
        .extracting(Finding::code, Finding::severity)
        .containsExactly("ad.limited", Severity.MINOR);
  }

  @Test
  void saysNothingOfAdsThatRest() {
    Ad paused =
        Ads.running("7")
            .is(Ad.Running.PAUSED)
            .reviewed(Ad.Verdict.DISAPPROVED, "DISAPPROVED")
            .ends(NOON.minusSeconds(9_000))
            .to("nonsense")
            .ad();
    Ad ended = Ads.running("8").is(Ad.Running.ENDED).to("nonsense").ad();

    assertThat(codes(judge(NOON, true, paused, ended))).isEmpty();
  }

  @Test
  void findsAnAdThatNobodyIsShown() {
    Ad unseen = Ads.running("7").spent("0", 0).ad();
    Ad seen = Ads.running("7").spent("0", 1).ad();
    Duration days = Duration.ofDays(3);

    assertThat(codes(judge(NOON, true, unseen))).isEmpty();
    assertThat(codes(judge(NOON.plus(days.minusSeconds(1)), true, unseen))).isEmpty();
    assertThat(findings(judge(NOON.plus(days), true, unseen)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("ad.no-impressions");
          assertThat(finding.since()).isEqualTo(NOON);
          assertThat(finding.headline()).endsWith("nobody has been shown it for 3 days");
        });
    assertThat(codes(judge(NOON.plus(days), true, seen))).isEmpty();
    assertThat(codes(judge(NOON.plus(days.multipliedBy(2)), true, unseen)))
        .as("the days count from the last time that somebody saw it")
        .isEmpty();
  }

  @Test
  void closesWhatHasVanishedOnlyFromACompleteList() {
    Ad bad = Ads.running("7").reviewed(Ad.Verdict.DISAPPROVED, "DISAPPROVED").ad();
    Ad good = Ads.running("8").ad();
    assertThat(codes(judge(NOON, true, bad, good))).containsExactly("ad.disapproved");

    assertThat(codes(judge(NOON, false, good))).containsExactly("ad.disapproved");
    assertThat(codes(judge(NOON, false, good))).containsExactly("ad.disapproved");
    assertThat(codes(judge(NOON, true, good))).isEmpty();
  }

  @Test
  void anAdThatNobodyIsShownStaysOneWhileItsFiguresCannotBeHad() {
    Ad unseen = Ads.running("7").spent("0", 0).ad();
    Ad unknown = Ads.running("7").ad();
    Instant later = NOON.plus(Duration.ofDays(3));
    judge(NOON, true, unseen);

    assertThat(codes(judgeWithoutFigures(NOON.plus(Duration.ofDays(1)), unknown))).isEmpty();
    assertThat(codes(judge(later, true, unseen)))
        .as("its clock went on")
        .containsExactly("ad.no-impressions");
    assertThat(codes(judgeWithoutFigures(later, unknown))).containsExactly("ad.no-impressions");
    assertThat(codes(judgeWithoutFigures(later, Ads.running("7").is(Ad.Running.PAUSED).ad())))
        .isEmpty();
  }

  @Test
  void anAdThatRunsOnDoesSoWhileItsFiguresCannotBeHad() {
    Instant later = NOON.plus(Duration.ofDays(9));
    Ads ended = Ads.running("7").is(Ad.Running.ENDED).ends(NOON);
    judge(later, true, ended.spent("3", 12).ad());

    assertThat(codes(judgeWithoutFigures(later, ended.ad()))).containsExactly("ad.after-end");
    assertThat(codes(judge(later, true, ended.spent("3", 0).ad()))).isEmpty();
  }

  @Test
  void whatIsCriticalStaysSoWhileNobodyKnowsTheCost() {
    Ads bad = Ads.running("7").reviewed(Ad.Verdict.DISAPPROVED, "DISAPPROVED");
    judge(NOON, true, bad.spent("212.40", 900).ad());

    assertThat(findings(judgeWithoutFigures(NOON, bad.ad())))
        .extracting(Finding::severity)
        .containsExactly(Severity.CRITICAL);
    assertThat(findings(judge(NOON, true, bad.spent("1", 900).ad())))
        .extracting(Finding::severity)
        .containsExactly(Severity.MAJOR);
  }

  @Test
  void anIncompleteListClosesNoFaultThatManyShare() {
    Ad[] all =
        IntStream.range(0, 60)
            .mapToObj(i -> Ads.running("a" + i).reviewed(Ad.Verdict.DISAPPROVED, "NO").ad())
            .toArray(Ad[]::new);
    Ad[] mended =
        IntStream.range(0, 60).mapToObj(i -> Ads.running("a" + i).ad()).toArray(Ad[]::new);
    List<Finding> whole = findings(judge(NOON, true, all));

    assertThat(findings(judge(NOON, false, Arrays.copyOfRange(all, 50, 60))))
        .as("the same fault, and none apart")
        .isEqualTo(whole);
    assertThat(findings(judge(NOON, false, mended)))
        .as("each of its ads is listed and has it no more")
        .isEmpty();
  }

  @Test
  void anIncompleteListSetsNoClockBack() {
    Ad unseen = Ads.running("7").spent("0", 0).ad();
    judge(NOON, true, unseen);
    judge(NOON.plus(Duration.ofDays(1)), false, Ads.running("8").ad());

    assertThat(codes(judge(NOON.plus(Duration.ofDays(3)), true, unseen)))
        .containsExactly("ad.no-impressions");
  }

  @Test
  void remembersEverythingWhileTheSourceIsBlind() {
    Ad bad = Ads.running("7").reviewed(Ad.Verdict.DISAPPROVED, "DISAPPROVED").ad();
    judge(NOON, true, bad);
    Look<AdSettings> look =
        Scene.look(Scene.touchpoint(null, AdProbe.KIND, settings), settings, false);

    Judgement blind =
        AdJudge.judge(look, new AdFacts.Barred(new Fault.Throttled("slow down")), memory, NOON);

    assertThat(blind.observation()).isInstanceOf(Observation.Blind.class);
    assertThat(blind.memory()).isEqualTo(memory);
  }

  @Test
  void tellsOnceThatAllAdsAreDisapproved() {
    Ad[] all =
        IntStream.range(0, 5_000)
            .mapToObj(i -> Ads.running("a" + i).reviewed(Ad.Verdict.DISAPPROVED, "NO").ad())
            .toArray(Ad[]::new);

    assertThat(findings(judge(NOON, true, all)))
        .singleElement()
        .extracting(Finding::headline)
        .isEqualTo("Each of 5000 ads was disapproved");
  }

  @Test
  void givesEveryAdAClockOfItsOwn() {
    Ad one = Ads.running("7").reviewed(Ad.Verdict.DISAPPROVED, "NO").ad();
    Ad other = Ads.running("8").ends(NOON.minus(Duration.ofDays(3))).ad();

    assertThat(findings(judge(NOON, true, one, other)))
        .extracting(Finding::subject)
        .containsExactlyInAnyOrder("7", "8");
  }
}
