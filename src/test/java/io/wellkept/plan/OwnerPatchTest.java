package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.PlanOverride.HandedOver;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed diff, taken by {@code git apply}, gives files that say what people handed over. */
final class OwnerPatchTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String SITE = "monitors/site.yaml";

  @TempDir Path home;

  private static HandedOver over(String touchpoint, String from, String to) {
    return new HandedOver("h-" + touchpoint, from, NOW, null, touchpoint, from, to);
  }

  private static Map<String, String> shop(String site) {
    Map<String, String> files = new TreeMap<>(Shop.files());
    files.keySet().removeIf(name -> name.startsWith("monitors/"));
    files.put(SITE, site);
    return files;
  }

  /** The files after {@code git apply} took the diff. */
  private Map<String, String> applied(Map<String, String> files, String diff) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = home.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      Path patch = Files.writeString(home.resolve("owners.patch"), diff);
      Process git =
          new ProcessBuilder("git", "apply", "--whitespace=nowarn", patch.toString())
              .directory(home.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(git.getInputStream().readAllBytes());
      assertThat(git.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(git.exitValue()).as(said).isZero();
      Map<String, String> after = new TreeMap<>(files);
      after.put(SITE, Files.readString(home.resolve(SITE)));
      return after;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void changesNamesInPlaceAndKeepsCommentsAndLayout() {
    String site =
        """
        # what customers meet first
        touchpoints:
          - id: home
            owner: anna   # since the move
            backup: [ben, "carla"]
            url: https://shop.example.org/


          - {id: sign, backup: ben, owner: 'anna'}   # über der Tür
          - id: untouched
            owner: anna
            backup:
              - carla
          - id: late
            owner: anna
            backup:
              - carla  # knows it best
              - ben\
        """;
    Map<String, String> files = shop(site);
    List<HandedOver> handed =
        List.of(
            over("home", "anna", "carla"),
            over("sign", "anna", "ben"),
            over("late", "anna", "ben"));

    OwnerPatch.Patch patch = patch(Sources.of(files), handed);

    assertThat(patch.byHand()).isEmpty();
    Map<String, String> after = applied(files, patch.diff());
    assertThat(after.get(SITE))
        .isEqualTo(
            site.replace("owner: anna   # since", "owner: carla   # since")
                .replace("[ben, \"carla\"]", "[ben, \"anna\"]")
                .replace("backup: ben, owner: 'anna'", "backup: anna, owner: 'ben'")
                .replace("id: late\n    owner: anna", "id: late\n    owner: ben")
                .replace("best\n      - ben", "best\n      - anna"));
    Plan read = Shop.plan(after);
    Plan effective = EffectivePlan.of(Shop.plan(files), List.copyOf(handed), NOW);
    for (Touchpoint touchpoint : effective.touchpoints().values()) {
      Touchpoint written = read.touchpoint(touchpoint.id()).orElseThrow();
      assertThat(written.owner()).isEqualTo(touchpoint.owner());
      assertThat(written.backups()).isEqualTo(touchpoint.backups());
    }
    assertThat(patch(Sources.of(after), handed).diff()).isEmpty();
  }

  @Test
  void keepsTheLineEndsOfWindows() {
    String site = "touchpoints:\r\n  - id: home\r\n    owner: anna\r\n    backup: ben\r\n";
    Map<String, String> files = shop(site);
    OwnerPatch.Patch patch = patch(Sources.of(files), List.of(over("home", "anna", "carla")));
    assertThat(applied(files, patch.diff()).get(SITE)).isEqualTo(site.replace("anna", "carla"));
  }

  @Test
  void leavesToAPersonWhatOtherEntriesShare() {
    String site =
        """
        touchpoints:
          - id: home
            owner: &web anna
            backup: &others [ben, carla]
          - id: sign
            owner: *web
            backup: *others
        """;
    OwnerPatch.Patch patch =
        patch(
            Sources.of(shop(site)),
            List.of(over("home", "anna", "ben"), over("sign", "anna", "carla")));
    assertThat(patch.diff()).isEmpty();
    assertThat(patch.byHand())
        .hasSize(4)
        .allMatch(line -> line.startsWith(SITE + ":"))
        .anyMatch(line -> line.contains("change 'anna' to 'carla' by hand"));
  }

  @Test
  void passesOverWhatTheFilesSayOtherwise() {
    String site = "touchpoints:\n  - {id: home, owner: ben, backup: carla}\n";
    assertThat(patch(Sources.of(shop(site)), List.of(over("home", "anna", "carla"))).diff())
        .isEmpty();
  }

  @Test
  void aLeaverStandsInForNobody() {
    String site = "touchpoints:\n  - {id: home, owner: anna, backup: ben}\n";
    List<HandedOver> handed = List.of(over("home", "anna", "ben"));
    OwnerPatch.Patch patch =
        OwnerPatch.of(Sources.of(shop(site)), handed, person -> person.equals("anna"));
    assertThat(patch.diff()).isEmpty();
    assertThat(patch.byHand())
        .singleElement()
        .asString()
        .contains("name another backup: 'anna' has left");
  }

  private static OwnerPatch.Patch patch(Sources sources, List<HandedOver> handedOver) {
    return OwnerPatch.of(sources, handedOver, person -> false);
  }
}
