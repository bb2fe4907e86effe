package io.wellkept.probe;

import io.wellkept.probe.PageFacts.Contents;
import io.wellkept.probe.PageFacts.Found;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what the facts about a page mean. */
final class PageJudge {
  private static final int MEMORY_VERSION = 1;
  private static final String CERTIFICATE = "certificate:";
  private static final Duration URGENT = Duration.ofDays(3);

  /** Told as a possibility: below {@link PageProbe#THRESHOLD}. */
  private static final double UNSURE = 0.4;

  private static final Map<Integer, String> STATUS_WORDS =
      Map.ofEntries(
          Map.entry(400, "bad request"),
          Map.entry(401, "asks for a password"),
          Map.entry(403, "not allowed"),
          Map.entry(404, "not found"),
          Map.entry(410, "gone"),
          Map.entry(500, "server error"),
          Map.entry(502, "bad gateway"),
          Map.entry(503, "not available"),
          Map.entry(504, "gateway timeout"));

  private final Touchpoint touchpoint;
  private final PageSettings settings;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();

  private PageJudge(Touchpoint touchpoint, PageSettings settings, Instant now) {
    this.touchpoint = touchpoint;
    this.settings = settings;
    this.now = now;
  }

  static Judgement judge(
      Touchpoint touchpoint, PageSettings settings, PageFacts facts, Memory memory, Instant now) {
    Memory known =
        memory.version() == MEMORY_VERSION ? memory : new Memory(MEMORY_VERSION, Map.of());
    PageJudge judge = new PageJudge(touchpoint, settings, now);
    return switch (facts) {
      case PageFacts.Barred barred -> blind(barred.fault(), known);
      case PageFacts.Silent silent -> judge.silent(silent, known);
      case PageFacts.Seen seen when seen.protection() != null ->
          blind(new Fault.Blocked(seen.protection()), known);
      case PageFacts.Seen seen -> judge.seen(seen, known);
    };
  }

  private static Judgement blind(Fault fault, Memory memory) {
    return new Judgement(new Observation.Blind(fault), memory);
  }

  private Judgement judged(Memory memory) {
    return new Judgement(new Observation.Seen(findings, measurements), memory);
  }

  private boolean over() {
    return touchpoint.live().over(now);
  }

  private Judgement seen(PageFacts.Seen seen, Memory memory) {
    Memory next = remember(seen, memory);
    measurements.add(new Measurement(Measurement.LATENCY, seconds(seen.way().latency())));
    measurements.add(new Measurement("body_bytes", seen.bytes()));
    measurements.add(new Measurement("status", seen.status()));
    if (over()) {
      afterLive(seen);
      return judged(next);
    }
    if (settings.accepts(seen.status())) {
      page(seen);
    } else {
      status(seen);
    }
    landing(seen);
    certificate(next);
    return judged(next);
  }

  /** What is gone, or sends visitors elsewhere, has ended as it should. */
  private void afterLive(PageFacts.Seen seen) {
    URI end = seen.way().address();
    String landsAt = settings.landsAt();
    boolean there =
        Landing.samePage(seen.asked(), end) || (landsAt != null && Landing.matches(landsAt, end));
    Instant until = touchpoint.live().until();
    if (there && until != null && seen.status() >= 200 && seen.status() < 300) {
      findings.add(
          finding(
                  "page.after-live",
                  Severity.MAJOR,
                  Condition.STALE,
                  "The page is still there, "
                      + Spans.words(Duration.between(until, now))
                      + " after its end")
              .with("expected", "gone, or leading elsewhere, since " + until)
              .with("found", answered(seen.status()))
              .with("address", ShownAddress.of(end)));
    }
  }

  private void status(PageFacts.Seen seen) {
    findings.add(
        finding(
                "page.status",
                Severity.CRITICAL,
                Condition.BROKEN,
                "The page " + answered(seen.status()) + " instead of " + wantedStatus())
            .with("expected", wantedStatus())
            .with("found", Integer.toString(seen.status()))
            .with("address", ShownAddress.of(seen.way().address())));
  }

