package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanWatchTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path home;
  private PlanWatch watch;

  @BeforeEach
  void home() throws IOException {
    write("config/daemon.yaml", "a: 1", 0);
    watch = new PlanWatch(home, Sources.readFrom(home));
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).isEmpty();
  }

  private void write(String path, String text, int second) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(second)));
  }

  @Test
  void seesAChangeOnceItHasSettled() throws IOException {
    write("config/daemon.yaml", "a: 2", 1);
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll())
        .isEqualTo(Optional.of(Sources.of(Map.of("config/daemon.yaml", "a: 2"))));
    assertThat(watch.poll()).isEmpty();
  }

  @Test
  void waitsWhileAFileIsStillBeingWritten() throws IOException {
    write("monitors/a.yaml", "touch", 1);
    assertThat(watch.poll()).isEmpty();
    write("monitors/a.yaml", "touchpoints: []", 2);
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll().orElseThrow().files())
        .containsEntry("monitors/a.yaml", "touchpoints: []");
  }

  @Test
  void isSilentWhenOnlyTheTimeMoved() throws IOException {
    write("config/daemon.yaml", "a: 1", 5);
    assertThat(watch.poll()).isEmpty();
    assertThat(watch.poll()).isEmpty();
  }

  @Test
  void seesALinkThatPointsElsewhere() throws IOException {
    write("monitors/..one/a.yaml", "a: 1", 1);
    write("monitors/..two/a.yaml", "a: 2", 1);
    Path data = home.resolve("monitors/..data");
    Files.createSymbolicLink(data, Path.of("..one"));
    Files.createSymbolicLink(home.resolve("monitors/a.yaml"), Path.of("..data/a.yaml"));
    watch.poll();
    assertThat(watch.poll()).isPresent();
    Files.delete(data);
    Files.createSymbolicLink(data, Path.of("..two"));
    watch.poll();
    assertThat(watch.poll().orElseThrow().files()).containsEntry("monitors/a.yaml", "a: 2");
  }

  @Test
  void seesThatAFolderIsGone() throws IOException {
    Files.delete(home.resolve("config/daemon.yaml"));
    watch.poll();
    assertThat(watch.poll()).isEqualTo(Optional.of(Sources.of(Map.of())));
  }
}
