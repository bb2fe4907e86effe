package io.wellkept.web;

import io.javalin.http.HttpResponseException;
import io.wellkept.incident.Ids;
import io.wellkept.incident.PlanOverride.Maintenance;
import io.wellkept.incident.Window;
import io.wellkept.incident.Window.Scope;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes windows of maintenance at run time, and ends them: rows of the ledger, never the YAML. */
final class Maintaining {
  private static final Logger LOG = LoggerFactory.getLogger(Maintaining.class);
  private static final int LONGEST_REASON = 200;

  private final WebContext context;

  /**
   * What somebody wants.
   *
   * @param from null for now
   * @param until the end; of weekly ones the end of the last
   * @param weekly days and hours; empty for once
   * @param zone by whose clocks those are
   * @param snooze whether one touchpoint is to be quiet, and nobody is told of that
   */
  record Wish(
      Scope scope,
      @Nullable Instant from,
      @Nullable Instant until,
      String weekly,
      ZoneId zone,
      String reason,
      boolean snooze) {}

  Maintaining(WebContext context) {
    this.context = context;
  }

  /**
   * Keeps the window; the same again is the same window.
   *
   * @param said who it is, where nobody signs in
   * @throws HttpResponseException that says what is wrong with it, or that the reader may not
   */
  Window begin(Wish wish, Reader reader, String said) {
    Instant now = context.clock().instant();
    Plan plan = context.planNow();
    String by = actor(reader, said, plan);
    requireRight(wish.scope(), reader, plan);
    Instant until = checked(wish, reader, plan, now);
    Instant from = wish.from() == null || wish.from().isBefore(now) ? now : wish.from();
    String reason = wish.reason().strip();
    Maintenance made =
        new Maintenance(
            Ids.of("maintenance", by, wish.toString(), now.toString()),
            by,
            from,
            until,
            wish.scope(),
            wish.weekly().isBlank() ? null : wish.weekly().strip(),
            wish.weekly().isBlank() ? null : wish.zone(),
            reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason,
            wish.snooze(),
            null);
    Maintenance kept = context.ledger().write(work -> keep(work, made, now));
    if (kept.equals(made)) {
      LOG.atInfo()
          .setMessage("A window of maintenance was made.")
          .addKeyValue("window", made.id())
          .addKeyValue("covers", String.join(" ", made.scope().words()))
          .addKeyValue("person", by)
          .log();
    }
    return kept.window();
  }

  private static Maintenance keep(Ledger.Work work, Maintenance made, Instant now) {
    work.alone("maintenance");
    Optional<Maintenance> same =
        made(work).stream().filter(other -> isSame(other, made, now)).findFirst();
    if (same.isEmpty()) {
      work.add(made);
    }
    return same.orElse(made);
  }

  /** Pressed twice: one that begins at once began a moment ago. */
  private static boolean isSame(Maintenance other, Maintenance made, Instant now) {
    boolean both = other.inForce(now) && made.inForce(now);
    return (both || other.from().equals(made.from()))
        && new Maintenance(
                made.id(),
                other.by(),
                made.from(),
                other.until(),
                other.scope(),
                other.weekly(),
                other.zone(),
                other.reason(),
                other.snooze(),
                other.endedBy())
            .equals(made);
  }

  private static List<Maintenance> made(Ledger.View view) {
    return view.overrides().stream()
        .filter(Maintenance.class::isInstance)
        .map(Maintenance.class::cast)
        .toList();
  }

  /**
   * Ends a window that somebody made, or calls it off.
   *
   * @return false if it was over
   * @throws HttpResponseException if there is none, it is in the files, or the reader may not
   */
  boolean end(String id, Reader reader, String said) {
    Instant now = context.clock().instant();
    Plan plan = context.planNow();
    Window window =
        plan.windows()
            .find(id)
            .orElseThrow(() -> new HttpResponseException(404, reader.words().say("windows.none")));
    String by = actor(reader, said, plan);
    requireRight(window.scope(), reader, plan);
    if (window.by() == null) {
      throw refused(reader, "windows.refuse-file");
    }
    boolean ended = !window.isOver(now);
    if (ended) {
      context.ledger().change(work -> work.endMaintenance(id, by, now));
      LOG.atInfo()
          .setMessage("A window of maintenance was ended.")
          .addKeyValue("window", id)
          .addKeyValue("person", by)
          .log();
    }
    return ended;
  }

