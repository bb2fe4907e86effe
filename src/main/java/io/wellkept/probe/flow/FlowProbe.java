package io.wellkept.probe.flow;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Mark;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;

/** Looks whether visitors get through, from the first page to the answer. */
public final class FlowProbe implements Probe<FlowSettings, Trail> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.5;

  public static final Kind KIND =
      new Kind(
              "flow",
              FlowSettings.class,
              new Schedule(Duration.ofMinutes(30), Duration.ZERO),
              THRESHOLD,
              true,
              false,
              settings -> ((FlowSettings) settings).target())
          .acting(settings -> ((FlowSettings) settings).acts());

  private final Walker walker;
  private final Receipts receipts;
  private final SecureRandom random = new SecureRandom();

  public FlowProbe(Walker walker, Receipts receipts) {
    this.walker = walker;
    this.receipts = receipts;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Trail look(Look<FlowSettings> look) throws InterruptedException {
    ReceiptSettings receipt = look.settings().receipt().orElse(null);
    Pending sent = Pending.waiting(look.memory()).orElse(null);
    return receipt == null || sent == null
        ? walker.walk(walk(look, Mark.fresh(random)))
        : awaited(look, receipt, sent);
  }

  /** While something is waited for, nothing more is sent. */
  private Trail awaited(Look<FlowSettings> look, ReceiptSettings receipt, Pending sent)
      throws InterruptedException {
    Arrival arrival = receipts.look(look.check().id(), receipt, sent, look.deadline());
    Duration every = look.check().schedule().every();
    Trail.End end = new Trail.End.Awaited(sent, arrival, every);
    return new Trail(sent.mark(), List.of(), end, Duration.ZERO, null);
  }

  /** The walk that a look takes. */
  static Walk walk(Look<FlowSettings> look, String mark) {
    FlowSettings settings = look.settings();
    return new Walk(
        base(look),
        settings.walk(),
        settings.headers(),
        mark,
        look.atMost(settings.deadline()),
        look.fresh(),
        look.leave());
  }

  private static URI base(Look<FlowSettings> look) {
    URI own = look.touchpoint().address();
    return own != null
        ? own
        : look.settings()
            .target()
            .map(HttpUrl::parse)
            .map(url -> Objects.requireNonNull(url).uri())
            .orElseThrow(() -> new IllegalStateException("the plan lets no flow pass without"));
  }

  @Override
  public Judgement judge(Look<FlowSettings> look, Trail trail, Memory memory, Instant now) {
    return FlowJudge.judge(look.settings(), trail, memory, now);
  }
}
