package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bench, small enough for every day: whether it measures, not how good the figures are. */
final class BenchCommandTest {
  @TempDir Path home;

  private Result looks(String... more) {
    try (Shell shell = new Shell(home)) {
      List<String> small = List.of("bench", "looks", "--touchpoints", "200", "--every", "2s");
      List<String> brief = List.of("--warm-up", "2s", "--for", "6s");
      return shell.typesElsewhere(
          Stream.of(small, brief, List.of(more)).flatMap(List::stream).toArray(String[]::new));
    }
  }

  @Test
  void printsWhatLooksCostAndLeavesNothingBehind() throws IOException {
    List<Path> before = left();
    Result result =
        looks("--json", "--bad", "5%", "--changing", "--java", "-XX:TieredStopAtLevel=1");
    assertThat(result.code()).as(result.all()).isZero();
    JsonNode figures = JsonMapper.shared().readTree(result.out());
    assertThat(figures.path("touchpoints").asInt()).isEqualTo(200);
    assertThat(figures.path("looksWantedPerSecond").asDouble()).isEqualTo(100);
    assertThat(figures.path("looksPerSecond").asDouble()).isBetween(30.0, 150.0);
    assertThat(figures.path("bad").asLong()).isPositive();
    assertThat(figures.path("bad").asLong() * 4).isLessThan(figures.path("looks").asLong());
    assertThat(figures.path("blind").asLong()).isZero();
    assertThat(figures.path("processorPer10000Looks").asDouble()).isBetween(0.5, 500.0);
    assertThat(figures.path("lagP50").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(figures.path("lagP99").asDouble());
    assertThat(figures.path("commitsPerSecond").asDouble()).isBetween(1.0, 100.0);
    assertThat(figures.path("ledgerBytes").asLong()).isGreaterThan(50_000);
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void endsByItselfWhenItTakesTooLong() throws IOException {
    List<Path> before = left();
    Result result = looks("--within", "1s");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("within 1 second").contains("--within");
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void refusesALoadThatMakesNoSense() {
    for (String[] slip :
        new String[][] {
          {"--touchpoints", "0"}, {"--hosts", "201"}, {"--every", "10ms"}, {"--bad", "some"}
        }) {
      Result result = looks(slip);
      assertThat(result.code()).as(String.join(" ", slip)).isEqualTo(2);
      assertThat(result.err()).contains(slip[0]);
    }
  }

  /** The folders of measurements that are there now. */
  private static List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("wellkept-bench"))
          .sorted()
          .toList();
    }
  }
}
