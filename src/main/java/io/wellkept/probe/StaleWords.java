package io.wellkept.probe;

import io.wellkept.probe.FreshnessFacts.Contents;
import io.wellkept.probe.freshness.Sign;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Tells that nothing new has come, and how that is known. */
final class StaleWords {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final int MOST_OTHERS = 3;

  private final FreshnessSettings settings;
  private final Contents contents;
  private final List<Sign> elsewhere;
  private final Instant now;

  StaleWords(FreshnessSettings settings, Contents contents, List<Sign> elsewhere, Instant now) {
    this.settings = settings;
    this.contents = contents;
    this.elsewhere = elsewhere;
    this.now = now;
  }

  Finding stale(Age age, Duration most) {
    Sign sign = age.sign();
    LocalDate last =
        sign == null || age.capped() ? day(age.newest()) : sign.day();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence("dated by", datedBy(age)));
    if (sign != null) {
      evidence.add(new Evidence("quote", sign.quote()));
    }
    String others = others(sign);
    if (!others.isEmpty()) {
      evidence.add(new Evidence("other signs", others));
    }
    return new Finding(
        "freshness.stale",
        "freshness.stale",
        Finding.WHOLE,
        Severity.MAJOR,
        Condition.STALE,
        age.confidence(),
        "Nothing new since " + shown(last) + ": " + words(age.span(now)) + "; " + agreed(most),
        evidence,
        age.newest().plus(most));
  }

  private static String agreed(Duration most) {
    String words = words(most);
    return words + (words.startsWith("1 ") ? " was agreed" : " were agreed");
  }

  private static String words(Duration span) {
    long days = span.toDays();
    if (days < 2) {
      return Spans.words(span);
    }
    return days + " days";
  }

  private LocalDate day(Instant moment) {
    return moment.atZone(settings.zoneOrUtc()).toLocalDate();
  }

  private String shown(LocalDate day) {
    return (day.getYear() == day(now).getYear() ? DAY : DAY_OF_YEAR).format(day);
  }

  private static String datedBy(Age age) {
    Sign sign = age.sign();
    if (sign == null) {
      return "our own looks: its main content has not changed since";
    }
    String own = sign.source().words();
    return age.capped()
        ? own + " says " + sign.day() + ", but we saw the main content unchanged since"
        : own;
  }

  /** The others, so that whoever knows better sees what we went by. */
  private String others(@org.jspecify.annotations.Nullable Sign chosen) {
    return String.join(
        "; ",
        Stream.concat(elsewhere.stream(), contents.dated().signs().stream())
            .filter(sign -> !sign.equals(chosen))
            .map(sign -> sign.source().words() + " " + sign.day())
            .distinct()
            .limit(MOST_OTHERS)
            .toList());
  }
}
