package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.probe.Beats;
import io.wellkept.probe.Passages;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The beats that the ledger keeps, as the heartbeat probe wants them. */
record LedgerBeats(LedgerReading ledger, InstantSource clock) implements Beats {
  /** More than are kept of one check, also of one that took over the beats of another. */
  private static final int ENOUGH = 110;

  @Override
  public Heard heard(CheckId check) {
    return ledger.read(view -> heard(view, check));
  }

  private Heard heard(View view, CheckId check) {
    Instant born = view.check(check).map(CheckState::born).orElseGet(clock::instant);
    List<Ledger.Beat> beats = view.lastBeats(check, ENOUGH);
    Optional<Ledger.Beat> ok = beats.stream().filter(Ledger.Beat::ok).findFirst();
    Optional<Ledger.Beat> fail = beats.stream().filter(beat -> !beat.ok()).findFirst();
    Instant since = ok.map(Ledger.Beat::at).orElse(born);
    return new Heard(
        born,
        ok.map(LedgerBeats::beat).orElse(null),
        fail.map(LedgerBeats::beat).orElse(null),
        gaps(view, since));
  }

  @Override
  public Calls calls(CheckId check, Instant since) {
    return ledger.read(view ->
        new Calls(
            view.lastBeats(check, ENOUGH).stream()
                .filter(beat -> !beat.at().isBefore(since))
                .map(LedgerBeats::beat)
                .toList(),
            gaps(view, since)));
  }

  @Override
  public Passages passages() {
    return (check, since) ->
        ledger.read(view -> view.passages(check, since, Passages.MOST)).stream()
            .map(one -> new Passages.Passage(one.subject(), one.stage(), one.at(), one.segment()))
            .toList();
  }

  private static List<Gap> gaps(View view, Instant since) {
    return view.gaps(since).stream().map(gap -> new Gap(gap.from(), gap.until())).toList();
  }

  private static Beat beat(Ledger.Beat beat) {
    return new Beat(beat.at(), beat.body());
  }
}
