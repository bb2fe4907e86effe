package io.wellkept.probe.names;

import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Certificate;
import io.wellkept.probe.names.CertificateFacts.Place;
import io.wellkept.probe.names.CertificateFacts.Shown;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what the certificates that a server showed mean for visitors. */
final class CertificateJudge {
  /** A certificate of few days is renewed in its last third: these parts of its life matter. */
  private static final int WARN_PART = 3;

  private static final int CRITICAL_PART = 10;

  /** RSA keys below this are refused by authorities and browsers alike. */
  private static final int SHORTEST_RSA = 2048;

  private static final Pattern WEAK = Pattern.compile("(?i)(MD2|MD5|SHA-?1)with.*");

  /** How Java says that the other side knows nothing newer than what browsers have given up. */
  private static final Pattern OUTDATED =
      Pattern.compile(
          "(?i).*(protocol version (SSL|TLS1[01])|alert: protocol_version|improper ciphersuite).*");

  private static final String UNREACHABLE = "certificate.unreachable";

  private final CertificateSettings settings;
  private final CertificateFacts.Seen seen;
  private final Instant now;

  private CertificateJudge(CertificateSettings settings, CertificateFacts.Seen seen, Instant now) {
    this.settings = settings;
    this.seen = seen;
    this.now = now;
  }

  static Observation judge(CertificateSettings settings, CertificateFacts facts, Instant now) {
    return switch (facts) {
      case CertificateFacts.Barred barred -> new Observation.Blind(barred.fault());
      case CertificateFacts.Seen seen -> new CertificateJudge(settings, seen, now).judged();
    };
  }

  /** The same finding at several addresses is one, with the addresses where it is not so at all. */
  private Observation judged() {
    Map<String, Finding> worst = new LinkedHashMap<>();
    Map<String, List<String>> where = new LinkedHashMap<>();
    List<Measurement> measurements = new ArrayList<>();
    seen.places().stream()
        .map(Place::shown)
        .filter(Objects::nonNull)
        .mapToDouble(shown -> Days.left(now, ends(shown)))
        .min()
        .ifPresent(left -> measurements.add(new Measurement("certificate_days_left", left)));
    for (Place place : seen.places()) {
      for (Finding finding : at(place)) {
        worst.merge(
            finding.code(),
            finding,
            (one, other) -> other.severity().worseThan(one.severity()) ? other : one);
        where.computeIfAbsent(finding.code(), code -> new ArrayList<>()).add(place.address());
      }
    }
    List<Finding> findings = new ArrayList<>();
    worst.forEach(
        (code, finding) -> findings.add(placed(finding, where.getOrDefault(code, List.of()))));
    return new Observation.Seen(findings, measurements);
  }

  private Finding placed(Finding finding, List<String> addresses) {
    Finding named = finding.with("host", seen.host() + ":" + seen.port());
    int all = seen.places().size();
    if (addresses.size() == all) {
      return named;
    }
    String some = addresses.size() + " of " + all + " addresses of the name";
    Finding partial = named.with("only at", String.join(", ", addresses) + "; " + some);
    return finding.code().equals(UNREACHABLE) ? elsewhereFine(partial) : partial;
  }

  /** Browsers go on to the next address: that one is silent costs visitors some seconds. */
  private static Finding elsewhereFine(Finding finding) {
    return new Finding(
        finding.code(),
        finding.key(),
        finding.subject(),
        Severity.MINOR,
        Condition.DEGRADED,
        finding.confidence(),
        finding.headline() + ", at one of its addresses",
        finding.evidence(),
        finding.since());
  }

  private List<Finding> at(Place place) {
    Shown shown = place.shown();
    Cause cause = place.cause();
    if (shown == null || cause != null) {
      return List.of(unreachable(cause));
    }
    List<Finding> findings = new ArrayList<>();
    X509Certificate own = shown.chain().get(0);
    Certificate read = Certificate.of(own);
    name(findings, read);
    Chain chain = Chain.of(shown.chain(), seen.authorities(), now);
    days(findings, own, chain);
    trust(findings, chain, own);
    weak(findings, shown.chain());
    return findings;
  }

  private Finding unreachable(@Nullable Cause cause) {
    if (cause instanceof Cause.TlsBroken broken && OUTDATED.matcher(broken.detail()).matches()) {
      return critical(
              "certificate.outdated-encryption",
              "Visitors cannot come in: the server speaks only encryption that browsers gave up")
          .with("expected", "TLS 1.2 or newer")
          .with("found", broken.detail());
    }
    String host = seen.host();
    String headline =
        switch (cause) {
          case Cause.NoSuchHost none -> "The address " + host + " does not exist";
          case Cause.ConnectionRefused refused -> "Nobody answers at " + host;
          case Cause.Unreachable cut -> "There is no way to " + host;
          case Cause.TimedOut late -> host + " did not answer within " + Spans.words(late.after());
          case null, default -> "No secure connection can be made to " + host;
        };
    Finding finding = critical(UNREACHABLE, headline);
    return switch (cause) {
      case Cause.TimedOut late ->
          finding.with("found", "time ran out while " + late.phase().words());
      case Cause.TlsBroken broken -> finding.with("found", broken.detail());
      case Cause.BrokenAnswer broken -> finding.with("found", broken.detail());
      case Cause.Unreachable cut -> finding.with("found", cut.detail());
      case null, default -> finding;
    };
  }