  /** How far a snooze may reach: it also holds what is critical. */
  static Duration longestSnooze(Plan plan, Touchpoint touchpoint) {
    return plan.policyFor(touchpoint, Severity.CRITICAL).promiseAtMost();
  }

  /** Whether the reader may make or end a window that covers this. */
  static boolean may(Scope scope, Reader reader, Plan plan) {
    if (reader.may(Right.OPERATE)) {
      return true;
    }
    return !scope.isWide()
        && scope.touchpoints().stream()
            .allMatch(id -> plan.touchpoint(id).filter(reader::mayAct).isPresent());
  }

  private static void requireRight(Scope scope, Reader reader, Plan plan) {
    scope.touchpoints().forEach(id -> reader.requireAct(id, plan));
    if (!may(scope, reader, plan)) {
      throw new HttpResponseException(403, reader.words().say("windows.refuse-right"));
    }
  }

  private static String actor(Reader reader, String said, Plan plan) {
    return reader
        .acting(said, plan)
        .map(Person::id)
        .orElseThrow(() -> refused(reader, "windows.refuse-nobody"));
  }

  private static Instant checked(Wish wish, Reader reader, Plan plan, Instant now) {
    Scope scope = wish.scope();
    if (scope.isEmpty()) {
      throw refused(reader, "windows.refuse-nothing");
    }
    requireKnown(scope, reader, plan);
    Instant until = wish.until();
    if (until == null) {
      throw refused(reader, "windows.refuse-endless");
    }
    Instant from = wish.from();
    if (!until.isAfter(now) || (from != null && !until.isAfter(from))) {
      throw refused(reader, "windows.refuse-empty");
    }
    Duration most = wish.snooze() ? ofSnooze(scope, reader, plan) : Window.FARTHEST;
    if (until.isAfter(now.plus(most))) {
      throw refused(reader, "windows.refuse-far", reader.words().span(most));
    }
    if (wish.reason().isBlank() && !wish.snooze()) {
      throw refused(reader, "windows.refuse-reason");
    }
    if (!wish.weekly().isBlank()) {
      requireReadable(wish, reader);
    }
    return until;
  }

  private static void requireReadable(Wish wish, Reader reader) {
    try {
      Window.Weekly.parse(wish.weekly(), wish.zone());
    } catch (IllegalArgumentException e) {
      throw refused(reader, "windows.refuse-weekly");
    }
  }

  private static Duration ofSnooze(Scope scope, Reader reader, Plan plan) {
    if (scope.isWide() || scope.touchpoints().size() != 1) {
      throw refused(reader, "windows.refuse-snooze");
    }
    return longestSnooze(plan, plan.touchpoint(scope.touchpoints().getFirst()).orElseThrow());
  }

  private static void requireKnown(Scope scope, Reader reader, Plan plan) {
    Set<String> tags =
        plan.touchpoints().values().stream()
            .flatMap(touchpoint -> touchpoint.tags().stream())
            .collect(Collectors.toSet());
    requireKnown(scope.touchpoints(), plan.touchpoints().keySet(), reader);
    requireKnown(scope.tags(), tags, reader);
    requireKnown(scope.stages(), ids(plan.journey().stages()), reader);
    requireKnown(scope.channels(), ids(plan.journey().channels()), reader);
  }

  private static List<String> ids(List<Place> places) {
    return places.stream().map(Place::id).toList();
  }

  private static void requireKnown(List<String> wanted, Collection<String> known, Reader reader) {
    for (String one : wanted) {
      if (!known.contains(one)) {
        throw refused(reader, "windows.refuse-unknown", one);
      }
    }
  }

  private static HttpResponseException refused(Reader reader, String key, Object... values) {
    return new HttpResponseException(422, reader.words().say(key, values));
  }
}
