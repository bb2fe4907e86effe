package io.wellkept.probe.names;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.names.DomainFacts.Registered;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a domain's registration means for those who use its names. */
final class DomainJudge {
  private static final int MEMORY_VERSION = 1;
  private static final String ACCEPTED = "name-servers";
  private static final String CANDIDATE = "new-name-servers";
  private static final String SINCE = "new-since";

  /** A change that nobody minds for so long was meant. */
  private static final Duration TOLD_FOR = Duration.ofDays(7);

  /** Told as a possibility, or as a thing to do when there is time. */
  private static final double UNSURE = 0.4;

  /** By their names in RDAP, RFC 8056, without blanks. */
  private static final Set<String> ON_HOLD = Set.of("clienthold", "serverhold", "inactive");

  private static final Set<String> GOING =
      Set.of("redemptionperiod", "pendingdelete", "pendingrestore");
  private static final Set<String> LOCKED =
      Set.of(
          "clienttransferprohibited", "servertransferprohibited", "transferprohibited", "locked");

  private final DomainSettings settings;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();

  private DomainJudge(DomainSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  static Judgement judge(DomainSettings settings, DomainFacts facts, Memory memory, Instant now) {
    DomainJudge judge = new DomainJudge(settings, now);
    return switch (facts) {
      case DomainFacts.Barred barred ->
          new Judgement(new Observation.Blind(barred.fault()), memory);
      case DomainFacts.NoDomain none -> judge.noDomain(none, memory);
      case DomainFacts.NotRegistered none -> judge.notRegistered(none, memory);
      case DomainFacts.NoRegistry none -> {
        judge.end(none.domain(), null, "no registry answers for names of this ending");
        yield judge.judged(memory);
      }
      case Registered registered -> judge.registered(registered, memory);
    };
  }

  private Judgement judged(Memory memory) {
    return new Judgement(new Observation.Seen(findings, measurements), memory);
  }

  private Judgement noDomain(DomainFacts.NoDomain none, Memory memory) {
    findings.add(
        unsure(
            finding(
                    "domain.none",
                    Severity.MINOR,
                    Condition.DEGRADED,
                    none.host() + " is no name that can be registered")
                .with("expected", "a domain in the touchpoint's url, or in the setting domain")));
    return judged(memory);
  }

  private Judgement notRegistered(DomainFacts.NotRegistered none, Memory memory) {
    findings.add(
        finding(
                "domain.not-registered",
                Severity.CRITICAL,
                Condition.BROKEN,
                "The domain " + none.domain() + " is not registered: anybody may take it")
            .with("found", none.registry() + " knows no such domain"));
    return judged(memory);
  }

  private Judgement registered(Registered said, Memory memory) {
    status(said);
    end(said.domain(), said.expires(), said.registry() + " does not say when it runs out");
    String registrar = said.registrar();
    if (registrar != null) {
      findings.replaceAll(finding -> finding.with("registrar", registrar));
    }
    return judged(nameServers(said, memory));
  }

  private void status(Registered said) {
    String shown = String.join(", ", said.status().stream().sorted().toList());
    if (said.status().stream().anyMatch(GOING::contains)) {
      findings.add(
          finding(
                  "domain.being-deleted",
                  Severity.CRITICAL,
                  Condition.BROKEN,
                  "The domain "
                      + said.domain()
                      + " is being deleted: only its registrar can still bring it back")
              .with("found", shown));
    } else if (said.status().stream().anyMatch(ON_HOLD::contains)) {
      findings.add(
          finding(
                  "domain.on-hold",
                  Severity.CRITICAL,
                  Condition.BROKEN,
                  "The domain "
                      + said.domain()
                      + " is switched off: neither its pages nor its mail can be reached")
              .with("found", shown));
    }
    if (said.status().contains("pendingtransfer")) {
      findings.add(
          finding(
                  "domain.being-transferred",
                  Severity.MAJOR,
                  Condition.DEGRADED,
                  "The domain " + said.domain() + " is being moved to another registrar")
              .with("found", shown));
    }
    if (said.status().stream().noneMatch(LOCKED::contains)) {
      findings.add(
          unsure(
              finding(
                      "domain.unlocked",
                      Severity.MINOR,
                      Condition.DEGRADED,
                      "Nothing keeps " + said.domain() + " from being moved away")
                  .with("expected", "the registrar's lock, clientTransferProhibited")
                  .with("found", shown.isEmpty() ? "no lock" : shown)));
    }
  }

  /**
   * What the registry says counts; what is written down only where it says nothing.
   *
   * @param why why the registry says nothing
   */
  private void end(String domain, @Nullable Instant said, String why) {
    Instant written = settings.endWritten();
    Instant end = said == null ? written : said;
    if (end == null) {
      findings.add(
          unsure(
              finding(
                      "domain.end-unknown",
                      Severity.MINOR,
                      Condition.DEGRADED,
                      "Nobody can tell until when " + domain + " is registered")
                  .with("expected", "its last day in the setting expires")
                  .with("found", why)));
      return;
    }
    measurements.add(new Measurement("domain_days_left", Days.left(now, end)));
    String source = said == null ? " by what is written in expires" : "";
    if (!now.isBefore(end)) {
      over(domain, end, said != null, source);
    } else {
      runsOut(domain, end, source);
    }
  }

  private void over(String domain, Instant end, boolean said, String source) {
    String headline =
        said
            ? "The domain "
                + domain
                + " has run out on "
                + Days.on(end)
                + ": it may be lost any day"
            : "The last day of " + domain + " that is written down has passed";
    findings.add(
        finding(
                "domain.expired",
                said ? Severity.CRITICAL : Severity.MAJOR,
                said ? Condition.BROKEN : Condition.DEGRADED,
                headline)
            .with("expected", said ? "renewed before" : "renewed, and the new day in expires")
            .with("found", "ended " + end + source)
            .since(end));
  }

  private void runsOut(String domain, Instant end, String source) {
    Duration left = Duration.between(now, end);
    if (left.compareTo(Duration.ofDays(settings.warnDays())) >= 0) {
      return;
    }
    boolean urgent = left.compareTo(Duration.ofDays(settings.criticalDays())) < 0;
    findings.add(
        finding(
                "domain.runs-out",
                urgent ? Severity.CRITICAL : Severity.MAJOR,
                Condition.DEGRADED,
                "The domain " + domain + " runs out on " + Days.on(end) + " unless it is renewed")
            .with("expected", "renewed " + settings.warnDays() + " days before its end")
            .with("found", "ends " + end + ", in " + Spans.words(left) + source));
  }

  private Memory nameServers(Registered said, Memory memory) {
    Memory known =
        memory.version() == MEMORY_VERSION ? memory : new Memory(MEMORY_VERSION, Map.of());
    String found = DomainSettings.inOrder(said.nameServers());
    if (!settings.nameServers().isEmpty()) {
      String wanted = DomainSettings.inOrder(settings.nameServers());
      if (!wanted.equals(found)) {
        changed(said, wanted, found, now);
      }
      return new Memory(MEMORY_VERSION, Map.of());
    }
    String accepted = known.text(ACCEPTED).orElse(found);
    Memory settled = new Memory(MEMORY_VERSION, Map.of()).with(ACCEPTED, accepted);
    if (accepted.equals(found)) {
      return settled;
    }
    boolean same = known.text(CANDIDATE).filter(found::equals).isPresent();
    Instant since = same ? known.instant(SINCE).orElse(now) : now;
    if (Duration.between(since, now).compareTo(TOLD_FOR) >= 0) {
      return settled.with(ACCEPTED, found);
    }
    changed(said, accepted, found, since);
    return settled.with(CANDIDATE, found).with(SINCE, since);
  }

  private void changed(Registered said, String before, String found, Instant since) {
    findings.add(
        finding(
                "domain.name-servers-changed",
                Severity.MAJOR,
                Condition.DEGRADED,
                "Other name servers than before answer for " + said.domain())
            .with("expected", before.isEmpty() ? "none" : before)
            .with("found", found.isEmpty() ? "none" : found)
            .since(since));
  }

  private Finding finding(String code, Severity severity, Condition leadsTo, String headline) {
    return Finding.of(code, severity, leadsTo, headline, now);
  }

  private static Finding unsure(Finding sure) {
    return new Finding(
        sure.code(),
        sure.key(),
        sure.subject(),
        sure.severity(),
        sure.leadsTo(),
        UNSURE,
        sure.headline(),
        sure.evidence(),
        sure.since());
  }
}
