package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.PlanGeneration;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.Catalogue;
import io.wellkept.plan.Plan;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import io.wellkept.touchpoint.Spans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The home folder and the ledger, as short commands read them. */
final class Home {
  private static final int SHOWN = 20;

  private final Path folder;
  private final LedgerPlace ledger;
  private final Secrets secrets;
  private final InstantSource clock;
  private final Catalogue catalogue = Kinds.catalogue();

  Home(Place place, Surroundings surroundings) {
    this.folder = place.home;
    this.ledger =
        LedgerPlace.of(
            place.environment(surroundings.environment()), place.data(surroundings.environment()));
    this.clock = surroundings.clock();
    this.secrets = Secrets.of(surroundings.environment(), place.home);
  }

  Path folder() {
    return folder;
  }

  LedgerPlace ledgerPlace() {
    return ledger;
  }

  /** What is said where the ledger is asked and there is none. */
  StartException nothingYet() {
    return new StartException(
        "nothing is known yet: there is no ledger in "
            + ledger
            + "; start 'wellkept run', or look once with 'wellkept check'");
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /**
   * @throws StartException if there is no such folder
   */
  Sources sources() {
    if (!Files.isDirectory(folder)) {
      throw new StartException("there is no folder " + folder.toAbsolutePath().normalize());
    }
    return Sources.readFrom(folder);
  }

  /** Reads with every secret that is asked for. */
  Reading read(Sources sources) {
    return new PlanReader(catalogue, secrets, 1).read(sources);
  }

  /** Reads for a command that sends nothing and looks at nothing: secrets may be missing. */
  Reading readWithoutSecrets(Sources sources) {
    Reading reading = read(sources);
    return reading instanceof Reading.Good
        ? reading
        : new PlanReader(catalogue, StandIns.allowing(secrets, catalogue, sources), 1)
            .read(sources);
  }

  /**
   * The plan for looking: notifiers may lack their secrets, checks may not.
   *
   * @throws StartException if there is no plan, with the problems
   */
  Plan planToLook() {
    Sources sources = sources();
    Reading reading = read(sources);
    if (reading instanceof Reading.Bad) {
      Secrets some = StandIns.allowingInConfig(secrets, catalogue, sources);
      reading = new PlanReader(catalogue, some, 1).read(sources);
    }
    return require(reading);
  }

  /**
   * The plan for sending, with every secret.
   *
   * @throws StartException if there is no plan, with the problems
   */
  Plan planToSend() {
    return require(read(sources()));
  }

  /**
   * The plan for answering questions. If the files are broken it is the last good one, which is
   * what a daemon runs.
   *
   * @param ledger null if there is none
   * @param aside hears that the files are broken, or that no daemon runs
   * @throws StartException if there is neither, with the problems
   */
  Plan planToAsk(@Nullable LedgerReading ledger, Consumer<String> aside) {
    if (ledger != null) {
      sayIfNobodyListens(ledger, aside);
    }
    Sources sources = sources();
    Reading reading = readWithoutSecrets(sources);
    if (reading instanceof Reading.Bad bad && ledger != null) {
      Optional<Plan> kept = ledger.read(Ledger.View::latestPlan).flatMap(this::restore);
      if (kept.isPresent()) {
        aside.accept(
            "The files have problems (see 'wellkept validate'); this is by the last good plan: "
                + bad.problems().get(0));
        return kept.get();
      }
    }
    return require(reading);
  }

  private void sayIfNobodyListens(LedgerReading ledger, Consumer<String> aside) {
    Instant now = clock.instant();
    ledger
        .read(view -> view.pulses().values().stream().max(Comparator.naturalOrder()))
        .map(last -> Duration.between(last, now))
        .filter(silence -> silence.compareTo(Listening.LONGEST) > 0)
        .ifPresent(silence ->
            aside.accept(
                "No daemon has run here for " + Spans.words(silence) + ": this is as it was then"));
  }

  private Optional<Plan> restore(PlanGeneration kept) {
    Reading reading = readWithoutSecrets(new Sources(kept.files(), List.of()));
    return reading instanceof Reading.Good good ? Optional.of(good.plan()) : Optional.empty();
  }

  /** The ledger to be read; empty if nothing has run with it yet. */
  Optional<LedgerReading> ledger() {
    return ledger.read();
  }

  private static Plan require(Reading reading) {
    return switch (reading) {
      case Reading.Good good -> good.plan();
      case Reading.Bad bad ->
          throw new StartException("there is no plan to work with:\n" + lines(bad.problems()));
    };
  }

  static String lines(List<Problem> problems) {
    String shown =
        problems.stream().limit(SHOWN).map(p -> "  " + p).collect(Collectors.joining("\n"));
    int more = problems.size() - SHOWN;
    return more > 0 ? shown + "\n  and " + more + " more: see 'wellkept validate'" : shown;
  }
}
