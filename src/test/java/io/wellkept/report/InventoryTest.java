package io.wellkept.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.report.Inventory.Do;
import io.wellkept.report.Kept.Has;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counted by hand: how far an inventory has come. */
final class InventoryTest {
  private static final Journey.Place DISCOVER = new Journey.Place("discover", "Discover");
  private static final Journey.Place BUY = new Journey.Place("buy", "Buy");
  private static final Journey.Place SITE = new Journey.Place("site", "Website");
  private static final Journey.Place ADS = new Journey.Place("ads", "Ads");
  private static final Journey JOURNEY =
      new Journey(List.of(DISCOVER, BUY), List.of(SITE, ADS), List.of());
  private static final Set<Has> ALL = EnumSet.allOf(Has.class);

  private static Kept kept(
      String id,
      Importance importance,
      @Nullable String stage,
      @Nullable String channel,
      Set<Has> has) {
    Touchpoint touchpoint =
        new Touchpoint(
            id,
            id,
            null,
            importance,
            "anna",
            List.of("ben"),
            stage,
            channel,
            Set.of(),
            Set.of(),
            null,
            Live.ALWAYS,
            Set.of(),
            Set.of(),
            Duration.ZERO,
            List.of());
    return new Kept(new Board.Row(touchpoint, Condition.HEALTHY, null, List.of(), List.of()), has);
  }

  private static Set<Has> without(Has first, Has... more) {
    Set<Has> all = EnumSet.complementOf(EnumSet.of(first, more));
    return all;
  }

  private static final List<Kept> SHOP =
      List.of(
          kept("landing", Importance.HIGH, "discover", "site", ALL),
          kept("banner", Importance.LOW, "discover", "ads", without(Has.CHECK, Has.LOOK)),
          kept("poster", Importance.LOW, "discover", "ads", without(Has.CHECK, Has.LOOK)),
          kept("basket", Importance.NORMAL, "buy", "site", without(Has.WORD, Has.CONFIRMATION)),
          kept("checkout", Importance.HIGH, "buy", "site", without(Has.CHECK, Has.LOOK)),
          kept("kiosk", Importance.NORMAL, null, null, without(Has.OWNER)));

  @Test
  void countsWhatTheyHaveByStageAndChannel() {
    Inventory inventory = Inventory.of(JOURNEY, SHOP);

    assertThat(inventory.all().total()).isEqualTo(6);
    assertThat(inventory.all().number(Has.CHECK)).isEqualTo(3);
    assertThat(inventory.all().percent(Has.CHECK)).isEqualTo(50);
    assertThat(inventory.all().number(Has.OWNER)).isEqualTo(5);
    assertThat(inventory.all().percent(Has.OWNER)).isEqualTo(83);
    assertThat(inventory.all().basics()).as("landing and basket").isEqualTo(2);
    assertThat(inventory.stages()).extracting(Inventory.Line::total).containsExactly(3, 2, 1);
    assertThat(inventory.stages()).extracting(Inventory.Line::basics).containsExactly(1, 1, 0);
    assertThat(inventory.stages().get(2).place()).as("without a stage").isNull();
    assertThat(inventory.channels()).extracting(Inventory.Line::total).containsExactly(3, 2, 1);
    assertThat(inventory.channels().get(1).percent(Has.CHECK)).isZero();
    assertThat(inventory.stages().get(1).percent(Has.CONFIRMATION)).isEqualTo(50);
  }

  @Test
  void saysWhereNothingIs() {
    List<Inventory.Spot> spots = Inventory.of(JOURNEY, SHOP).spots();

    assertThat(spots)
        .extracting(spot -> spot.stage().id() + "/" + spot.channel().id() + " " + spot.total())
        .containsExactly("discover/site 1", "discover/ads 2", "buy/site 2", "buy/ads 0");
    assertThat(spots).extracting(Inventory.Spot::basics).containsExactly(1, 0, 1, 0);
  }

  @Test
  void namesThreeStepsTheMostUrgentFirst() {
    List<Inventory.Step> steps = Inventory.of(JOURNEY, SHOP).steps();

    assertThat(steps)
        .extracting(Inventory.Step::what)
        .containsExactly(Do.OWNER, Do.CHECK, Do.PLACE);
    Inventory.Step check = steps.get(1);
    assertThat(check.stage())
        .as("one that matters counts more than two that do not")
        .isEqualTo(BUY);
    assertThat(check.number()).isEqualTo(1);
    assertThat(check.first()).isNotNull();
    assertThat(check.first().id()).isEqualTo("checkout");
    assertThat(steps.get(2).first().id()).isEqualTo("kiosk");
  }

  @Test
  void startsWithTheMostImportant() {
    List<Kept> all =
        List.of(
            kept("small", Importance.LOW, "buy", "site", without(Has.BACKUP)),
            kept("great", Importance.HIGH, "buy", "site", without(Has.BACKUP)));

    Inventory.Step step = Inventory.of(JOURNEY, all).steps().get(0);
    assertThat(step.what()).isEqualTo(Do.BACKUP);
    assertThat(step.number()).isEqualTo(2);
    assertThat(step.first().id()).isEqualTo("great");
  }

  @Test
  void namesTheEmptyPlaceWithMostAroundIt() {
    List<Kept> all =
        List.of(
            kept("a", Importance.LOW, "discover", "site", ALL),
            kept("b", Importance.LOW, "discover", "ads", ALL),
            kept("c", Importance.LOW, "discover", "ads", ALL));

    Inventory.Step step = Inventory.of(JOURNEY, all).steps().get(0);
    assertThat(step.what()).isEqualTo(Do.FILL);
    assertThat(step.number()).isEqualTo(2);
    assertThat(step.stage()).isEqualTo(BUY);
    assertThat(step.channel()).as("two ads against one page").isEqualTo(ADS);
  }

  @Test
  void hasNothingToSayWhereNothingIsMissing() {
    Journey one = new Journey(List.of(BUY), List.of(SITE), List.of());
    List<Kept> all = List.of(kept("a", Importance.LOW, "buy", "site", ALL));

    assertThat(Inventory.of(one, all).steps()).isEmpty();
    assertThat(Inventory.of(one, all).all().basics()).isEqualTo(1);
    assertThat(Inventory.of(Journey.NONE, List.of()).steps()).isEmpty();
  }

  @Test
  void neverRoundsToAllOrNone() {
    assertThat(Inventory.percent(999, 1000)).isEqualTo(99);
    assertThat(Inventory.percent(1, 1000)).isEqualTo(1);
    assertThat(Inventory.percent(0, 0)).isZero();
    assertThat(Inventory.percent(1, 3)).isEqualTo(33);
    assertThat(Inventory.percent(7, 7)).isEqualTo(100);
  }
}
