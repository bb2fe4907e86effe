package io.wellkept.app;

import io.wellkept.app.stock.Columns;
import io.wellkept.app.stock.Field;
import io.wellkept.plan.Nearest;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows of a spreadsheet in, one after the other: each becomes a touchpoint, is there already,
 * or is refused with a reason. Nothing is written here.
 */
final class Intake {
  private static final Set<String> NOTHING =
      Set.of("-", "--", "–", "—", "n/a", "none", "?", "tbd", "keine", "keiner", "/");

  /** In both languages, by what they begin with. */
  private static final Map<String, Importance> IMPORTANCE =
      Map.ofEntries(
          Map.entry("high", Importance.HIGH),
          Map.entry("hoch", Importance.HIGH),
          Map.entry("critical", Importance.HIGH),
          Map.entry("kritisch", Importance.HIGH),
          Map.entry("sehr hoch", Importance.HIGH),
          Map.entry("very high", Importance.HIGH),
          Map.entry("normal", Importance.NORMAL),
          Map.entry("medium", Importance.NORMAL),
          Map.entry("mittel", Importance.NORMAL),
          Map.entry("low", Importance.LOW),
          Map.entry("niedrig", Importance.LOW),
          Map.entry("gering", Importance.LOW));

  private final Plan plan;
  private final Columns columns;
  private final Meant meant;
  private final Defaults defaults;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<Whose.Spot, String> spots = new HashMap<>();
  private final Map<String, Integer> missingPeople = new LinkedHashMap<>();
  private final Map<String, Integer> missingPlaces = new LinkedHashMap<>();

  /** Who answers where a row names nobody. */
  record Defaults(@Nullable String owner, List<String> backups) {}

  /** What came of a row. */
  sealed interface Row {
    /**
     * It becomes a touchpoint.
     *
     * @param entry its lines in the YAML
     */
    record Fit(int row, String id, @Nullable URI url, String owner, List<String> entry)
        implements Row {}

    /** It is registered, or was a row before. */
    record There(int row, String words) implements Row {}

    record Refused(int row, String reason) implements Row {}
  }

  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  Intake(Plan plan, Columns columns, Meant meant, Defaults defaults) {
    this.plan = plan;
    this.columns = columns;
    this.meant = meant;
    this.defaults = defaults;
    for (Touchpoint touchpoint : plan.touchpoints().values()) {
      String whose = "touchpoint '" + touchpoint.id() + "'";
      ids.put(touchpoint.id(), whose);
      touchpoint.was().forEach(id -> ids.put(id, whose));
      if (touchpoint.address() != null) {
        spots.put(Whose.spot(touchpoint.address()), whose);
      }
    }
  }

  /** People whom rows name and the plan does not know, and in how many rows. */
  Map<String, Integer> missingPeople() {
    return missingPeople;
  }

  /** Stages, channels and personas that are not on the map, and in how many rows. */
  Map<String, Integer> missingPlaces() {
    return missingPlaces;
  }

  /**
   * @param number of the row, as the spreadsheet counts
   */
  Row take(int number, List<String> cells) {
    try {
      return fit(number, cells);
    } catch (RefusedException e) {
      return new Row.Refused(number, e.reason());
    }
  }

  private Row fit(int number, List<String> cells) throws RefusedException {
    requireWidth(cells);
    String name = given(cells, Field.NAME).map(Intake::oneLine).orElse(null);
    String elsewhere = given(cells, Field.URL).filter(Intake::noPage).orElse(null);
    URI url = elsewhere == null ? address(given(cells, Field.URL).orElse(null)) : null;
    String written = given(cells, Field.ID).orElse(null);
    String there = there(written, url, name);
    if (there != null) {
      return new Row.There(number, there);
    }
    String owner = owner(cells);
    List<String> backups = backups(cells, owner);
    String id = id(written, url, name);
    List<String> entry = new ArrayList<>();
    entry.add("id: " + YamlText.literal(id));
    put(entry, "name", name);
    put(entry, "url", url == null ? null : url.toString());
    if (elsewhere != null) {
      entry.add("# reached at: " + YamlText.literal(oneLine(elsewhere)));
    }
    put(entry, "importance", importance(cells));
    put(entry, "owner", owner);
    entry.add(
        "backup: "
            + (backups.size() == 1 ? YamlText.literal(backups.get(0)) : YamlText.list(backups)));
    place(entry, cells, Field.STAGE, plan.journey().stages());
    place(entry, cells, Field.CHANNEL, plan.journey().channels());
    personas(entry, cells);
    given(cells, Field.TAGS)
        .map(Meant::words)
        .filter(tags -> !tags.isEmpty())
        .ifPresent(tags -> entry.add("tags: " + YamlText.list(tags)));
    put(entry, "playbook", given(cells, Field.PLAYBOOK).orElse(null));
    ids.put(id, "row " + number);
    if (url != null) {
      spots.put(Whose.spot(url), "row " + number);
    }
    return new Row.Fit(number, id, url, owner, entry);
  }

