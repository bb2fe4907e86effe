package io.wellkept.app;

import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who and what of the plan is meant where people wrote it as they speak. */
final class Meant {
  private static final Pattern WITH_ADDRESS =
      Pattern.compile("(?s)(.*?)[<(\\[]\\s*(\\S+@\\S+?)\\s*[>)\\]].*");
  private static final Pattern SEVERAL = Pattern.compile("\\s*[,;/\\n|&]\\s*|\\s+(and|und)\\s+");

  private final Map<String, Set<String>> people = new HashMap<>();

  Meant(People known) {
    for (Person person : known.persons().values()) {
      called(person.id(), person);
      called(person.name(), person);
      person.addresses().values().forEach(address -> called(address, person));
    }
  }

  private void called(String name, Person person) {
    people.computeIfAbsent(plain(name), none -> new LinkedHashSet<>()).add(person.id());
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * Ids of everybody who may be meant by an id, a name, an e-mail address, {@code Name <address>},
   * or the name as registers write it, {@code Berg, Anna}.
   */
  Set<String> person(String written) {
    Set<String> found = people.get(plain(written));
    if (found != null) {
      return found;
    }
    Matcher both = WITH_ADDRESS.matcher(written);
    if (both.matches()) {
      Set<String> byAddress = people.get(plain(both.group(2)));
      return byAddress == null ? people.getOrDefault(plain(both.group(1)), Set.of()) : byAddress;
    }
    String[] parts = written.split(",", -1);
    return parts.length == 2
        ? people.getOrDefault(plain(parts[1] + " " + parts[0]), Set.of())
        : Set.of();
  }

  /** A cell with several people, cut; whole if it is one person as it stands. */
  List<String> apart(String written) {
    return person(written).isEmpty()
        ? Arrays.stream(SEVERAL.split(written)).filter(part -> !part.isBlank()).toList()
        : List.of(written);
  }

  /** The place with that id or name. */
  static Optional<String> place(List<Place> places, String written) {
    String wanted = plain(written);
    String slug = Slug.of(written, "");
    return places.stream()
        .filter(place ->
            place.id().equals(wanted)
                || place.id().equals(slug)
                || plain(place.name()).equals(wanted))
        .map(Place::id)
        .findFirst();
  }

  /** All parts of a cell such as {@code summer, mail}. */
  static List<String> words(String cell) {
    return new ArrayList<>(
        new LinkedHashSet<>(
            Arrays.stream(cell.split("[,;\\n|]"))
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .toList()));
  }
}
