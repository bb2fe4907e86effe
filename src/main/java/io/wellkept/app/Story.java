package io.wellkept.app;

import io.wellkept.app.demo.Fault;
import io.wellkept.app.demo.Script;
import io.wellkept.incident.Event;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Timing;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells on the terminal what happens in the demo. What people do comes from the shop and the
 * script; what Wellkept does is read from the same history that the pages show.
 */
final class Story implements AutoCloseable {
  private static final Duration A_MOMENT = Duration.ofMillis(100);

  private final PrintWriter out;
  private final InstantSource clock;
  private final double scale;
  private volatile Instant begun;
  private final Set<Event> said = new HashSet<>();
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("story").daemon().factory());

  Story(PrintWriter out, InstantSource clock, double scale) {
    this.out = out;
    this.clock = clock;
    this.scale = scale;
    this.begun = clock.instant();
  }

  void opens(URI pages, URI switches, URI post, Path home) {
    begun = clock.instant();
    Duration hour = Duration.ofMillis(Math.round(3_600_000 / scale));
    line("");
    line(
        "  A tea shop is open on this machine, and Wellkept keeps it. An hour takes "
            + Spans.words(hour)
            + ".");
    line("    what Wellkept sees         " + pages);
    line("    break and repair things    " + switches);
    line("    everybody's post           " + post);
    line("    the files, to change       " + home);
    line("");
  }

  /** Somebody turned one of the shop's switches. */
  void turned(Fault fault, boolean broken) {
    tell(clock.instant(), "SHOP ", broken ? fault.brokenWords() : fault.repairedWords());
  }

  /** Somebody did something. */
  void person(String name, String words) {
    tell(clock.instant(), "     ", name + " " + words);
  }

  /** Tells what the history says, as it comes. */
  void follow(Wellkept wellkept) {
    reader.scheduleWithFixedDelay(
        () -> read(wellkept), 0, A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void read(Wellkept wellkept) {
    List<Event> latest = new ArrayList<>(wellkept.ledger().read(view -> view.events(100)));
    Collections.reverse(latest);
    for (Event event : latest) {
      if (said.add(event)) {
        String words = words(event, wellkept);
        if (!words.isEmpty()) {
          tell(event.at(), "  ->  ", words);
        }
      }
    }
  }

  private String words(Event event, Wellkept wellkept) {
    People people = wellkept.plan().people();
    String where = name(event.check(), wellkept);
    String who = event.person() == null ? "" : people.nameOf(event.person());
    return switch (event.type()) {
      case OPENED ->
          where
              + ": "
              + event.text()
              + (event.reason() == Reason.CONFIRMED ? " (seen twice, so it is true)" : "");
      case UPDATED -> where + ": " + event.text();
      case LOOKS_FINE -> where + " looks fine again; looking once more";
      case RELAPSED -> where + " is bad again";
      case RESOLVED -> where + " is in order again: over";
      case TOLD -> who + " is told " + toldWhat(event) + (where.isEmpty() ? "" : ": " + where);
      case NOT_TOLD -> who + " is spared " + toldWhat(event) + ": " + where;
      case NOT_ANSWERED -> "Whoever reported " + where + " could not be answered";
      case SKIPPED -> who + " was passed over";
      case TAKEN -> who + " took it: " + where;
      case UNTAKEN -> who + " gave " + where + " back";
      case HANDED -> who + " hands " + where + " over, " + event.text();
      case COMMENTED -> who + " noted at " + where + ": " + event.text();
      case PROMISE_PASSED -> who + "'s promise about " + where + " has passed";
      case BLIND -> "cannot look at " + where + ": " + event.text();
      case SEES_AGAIN -> "can look at " + where + " again";
      case PLAN_CHANGED -> "the plan is in force: " + event.text();
      case PLAN_REFUSED -> event.text();
      case MUTED, UNMUTED, SNOOZED, UNSNOOZED -> who + " " + event.type().words() + " " + where;
      case ATTESTED -> who + " answered for " + where + ": " + event.text();
      case OWNER_CONFIRMED -> who + " confirmed what is theirs: " + event.text();
      case DISOWNED, OFFERED, NOT_HANDED_OVER, HANDED_OVER, HAND_OVER_ENDED ->
          where + " was " + event.type().words() + ": " + event.text();
      case AWAY -> who + " is " + event.type().words() + " " + event.text();
      case TRIED, JUDGED ->
          who + ": " + event.type().words() + " at " + where + ": " + event.text();
      case MAINTENANCE_PLANNED, MAINTENANCE_BEGAN, MAINTENANCE_ENDED ->
          where + ": " + event.type().words() + ": " + event.text();
      case SIGNED_IN,
          NOT_SIGNED_IN,
          SIGNED_OUT,
          ACCOUNT_CHANGED,
          TOKEN_CHANGED,
          ACTED,
          STARTED,
          STOPPED ->
          "";
    };
  }

  /** Without the road: here it is always the folder. */
  private static String toldWhat(Event event) {
    int road = event.text().indexOf(", by ");
    return road < 0 ? event.text() : event.text().substring(0, road);
  }

  private static String name(@Nullable CheckId check, Wellkept wellkept) {
    if (check == null) {
      return "";
    }
    return wellkept
        .plan()
        .touchpoint(check.touchpoint())
        .map(Touchpoint::name)
        .orElse(check.toString());
  }

  /**
   * Says how it ended; true if nothing is wrong any more and nothing waits to be told. On a slow
   * machine the last looks come late: they are waited for, as long as the script allows.
   */
  boolean ends(Wellkept wellkept) throws InterruptedException {
    Instant latest = clock.instant().plus(Timing.divide(Script.PATIENCE, scale));
    int open = open(wellkept);
    int waiting = waiting(wellkept);
    while (open + waiting > 0 && clock.instant().isBefore(latest)) {
      Thread.sleep(A_MOMENT);
      open = open(wellkept);
      waiting = waiting(wellkept);
    }
    read(wellkept);
    line("");
    if (open + waiting == 0) {
      line("  The story is told: nothing is wrong any more, and everybody who was told knows it.");
      return true;
    }
    line("  The story did not end well: " + open + " incidents open, messages waiting: " + waiting);
    return false;
  }

  private static int open(Wellkept wellkept) {
    return wellkept.ledger().read(view -> view.openIncidents().size());
  }

  private static int waiting(Wellkept wellkept) {
    return wellkept.ledger().read(view -> view.waiting(1).size());
  }

  private void tell(Instant at, String mark, String words) {
    long passed = Math.max(0, Duration.between(begun, at).toMillis());
    Duration story = Duration.ofMillis(Math.round(passed * scale));
    line(
        String.format(
            Locale.ROOT, "  hour %4.1f %s %s", story.toMillis() / 3_600_000.0, mark, words));
  }

  private synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