  private static String answered(int status) {
    String words = STATUS_WORDS.get(status);
    return "answers " + status + (words == null ? "" : " (" + words + ")");
  }

  private String wantedStatus() {
    return settings.status().isEmpty()
        ? "200"
        : Wording.either(settings.status().stream().map(String::valueOf).toList());
  }

  private void landing(PageFacts.Seen seen) {
    String wanted = settings.landsAt();
    URI end = seen.way().address();
    if (wanted != null && !Landing.matches(wanted, end)) {
      findings.add(
          finding(
                  "page.lands-elsewhere",
                  Severity.MAJOR,
                  Condition.BROKEN,
                  "Visitors end up at another page")
              .with("expected", ShownAddress.of(wanted))
              .with("found", ShownAddress.of(end)));
    }
  }

  private void page(PageFacts.Seen seen) {
    texts(seen);
    elements(seen);
    about(seen.contents());
    slow(seen);
    large(seen);
  }

  private void texts(PageFacts.Seen seen) {
    for (String text : seen.contents().textsMissing()) {
      findings.add(
          // What stands beyond the part that we read may hold it.
          onPage(seen, "page.text-missing", text, "“" + text + "” is missing", seen.truncated())
              .with("expected", text));
    }
    for (Found found : seen.contents().textsUnwanted()) {
      findings.add(
          onPage(
                  seen,
                  "page.text-unwanted",
                  found.wanted(),
                  "The page says “" + found.wanted() + "”",
                  false)
              .with("quote", found.quote()));
    }
  }

  private void elements(PageFacts.Seen seen) {
    Contents contents = seen.contents();
    for (String selector : contents.elementsMissing()) {
      findings.add(
          onPage(
                  seen,
                  "page.element-missing",
                  selector,
                  "A part of the page is missing: " + selector,
                  seen.truncated())
              .with("selector", selector));
    }
    for (Found found : contents.elementsUnwanted()) {
      findings.add(
          onPage(
                  seen,
                  "page.element-unwanted",
                  found.wanted(),
                  "The page shows what it should not: " + found.wanted(),
                  false)
              .with("selector", found.wanted())
              .with("quote", found.quote()));
    }
    for (Found found : contents.elementTexts()) {
      elementText(seen, found);
    }
  }

  private void elementText(PageFacts.Seen seen, Found found) {
    String wanted = settings.selectorText().getOrDefault(found.wanted(), "");
    Finding finding =
        onPage(
                seen,
                "page.element-text",
                found.wanted(),
                "“" + wanted + "” is missing where it belongs",
                seen.truncated())
            .with("selector", found.wanted())
            .with("expected", wanted);
    String text = found.quote().isEmpty() ? "no such part of the page" : found.quote();
    findings.add(finding.with("found", text));
  }

  private Finding onPage(
      PageFacts.Seen seen, String code, String what, String headline, boolean unsure) {
    return new Finding(
        code,
        code + ":" + what,
        Finding.WHOLE,
        Severity.MAJOR,
        Condition.BROKEN,
        unsure ? UNSURE : 1,
        headline,
        List.of(new Evidence("address", shown(seen))),
        now);
  }

  private static String shown(PageFacts.Seen seen) {
    return ShownAddress.of(seen.way().address());
  }

  private void about(Contents contents) {
    String title = settings.title();
    String hasTitle = contents.title();
    if (title != null && hasTitle != null && !Wording.contains(hasTitle, title)) {
      findings.add(
          minor("page.title", "The page has another title")
              .with("expected", title)
              .with("found", hasTitle.isEmpty() ? "no title" : hasTitle));
    }
    String language = settings.language();
    String speaks = contents.language();
    if (language != null && speaks != null && !speaks(speaks, language)) {
      findings.add(
          minor("page.language", "The page declares another language")
              .with("expected", language)
              .with("found", speaks.isEmpty() ? "no language" : speaks));
    }
    String noindex = contents.noindex();
    if (settings.mustBeFound() && noindex != null) {
      findings.add(
          finding(
                  "page.noindex",
                  Severity.MAJOR,
                  Condition.DEGRADED,
                  "Search engines are told not to list the page")
              .with("found", noindex));
    }
  }

