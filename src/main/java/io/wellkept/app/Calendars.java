package io.wellkept.app;

import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.incident.PlanOverride;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.HolidayFeed;
import io.wellkept.plan.Holidays;
import io.wellkept.plan.Plan;
import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.Http;
import io.wellkept.probe.ShownAddress;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the calendars of holidays that are not files, once a day. What was fetched last is kept
 * in the ledger and counts until a newer one is there; the operators hear of one that stays away.
 */
final class Calendars implements Round {
  private static final Logger log = LoggerFactory.getLogger(Calendars.class);

  private static final Duration USUAL = Duration.ofDays(1);
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);

  /** One that was known stays right for long: next year's days are in it early. */
  private static final Duration PATIENCE = Duration.ofDays(9);

  /** How often it is written down that it was there, so that a restart knows it. */
  private static final Duration NOTED_EVERY = Duration.ofDays(2);

  /** A calendar without a day in it has run out, or is not what it was. */
  private static final Period LONGEST_WITHOUT = Period.ofYears(1);

  /** The trouble of calendars that are files; no id of a calendar has a star. */
  private static final String FILES = "*files";

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int LARGEST = 5_000_000;

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Supplier<Http> http;

  private @Nullable Instant filesSeen;

  /** What is known of each feed since the start. */
  private final Map<HolidayFeed, Fetched> known = new HashMap<>();

  /**
   * @param next when to fetch it again
   */
  private record Fetched(Instant next) {}

  /** What came of one attempt. */
  private sealed interface Attempt {
    record Days(List<LocalDate> days) implements Attempt {}

    record Failed(String why) implements Attempt {}
  }

  Calendars(Ledger ledger, Supplier<Plan> plan, Supplier<Http> http) {
    this.ledger = ledger;
    this.plan = plan;
    this.http = http;
  }

  @Override
  public String name() {
    return "calendars";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  /** One at a time: a slow server must not make the round look stalled. */
  @Override
  public boolean run(Instant now) {
    if (filesSeen == null || !now.isBefore(filesSeen.plus(USUAL))) {
      filesSeen = now;
      seeFiles(now);
    }
    List<HolidayFeed> feeds = plan.get().feeds();
    if (!known.keySet().equals(Set.copyOf(feeds))) {
      known.keySet().retainAll(feeds);
      endTroublesOfOthers(feeds, now);
    }
    Optional<HolidayFeed> due = feeds.stream().filter(feed -> isDue(feed, now)).findFirst();
    due.ifPresent(feed -> fetch(feed, now));
    return due.isPresent();
  }

  /** Nobody notices by itself that a file was for last year. */
  private void seeFiles(Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    boolean spent =
        plan.get().people().persons().values().stream()
            .map(Person::holidays)
            .anyMatch(days -> !days.isEmpty() && isSpent(days, today));
    ledger.change(work -> {
      if (spent) {
        Troubles.raise(
            work,
            Troubles.CALENDARS,
            FILES,
            Severity.MINOR,
            "A calendar of holidays in config/ holds no day of the next twelve months: put a newer"
                + " one in its place",
            now);
      } else {
        Troubles.clear(work, Troubles.CALENDARS, FILES, now);
      }
    });
  }

  private boolean isDue(HolidayFeed feed, Instant now) {
    Fetched fetched = known.get(feed);
    return fetched == null || !now.isBefore(fetched.next());
  }

  private void fetch(HolidayFeed feed, Instant now) {
    Attempt attempt = attempt(feed, now);
    switch (attempt) {
      case Attempt.Days(List<LocalDate> days) -> {
        ledger.change(work -> keep(work, feed, days, now));
        known.put(feed, new Fetched(now.plus(USUAL)));
      }
      case Attempt.Failed(String why) -> {
        log.warn(
            "A calendar of holidays cannot be fetched calendar={} why={}", feed.calendar(), why);
        ledger.change(work -> {
          boolean good =
              inForce(work, feed, now).stream()
                  .anyMatch(one -> now.isBefore(one.from().plus(PATIENCE)));
          if (!good) {
            raise(work, feed, why, now);
          }
        });
        known.put(feed, new Fetched(now.plus(AFTER_FAILURE)));
      }
    }
  }

  private Attempt attempt(HolidayFeed feed, Instant now) {
    try {
      Ask ask = Ask.of(feed.url(), TIMEOUT).limit(LARGEST);
      return switch (http.get().ask(ask)) {
        case Answer.Got got when got.status() == 200 && !got.body().truncated() ->
            days(new String(got.body().bytes(), StandardCharsets.UTF_8), feed, now);
        case Answer.Got got -> new Attempt.Failed("it answers " + got.status());
        case Answer.Barred barred -> new Attempt.Failed(barred.fault().words());
        case Answer.NoAnswer none ->
            new Attempt.Failed("no answer, " + none.cause().getClass().getSimpleName());
        case Answer.Unchanged same -> throw new IllegalStateException("not asked: " + same);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt.Failed("Wellkept stops");
    }
  }

  /** Of the years around now: a calendar may go back for a century. */
  private static Attempt days(String text, HolidayFeed feed, Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    try {
      List<LocalDate> days =
          Holidays.read(text, feed.without()).stream()
              .filter(day -> day.isAfter(today.minusYears(1)))
              .filter(day -> day.isBefore(today.plusYears(3)))
              .sorted()
              .toList();
      return isSpent(days, today)
          ? new Attempt.Failed("no day of the next twelve months is in it")
          : new Attempt.Days(days);
    } catch (IllegalArgumentException e) {
      return new Attempt.Failed("what it answers " + e.getMessage());
    }
  }

  private static boolean isSpent(Collection<LocalDate> days, LocalDate today) {
    LocalDate end = today.plus(LONGEST_WITHOUT);
    return days.stream().noneMatch(day -> !day.isBefore(today) && day.isBefore(end));
  }

  private static void keep(Work work, HolidayFeed feed, List<LocalDate> days, Instant now) {
    Troubles.clear(work, Troubles.CALENDARS, feed.calendar(), now);
    List<PlanOverride.Holidays> before = inForce(work, feed, now);
    boolean same = before.size() == 1 && before.get(0).days().equals(days);
    if (same && now.isBefore(before.get(0).from().plus(NOTED_EVERY))) {
      return;
    }
    before.forEach(old -> work.end(old.id(), now));
    String id = Ids.of("holidays", feed.calendar(), now.toString());
    work.add(new PlanOverride.Holidays(id, Troubles.SELF, now, null, feed.calendar(), days));
    log.info(
        "A calendar of holidays was fetched calendar={} days={}", feed.calendar(), days.size());
    if (!same) {
      // whoever is waited for may have another day off
      work.openIncidents().forEach(incident -> work.save(incident.wakeAt(now)));
    }
  }

  private static List<PlanOverride.Holidays> inForce(View view, HolidayFeed feed, Instant now) {
    return view.overrides().stream()
        .filter(PlanOverride.Holidays.class::isInstance)
        .map(PlanOverride.Holidays.class::cast)
        .filter(one -> one.calendar().equals(feed.calendar()) && one.inForce(now))
        .toList();
  }

  private static void raise(Work work, HolidayFeed feed, String why, Instant now) {
    Troubles.raise(
        work,
        Troubles.CALENDARS,
        feed.calendar(),
        Severity.MINOR,
        "The calendar of holidays '"
            + feed.calendar()
            + "' cannot be fetched from "
            + ShownAddress.of(feed.url())
            + " ("
            + why
            + "): see holidays in config/people.yaml",
        now);
  }

  private void endTroublesOfOthers(List<HolidayFeed> feeds, Instant now) {
    Set<String> wanted = feeds.stream().map(HolidayFeed::calendar).collect(Collectors.toSet());
    ledger.change(work -> {
      for (Incident trouble : work.openIncidents(List.of(Troubles.CALENDARS))) {
        if (!wanted.contains(trouble.subject()) && !trouble.subject().equals(FILES)) {
          Troubles.clear(work, Troubles.CALENDARS, trouble.subject(), now);
        }
      }
    });
  }
}
