package io.wellkept.ledger;

import static io.wellkept.ledger.Samples.LANDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Incident;
import io.wellkept.touchpoint.Memory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
  private final Json json = new Json();

  @Test
  void keepsAHealthyPageInLessThanFourHundredBytes() {
    assertThat(json.write(Samples.healthy(LANDING)).length()).isLessThan(400);
  }

  @Test
  void writesNeitherNullsNorEmptyLists() {
    assertThat(json.write(Samples.healthy(LANDING)))
        .doesNotContain("null", "[]", "{}", "blindSince", "findings", "suspicions");
  }

  @Test
  void readsWhatANewerProcessWrote() {
    String newer = json.write(Samples.full(LANDING)).replaceFirst("\\{", "{\"mood\":{\"a\":[1]},");
    assertThat(json.read(newer, CheckState.class)).isEqualTo(Samples.full(LANDING));
    String blocked = newer.replace("\"mark\"", "\"colour\":\"red\",\"mark\"");
    assertThat(json.read(blocked, CheckState.class)).isEqualTo(Samples.full(LANDING));
  }

  @Test
  void readsWhatAnOlderProcessWroteWithFewerLists() {
    String older =
        """
        {"check":"landing/page","born":0,"memory":{"version":2},"tally":{"hour":0,"looks":1}}\
        """;
    CheckState state = json.read(older, CheckState.class);
    assertThat(state.findings()).isEqualTo(List.of());
    assertThat(state.memory()).isEqualTo(new Memory(2, Map.of()));
    assertThat(state.tally().classes()).isEmpty();
    assertThat(state.swings()).isEmpty();
  }

  @Test
  void readsAnIncidentThatKnewNoRhythm() {
    Incident incident = Samples.incident("i1", LANDING, Samples.NOON);
    String older = json.with(json.with(json.write(incident), "unsteady", null), "untold", null);
    assertThat(json.read(older, Incident.class).unsteady()).isNull();
    assertThat(json.read(older, Incident.class).untold()).isZero();
    assertThat(json.read(json.write(incident), Incident.class)).isEqualTo(incident);
  }

  @Test
  void changesOneFieldAndLeavesTheOthers() {
    Incident incident = Samples.incident("i1", LANDING, Samples.NOON);
    String asleep = json.with(json.write(incident), "wakeAt", null);
    assertThat(json.read(asleep, Incident.class)).isEqualTo(incident.wakeAt(null));
    String awake = json.with(asleep, "wakeAt", Samples.NOON);
    assertThat(json.read(awake, Incident.class)).isEqualTo(incident);
  }
}
