package io.wellkept.probe.links;

import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.links.LinksFacts.Link;
import io.wellkept.probe.links.LinksFacts.Spot;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An address with which something is wrong, as it is remembered from look to look.
 *
 * @param key the address, or what is written in its place
 * @param code of the finding
 * @param sure whether it counts; one at somebody else's must be seen twice, long apart
 * @param first when it was first found so
 * @param brief why, in a word or two: {@code 404}
 * @param words why, in a clause
 * @param name how a reader finds it: the text of the link, or its address
 * @param where it stands on the page; may be empty
 * @param page the address of that page
 * @param places how many places lead there
 */
record Trouble(
    String key,
    String code,
    Role role,
    boolean sure,
    Instant first,
    String brief,
    String words,
    String name,
    String where,
    String page,
    int places) {
  static final String NEEDED = "links.needed";
  static final String PICTURE = "links.picture";
  static final String DEAD = "links.dead";
  static final String FOREIGN = "links.foreign";
  static final String ANCHOR = "links.anchor";
  static final String NO_ADDRESS = "links.no-address";

  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_NAME = 60;
  private static final String FIELD = "\u001f";
  private static final int FIELDS = 10;

  /** Of an address that was looked at. */
  static Trouble of(Link link, Outcome outcome, boolean sure, Instant first) {
    Spot spot = link.worst();
    return new Trouble(
        link.key(),
        code(spot.place().role(), link.ours()),
        spot.place().role(),
        sure,
        first,
        outcome.brief(),
        outcome.words(),
        name(spot.place()),
        spot.place().near(),
        ShownAddress.of(spot.page().address()),
        link.spots().size());
  }

  /** Of something that the page itself shows to be wrong. */
  static Trouble onPage(String key, String code, Spot spot, String words, Instant now) {
    return new Trouble(
        key,
        code,
        spot.place().role(),
        true,
        now,
        "",
        words,
        name(spot.place()),
        spot.place().near(),
        ShownAddress.of(spot.page().address()),
        1);
  }

  private static String code(Role role, boolean ours) {
    if (role.needed()) {
      return NEEDED;
    }
    if (!ours) {
      return FOREIGN;
    }
    return role == Role.IMAGE || role == Role.MEDIA ? PICTURE : DEAD;
  }

  private static String name(Place place) {
    String text = place.text().isBlank() ? ShownAddress.of(place.written()) : place.text();
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "…";
  }

  /** The same, found so since then. */
  Trouble since(Instant earlier) {
    return new Trouble(key, code, role, sure, earlier, brief, words, name, where, page, places);
  }

  /** Whether the page shows it, and nobody need be asked. */
  boolean isOnPage() {
    return code.equals(ANCHOR) || code.equals(NO_ADDRESS);
  }

  Severity severity() {
    return code.equals(NEEDED) ? Severity.MAJOR : Severity.MINOR;
  }

  /** What is wrong, as a sentence of its own. */
  String headline() {
    return switch (code) {
      case ANCHOR -> "The link “" + name + "” leads to a place that is not on the page";
      case NO_ADDRESS -> "The link “" + name + "” has no address that works";
      default -> "The " + role.words() + " “" + name + "” " + role.dead() + because();
    };
  }

  /** What is wrong, in a list. */
  String inList() {
    return "“" + name + "”" + because();
  }

  private String because() {
    return brief.isEmpty() ? "" : " (" + brief + ")";
  }

  /**
   * The finding.
   *
   * @param looked the page that the check looks at; another one is named
   */
  Finding finding(String headline, String looked) {
    boolean minor = severity() == Severity.MINOR;
    Finding finding =
        new Finding(
                code,
                shortKey(),
                Finding.WHOLE,
                severity(),
                minor ? Condition.DEGRADED : Condition.BROKEN,
                1,
                headline,
                List.of(),
                first)
            .with("address", ShownAddress.of(key))
            .with("found", words);
    String more = places > 1 ? " and in " + (places - 1) + " more" : "";
    Finding placed = where.isEmpty() ? finding : finding.with("where", where + more);
    return page.equals(looked) ? placed : placed.with("page", page);
  }

  /** The same for the same address, and of a length that fits everywhere. */
  private String shortKey() {
    String shown = ShownAddress.of(key);
    boolean whole = shown.equals(key) && key.length() <= LONGEST_KEY;
    String start = shown.substring(0, Math.min(shown.length(), LONGEST_KEY));
    return code + " " + (whole ? key : start + " " + Integer.toHexString(key.hashCode()));
  }

  /** For the memory, without the key. */
  String line() {
    List<String> fields = new ArrayList<>();
    fields.add(code);
    fields.add(role.name());
    fields.add(Boolean.toString(sure));
    fields.add(Long.toString(first.toEpochMilli()));
    fields.add(brief);
    fields.add(words);
    fields.add(name);
    fields.add(where);
    fields.add(page);
    fields.add(Integer.toString(places));
    return String.join(FIELD, fields);
  }

  static Trouble ofLine(String key, String line) {
    String[] fields = line.split(FIELD, FIELDS);
    return new Trouble(
        key,
        fields[0],
        Role.valueOf(fields[1]),
        Boolean.parseBoolean(fields[2]),
        Instant.ofEpochMilli(Long.parseLong(fields[3])),
        fields[4],
        fields[5],
        fields[6],
        fields[7],
        fields[8],
        Integer.parseInt(fields[9]));
  }
}
