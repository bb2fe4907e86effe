package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.Daemon.Retention;
import io.wellkept.probe.Judgement;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger keeps of a look beside what is wrong: what customers said, and some figures. */
final class Noting {
  private Noting() {}

  /**
   * @param before the check's state before the look
   */
  static void note(
      Work work, Check check, CheckState before, Judgement judgement, Retention keep, Instant now) {
    List<Voice> voices =
        judgement.voices().stream()
            .filter(voice -> !latestWord(voice).isBefore(now.minus(keep.events())))
            .map(voice -> quoted(answered(voice, before.lastSeen(), now), now.minus(keep.quotes())))
            .toList();
    work.hear(check.id(), voices, now);
    if (judgement.observation() instanceof Observation.Seen seen) {
      seen.measurements().stream()
          .filter(one -> check.kind().keeps(one.name()))
          .filter(one -> Double.isFinite(one.value()))
          .forEach((Measurement one) -> work.addFigure(check.id(), one.name(), now, one.value()));
    }
  }

  private static Instant latestWord(Voice voice) {
    Instant anew = voice.editedAt();
    return anew != null && anew.isAfter(voice.at()) ? anew : voice.at();
  }

  /** What was said and answered between two looks was answered by now, if nobody tells when. */
  private static Voice answered(Voice voice, @Nullable Instant lastSeen, Instant now) {
    boolean untimed = voice.reply() == Voice.Reply.PUBLISHED && voice.answeredAt() == null;
    return untimed && lastSeen != null && latestWord(voice).isAfter(lastSeen)
        ? voice.answered(now)
        : voice;
  }

  private static Voice quoted(Voice voice, Instant from) {
    return latestWord(voice).isBefore(from) ? voice.saying("") : voice;
  }
}
