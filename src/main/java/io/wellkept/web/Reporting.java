package io.wellkept.web;

import io.wellkept.incident.Event;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.KeptFile;
import io.wellkept.ledger.Ledger.Report;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what people report. Each report is an incident of its own, unless somebody reported the
 * same and it still stands, or so many stand already that one more would be a flood; those share
 * one.
 */
final class Reporting {
  private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

  /** The longest text that is kept, in characters; messages quote less. */
  static final int LONGEST_TEXT = 2_000;

  /** More that stand open at one touchpoint share one incident. */
  static final int MOST_OPEN = 10;

  /** More that join one incident are refused. */
  static final int MOST_JOINED = 50;

  private static final int MOST_QUOTED = 8;

  /** The subject of the incident of all that have none of their own. */
  private static final String MORE = "more";

  private static final Duration NEWS_EVERY = Duration.ofMinutes(10);

  private final WebContext context;

  /**
   * What somebody reports.
   *
   * @param by whose name is known; null for anybody
   * @param address where an answer is wanted; null for nowhere
   */
  record Said(String text, @Nullable String by, @Nullable String address, @Nullable Photo photo) {
    /** Without the address and what was said. */
    @Override
    public String toString() {
      return "Said[by=" + by + "]";
    }
  }

  /**
   * What became of it.
   *
   * @param joined whether it joined what was reported before
   * @param kept false if so much is known already that nothing of this was kept
   */
  record Taken(Incident incident, boolean joined, boolean kept) {}

  Reporting(WebContext context) {
    this.context = context;
  }

  Taken take(Touchpoint touchpoint, Said said) {
    Instant now = context.clock().instant();
    Taken taken = context.ledger().write(work -> store(work, touchpoint, said, now));
    context.board().see(taken.incident());
    LOG.atInfo()
        .setMessage("Somebody reported that something is wrong.")
        .addKeyValue("touchpoint", touchpoint.id())
        .addKeyValue("incident", taken.incident().id())
        .addKeyValue("joined", taken.joined())
        .log();
    return taken;
  }

  private Taken store(Ledger.Work work, Touchpoint touchpoint, Said said, Instant now) {
    // two who report the same at once are to meet
    work.alone("reports");
    String subject = subject(said.text());
    CheckId check = new CheckId(touchpoint.id(), Incidents.REPORTED);
    List<Incident> open = work.openIncidents(List.of(check));
    Optional<Incident> same = about(subject, open);
    Optional<Incident> more = about(MORE, open);
    if (same.isPresent()) {
      return join(work, same.get(), said, now);
    }
    if (open.size() - (more.isPresent() ? 1 : 0) < MOST_OPEN) {
      return open(work, touchpoint, subject, said, now);
    }
    return more.map(incident -> join(work, incident, said, now))
        .orElseGet(() -> open(work, touchpoint, MORE, said, now));
  }

  private static Optional<Incident> about(String subject, List<Incident> open) {
    return open.stream().filter(incident -> incident.subject().equals(subject)).findFirst();
  }

  private Taken open(
      Ledger.Work work, Touchpoint touchpoint, String subject, Said said, Instant now) {
    Finding first =
        subject.equals(MORE)
            ? more(said, now)
            : Finding.of(
                "reported.by-people",
                Severity.MAJOR,
                Condition.DEGRADED,
                who(said) + " reported that something is wrong",
                now);
    Finding finding = first.with(Evidence.REPORTED, said.text());
    Photo photo = said.photo();
    KeptFile file = photo == null ? null : KeptFile.of(photo.bytes(), photo.type(), now);
    if (file != null) {
      work.keep(file);
      finding = finding.with(Evidence.PHOTO, file.id());
    }
    Incident incident = Incidents.reported(touchpoint.id(), subject, List.of(finding), now);
    work.save(incident);
    work.append(
        new Event(
            now,
            Event.Type.OPENED,
            incident.check(),
            incident.id(),
            said.by(),
            Reason.REPORTED,
            finding.headline()));
    work.report(report(incident, said, file == null ? null : file.id(), now));
    return new Taken(incident, false, true);
  }

  private Taken join(Ledger.Work work, Incident incident, Said said, Instant now) {
    List<Report> before = work.reportsOf(incident.id());
    if (before.size() >= MOST_JOINED) {
      return new Taken(incident, true, false);
    }
    // no photo: whoever sends the same a hundred times would fill the disk
    work.report(report(incident, answeredOnce(said, before), null, now));
    boolean known =
        before.stream().anyMatch(report -> subject(report.text()).equals(subject(said.text())));
    if (incident.subject().equals(MORE)) {
      return new Taken(known ? incident : tellMore(work, incident, said, now), true, true);
    }
    Finding finding = incident.worst();
    Evidence words = new Evidence(Evidence.REPORTED, said.text());
    if (finding.evidence().contains(words) || finding.evidence().size() >= MOST_QUOTED) {
      return new Taken(incident, true, true);
    }
    Finding again = finding.with(Evidence.REPORTED, said.text());
    Incident more = Incidents.reportedAgain(incident, again, now);
    work.save(more);
    return new Taken(more, true, true);
  }

  /** Other words are news, the latest first; but not a message for each of a flood. */
  private Incident tellMore(Ledger.Work work, Incident incident, Said said, Instant now) {
    Finding before = incident.worst();
    Finding finding = more(said, before.since()).with(Evidence.REPORTED, said.text());
    for (Evidence earlier : before.evidence()) {
      finding = finding.with(earlier.label(), earlier.text());
    }
    boolean tell = !now.isBefore(incident.newsAt().plus(NEWS_EVERY));
    Incident more =
        tell
            ? Incidents.reportedMore(incident, finding, now)
            : Incidents.reportedAgain(incident, finding, now);
    work.save(more);
    if (tell) {
      work.append(
          new Event(
              now,
              Event.Type.UPDATED,
              more.check(),
              more.id(),
              said.by(),
              Reason.NEW_FINDING,
              finding.headline()));
    }
    return more;
  }

  private Finding more(Said said, Instant since) {
    return Finding.of(
        "reported.more",
        Severity.MAJOR,
        Condition.DEGRADED,
        who(said) + " reported something else, beside " + MOST_OPEN + " reports that stand",
        since);
  }

  /** A stranger's address, which anybody can type in, gets one answer and not fifty. */
  private static Said answeredOnce(Said said, List<Report> before) {
    String address = said.address();
    boolean waits =
        address != null
            && before.stream().anyMatch(report -> address.equalsIgnoreCase(report.address()));
    return waits ? new Said(said.text(), said.by(), null, said.photo()) : said;
  }

  private String who(Said said) {
    return said.by() == null ? "Somebody" : context.plan().get().people().nameOf(said.by());
  }

  private static Report report(Incident incident, Said said, @Nullable String file, Instant now) {
    return new Report(
        Ids.of("report", incident.id(), UUID.randomUUID().toString()),
        incident.check().touchpoint(),
        incident.id(),
        now,
        said.text(),
        said.address(),
        file,
        null);
  }

  /** The same for texts that differ in nothing but capitals, blanks and signs. */
  private static String subject(String text) {
    String bare = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    return "report-" + Ids.of(bare);
  }
}
