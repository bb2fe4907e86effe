package io.wellkept.probe.review;

import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The reviews of a list, read one after the other. */
final class Rows {
  /** A list of which more than one in so many cannot be read is not what we take it for. */
  private static final int GOOD_PER_BAD = 10;

  private static final int LONGEST_QUOTE = 60;
  private static final int LONGEST_LINK = 2_000;

  private final String source;
  private final Reading reading;
  private final boolean knowsReplies;
  private final Map<String, Voice> voices = new LinkedHashMap<>();
  private final Map<String, Integer> made = new HashMap<>();
  private int bad;
  private @Nullable String firstBad;
  private boolean cut;
  private Heard.@Nullable Rating rating;

  /**
   * @param source as {@link Voice#source} has it
   * @param knowsReplies whether the list tells what is answered
   */
  Rows(String source, Reading reading, boolean knowsReplies) {
    this.source = source;
    this.reading = reading;
    this.knowsReplies = knowsReplies;
  }

  /**
   * Takes one in, if it says when it was written; of two with the same id the first counts.
   *
   * @param says the text of a field, empty if there is none
   * @param base what its link is relative to; null if to nothing
   */
  void add(Function<ReviewField, String> says, @Nullable HttpUrl base) {
    String when = says.apply(ReviewField.AT);
    Optional<Instant> at = reading.moment(when);
    if (at.isEmpty()) {
      bad++;
      firstBad = firstBad == null ? when.strip() : firstBad;
      return;
    }
    Voice voice = voice(says, at.get(), base);
    if (voices.size() >= VoiceSource.MOST && !voices.containsKey(voice.id())) {
      cut = true;
      return;
    }
    voices.putIfAbsent(voice.id(), voice);
  }

  /** What comes now is on the next page: there, one that was seen before is the same. */
  void turned() {
    made.clear();
  }

  int size() {
    return voices.size() + bad;
  }

  boolean full() {
    return voices.size() >= VoiceSource.MOST;
  }

  /** There was more than was read. */
  void cutOff() {
    cut = true;
  }

  /** What the list itself says that all ratings come to; the first word counts. */
  void rating(String average, String count) {
    Optional<Double> stars = reading.stars(average);
    String digits = count.replaceAll("\\D", "");
    if (rating == null && stars.isPresent()) {
      long number =
          digits.isEmpty() || digits.length() > 12 ? voices.size() : Long.parseLong(digits);
      rating = new Heard.Rating(stars.get(), number);
    }
  }

  /** What was read, or what is wrong with it. */
  Optional<String> wrong() {
    return bad > 0 && bad * GOOD_PER_BAD >= voices.size()
        ? Optional.of(
            bad
                + " of "
                + size()
                + " reviews have no date that we can read, such as "
                + quote(firstBad)
                + ": set fields.at, date-format or language")
        : Optional.empty();
  }

  private static String quote(@Nullable String text) {
    String said = text == null ? "" : text;
    return "'" + (said.length() <= LONGEST_QUOTE ? said : said.substring(0, LONGEST_QUOTE)) + "'";
  }

  /**
   * All that was read; without a word of the list's own, its rating is the average of its stars.
   */
  Heard.Told told() {
    Heard.Rating all = rating == null ? average() : rating;
    return new Heard.Told(voices.values().stream().toList(), !cut && bad == 0, all);
  }

  private Heard.@Nullable Rating average() {
    double[] stars =
        voices.values().stream()
            .map(Voice::stars)
            .filter(java.util.Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return stars.length == 0 || cut
        ? null
        : new Heard.Rating(java.util.Arrays.stream(stars).average().orElseThrow(), stars.length);
  }

  private Voice voice(Function<ReviewField, String> says, Instant at, @Nullable HttpUrl base) {
    String text = text(says);
    String id = says.apply(ReviewField.ID).strip();
    Instant answered = reading.moment(says.apply(ReviewField.REPLY_AT)).orElse(null);
    Double stars = reading.stars(says.apply(ReviewField.STARS)).orElse(null);
    String own = id.isEmpty() ? made(at, stars, text) : id;
    return Voice.said(source, own, at, reply(says), text)
        .withStars(stars)
        .edited(edited(at, reading.moment(says.apply(ReviewField.EDITED)).orElse(null), answered))
        .answered(answered)
        .at(link(says.apply(ReviewField.LINK), base));
  }

  /** When it was changed, if not by its answer; null if it was not. */
  private @Nullable Instant edited(
      Instant at, @Nullable Instant updated, @Nullable Instant answered) {
    Instant edited = Row.editedAt(at, updated, answered);
    boolean sameDay = edited != null && answered != null && reading.onDay(edited, answered);
    return sameDay ? null : edited;
  }

  private static String text(Function<ReviewField, String> says) {
    String title = says.apply(ReviewField.TITLE).strip();
    String text = says.apply(ReviewField.TEXT).strip();
    if (title.isEmpty() || text.startsWith(title)) {
      return text;
    }
    return text.isEmpty() ? title : title + "\n" + text;
  }

  private Reply reply(Function<ReviewField, String> says) {
    if (!knowsReplies) {
      return Reply.UNKNOWN;
    }
    boolean answered =
        !Reading.saysNothing(says.apply(ReviewField.REPLY))
            || !Reading.saysNothing(says.apply(ReviewField.REPLY_AT));
    return Reading.reply(answered, says.apply(ReviewField.REPLY_STATE));
  }

  /** Where a list has no ids, a review is what it says; who changes it has written another. */
  private String made(Instant at, @Nullable Double stars, String text) {
    byte[] all = (at + " " + stars + " " + text).getBytes(StandardCharsets.UTF_8);
    String id = UUID.nameUUIDFromBytes(all).toString();
    // five stars and no word are given twice a day
    int times = made.merge(id, 1, Integer::sum);
    return times == 1 ? id : id + "-" + times;
  }

  private static @Nullable String link(String said, @Nullable HttpUrl base) {
    String link = said.strip();
    if (link.isEmpty() || link.length() > LONGEST_LINK) {
      return null;
    }
    HttpUrl url = base == null ? HttpUrl.parse(link) : base.resolve(link);
    return url == null ? null : url.toString();
  }
}