  /** A separator inside a cell without quotes shifts all that follows. */
  private void requireWidth(List<String> cells) throws RefusedException {
    int width = columns.headings().size();
    boolean more =
        cells.size() > width
            && cells.subList(width, cells.size()).stream().anyMatch(cell -> !cell.isBlank());
    if (more) {
      throw new RefusedException(
          "it has "
              + cells.size()
              + " cells where the headings are "
              + width
              + ": put the cell that holds the separator into quotes");
    }
  }

  private Optional<String> given(List<String> cells, Field field) {
    return columns
        .cell(cells, field)
        .filter(cell -> !NOTHING.contains(cell.toLowerCase(Locale.ROOT)));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** A hotline or a mailbox is a touchpoint, and no page. */
  private static boolean noPage(String cell) {
    return cell.matches(
        "(?i)(tel|mailto|sms|fax):.*|\\+?[\\d ()/.-]{6,}|[^\\s@/]+@[^\\s@/]+\\.[a-z]+");
  }

  private static @Nullable URI address(@Nullable String written) throws RefusedException {
    if (written == null) {
      return null;
    }
    return Whose.address(written)
        .filter(uri -> uri.getHost() != null)
        .filter(uri -> written.contains("://") || uri.getHost().indexOf('.') > 0)
        .orElseThrow(() ->
            new RefusedException(
                "'" + cut(written) + "' is no address of a page, such as https://example.org/x"));
  }

  private @Nullable String there(@Nullable String id, @Nullable URI url, @Nullable String name)
      throws RefusedException {
    String byAddress = url == null ? null : spots.get(Whose.spot(url));
    if (byAddress != null) {
      return url + " is " + byAddress;
    }
    if (id != null) {
      String byId = ids.get(slug(id));
      return byId == null ? null : "the id '" + slug(id) + "' is " + byId;
    }
    if (url == null && name == null) {
      throw new RefusedException("it has neither a name nor an address");
    }
    // Without an address the name is all there is to tell it by.
    String byName = url == null ? ids.get(Slug.of(String.valueOf(name), "")) : null;
    return byName == null ? null : "'" + name + "' is " + byName;
  }

  private static String slug(String id) throws RefusedException {
    String slug = Slug.of(id, "");
    if (slug.isEmpty()) {
      throw new RefusedException("'" + cut(id) + "' is no id: letters, digits and dashes");
    }
    return slug;
  }

  private String id(@Nullable String written, @Nullable URI url, @Nullable String name)
      throws RefusedException {
    if (written != null) {
      return slug(written);
    }
    String byName = name == null ? "" : Slug.of(name, "");
    String wanted = byName.isEmpty() && url != null ? Slug.of(url) : byName;
    if (wanted.isEmpty()) {
      throw new RefusedException(
          "no id can be made of '" + cut(String.valueOf(name)) + "': give it one in a column 'id'");
    }
    for (int i = 2; ids.containsKey(wanted); i++) {
      String end = "-" + i;
      String start = Slug.of(name == null || byName.isEmpty() ? wanted : name, wanted);
      wanted = start.substring(0, Math.min(start.length(), 63 - end.length())) + end;
    }
    return wanted;
  }

  private String owner(List<String> cells) throws RefusedException {
    List<String> written = columns.cells(cells, Field.OWNER).stream().filter(Intake::says).toList();
    if (written.isEmpty()) {
      if (defaults.owner() == null) {
        throw new RefusedException("it has no owner");
      }
      return defaults.owner();
    }
    return person(written, "owner");
  }

  private static boolean says(String cell) {
    return !NOTHING.contains(cell.toLowerCase(Locale.ROOT));
  }

  private List<String> backups(List<String> cells, String owner) throws RefusedException {
    List<String> written =
        columns.cells(cells, Field.BACKUP).stream().filter(Intake::says).toList();
    List<String> backups = new ArrayList<>();
    if (!written.isEmpty()) {
      for (String each : meant.apart(written.get(0))) {
        List<String> ways = new ArrayList<>(List.of(each));
        ways.addAll(written.subList(1, written.size()));
        backups.add(person(ways, "backup"));
      }
    }
    List<String> others = backups.stream().distinct().filter(id -> !id.equals(owner)).toList();
    if (others.isEmpty()) {
      others = defaults.backups().stream().filter(id -> !id.equals(owner)).toList();
    }
    if (others.isEmpty()) {
      throw new RefusedException(
          backups.isEmpty()
              ? "it has no backup"
              : "its backup is its owner, '" + owner + "': somebody else must stand in");
    }
    return others;
  }

  /**
   * @param written ways in which the same person is written: a name, an address
   */
  private String person(List<String> written, String what) throws RefusedException {
    Set<String> several = Set.of();
    for (String way : written) {
      Set<String> found = meant.person(way);
      if (found.size() == 1) {
        return found.iterator().next();
      }
      several = found.isEmpty() ? several : found;
    }
    String first = oneLine(written.get(0));
    if (!several.isEmpty()) {
      throw new RefusedException(
          what + " '" + cut(first) + "' may be " + Nearest.oneOf(several) + ": write the id");
    }
    missingPeople.merge(first, 1, Integer::sum);
    throw new RefusedException(what + " '" + cut(first) + "' is not in config/people.yaml");
  }

  private @Nullable String importance(List<String> cells) throws RefusedException {
    String written = given(cells, Field.IMPORTANCE).orElse(null);
    if (written == null) {
      return null;
    }
    Importance importance = IMPORTANCE.get(written.toLowerCase(Locale.ROOT));
    if (importance == null) {
      throw new RefusedException(
          "importance '" + cut(written) + "' is none; expected low, normal or high");
    }
    return importance.name().toLowerCase(Locale.ROOT);
  }

  /** What is not on the map yet stays as a comment, so that nothing of the row is lost. */
  private void place(List<String> entry, List<String> cells, Field field, List<Place> places) {
    String written = given(cells, field).map(Intake::oneLine).orElse(null);
    if (written == null) {
      return;
    }
    String id = Meant.place(places, written).orElse(null);
    if (id == null) {
      missing(field, written);
      entry.add("# " + field.key() + ": " + YamlText.literal(Slug.of(written, "unnamed")));
    } else {
      entry.add(field.key() + ": " + YamlText.literal(id));
    }
  }

  private void personas(List<String> entry, List<String> cells) {
    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String each : given(cells, Field.PERSONAS).map(Meant::words).orElse(List.of())) {
      String id = Meant.place(plan.journey().personas(), each).orElse(null);
      if (id == null) {
        missing(Field.PERSONAS, oneLine(each));
        unknown.add(Slug.of(each, "unnamed"));
      } else {
        known.add(id);
      }
    }
    if (!known.isEmpty()) {
      entry.add("personas: " + YamlText.list(known));
    }
    if (!unknown.isEmpty()) {
      entry.add("# personas: " + YamlText.list(unknown));
    }
  }

  private void missing(Field field, String written) {
    String what = field == Field.PERSONAS ? "persona" : field.key();
    missingPlaces.merge(what + " '" + cut(written) + "'", 1, Integer::sum);
  }

  private static void put(List<String> entry, String key, @Nullable String value) {
    if (value != null) {
      entry.add(key + ": " + YamlText.literal(value));
    }
  }

  private static String cut(String text) {
    String line = oneLine(text);
    return line.length() <= 80 ? line : line.substring(0, 79) + "…";
  }
}
