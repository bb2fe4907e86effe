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
import io.wellkept.touchpoint.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private static final Duration PATIENCE = Duration.ofDays(7);

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int LARGEST = 5_000_000;

  private final Ledger ledger;
  private final Supplier<Plan> plan;
  private final Supplier<Http> http;

  /** What is known of each feed since the start. */
  private final Map<HolidayFeed, Fetched> known = new HashMap<>();

  /**
   * @param next when to fetch it again
   * @param good when that last worked, or when it was tried first
   */
  private record Fetched(Instant next, Instant good) {}

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
    List<HolidayFeed> feeds = plan.get().feeds();
    if (!known.keySet().equals(Set.copyOf(feeds))) {
      known.keySet().retainAll(feeds);
      endTroublesOfOthers(feeds, now);
    }
    Optional<HolidayFeed> due = feeds.stream().filter(feed -> isDue(feed, now)).findFirst();
    due.ifPresent(feed -> fetch(feed, now));
    return due.isPresent();
  }

  private boolean isDue(HolidayFeed feed, Instant now) {
    Fetched fetched = known.get(feed);
    return fetched == null || !now.isBefore(fetched.next());
  }

  private void fetch(HolidayFeed feed, Instant now) {
    Attempt attempt = attempt(feed, now);
    Fetched before = known.getOrDefault(feed, new Fetched(now, now));
    switch (attempt) {
      case Attempt.Days(List<LocalDate> days) -> {
        ledger.change(work -> keep(work, feed, days, now));
        known.put(feed, new Fetched(now.plus(USUAL), now));
      }
      case Attempt.Failed(String why) -> {
        log.warn(
            "A calendar of holidays cannot be fetched calendar={} why={}", feed.calendar(), why);
        ledger.change(work -> {
          boolean nothing = inForce(work, feed, now).isEmpty();
          if (nothing || now.isAfter(before.good().plus(PATIENCE))) {
            raise(work, feed, why, now);
          }
        });
        known.put(feed, new Fetched(now.plus(AFTER_FAILURE), before.good()));
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
      return new Attempt.Days(
          Holidays.read(text, feed.without()).stream()
              .filter(day -> day.isAfter(today.minusYears(1)))
              .filter(day -> day.isBefore(today.plusYears(3)))
              .sorted()
              .toList());
    } catch (IllegalArgumentException e) {
      return new Attempt.Failed("what it answers " + e.getMessage());
    }
  }

  private static void keep(Work work, HolidayFeed feed, List<LocalDate> days, Instant now) {
    Troubles.clear(work, Troubles.CALENDARS, feed.calendar(), now);
    List<PlanOverride.Holidays> before = inForce(work, feed, now);
    if (before.size() == 1 && before.get(0).days().equals(days)) {
      return;
    }
    before.forEach(old -> work.end(old.id(), now));
    String id = Ids.of("holidays", feed.calendar(), now.toString());
    work.add(new PlanOverride.Holidays(id, Troubles.SELF, now, null, feed.calendar(), days));
    log.info(
        "A calendar of holidays was fetched calendar={} days={}", feed.calendar(), days.size());
    // whoever is waited for may have another day off
    work.openIncidents().forEach(incident -> work.save(incident.wakeAt(now)));
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
        if (!wanted.contains(trouble.subject())) {
          Troubles.clear(work, Troubles.CALENDARS, trouble.subject(), now);
        }
      }
    });
  }
}
