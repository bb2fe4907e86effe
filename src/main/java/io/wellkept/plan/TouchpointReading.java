package io.wellkept.plan;

import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One entry of a file in {@code monitors/}, on its way to a {@link Touchpoint}. */
final class TouchpointReading {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Pass pass;
  private final Checked file;
  private final String path;
  private final JsonNode entry;
  private final Spot spot;
  private final List<Concern> concerns = new ArrayList<>(0);

  TouchpointReading(Pass pass, Checked file, int index) {
    this.pass = pass;
    this.file = file;
    this.path = "/touchpoints/" + index;
    this.entry = file.root().path("touchpoints").path(index);
    this.spot = file.spot().at("touchpoints").at(index);
  }

  /** The id, if a fit one is written. */
  Optional<String> id() {
    String id = entry.path("id").asString("");
    return Names.isName(id) ? Optional.of(id) : Optional.empty();
  }

  /** Whether an address is written, be it a fit one or not. */
  boolean hasUrl() {
    return entry.has("url") || file.refused(path + "/url");
  }

  Spot spot() {
    return spot;
  }

  /** A key of the entry that names others, with the place of each name. */
  List<Reference> references(String key) {
    JsonNode value = entry.path(key);
    if (value.isEmpty() && !value.isString()) {
      return List.of();
    }
    List<Reference> references = new ArrayList<>(1);
    if (value.isString()) {
      references.add(new Reference(value.asString(), spot.at(key)));
    }
    for (int i = 0; i < value.size() && value.isArray(); i++) {
      if (value.get(i).isString()) {
        references.add(new Reference(value.get(i).asString(), spot.at(key).at(i)));
      }
    }
    return references;
  }

  /** A name that is written at a place. */
  record Reference(String id, Spot spot) {}

  /**
   * That a check names another touchpoint.
   *
   * @param addressed whether that must have an address
   */
  record Concern(Reference other, boolean addressed) {}

  /** What the checks name, once {@link #touchpoint} has read them. */
  List<Concern> concerns() {
    return List.copyOf(concerns);
  }

  /**
   * The touchpoint, if everything that it needs is there; complains about what is wrong.
   *
   * @param observe how long it is observed if it does not say
   * @param zone of its owner
   */
  Optional<Touchpoint> touchpoint(Duration observe, ZoneId zone) {
    if (!(entry instanceof ObjectNode map)) {
      return Optional.empty();
    }
    ObjectNode rest = map.deepCopy();
    rest.remove("checks");
    return pass.bindWhatFits(rest, TouchpointsFile.TouchpointPart.class, spot)
        .flatMap(part -> touchpoint(part, observe, zone));
  }

  private Optional<Touchpoint> touchpoint(
      TouchpointsFile.TouchpointPart part, Duration observe, ZoneId zone) {
    Optional<URI> address = address(part.url());
    Optional<Live> live = live(part.live(), zone);
    String id = id().orElse("unnamed");
    List<Check> checks = checks(id, entry.has("url"));
    List<String> backups = references("backup").stream().map(Reference::id).distinct().toList();
    @Nullable String owner = part.owner();
    boolean complete = id().isPresent() && owner != null && !backups.isEmpty();
    if (!complete || backups.contains(owner) || live.isEmpty()) {
      return Optional.empty();
    }
    String name = part.name();
    Importance importance = part.importance();
    Duration own = part.observe();
    return Optional.of(
        new Touchpoint(
            id,
            name == null ? id : name,
            address.orElse(null),
            importance == null ? Importance.NORMAL : importance,
            owner,
            backups,
            part.stage(),
            part.channel(),
            set(part.personas()),
            set(part.tags()),
            part.playbook(),
            live.get(),
            set(part.dependsOn()),
            set(part.was()),
            own == null ? observe : pass.scaled(own),
            checks));
  }

  private static Set<String> set(@Nullable List<String> written) {
    return new LinkedHashSet<>(Lists.given(written));
  }

  private Optional<URI> address(@Nullable String url) {
    if (url == null) {
      return Optional.empty();
    }
    Optional<URI> address = DaemonReading.address(url);
    if (address.isEmpty()) {
      pass.wrong(
          spot.at("url"),
          "'"
              + entry.path("url").asString("")
              + "' is not the address of a page; expected one such as https://shop.example.org/");
    }
    return address;
  }

  private Optional<Live> live(TouchpointsFile.@Nullable LivePart part, ZoneId zone) {
    if (part == null) {
      return Optional.of(Live.ALWAYS);
    }
    try {
      @Nullable Instant from = moment(part.from(), zone, 0, spot.at("live").at("from"));
      @Nullable Instant until = moment(part.until(), zone, 1, spot.at("live").at("until"));
      return Optional.of(new Live(from, until));
    } catch (DateTimeException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      pass.wrong(spot.at("live"), "it ends before it begins; expected 'until' after 'from'");
      return Optional.empty();
    }
  }

