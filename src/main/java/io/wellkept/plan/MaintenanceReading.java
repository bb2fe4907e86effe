package io.wellkept.plan;

import io.wellkept.incident.Ids;
import io.wellkept.incident.Window;
import io.wellkept.incident.Window.Scope;
import io.wellkept.incident.Window.Times;
import io.wellkept.incident.Windows;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.Touchpoint;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From {@code maintenance} in {@code config/daemon.yaml} to {@link Windows}. */
final class MaintenanceReading {
  /** Somebody must be told once a week at least of what stays wrong. */
  private static final Duration LONGEST_EACH_WEEK = Duration.ofDays(6);

  private final Pass pass;
  private final Checked file;
  private final Spot spot;
  private final ZoneId zone;
  private final @Nullable List<DaemonFile.MaintenancePart> written;

  /**
   * @param zone by whose clocks times are written that name none
   */
  MaintenanceReading(
      Pass pass, Checked file, ZoneId zone, @Nullable List<DaemonFile.MaintenancePart> written) {
    this.pass = pass;
    this.file = file;
    this.spot = file.spot().at("maintenance");
    this.zone = zone;
    this.written = written;
  }

  Windows read() {
    @Nullable List<DaemonFile.MaintenancePart> parts = written;
    List<Window> windows = new ArrayList<>();
    for (int i = 0; parts != null && i < parts.size(); i++) {
      DaemonFile.@Nullable MaintenancePart part = parts.get(i);
      if (part != null && !file.refused("/maintenance/" + i)) {
        window(part, spot.at(i)).ifPresent(windows::add);
      }
    }
    return new Windows(windows.stream().distinct().toList());
  }

  private Optional<Window> window(DaemonFile.MaintenancePart part, Spot at) {
    Scope scope =
        new Scope(
            Lists.given(part.touchpoints()),
            Lists.given(part.tags()),
            Lists.given(part.stages()),
            Lists.given(part.channels()));
    if (scope.isEmpty()) {
      pass.wrong(at, "names nothing; expected touchpoints, tags, stages or channels");
    }
    ZoneId clocks = part.zone() == null ? zone : part.zone();
    String reason = part.reason() == null ? "" : part.reason().strip();
    if (reason.isEmpty()) {
      pass.wrong(at.at("reason"), "'reason' is empty; expected what is done meanwhile");
    }
    return times(part, clocks, at)
        .map(times ->
            new Window(
                Ids.of("maintenance", String.join(" ", scope.words()), times.toString()),
                null,
                scope,
                times,
                reason,
                false));
  }

  private Optional<Times> times(DaemonFile.MaintenancePart part, ZoneId clocks, Spot at) {
    String from = part.from();
    String until = part.until();
    String weekly = part.weekly();
    if (weekly != null && from == null && until == null) {
      return weekly(weekly, clocks, at.at("weekly"));
    }
    if (weekly != null || from == null || until == null) {
      pass.wrong(at, "needs an end and a beginning; expected 'from' and 'until', or 'weekly'");
      return Optional.empty();
    }
    Optional<Instant> begin = moment(from, clocks, at.at("from"));
    Optional<Instant> end = moment(until, clocks, at.at("until"));
    if (begin.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    if (!begin.get().isBefore(end.get())) {
      pass.wrong(at.at("until"), "is not after 'from': the window would be empty");
    }
    return Optional.of(new Window.Once(begin.get(), end.get()));
  }

  private Optional<Times> weekly(String text, ZoneId clocks, Spot at) {
    try {
      Window.Weekly weekly = Window.Weekly.parse(text, clocks);
      if (weekly.eachWeek().compareTo(LONGEST_EACH_WEEK) > 0) {
        pass.wrong(at, "leaves less than a day of each week: that is silence without an end");
      }
      return Optional.of(weekly);
    } catch (IllegalArgumentException e) {
      pass.wrong(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Instant> moment(String text, ZoneId clocks, Spot at) {
    try {
      return Optional.of(Window.Once.moment(text, clocks));
    } catch (DateTimeException e) {
      pass.wrong(at, "'" + text + "' is no moment; expected " + DaemonFile.MaintenancePart.MOMENT);
      return Optional.empty();
    }
  }

  /** Complains of everything that a window names and the plan lacks. */
  void check(Windows windows, Journey journey, Collection<Touchpoint> touchpoints) {
    Set<String> ids = new TreeSet<>();
    Set<String> tags = new TreeSet<>();
    for (Touchpoint touchpoint : touchpoints) {
      ids.add(touchpoint.id());
      ids.addAll(touchpoint.was());
      tags.addAll(touchpoint.tags());
    }
    List<String> stages = journey.stages().stream().map(Place::id).toList();
    List<String> channels = journey.channels().stream().map(Place::id).toList();
    for (Window window : windows.all()) {
      known("touchpoint", window.scope().touchpoints(), ids);
      known("tag", window.scope().tags(), tags);
      known("stage", window.scope().stages(), stages);
      known("channel", window.scope().channels(), channels);
    }
  }

  private void known(String what, List<String> wanted, Collection<String> there) {
    for (String one : wanted) {
      if (!there.contains(one)) {
        pass.wrong(spot, "no " + what + " is called '" + one + "'" + Nearest.hint(one, there));
      }
    }
  }
}
