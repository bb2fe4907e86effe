package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellkept.report.digest.Digest.Act;
import io.wellkept.report.digest.Digest.Stand;
import io.wellkept.touchpoint.Condition;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever reckons one figure of the digest in the docs from another finds the same. */
final class SampleAgreesTest {
  private final Digest digest = Digests.rich();
  private final Map<String, Stand> stands =
      digest.stands().stream().collect(Collectors.toMap(Stand::touchpoint, Function.identity()));
  private final Map<String, Stand> byName =
      digest.stands().stream().collect(Collectors.toMap(Stand::name, Function.identity()));

  private static boolean isWrong(Stand stand) {
    return stand.condition().worseThan(Condition.UNKNOWN);
  }

  @Test
  void theMapCountsWhatTheSentenceCounts() {
    Map<Condition, Long> sentence =
        digest.stands().stream()
            .collect(Collectors.groupingBy(Stand::condition, Collectors.counting()));
    Map<Condition, Long> map =
        digest.places().stream()
            .flatMap(place -> place.counts().entrySet().stream())
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)));
    assertThat(map).isEqualTo(sentence);
  }

  @Test
  void theScoreIsAHundredLessWhatEachCosts() {
    Costs costs = new Costs(digest.stands());
    double all =
        digest.stands().stream().filter(s -> s.share() != null).mapToDouble(costs::of).sum();
    assertThat(digest.score().now()).isCloseTo(100 - all, within(1e-9));
  }

  @Test
  void whatIsSaidToBeOpenIsNotInOrder() {
    assertThat(digest.worst())
        .isNotEmpty()
        .allMatch(one -> one.open() == isWrong(stands.get(one.touchpoint())));
    assertThat(digest.better())
        .isNotEmpty()
        .noneMatch(one -> isWrong(stands.get(one.touchpoint())));
  }

  @Test
  void whereToActNextIsWhereSomethingIsWrongStill() {
    List<Integer> still = digest.next().stream().map(Act::still).toList();
    assertThat(still.getFirst()).isPositive();
    assertThat(digest.next().stream().map(act -> act.still() == 0)).isSorted();
    for (Act act : digest.next()) {
      assertThat(act.touchpoints().stream().map(byName::get).filter(SampleAgreesTest::isWrong))
          .as(act.touchpoints().toString())
          .hasSize(act.still());
      assertThat(digest.places())
          .filteredOn(p -> p.stage().equals(act.stage()) && p.channel().equals(act.channel()))
          .singleElement()
          .matches(place -> place.worst().worseThan(Condition.UNKNOWN) == act.still() > 0);
    }
  }

  @Test
  void isAboutTouchpointsThatItHas() {
    assertThat(
            Stream.of(
                    digest.waste().stream().map(Digest.Waste::touchpoint),
                    digest.blindSpots().stream().map(Digest.BlindSpot::touchpoint),
                    digest.unowned().stream().map(Digest.Hole::touchpoint),
                    digest.initiatives().stream().map(Digest.Tried::touchpoint))
                .flatMap(Function.identity()))
        .hasSizeGreaterThan(5)
        .allMatch(stands::containsKey);
    assertThat(byName).containsKey(digest.reviews().oldestAt());
  }

  @Test
  void theMoneyThatWasWastedIsPartOfWhatTheAdsCost() {
    Act ads = digest.next().stream().filter(a -> a.spend() != null).findFirst().orElseThrow();
    assertThat(digest.waste())
        .allMatch(waste -> waste.spend() < ads.spend() * waste.lasted().toHours() / 168);
  }
}