  /** A whole day counts from its first moment, or until its last. */
  private @Nullable Instant moment(@Nullable String text, ZoneId zone, int days, Spot place) {
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == 10) {
        return Pass.day(text).plusDays(days).atStartOfDay(zone).toInstant();
      }
      return OffsetDateTime.parse(text.replace(' ', 'T').toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeException | IllegalArgumentException e) {
      pass.wrong(
          place, "no day or moment of the calendar; expected " + TouchpointsFile.LivePart.WORDS);
      throw new DateTimeException("said already", e);
    }
  }

  private List<Check> checks(String id, boolean hasUrl) {
    if (!(entry.path("checks") instanceof ObjectNode written)) {
      if (file.refused(path + "/checks")) {
        return List.of();
      }
      return usualCheck(id, hasUrl);
    }
    if (written.isEmpty() && !file.refused(path + "/checks")) {
      return usualCheck(id, hasUrl);
    }
    List<Check> checks = new ArrayList<>();
    for (String name : written.propertyNames()) {
      if (!file.refused(path + "/checks/" + Checked.escape(name))) {
        check(id, name, written.get(name), hasUrl).ifPresent(checks::add);
      }
    }
    return checks;
  }

  private List<Check> usualCheck(String id, boolean hasUrl) {
    if (!hasUrl) {
      // a shop sign has an owner and a place on the map, and no machine sees it
      return List.of();
    }
    return pass.catalogue()
        .check("page")
        .flatMap(kind -> check(id, "page", JsonNodeFactory.instance.objectNode(), true))
        .map(List::of)
        .orElse(List.of());
  }

  private Optional<Check> check(String id, String name, JsonNode written, boolean hasUrl) {
    Spot place = spot.at("checks").at(name);
    if (Ownership.isReserved(name)) {
      pass.wrong(
          spot.at("checks").key(name),
          "'" + name + "' is how questions about the owner go by; expected another name");
    }
    ObjectNode settings =
        written instanceof ObjectNode map ? map.deepCopy() : JsonNodeFactory.instance.objectNode();
    String kindName = settings.path("kind").asString(name);
    settings.remove("kind");
    Optional<Kind> kind = pass.catalogue().check(kindName);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    if (name.equals(Incidents.REPORTED)) {
      pass.wrong(
          spot.at("checks").key(name),
          "'" + name + "' is kept for what people report; expected another name for the check");
      return Optional.empty();
    }
    boolean confirms = settings.has("confirm");
    Optional<Schedule> schedule = schedule(kind.get().schedule(), settings, place);
    Optional<Record> record = pass.settings(settings, kind.get().settings(), place);
    if (record.filter(kind.get().acts()).isPresent()) {
      schedule = schedule.map(usual -> onlyOnce(usual, confirms, place));
    }
    boolean addressed = hasUrl() || !kind.get().needsAddress();
    if (!addressed && record.filter(own -> kind.get().target().apply(own).isEmpty()).isPresent()) {
      pass.wrong(
          spot.at("checks").key(name),
          "check '" + name + "' looks at an address; expected 'url' in touchpoint '" + id + "'");
    }
    record.ifPresent(own -> concern(kind.get(), own, settings, place));
    return schedule.isEmpty() || record.isEmpty()
        ? Optional.empty()
        : Optional.of(new Check(new CheckId(id, name), kind.get(), record.get(), schedule.get()));
  }

  private void concern(Kind kind, Record settings, ObjectNode written, Spot place) {
    for (String other : kind.concerns().apply(settings)) {
      Spot named =
          written.propertyNames().stream()
              .filter(key -> written.path(key).asString("").equals(other))
              .findFirst()
              .map(place::at)
              .orElse(place);
      concerns.add(new Concern(new Reference(other, named), kind.needsAddress()));
    }
  }

  /** Takes {@code every} and {@code confirm} out of the settings. */
  private Optional<Schedule> schedule(Schedule usual, ObjectNode settings, Spot place) {
    Optional<Duration> every = span(settings.remove("every"), usual.every(), place.at("every"));
    Optional<Duration> confirm =
        span(settings.remove("confirm"), usual.confirm(), place.at("confirm"));
    if (every.isEmpty() || confirm.isEmpty()) {
      return Optional.empty();
    }
    if (every.get().compareTo(SHORTEST) < 0) {
      pass.wrong(place.at("every"), "'every' is too often; expected 1s or more");
      return Optional.empty();
    }
    return Optional.of(new Schedule(pass.scaled(every.get()), pass.scaled(confirm.get())));
  }

  /** What acts is not done once more to be sure. */
  private Schedule onlyOnce(Schedule written, boolean confirms, Spot place) {
    if (confirms && !written.confirm().isZero()) {
      pass.wrong(
          place.at("confirm"),
          "this check sends something, and a second look would send it again; expected no 'confirm'");
    }
    return new Schedule(written.every(), Duration.ZERO);
  }

  private Optional<Duration> span(@Nullable JsonNode written, Duration standard, Spot place) {
    return written == null ? Optional.of(standard) : pass.bind(written, Duration.class, place);
  }
}
