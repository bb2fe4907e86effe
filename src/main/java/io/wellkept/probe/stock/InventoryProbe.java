package io.wellkept.probe.stock;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.Register;
import io.wellkept.probe.RobotRules;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Takes stock of a site: what it shows of touchpoints that nobody registered, and what it promotes
 * although it is dead. A large site is walked through in several looks.
 */
public final class InventoryProbe implements Probe<InventorySettings, InventoryFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.6;

  /** What a look leaves of its time for the last answer and for judging. */
  private static final Duration SPARE = Duration.ofSeconds(3);

  public static final Kind KIND =
      new Kind(
          "inventory",
          InventorySettings.class,
          new Schedule(Duration.ofDays(1), Duration.ofHours(1)),
          THRESHOLD,
          true,
          false,
          settings -> ((InventorySettings) settings).target());

  private final Crawl crawl;
  private final Register register;

  public InventoryProbe(Http http, RobotRules robots, Register register) {
    this.crawl = new Crawl(http, robots);
    this.register = register;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public InventoryFacts look(Look<InventorySettings> look) throws InterruptedException {
    HttpUrl start = start(look.touchpoint(), look.settings());
    Walk walk = InventoryMemory.of(look.memory(), start).walk();
    Crawl.Came came = crawl.go(walk, look.settings().bounds(), look.deadline().minus(SPARE));
    Registered registered = Registered.of(register.all());
    return switch (came) {
      case Crawl.Came.Along along -> new InventoryFacts.Seen(walk, registered);
      case Crawl.Came.Barred barred -> new InventoryFacts.Barred(barred.fault(), walk);
      case Crawl.Came.NoAnswer none ->
          new InventoryFacts.Silent(
              start.uri(), none.cause(), look.settings().timeout(), registered);
      case Crawl.Came.NoPage none ->
          new InventoryFacts.NoPage(start.uri(), none.status(), registered);
    };
  }

  static HttpUrl start(Touchpoint touchpoint, InventorySettings settings) {
    Optional<String> own = settings.target();
    return own.isPresent()
        ? HttpUrl.get(own.get())
        : Objects.requireNonNull(HttpUrl.get(Objects.requireNonNull(touchpoint.address())));
  }

  @Override
  public Judgement judge(
      Look<InventorySettings> look, InventoryFacts facts, Memory memory, Instant now) {
    return InventoryJudge.judge(look, facts, memory, now);
  }
}
