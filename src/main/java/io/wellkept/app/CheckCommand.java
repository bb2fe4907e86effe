package io.wellkept.app;

import static java.util.stream.Collectors.joining;

import io.wellkept.ledger.LedgerReading;
import io.wellkept.plan.Plan;
import io.wellkept.probe.Beats;
import io.wellkept.probe.Files;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Passages;
import io.wellkept.probe.attest.Attestations;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One look now, by a person or a script. */
@Command(
    name = "check",
    description = {
      "Looks once, now, and says what it sees.",
      "No daemon is needed, nobody is told, and nothing is remembered: what needs an earlier look to"
          + " compare with is not found.",
      "A check that sends something, such as a form, is left out unless --submit is given."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept check summer-landing           all its checks",
      "  wellkept check summer-landing/page      one of them",
      "  wellkept check contact/form --submit    sends the form, marked as a test",
      "  wellkept check summer-landing --json || echo 'do not release'"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:healthy",
      "1:findings that somebody would be told",
      "2:wrong usage, or no plan to work with",
      "3:blind: it could not look"
    })
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "ID", description = "A touchpoint, or touchpoint/check.")
  String id;

  @Option(
      names = "--submit",
      description = "Also look with checks that send something, such as a form; it is sent once.")
  boolean submit;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * @param sure whether somebody would be told
   */
  private record Found(
      String code,
      String severity,
      String headline,
      boolean sure,
      double confidence,
      List<Evidence> evidence,
      Instant since) {}

  /**
   * @param blind why it could not look; null if it saw
   */
  private record Seen(
      String touchpoint,
      String check,
      String kind,
      List<Found> findings,
      Map<String, Double> measurements,
      @Nullable String blind) {
    boolean bad() {
      return findings.stream().anyMatch(Found::sure);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Home home = new Home(place, surroundings);
    Plan plan = home.planToLook();
    List<Check> checks = wanted(plan);
    List<Seen> seen = new ArrayList<>();
    Optional<LedgerReading> ledger = home.ledger();
    try (LedgerReading reading = ledger.orElse(null)) {
      Remembered beats = new Remembered(reading, plan);
      try (Outfit outfit =
          new Outfit(
              plan.daemon(),
              home.folder(),
              beats,
              new PlanRegister(() -> plan),
              Files.NONE,
              beats,
              surroundings.clock(),
              true)) {
        for (Check check : checks) {
          seen.add(look(plan, check, outfit, beats));
        }
      }
    }
    if (print.json) {
      print.json(seen);
    } else {
      seen.forEach(this::say);
      aside(plan, checks);
    }
    if (seen.stream().anyMatch(Seen::bad)) {
      return Exit.FOUND;
    }
    return seen.stream().anyMatch(one -> one.blind() != null) ? Exit.BLIND : Exit.DONE;
  }

  /** What was asked for, without what sends something, unless that was asked for too. */
  private List<Check> wanted(Plan plan) {
    List<Check> all = Wanted.checks(plan, id);
    List<Check> sending = submit ? List.of() : all.stream().filter(Check::acts).toList();
    if (sending.isEmpty()) {
      return all;
    }
    String names = sending.stream().map(check -> check.id().toString()).collect(joining(", "));
    String why = " sends something each time it looks: give --submit to send it now";
    if (sending.size() == all.size()) {
      throw new StartException(names + why);
    }
    print.aside("Left out: " + names + why);
    return all.stream().filter(check -> !check.acts()).toList();
  }

  /** Beats and answers as far as there is a ledger, and whether one was missed. */
  private final class Remembered implements Beats, Attestations {
    private final @Nullable LedgerReading ledger;
    private final Plan plan;
    private boolean missed;

    Remembered(@Nullable LedgerReading ledger, Plan plan) {
      this.ledger = ledger;
      this.plan = plan;
    }

    @Override
    public Attested of(CheckId check) {
      if (ledger != null) {
        return new LedgerAttestations(ledger, plan.people()::nameOf, surroundings.clock())
            .of(check);
      }
      missed = true;
      return new Attested(surroundings.clock().instant(), null, List.of());
    }

    @Override
    public Heard heard(CheckId check) {
      if (ledger != null) {
        return new LedgerBeats(ledger, surroundings.clock()).heard(check);
      }
      missed = true;
      return new Heard(surroundings.clock().instant(), null, null, List.of());
    }

    @Override
    public Calls calls(CheckId check, Instant since) {
      return ledger == null
          ? new Calls(List.of(), List.of())
          : new LedgerBeats(ledger, surroundings.clock()).calls(check, since);
    }

    @Override
    public Passages passages() {
      return ledger == null
          ? Passages.NONE
          : new LedgerBeats(ledger, surroundings.clock()).passages();
    }
  }

  private Seen look(Plan plan, Check check, Outfit outfit, Remembered beats)
      throws InterruptedException {
    Touchpoint touchpoint = plan.touchpoint(check.id().touchpoint()).orElseThrow();
    beats.missed = false;
    Leave leave = check.acts() ? Leave.ALWAYS : Leave.NEVER;
    Judgement judgement =
        outfit.looker().look(touchpoint, check, Memory.EMPTY, true, Look.DEADLINE, leave);
    if (judgement.again() != null) {
      print.aside(check.id() + ": what comes of it later is seen by the daemon's own looks only");
    }
    Observation observation = judgement.observation();
    if (beats.missed) {
      return blind(
          check,
          "calls and answers are kept by the daemon, and none has run with this data folder");
    }
    return switch (observation) {
      case Observation.Blind(Fault fault) -> blind(check, fault.words());
      case Observation.Seen seen ->
          new Seen(
              check.id().touchpoint(),
              check.id().check(),
              check.kind().name(),
              seen.findings().stream().map(finding -> found(check, finding)).toList(),
              byName(seen.measurements()),
              null);
    };
  }

  private static Seen blind(Check check, String why) {
    return new Seen(
        check.id().touchpoint(), check.id().check(), check.kind().name(), List.of(), Map.of(), why);
  }

  private static Found found(Check check, Finding finding) {
    return new Found(
        finding.code(),
        finding.severity().name().toLowerCase(Locale.ROOT),
        finding.headline(),
        finding.confidence() >= check.kind().threshold(),
        finding.confidence(),
        finding.evidence(),
        finding.since());
  }

  private static Map<String, Double> byName(List<Measurement> measurements) {
    Map<String, Double> byName = new TreeMap<>();
    measurements.forEach(one -> byName.put(one.name(), one.value()));
    return byName;
  }

  private void say(Seen seen) {
    print.line(seen.touchpoint() + "/" + seen.check() + ": " + verdict(seen));
    for (Found found : seen.findings()) {
      print.line(
          "  ["
              + found.severity()
              + "] "
              + found.headline()
              + (found.sure() ? "" : " (not sure enough to tell anybody)"));
      found.evidence().forEach(e -> print.line("    " + e.label() + ": " + e.text()));
    }
    seen.measurements().forEach((name, value) -> print.line("  " + name + " " + number(value)));
  }

  private String verdict(Seen seen) {
    if (seen.blind() != null) {
      return print.styled("yellow", "blind") + ", " + seen.blind();
    }
    if (seen.bad()) {
      return print.styled("bold,red", "wrong");
    }
    return print.styled("green", "healthy");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
  }

  private void aside(Plan plan, List<Check> checks) {
    Instant now = surroundings.clock().instant();
    checks.stream()
        .map(check -> plan.touchpoint(check.id().touchpoint()).orElseThrow())
        .distinct()
        .forEach(touchpoint -> {
          if (touchpoint.live().notYet(now)) {
            print.aside("The daemon does not look yet: it is live from " + from(touchpoint));
          }
        });
  }

  private static String from(Touchpoint touchpoint) {
    return String.valueOf(touchpoint.live().from());
  }
}
