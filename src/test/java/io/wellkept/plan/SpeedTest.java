package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SpeedTest {
  @Test
  void readsTenThousandTouchpointsInAFewSeconds() {
    Map<String, String> files = Shop.files();
    for (int file = 0; file < 100; file++) {
      StringBuilder text = new StringBuilder("touchpoints:\n");
      for (int i = 0; i < 100; i++) {
        String id = "t" + file + "-" + i;
        text.append(
            """
              - id: %s
                name: Touchpoint %s
                url: https://shop%s.example.org/%s
                importance: high
                owner: anna
                backup: [ben, carla]
                tags: [campaign, summer]
                playbook: https://wiki.example.org/%s
                live: {from: 2026-06-01, until: 2026-08-31}
                depends-on: [shop-home]
                checks:
                  page: {contains: [Add to basket], slower-than: 3s, every: 10m}
                  nightly: {kind: heartbeat, expect-every: 1d}
            """
                .formatted(id, id, file, id, id)
                .indent(0));
      }
      files.put("monitors/m" + file + ".yaml", text.toString());
    }
    PlanReader reader = Shop.reader(Map.of());
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    Plan plan = Shop.good(reader.read(Sources.of(files))).plan();
    Duration took = Duration.ofNanos(thread.getCurrentThreadCpuTime() - start);
    LoggerFactory.getLogger(SpeedTest.class)
        .info("Read 10,001 touchpoints took={}ms", took.toMillis());
    assertThat(plan.touchpoints()).hasSize(10_001);
    assertThat(took).as("of one core").isLessThan(Duration.ofSeconds(8));
  }
}
