package io.wellkept.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wellkept.incident.Delivery;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger;
import io.wellkept.report.digest.Digest;
import io.wellkept.touchpoint.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * What operations can scrape. Counters are told here as things happen; the present is read from
 * memory at each scrape. No label ever holds a person.
 */
public final class Metrics {
  private static final Duration[] LOOK_CLASSES = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private static final Duration[] DELAY_CLASSES = {
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(150),
    Duration.ofMillis(200),
    Duration.ofMillis(300),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(3),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Asking the registry for a series again and again costs more than counting in it. */
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  private final Map<String, Timer> looks = new ConcurrentHashMap<>();
  private final Timer delays;
  private final Timer writes;
  private final Map<String, Instant> rounds = new ConcurrentHashMap<>();
  private volatile PlanFacts plan = new PlanFacts(0, true, 0);
  private volatile Duration lag = Duration.ZERO;
  private volatile double health = Double.NaN;
  private volatile Duration clockAhead = Duration.ZERO;
  private volatile Eyes eyes = new Eyes(true, false, 0);

  /** What is known of our own eyes. */
  record Eyes(boolean open, boolean storm, long held) {}

  /**
   * How the plan stands.
   *
   * @param lastLoadGood false if the last reload was refused or waits for a yes
   */
  public record PlanFacts(long generation, boolean lastLoadGood, int problems) {}

  /**
   * @param perTouchpointUpTo with more touchpoints than this, series of single touchpoints are left
   *     out
   */
  public Metrics(
      Board board,
      Ledger ledger,
      InstantSource clock,
      IntSupplier perTouchpointUpTo,
      String version) {
    // Their names break the conventions of Prometheus, and others tell the same.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    List.<MeterBinder>of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    delays =
        Timer.builder("wellkept.look.start.delay")
            .description("How long after they were due looks began.")
            .serviceLevelObjectives(DELAY_CLASSES)
            .register(registry);
    writes =
        Timer.builder("wellkept.ledger.write")
            .description("How long commits to the ledger took, with waiting for their turn.")
            .register(registry);
    Picture picture = new Picture(board, new Figures(ledger), clock, perTouchpointUpTo, version);
    registry
        .getPrometheusRegistry()
        .register(
            picture.reading(
                () -> plan, () -> lag, () -> clockAhead, () -> eyes, () -> health, rounds));
  }

  /** One look began, and how long after it was due. */
  public void began(Duration late) {
    delays.record(late.isNegative() ? Duration.ZERO : late);
  }

  /** Something was committed to the ledger, and how long that took, with waiting for our turn. */
  public void wrote(Duration took) {
    writes.record(took);
  }

  /** One look ended, and how long it took. */
  public void looked(String kind, Observation observation, Duration took) {
    count("wellkept.looks", "Looks taken.", "kind", kind, "result", result(observation));
    if (observation instanceof Observation.Blind blind) {
      String fault = blind.fault().code();
      count("wellkept.blind.looks", "Looks that saw nothing.", "kind", kind, "fault", fault);
    }
    looks
        .computeIfAbsent(
            kind,
            one ->
                Timer.builder("wellkept.look.duration")
                    .description("How long looks took.")
                    .tags("kind", one)
                    .serviceLevelObjectives(LOOK_CLASSES)
                    .register(registry))
        .record(took);
  }

  private static String result(Observation observation) {
    return switch (observation) {
      case Observation.Blind blind -> "blind";
      case Observation.Seen seen -> seen.findings().isEmpty() ? "fine" : "bad";
    };
  }

  /** Something was decided, also to do nothing. */
  public void decided(Reason reason) {
    count("wellkept.decisions", "Decisions, also to do nothing.", "reason", reason.label());
  }

  /** One attempt to send a message ended. */
  public void attempted(String notifier, Delivery delivery) {
    String result =
        switch (delivery) {
          case Delivery.Sent sent -> "sent";
          case Delivery.TryLater later -> "try_later";
          case Delivery.Refused refused -> "refused";
        };
    count("wellkept.deliveries", "Attempts to send.", "notifier", notifier, "result", result);
  }

  /** One row of the outbox ended. */
  public void ended(NoticeKind kind, String notifier, Posting.Ending ending) {
    String[] how =
        switch (ending) {
          case Posting.Ending.Sent sent -> new String[] {"sent", Reason.DELIVERED.label()};
          case Posting.Ending.Withdrawn gone -> new String[] {"withdrawn", gone.because().label()};
          case Posting.Ending.Rerouted other -> new String[] {"rerouted", other.because().label()};
        };
    count(
        "wellkept.notices",
        "Notices that ended, and how.",
        "kind",
        kind.name().toLowerCase(Locale.ROOT),
        "notifier",
        notifier,
        "ending",
        how[0],
        "reason",
        how[1]);
  }

  /** The company's health score of the last seven days; NaN if nothing was seen. */
  public void health(double score) {
    health = score;
  }

  /** A digest was written. */
  public void digested(Digest.Whose audience) {
    count(
        "wellkept.digests",
        "Digests written.",
        "audience",
        audience.name().toLowerCase(Locale.ROOT));
  }

  /** Somebody called us for a check. */
  public void beaten(boolean ok) {
    count("wellkept.beats", "Calls of heartbeats.", "result", ok ? "ok" : "failed");
  }

  /** A round of this loop was completed. */
  public void completed(String round, Instant at) {
    rounds.put(round, at);
  }

  /** The plan was loaded, or was tried to be. */
  public void loaded(PlanFacts facts) {
    plan = facts;
  }

  /** Whether our own network is open, as far as the references can tell. */
  public void network(boolean open) {
    eyes = new Eyes(open, eyes.storm(), eyes.held());
  }

  /**
   * Whether a storm lasts.
   *
   * @param held incidents of which nobody is told yet because of it
   */
  public void storm(boolean lasts, long held) {
    eyes = new Eyes(eyes.open(), lasts, held);
  }

  /** How late the most overdue look of the last claim was; zero if nothing was due. */
  public void lagging(Duration late) {
    lag = late.isNegative() ? Duration.ZERO : late;
  }

  /** By how much the clock of this process is before the ledger's; negative if it is behind. */
  public void clockIsAhead(Duration by) {
    clockAhead = by;
  }

  /** Everything, in the text format of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  private void count(String name, String description, String... labels) {
    counters
        .computeIfAbsent(
            new Series(name, List.of(labels)),
            series ->
                Counter.builder(name)
                    .description(description)
                    .tags(Tags.of(labels))
                    .register(registry))
        .increment();
  }

  private record Series(String name, List<String> labels) {}
}
