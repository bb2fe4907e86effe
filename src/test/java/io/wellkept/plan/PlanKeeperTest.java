package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.plan.PlanKeeper.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanKeeperTest {
  private final Map<String, String> files = Shop.files();
  private final Plan first = Shop.plan(files);
  private final PlanKeeper keeper = new PlanKeeper(Shop.reader(Map.of()), first);

  private Outcome reload(boolean confirmed) {
    return keeper.reload(Sources.of(files), confirmed);
  }

  @Test
  void keepsThePlanWhenNothingChanged() {
    files.computeIfPresent("monitors/shop.yaml", (path, text) -> "# a remark\n" + text);
    assertThat(reload(false)).isEqualTo(new Outcome.Unchanged());
    assertThat(keeper.plan()).isSameAs(first);
  }

  @Test
  void swapsThePlanWhole() {
    files.put("monitors/more.yaml", Shop.HOME.replace("shop-home", "more"));
    Outcome outcome = reload(false);
    assertThat(outcome).isInstanceOf(Outcome.Activated.class);
    assertThat(((Outcome.Activated) outcome).change().added()).containsExactly("more");
    assertThat(keeper.plan().touchpoints()).containsKey("more");
  }

  @Test
  void goesOnWithTheOldPlanWhenTheNewOneIsBroken() {
    files.put("monitors/more.yaml", "touchpoints: [");
    assertThat(reload(true)).isInstanceOf(Outcome.Refused.class);
    assertThat(keeper.plan()).isSameAs(first);
  }

  @Test
  void waitsForAYesWhenEverythingWouldGo() {
    files.remove("monitors/shop.yaml");
    Outcome outcome = reload(false);
    assertThat(outcome).isInstanceOf(Outcome.Held.class);
    assertThat(((Outcome.Held) outcome).change().emptied()).isTrue();
    assertThat(keeper.plan()).isSameAs(first);
    assertThat(reload(true)).isInstanceOf(Outcome.Activated.class);
    assertThat(keeper.plan().touchpoints()).isEmpty();
  }
}
