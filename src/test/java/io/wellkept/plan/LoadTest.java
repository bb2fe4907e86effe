package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTest {
  private final Map<String, String> files = Shop.files();

  private void look(int touchpoints, String every, String page) {
    StringBuilder text = new StringBuilder("touchpoints:\n");
    for (int i = 0; i < touchpoints; i++) {
      text.append("  - {id: t" + i + ", url: https://Shop.example.org/" + i)
          .append(", owner: anna, backup: ben, checks: {page: {every: " + every + page + "},")
          .append(" beat: {kind: heartbeat, expect-every: 1d, every: 1s}}}\n");
    }
    files.put("monitors/shop.yaml", text.toString());
  }

  private String warnings() {
    return String.join(
        "\n",
        Shop.good(Shop.reader(Map.of()).read(Sources.of(files))).warnings().stream()
            .map(Problem::toString)
            .toList());
  }

  @Test
  void saysWhatAForeignHostCannotTake() {
    look(90, "1m", "");
    assertThat(warnings())
        .isEqualTo(
            "config/daemon.yaml: shop.example.org is looked at 90 times a minute, 60 is what"
                + " foreign-pace allows: list it under own-hosts or look less often");
  }

  @Test
  void isContentWithOurOwnHost() {
    look(90, "1m", "");
    files.computeIfPresent(
        "config/daemon.yaml", (path, text) -> text + "own-hosts: [\"*.example.org\"]\n");
    assertThat(warnings()).isEmpty();
    files.computeIfPresent(
        "config/daemon.yaml", (path, text) -> text + "own-pace: {per-second: 1.45}\n");
    assertThat(warnings())
        .isEqualTo(
            "config/daemon.yaml: shop.example.org is looked at 90 times a minute, 87 is what"
                + " own-pace allows: raise own-pace or look less often");
  }

  @Test
  void countsTheAddressThatACheckReallyLooksAt() {
    look(2, "1s", ", at: \"https://other.example.org/\"");
    assertThat(warnings()).contains("other.example.org is looked at 120 times a minute");
    assertThat(Load.of(Shop.plan(files)))
        .singleElement()
        .satisfies(load -> assertThat(load.host()).isEqualTo("other.example.org"));
  }
}
