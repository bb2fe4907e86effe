package io.wellkept.probe.qr;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.destination.Agreed;
import io.wellkept.probe.destination.Found;
import io.wellkept.probe.destination.Tracking;
import io.wellkept.probe.destination.Trouble;
import io.wellkept.probe.destination.Visit;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the facts about a code mean. */
final class QrJudge {
  private final QrSettings settings;
  private final @Nullable Instant endsAt;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private QrJudge(Look<QrSettings> look, Instant now) {
    this.settings = look.settings();
    this.endsAt = look.touchpoint().live().until();
    this.now = now;
  }

  static Judgement judge(Look<QrSettings> look, QrFacts facts, Memory memory, Instant now) {
    QrJudge judge = new QrJudge(look, now);
    Observation observation =
        switch (facts) {
          case QrFacts.Barred barred -> new Observation.Blind(barred.fault());
          case QrFacts.Silent silent -> judge.silent(silent);
          case QrFacts.NoPicture none -> judge.noPicture(none.picture(), none.why());
          case QrFacts.Seen seen -> judge.seen(seen);
        };
    return new Judgement(observation, memory);
  }

  private Observation silent(QrFacts.Silent silent) {
    Finding why = PageUnreachable.finding(silent.asked(), silent.cause(), silent.timeout(), now);
    Finding finding =
        finding(
            "qr.picture-unreachable", "The picture of the code cannot be had: " + why.headline());
    for (Evidence evidence : why.evidence()) {
      finding = finding.with(evidence.label(), evidence.text());
    }
    findings.add(finding);
    return new Observation.Seen(findings, List.of());
  }

  private Observation noPicture(String picture, String why) {
    findings.add(
        finding("qr.picture-unreachable", "The picture of the code cannot be had: " + why)
            .with("picture", picture));
    return new Observation.Seen(findings, List.of());
  }

  private Observation seen(QrFacts.Seen seen) {
    return switch (seen.codes()) {
      case Codes.Unreadable not -> {
        findings.add(
            finding("qr.unreadable", "The code cannot be read: " + not.why())
                .with("picture", seen.picture()));
        yield new Observation.Seen(findings, List.of(new Measurement("codes", 0)));
      }
      case Codes.Read read -> read(seen, read);
    };
  }

  private Observation read(QrFacts.Seen seen, Codes.Read read) {
    Fault unknown = null;
    for (String text : read.texts()) {
      switch (seen.visits().get(text)) {
        case null -> noAddress(seen, text);
        case Visit.Unknown one -> unknown = one.fault();
        case Visit.Nowhere nowhere -> troubles(seen, text, Found.of(nowhere, now));
        case Visit.Arrived arrived ->
            troubles(
                seen,
                text,
                Found.of(arrived, Tracking.of(settings.keep()), null, settings.zone(), now));
      }
    }
    return findings.isEmpty() && unknown != null
        ? new Observation.Blind(unknown)
        : new Observation.Seen(findings, List.of(new Measurement("codes", read.texts().size())));
  }

  private void noAddress(QrFacts.Seen seen, String text) {
    if (settings.expects() == QrSettings.Expects.ADDRESS) {
      findings.add(
          of("qr.not-a-web-address", text, "The code holds no web address")
              .with("code says", shown(text))
              .with("picture", seen.picture()));
    }
  }

  /** A code may hold the key of somebody's network. */
  private static String shown(String text) {
    return text.regionMatches(true, 0, "WIFI:", 0, 5)
        ? "how to get into a Wi-Fi network"
        : ShownAddress.of(text);
  }

  private void troubles(QrFacts.Seen seen, String text, Found found) {
    Agreed agreed = new Agreed(settings.claims(), settings.landsAt(), endsAt, Duration.ZERO);
    for (Trouble trouble : found.troubles(agreed, now)) {
      List<Evidence> evidence = new ArrayList<>();
      evidence.add(new Evidence("code says", shown(text)));
      evidence.addAll(trouble.evidence());
      evidence.add(new Evidence("picture", seen.picture()));
      Instant since = trouble.since();
      findings.add(
          new Finding(
              "qr." + trouble.code(),
              "qr."
                  + trouble.code()
                  + ":"
                  + Integer.toHexString((text + trouble.what()).hashCode()),
              Finding.WHOLE,
              trouble.severity(),
              trouble.leadsTo(),
              trouble.confidence(),
              "The code " + trouble.clause(),
              evidence,
              since == null ? now : since));
    }
  }

  private Finding finding(String code, String headline) {
    return Finding.of(code, Severity.MAJOR, Condition.BROKEN, headline, now);
  }

  private Finding of(String code, String text, String headline) {
    return new Finding(
        code,
        code + ":" + Integer.toHexString(text.hashCode()),
        Finding.WHOLE,
        Severity.MAJOR,
        Condition.BROKEN,
        1,
        headline,
        List.of(),
        now);
  }
}
