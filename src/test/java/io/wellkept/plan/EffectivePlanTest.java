package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.PlanOverride;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectivePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(3));
  private static final Absence DAYS =
      new Absence(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 24));
  private static final CheckId CHECK = new CheckId("shop-home", "page");

  private final Plan plan = Shop.plan(Shop.files());

  @Test
  void sendsPeopleAwayWhileTheOverrideIsInForce() {
    List<PlanOverride> overrides =
        List.of(
            new PlanOverride.Away("1", "anna", NOW, LATER, "anna", DAYS),
            new PlanOverride.Away("2", "x", NOW, LATER, "nobody", DAYS));
    Plan effective = EffectivePlan.of(plan, overrides, NOW);
    assertThat(effective.people().person("anna").orElseThrow().awayAt(NOW)).isTrue();
    assertThat(effective.people().person("ben").orElseThrow().awayAt(NOW)).isFalse();
    assertThat(EffectivePlan.of(plan, overrides, LATER)).isEqualTo(plan);
    assertThat(EffectivePlan.of(plan, overrides, NOW.minusSeconds(1))).isEqualTo(plan);
  }

  @Test
  void mutesOneFindingOfOneCheckUntilTheMuteEnds() {
    List<PlanOverride> overrides =
        List.of(new PlanOverride.Mute("1", "anna", NOW, LATER, CHECK, "page.title", "is meant so"));
    EffectivePlan.Mutes mutes = EffectivePlan.mutes(overrides, NOW);
    assertThat(mutes.mutes(CHECK, "page.title")).isTrue();
    assertThat(mutes.mutes(CHECK, "page.status")).isFalse();
    assertThat(mutes.mutes(new CheckId("other", "page"), "page.title")).isFalse();
    assertThat(EffectivePlan.mutes(overrides, LATER).findings()).isEmpty();
  }
}