  private static boolean speaks(String declared, String wanted) {
    String tag = declared.toLowerCase(Locale.ROOT).replace('_', '-');
    String range = wanted.toLowerCase(Locale.ROOT).replace('_', '-');
    return tag.equals(range) || tag.startsWith(range + "-");
  }

  private void slow(PageFacts.Seen seen) {
    Duration latency = seen.way().latency();
    if (latency.compareTo(settings.slowerThan()) > 0) {
      findings.add(
          minor("page.slow", "The page took " + Spans.words(latency) + " to load")
              .with("expected", "at most " + Spans.words(settings.slowerThan()))
              .with("address", shown(seen)));
    }
  }

  private void large(PageFacts.Seen seen) {
    long most = settings.mostBytes().orElse(Http.BODY_LIMIT);
    if (seen.bytes() > most || seen.truncated()) {
      String more = seen.truncated() ? "more than " : "";
      findings.add(
          minor("page.large", "The page is very large: " + more + size(seen.bytes()))
              .with("expected", "at most " + size(most)));
    }
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%d KB", (bytes + 999) / 1_000)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private Judgement silent(PageFacts.Silent silent, Memory memory) {
    Memory next = memory;
    if (silent.cause() instanceof Answer.Cause.TlsBroken broken && broken.certificate() != null) {
      next = with(memory, broken.host(), broken.certificate());
    }
    if (!over()) {
      findings.add(PageUnreachable.finding(silent.asked(), silent.cause(), silent.timeout(), now));
      certificate(next);
    }
    return judged(next);
  }

  private static Memory remember(PageFacts.Seen seen, Memory memory) {
    String host = seen.way().address().getHost();
    return with(memory, host == null ? "" : host, seen.way().certificate());
  }

  /** Only of the host where visitors end up now; others are no longer this page's. */
  private static Memory with(Memory memory, String host, @Nullable Certificate certificate) {
    Map<String, String> values = new TreeMap<>(memory.values());
    values.keySet().removeIf(key -> key.startsWith(CERTIFICATE));
    Memory next = new Memory(MEMORY_VERSION, values);
    return certificate == null ? next : next.with(CERTIFICATE + host, certificate.notAfter());
  }

  /** From memory, so that its days go on counting while the page cannot be reached. */
  private void certificate(Memory memory) {
    for (String key : memory.values().keySet()) {
      if (key.startsWith(CERTIFICATE)) {
        Instant ends = memory.instant(key).orElseThrow();
        certificate(key.substring(CERTIFICATE.length()), Duration.between(now, ends), ends);
      }
    }
  }

  private void certificate(String host, Duration left, Instant ends) {
    measurements.add(new Measurement("certificate_days_left", seconds(left) / 86_400));
    if (settings.certificateDays() == 0 || reported("page.certificate-expired")) {
      return;
    }
    if (left.isNegative() || left.isZero()) {
      findings.add(PageUnreachable.expired(host, ends, now));
    } else if (left.compareTo(Duration.ofDays(settings.certificateDays())) < 0) {
      Severity severity = left.compareTo(URGENT) < 0 ? Severity.MAJOR : Severity.MINOR;
      findings.add(
          finding(
                  "page.certificate",
                  severity,
                  Condition.DEGRADED,
                  "The certificate runs out in " + days(left))
              .with("expected", "renewed " + settings.certificateDays() + " days before its end")
              .with("found", "ends " + ends)
              .with("host", host));
    }
  }

  private boolean reported(String code) {
    return findings.stream().anyMatch(finding -> finding.code().equals(code));
  }

  private static String days(Duration left) {
    return left.toDays() == 0
        ? Spans.words(left)
        : left.toDays() == 1 ? "1 day" : left.toDays() + " days";
  }

  private static double seconds(Duration span) {
    return span.toNanos() / 1e9;
  }

  private Finding minor(String code, String headline) {
    return finding(code, Severity.MINOR, Condition.DEGRADED, headline);
  }

  private Finding finding(String code, Severity severity, Condition leadsTo, String headline) {
    return Finding.of(code, severity, leadsTo, headline, now);
  }
}
