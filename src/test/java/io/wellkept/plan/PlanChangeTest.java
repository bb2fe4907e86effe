package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanChangeTest {
  private static Plan shops(int from, int until) {
    Map<String, String> files = Shop.files();
    files.put("monitors/shop.yaml", entries(from, until));
    return Shop.plan(files);
  }

  private static String entries(int from, int until) {
    return "touchpoints:"
        + (from == until ? " []\n" : "\n")
        + IntStream.range(from, until)
            .mapToObj(i ->
                "  - {id: t" + i + ", url: https://a.example.org/, owner: anna, backup: ben}\n")
            .collect(Collectors.joining());
  }

  private static PlanChange change(String path, String from, String to) {
    Map<String, String> files = Shop.files();
    Plan old = Shop.plan(files);
    assertThat(files.get(path)).contains(from);
    files.computeIfPresent(path, (name, text) -> text.replace(from, to));
    return PlanChange.between(old, Shop.plan(files));
  }

  @Test
  void saysNothingWhenNothingChanged() {
    Plan plan = Shop.plan(Shop.files());
    PlanChange change = PlanChange.between(plan, Shop.plan(Shop.files()));
    assertThat(change.nothing()).isTrue();
    assertThat(change.sentence()).isEqualTo("nothing changed");
    assertThat(change.removesTooMuch()).isFalse();
  }

  @Test
  void namesWhatCameAndWent() {
    PlanChange change = PlanChange.between(shops(0, 3), shops(1, 5));
    assertThat(change.sentence())
        .isEqualTo("2 touchpoints added: t3, t4; 1 touchpoint removed: t0");
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1, false", "10, 2, false", "10, 3, true", "5, 1, false", "5, 2, true", "3, 1, false",
    "3, 2, true", "2, 1, false", "2, 2, true", "1, 1, true", "100, 20, false", "100, 21, true"
  })
  void holdsWhenMoreThanAFifthWouldGo(int before, int gone, boolean tooMuch) {
    PlanChange change = PlanChange.between(shops(0, before), shops(gone, before));
    assertThat(change.removesTooMuch()).isEqualTo(tooMuch);
    assertThat(change.emptied()).isEqualTo(before == gone);
  }

  @Test
  void doesNotCountARenamedTouchpointAsGone() {
    PlanChange change =
        change("monitors/shop.yaml", "id: shop-home", "id: start\n    was: [shop-home]");
    assertThat(change.sentence()).isEqualTo("touchpoint shop-home is now called start");
    assertThat(change.removed()).isEmpty();
    assertThat(change.removesTooMuch()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "monitors/shop.yaml | owner: anna | owner: carla | owner of shop-home is now Carla Voss",
        "monitors/shop.yaml | backup: ben | backup: [carla] | backup of shop-home is now Carla"
            + " Voss",
        "monitors/shop.yaml | name: Shop | name: Home | 1 touchpoint changed: shop-home",
        "monitors/shop.yaml | name: Shop | checks: {page: {every: 1h}} | check page of shop-home"
            + " now looks every 1h",
        "monitors/shop.yaml | name: Shop | checks: {page: {status: 201}} | check page of shop-home"
            + " changed",
        "config/people.yaml | Anna Berger | Anna Moor | Anna Moor: name (was Anna Berger) changed",
        "config/people.yaml | anna@example.org | a@example.org | Anna Berger: addresses changed",
        "config/people.yaml | members: [anna, ben] | members: [anna] | team web changed",
        "config/daemon.yaml | smtp.example.org | mx.example.org | notifier mail changed",
        "config/daemon.yaml | operators: ops | operators: web | the operators are now team web",
      })
  void saysWhatChangedInWords(String path, String from, String to, String words) {
    assertThat(change(path, from, to).sentence()).isEqualTo(words);
  }

  @Test
  void namesLaddersAndTheTable() {
    Map<String, String> files = Shop.files();
    Plan old = Shop.plan(files);
    files.put(
        "config/policies.yaml",
        """
        ladders:
          usual: {rungs: [{tell: owner}]}
          slow: {rungs: [{tell: owner}]}
        table: {low: {minor: slow}}
        """);
    assertThat(PlanChange.between(old, Shop.plan(files)).words())
        .containsExactly(
            "1 ladder added: slow", "ladder usual changed", "the table of ladders changed");
  }
}