  private void name(List<Finding> findings, Certificate own) {
    if (!own.isFor(seen.host())) {
      String names = own.names().isEmpty() ? "no address" : String.join(", ", own.names());
      findings.add(
          critical(
                  "certificate.wrong-name",
                  "Visitors see a full-page warning: the certificate is for another address")
              .with("expected", "for " + seen.host())
              .with("found", "for " + names));
    }
  }

  private Instant ends(Shown shown) {
    return ends(shown.chain().get(0), Chain.of(shown.chain(), seen.authorities(), now));
  }

  private static Instant ends(X509Certificate own, Chain chain) {
    X509Certificate first = chain instanceof Chain.Trusted trusted ? trusted.first() : own;
    return first.getNotAfter().toInstant();
  }

  private void days(List<Finding> findings, X509Certificate own, Chain chain) {
    Instant from = own.getNotBefore().toInstant();
    Instant end = ends(own, chain);
    if (now.isBefore(from)) {
      findings.add(
          critical(
                  "certificate.not-yet-valid",
                  "Visitors see a full-page warning until "
                      + Days.on(from)
                      + ": the certificate is not valid yet")
              .with("found", "begins " + from));
    } else if (!now.isBefore(end)) {
      findings.add(
          critical(
                  "certificate.expired",
                  "Visitors see a full-page warning since "
                      + Days.on(end)
                      + ": the certificate has run out")
              .with("found", "ended " + end + issuedBy(own))
              .since(end));
    } else {
      runsOut(findings, own, chain, Duration.between(from, end));
    }
  }

  private void runsOut(List<Finding> findings, X509Certificate own, Chain chain, Duration life) {
    Instant end = ends(own, chain);
    Duration left = Duration.between(now, end);
    Duration warn = shorter(Duration.ofDays(settings.warnDays()), life.dividedBy(WARN_PART));
    Duration urgent =
        shorter(Duration.ofDays(settings.criticalDays()), life.dividedBy(CRITICAL_PART));
    if (left.compareTo(warn) >= 0) {
      return;
    }
    Finding finding =
        Finding.of(
                "certificate.runs-out",
                left.compareTo(urgent) < 0 ? Severity.CRITICAL : Severity.MAJOR,
                Condition.DEGRADED,
                "Visitors will see a full-page warning from " + Days.on(end) + " on",
                now)
            .with("expected", "a new certificate " + Spans.words(warn) + " before the end")
            .with("found", "ends " + end + ", in " + Spans.words(left) + issuedBy(own));
    boolean another = chain instanceof Chain.Trusted trusted && !trusted.first().equals(own);
    findings.add(
        another
            ? finding.with(
                "note", "it is not the server's own that ends, but one that it sends along")
            : finding);
  }

  private static String issuedBy(X509Certificate own) {
    return ", issued by " + Chain.name(own.getIssuerX500Principal());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void trust(List<Finding> findings, Chain chain, X509Certificate own) {
    switch (chain) {
      case Chain.Trusted trusted -> {}
      case Chain.Alone alone ->
          findings.add(
              critical(
                      "certificate.self-signed",
                      "Visitors see a full-page warning: the server vouches only for itself")
                  .with("expected", "issued by an authority that browsers know")
                  .with("found", "signed with its own key"));
      case Chain.Incomplete incomplete ->
          findings.add(
              Finding.of(
                      "certificate.incomplete",
                      Severity.MAJOR,
                      Condition.BROKEN,
                      "Many visitors see a full-page warning: the server leaves out a certificate",
                      now)
                  .with("expected", "sent along: the certificate of “" + incomplete.missing() + "”")
                  .with("found", "not sent, and not known by itself" + issuedBy(own)));
      case Chain.Unknown unknown ->
          findings.add(untrusted("its authority “" + unknown.authority() + "” is not trusted"));
      case Chain.Lapsed lapsed ->
          findings.add(
              untrusted(
                  "the certificate of “"
                      + Chain.name(lapsed.between().getSubjectX500Principal())
                      + "”, sent along, ended "
                      + lapsed.between().getNotAfter().toInstant()));
      case Chain.Broken broken -> findings.add(untrusted(broken.detail()));
    }
  }

  private Finding untrusted(String found) {
    return critical(
            "certificate.untrusted",
            "Visitors see a full-page warning: browsers do not trust the certificate")
        .with("expected", "issued by an authority that browsers know")
        .with("found", found);
  }

  /** An authority's own signature on itself is not looked at by anybody. */
  private void weak(List<Finding> findings, List<X509Certificate> chain) {
    List<String> flaws = new ArrayList<>();
    for (X509Certificate each : chain) {
      String name = Chain.name(each.getSubjectX500Principal());
      PublicKey key = each.getPublicKey();
      boolean root = each.getIssuerX500Principal().equals(each.getSubjectX500Principal());
      if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
        flaws.add("“" + name + "” has a key of " + rsa.getModulus().bitLength() + " bits");
      }
      if (!root && WEAK.matcher(each.getSigAlgName()).matches()) {
        flaws.add("“" + name + "” is signed with " + each.getSigAlgName().toUpperCase(Locale.ROOT));
      }
    }
    if (!flaws.isEmpty()) {
      findings.add(
          Finding.of(
                  "certificate.weak",
                  Severity.MAJOR,
                  Condition.DEGRADED,
                  "The certificate is of a kind that can be forged, and that browsers refuse",
                  now)
              .with("expected", "a key of 2048 bits or more, signed with SHA-256 or better")
              .with("found", String.join("; ", flaws)));
    }
  }

  private Finding critical(String code, String headline) {
    return Finding.of(code, Severity.CRITICAL, Condition.BROKEN, headline, now);
  }
}
