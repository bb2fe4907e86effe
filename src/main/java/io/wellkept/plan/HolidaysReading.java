package io.wellkept.plan;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calendars of holidays in {@code config/people.yaml}, and for whom they count. */
final class HolidaysReading {
  private final Pass pass;
  private final Map<String, Source> sources = new LinkedHashMap<>();

  /** Also of those that were refused. */
  private final Set<String> written = new TreeSet<>();

  /** Whoever names the same calendars shares one set of days. */
  private final Map<List<String>, Set<LocalDate>> together = new LinkedHashMap<>();

  /**
   * One calendar.
   *
   * @param days of one that stands in a file
   * @param url of one that is fetched; null for the others
   */
  private record Source(
      Set<LocalDate> days,
      @Nullable URI url,
      List<String> without,
      boolean forEverybody,
      Set<String> persons) {}

  /**
   * @param calendars what stands in the {@code .ics} files, by their paths
   */
  HolidaysReading(Pass pass, Checked file, Map<String, String> calendars) {
    this.pass = pass;
    Spot spot = file.spot().at("holidays");
    Set<String> used = new HashSet<>();
    if (file.root().path("holidays") instanceof ObjectNode map) {
      for (String id : map.propertyNames()) {
        written.add(id);
        if (!file.refused("/holidays/" + Checked.escape(id))) {
          read(id, map.path(id), spot.at(id), calendars, used);
        }
      }
    }
    for (String path : new TreeSet<>(calendars.keySet())) {
      if (!used.contains(path)) {
        pass.warnings().add(Problem.ofFile(path, "is a calendar that people.yaml does not name"));
      }
    }
  }

  private void read(
      String id, JsonNode entry, Spot spot, Map<String, String> calendars, Set<String> used) {
    Optional<PeopleFile.HolidaysPart> bound =
        pass.bindWhatFits(entry, PeopleFile.HolidaysPart.class, spot);
    if (bound.isEmpty()) {
      return;
    }
    PeopleFile.HolidaysPart part = bound.get();
    String file = part.file();
    URI url = part.url();
    if (entry.has("file") == entry.has("url")) {
      pass.wrong(spot, "a calendar of holidays needs one of 'file' and 'url'");
    }
    List<String> without = Lists.given(part.without());
    Set<LocalDate> days =
        file == null ? Set.of() : days(file, without, spot.at("file"), calendars, used);
    if (url != null && !isWeb(url)) {
      pass.wrong(spot.at("url"), "expected an address that begins with http:// or https://");
    }
    boolean everybody = part.forEverybody() != null && part.forEverybody();
    sources.put(id, new Source(days, url, without, everybody, new LinkedHashSet<>()));
  }

  private static boolean isWeb(URI url) {
    String scheme = url.getScheme();
    return url.getHost() != null
        && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme));
  }

  private Set<LocalDate> days(
      String file,
      List<String> without,
      Spot spot,
      Map<String, String> calendars,
      Set<String> used) {
    String path = "config/" + file;
    String text = calendars.get(path);
    used.add(path);
    if (text == null) {
      pass.wrong(spot, "there is no file " + path + Nearest.hint(path, calendars.keySet()));
      return Set.of();
    }
    try {
      return Set.copyOf(Holidays.read(text, without));
    } catch (IllegalArgumentException e) {
      pass.wrong(spot, path + " " + e.getMessage());
      return Set.of();
    }
  }

  /**
   * The holidays of a person that are known without asking anybody.
   *
   * @param named ids of calendars; null for those that are for everybody
   */
  Set<LocalDate> of(String person, @Nullable List<String> named, Spot spot) {
    List<String> ids = named == null ? forEverybody() : known(named, spot);
    ids.forEach(id -> source(id).persons().add(person));
    return together.computeIfAbsent(ids, this::daysOf);
  }

  private Source source(String id) {
    Source source = sources.get(id);
    if (source == null) {
      throw new IllegalStateException("no calendar " + id);
    }
    return source;
  }

  private Set<LocalDate> daysOf(List<String> ids) {
    Set<LocalDate> days = new HashSet<>();
    ids.forEach(id -> days.addAll(source(id).days()));
    return Set.copyOf(days);
  }

  private List<String> forEverybody() {
    return sources.keySet().stream().filter(id -> source(id).forEverybody()).toList();
  }

  private List<String> known(List<String> named, Spot spot) {
    List<String> known = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      String id = named.get(i);
      if (sources.containsKey(id)) {
        known.add(id);
      } else if (!written.contains(id)) {
        pass.wrong(
            spot.at(i),
            "no calendar of holidays is called '" + id + "'" + Nearest.hint(id, written));
      }
    }
    return known;
  }

  List<HolidayFeed> feeds() {
    List<HolidayFeed> feeds = new ArrayList<>();
    sources.forEach((id, source) -> {
      URI url = source.url();
      if (url != null) {
        feeds.add(new HolidayFeed(id, url, source.without(), source.persons()));
      }
    });
    return feeds;
  }
}
