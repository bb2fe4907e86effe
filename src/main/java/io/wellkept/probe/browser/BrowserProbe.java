package io.wellkept.probe.browser;

import io.wellkept.probe.Files;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.browser.BrowserWalker.Trouble;
import io.wellkept.probe.browser.BrowserWalker.Walked;
import io.wellkept.probe.flow.FlowProbe;
import io.wellkept.probe.flow.FlowSettings;
import io.wellkept.probe.flow.Receipts;
import io.wellkept.probe.flow.Trail;
import io.wellkept.probe.flow.Veil;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks whether visitors with a browser get through: the steps of a flow, with scripts. */
public final class BrowserProbe implements Probe<FlowSettings, BrowserProbe.Seen> {
  public static final Kind KIND =
      new Kind(
              "browser",
              FlowSettings.class,
              new Schedule(Duration.ofMinutes(30), Duration.ofSeconds(60)),
              FlowProbe.KIND.threshold(),
              true,
              false,
              settings -> ((FlowSettings) settings).target())
          .acting(settings -> ((FlowSettings) settings).acts())
          .needing("browser");

  /** As long as the same step fails, one picture a day is enough. */
  private static final long PICTURE_EVERY = Duration.ofDays(1).toNanos();

  private final BrowserWalker walker;
  private final Files files;
  private final Receipts receipts;
  private final Map<CheckId, Picture> pictures = new ConcurrentHashMap<>();

  /** A picture that was kept, and of what: the step and how it failed. */
  private record Picture(String of, String id, long nanos) {}

  /**
   * What a look found out.
   *
   * @param picture under which id a picture of the page is kept; null if there is none
   * @param troubles what the browser complained of
   */
  public record Seen(Trail trail, @Nullable String picture, List<Trouble> troubles) {
    public Seen {
      troubles = List.copyOf(troubles);
    }
  }

  public BrowserProbe(Browsers browsers, Http http, Files files, Receipts receipts) {
    this.receipts = receipts;
    this.walker = new BrowserWalker(browsers, http);
    this.files = files;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Seen look(Look<FlowSettings> look) throws InterruptedException {
    AtomicReference<Walked> last = new AtomicReference<>();
    FlowProbe flow =
        new FlowProbe(
            walk -> {
              Walked walked = walker.walk(walk);
              last.set(walked);
              return walked.trail();
            },
            receipts);
    Trail trail = flow.look(look);
    Walked walked = last.get();
    return walked == null
        ? new Seen(trail, null, List.of())
        : new Seen(trail, picture(look.check().id(), walked), walked.troubles());
  }

  private @Nullable String picture(CheckId check, Walked walked) {
    Trail.End end = walked.trail().end();
    byte[] bytes = walked.picture();
    if (end == null) {
      pictures.remove(check);
    }
    if (end == null || bytes == null || bytes.length > Files.LARGEST) {
      return null;
    }
    String of = walked.trail().passed().size() + " " + how(end);
    Picture before = pictures.get(check);
    long now = System.nanoTime();
    if (before != null && before.of.equals(of) && now - before.nanos < PICTURE_EVERY) {
      return before.id;
    }
    String id = files.keep(check, bytes, "image/jpeg");
    if (id.isEmpty()) {
      return null;
    }
    pictures.put(check, new Picture(of, id, now));
    return id;
  }

  /** Another fault of the same step needs another picture. */
  private static String how(Trail.End end) {
    return switch (end) {
      case Trail.End.Short lacking ->
          lacking.shortfalls().stream().map(Trail.Shortfall::what).toList().toString();
      case Trail.End.Refused refused -> Integer.toString(refused.status());
      case Trail.End.Silent silent -> silent.cause().getClass().getSimpleName();
      default -> end.getClass().getSimpleName();
    };
  }

  @Override
  public Judgement judge(Look<FlowSettings> look, Seen seen, Memory memory, Instant now) {
    Judgement judgement =
        new FlowProbe(walk -> seen.trail, receipts).judge(look, seen.trail, memory, now);
    if (!(judgement.observation() instanceof Observation.Seen observed)) {
      return judgement;
    }
    Veil veil = Veil.over(look.settings(), seen.trail.extracted());
    List<Finding> findings =
        observed.findings().stream().map(finding -> shown(finding, seen, veil)).toList();
    return new Judgement(
        new Observation.Seen(findings, observed.measurements()),
        judgement.memory(),
        judgement.again());
  }

  private static Finding shown(Finding finding, Seen seen, Veil veil) {
    Finding shown = finding;
    for (Trouble trouble : seen.troubles) {
      shown = shown.with(trouble.what(), veil.over(trouble.words()));
    }
    return seen.picture == null ? shown : shown.with(Evidence.SCREENSHOT, seen.picture);
  }
}
