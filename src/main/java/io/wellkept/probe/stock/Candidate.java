package io.wellkept.probe.stock;

import java.util.List;
import java.util.Optional;

/**
 * A place where customers seem to meet the company.
 *
 * @param key the same for the same place tomorrow
 * @param address of the place: a web address, or the bare number, mail address or name of a chat
 * @param name how it may be called
 * @param channel id of the channel that it may belong to
 * @param page the address of the page that shows it
 */
public record Candidate(
    Sort sort,
    String key,
    String address,
    String name,
    String channel,
    Spotted spotted,
    String page) {
  private static final int LONGEST_NAME = 80;

  public Candidate {
    name = plain(name);
    key = plain(key);
    address = plain(address);
  }

  /** Texts that people wrote must not be taken for the end of a field. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\\u001f]+", " ").strip();
  }

  static String cut(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "…";
  }

  /** What every visitor is pointed at weighs more than what stands in a text. */
  double confidence() {
    boolean hidden = sort == Sort.PAGE && !spotted.promoted();
    return hidden ? Sort.SECTION.confidence() : sort.confidence();
  }

  /** On one line. */
  String text() {
    return String.join("\t", sort.name(), key, address, name, channel, spotted.name(), page);
  }

  static Optional<Candidate> of(String text) {
    List<String> parts = List.of(text.split("\t", -1));
    try {
      return parts.size() != 7
          ? Optional.empty()
          : Optional.of(
              new Candidate(
                  Sort.valueOf(parts.get(0)),
                  parts.get(1),
                  parts.get(2),
                  parts.get(3),
                  parts.get(4),
                  Spotted.valueOf(parts.get(5)),
                  parts.get(6)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
