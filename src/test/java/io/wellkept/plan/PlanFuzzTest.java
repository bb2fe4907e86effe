package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody writes into a file, it is a plan or a list of problems with their places. */
final class PlanFuzzTest {
  /** Of the processor, with the fuzzer's own marks in the code and everything still cold. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final long MOST_BYTES = 400L << 20;

  private static final List<String> FILES =
      List.of(
          "monitors/shop.yaml",
          "config/daemon.yaml",
          "config/people.yaml",
          "config/policies.yaml",
          "config/journey.yaml",
          "monitors/more.yaml");

  private final PlanReader reader = Shop.reader(Map.of("X", "canary-7c1f"));
  private final Map<String, String> good = Shop.rich();

  /** Before anything is timed. */
  PlanFuzzTest() {
    reader.read(Sources.of(good));
  }

  static Stream<byte[]> seeds() {
    Map<String, String> files = Shop.rich();
    Stream<String> own =
        Stream.of(
            "0a: &a [*a]",
            "0a: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]",
            "0touchpoints:\n  - id: x\n    live: {from: 2026-02-30}\n    <<: {a: b}",
            "1notifiers: {mail: {kind: email, host: \"${env:X}\"}}\nobserve: 99999999999d",
            "1outside-heartbeat: {url: \"${file:/etc/hostname}\"}",
            "2people: {anna: {name: A, zone: Europe/Nowhere, hours: \"mo-fr 25:00-26:00\"}}",
            "3ladders: {usual: {rungs: [{tell: \"person:\", after: -1s}]}}",
            "4stages: [{id: a, name: !!binary x}]",
            "0" + "[".repeat(300),
            "0" + "- ".repeat(300),
            "0? {a: b}\n: [~, .nan, 0x1F, 1e999]");
    Stream<String> given =
        Stream.iterate(0, i -> i < FILES.size(), i -> i + 1)
            .map(i -> i + files.getOrDefault(FILES.get(i), ""));
    return Stream.concat(own, given).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5s")
  void isReadOrExplained(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String file = FILES.get(Math.floorMod(data[0] - '0', FILES.size()));
    Map<String, String> files = new HashMap<>(good);
    files.put(file, new String(data, 1, data.length - 1, StandardCharsets.UTF_8));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long begun = threads.getCurrentThreadCpuTime();
    Reading reading = reader.read(Sources.of(files));
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun)).isLessThan(LONGEST);
    assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).isLessThan(MOST_BYTES);
    if (reading instanceof Reading.Bad bad) {
      assertThat(bad.problems()).isNotEmpty().allSatisfy(PlanFuzzTest::hasAPlace);
    }
  }

  private static void hasAPlace(Problem problem) {
    assertThat(problem.file()).isIn(FILES);
    assertThat(problem.text()).isNotBlank().doesNotContain("canary-7c1f");
    boolean whole = problem.line() == 0 && problem.column() == 0;
    assertThat(whole || problem.line() > 0 && problem.column() > 0).as(problem.toString()).isTrue();
  }
}
