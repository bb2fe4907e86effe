package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Attestation;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.probe.Beats.Gap;
import io.wellkept.probe.attest.Attestations;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The words of people that the ledger keeps, as the probe wants them.
 *
 * @param names what a person is called, by id
 */
record LedgerAttestations(LedgerReading ledger, UnaryOperator<String> names, InstantSource clock)
    implements Attestations {
  @Override
  public Attested of(CheckId check) {
    return ledger.read(view -> {
      Instant born = view.check(check).map(CheckState::born).orElseGet(clock::instant);
      Attestation last = view.lastAttestation(check).orElse(null);
      List<Gap> gaps =
          view.gaps(last == null ? born : last.at()).stream()
              .map(gap -> new Gap(gap.from(), gap.until()))
              .toList();
      return new Attested(born, last == null ? null : word(last), gaps);
    });
  }

  private Word word(Attestation said) {
    List<String> answered = said.answers().stream().map(Ledger.Answer::question).toList();
    List<String> notFine =
        said.answers().stream()
            .filter(Predicate.not(Ledger.Answer::fine))
            .map(Ledger.Answer::question)
            .toList();
    return new Word(
        names.apply(said.person()),
        said.at(),
        said.fine(),
        said.note(),
        answered,
        notFine,
        said.file());
  }
}
