package io.wellkept.words;

import io.wellkept.touchpoint.Finding;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headlines that no check gave: what people reported, and who looks after what. They are
 * composed by us, so that each reader gets them in their own language.
 */
final class Headlines {
  private static final String COUNT = "(?<count>\\d+) touchpoints?";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private static final Map<String, List<Composed>> BY_KEY =
      Map.of(
          "reported.by-people",
          List.of(
              composed("reported", "Somebody reported that something is wrong"),
              composed("reported-by", "(?<who>.*) reported that something is wrong")),
          "reported.more",
          List.of(
              composed(
                  "more", "Somebody reported something else, beside (?<n>\\d+) reports that stand"),
              composed(
                  "more-by",
                  "(?<who>.*) reported something else, beside (?<n>\\d+) reports that stand")),
          "owner.confirm",
          List.of(composed("confirm", COUNT + " waits? to be confirmed")),
          "owner.hand-over",
          List.of(composed("hand-over", "(?<who>.+?) hands it over to (?<other>.*)")),
          "owner.not-theirs",
          List.of(
              composed(
                  "not-theirs",
                  "(?<who>.*?) says that \"(?<what>.*)\" is not theirs: it needs an owner")),
          "owner.away",
          List.of(composed("away", "(?<who>.*?) is away from (?<first>.*) until (?<last>.*)")),
          "owner.left",
          List.of(composed("left", "(?<who>.*?) left on (?<day>\\S+) and owns " + COUNT)),
          "owner.leaves",
          List.of(composed("leaves", "(?<who>.*?) leaves on (?<day>\\S+) and owns " + COUNT)),
          "owner.unreachable",
          List.of(
              composed(
                  "unreachable",
                  "No message reaches (?<who>.*): the last (?<n>\\d+) failed for good")),
          "owner.silent",
          List.of(
              composed("silent", "(?<who>.*) was told of (?<n>\\d+) faults and reacted to none")));

  private Headlines() {}

  private static Composed composed(String key, String pattern) {
    return Composed.of("headline." + key, pattern);
  }

  static String of(Finding finding, Words words) {
    String code = finding.code().replaceFirst("\\.(soon|late)$", "");
    return BY_KEY.getOrDefault(code, List.of()).stream()
        .flatMap(one ->
            one.in(words, finding.headline(), (part, text) -> value(part, text, words)).stream())
        .findFirst()
        .orElse(finding.headline());
  }

  private static Object value(String part, String text, Words words) {
    try {
      return switch (part) {
        case "count", "n" -> Integer.valueOf(text);
        case "first", "last" -> words.day(LocalDate.parse(text, DAY));
        case "day" -> words.day(LocalDate.parse(text));
        default -> text;
      };
    } catch (DateTimeException | NumberFormatException e) {
      return text;
    }
  }
}
