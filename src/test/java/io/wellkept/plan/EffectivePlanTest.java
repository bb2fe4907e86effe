package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.PlanOverride;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Touchpoint;
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

  private static PlanOverride.HandedOver over(String touchpoint, String from, String to) {
    return new PlanOverride.HandedOver("h", from, NOW, LATER, touchpoint, from, to);
  }

  @Test
  void putsATouchpointIntoTheHandsOfWhoeverTookItOver() {
    Touchpoint before = plan.touchpoint("shop-home").orElseThrow();
    String standIn = before.backups().get(0);
    List<PlanOverride> overrides = List.of(over("shop-home", before.owner(), standIn));
    Touchpoint after = EffectivePlan.of(plan, overrides, NOW).touchpoint("shop-home").orElseThrow();
    assertThat(after.owner()).isEqualTo(standIn);
    assertThat(after.backups()).contains(before.owner()).doesNotContain(standIn);
    assertThat(EffectivePlan.of(plan, overrides, LATER)).isEqualTo(plan);
  }

  @Test
  void passesOverHandOversThatTheFilesHaveOvertaken() {
    for (PlanOverride stale :
        List.of(
            over("shop-home", "carla", "ben"),
            over("shop-home", "anna", "nobody"),
            over("gone", "anna", "ben"))) {
      assertThat(EffectivePlan.of(plan, List.of(stale), NOW)).isSameAs(plan);
    }
  }
}
