package io.wellkept.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where customers write about the shop: a page for people, and the same as JSON. It belongs to
 * somebody else, as review sites do, and answers whatever is broken at the shop.
 */
final class ReviewBoard {
  static final String PATH = "/reviews";
  static final String JSON_PATH = PATH + "/board.json";
  static final String WRITE = PATH + "/write";
  static final String ANSWER = PATH + "/answer";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST = 50;

  /** What others gave whose reviews are too old to be shown. */
  private static final int EARLIER_RATINGS = 210;

  private static final double EARLIER_AVERAGE = 4.6;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /**
   * A review.
   *
   * @param reply what the shop said to it; null if nothing
   */
  private record Review(
      String id,
      int stars,
      Instant at,
      String text,
      @Nullable String reply,
      @Nullable Instant repliedAt) {
    Review answered(String words, Instant when) {
      return new Review(id, stars, at, text, words, when);
    }
  }

  private final InstantSource clock;
  private final List<Review> reviews = new ArrayList<>();
  private int written;

  ReviewBoard(InstantSource clock) {
    this.clock = clock;
    Instant then = clock.instant().minus(Duration.ofDays(9));
    take(5, then, "The oolong is a wonder, and the box smells like a garden.");
    take(4, then.plus(Duration.ofDays(4)), "Good tea, and the parcel took its time.");
    answerAll(then.plus(Duration.ofDays(5)));
  }

  static boolean owns(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /** A customer is angry. */
  synchronized void complain() {
    take(1, clock.instant(), "Three weeks, and no tea. Nobody answers my mails.");
  }

  /** The shop answers everybody who waits. */
  synchronized void answer() {
    answerAll(clock.instant());
  }

  private void take(int stars, Instant at, String text) {
    written++;
    reviews.add(0, new Review("r" + written, stars, at, text, null, null));
    if (reviews.size() > MOST) {
      reviews.remove(reviews.size() - 1);
    }
  }

  private void answerAll(Instant when) {
    reviews.replaceAll(review ->
        review.reply == null
            ? review.answered(
                review.stars > 2
                    ? "Thank you, we read it aloud at tea."
                    : "We are sorry. Your tea left the shop this morning.",
                when)
            : review);
  }

  /** The same for machines. */
  synchronized String json() {
    int count = EARLIER_RATINGS + reviews.size();
    double all = EARLIER_RATINGS * EARLIER_AVERAGE + reviews.stream().mapToInt(Review::stars).sum();
    Map<String, Object> board = new LinkedHashMap<>();
    board.put("rating", Math.round(all / count * 100) / 100.0);
    board.put("ratings", count);
    board.put("reviews", reviews.stream().map(ReviewBoard::fields).toList());
    return JSON.writeValueAsString(board);
  }

  private static Map<String, Object> fields(Review review) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", review.id);
    fields.put("stars", review.stars);
    fields.put("written", review.at.toString());
    fields.put("text", review.text);
    if (review.reply != null) {
      fields.put("reply", Map.of("text", review.reply, "at", String.valueOf(review.repliedAt)));
    }
    return fields;
  }

  /** The same for people, who may write and answer there at a click. */
  synchronized String page() {
    StringBuilder rows = new StringBuilder();
    for (Review review : reviews) {
      rows.append("<article id=\"%s\">\n".formatted(review.id))
          .append(
              "  <p><strong>%s</strong> <time datetime=\"%s\">%s</time></p>\n"
                  .formatted(
                      "★".repeat(review.stars) + "☆".repeat(5 - review.stars),
                      review.at,
                      WHEN.format(review.at)))
          .append("  <p>")
          .append(Pages.escaped(review.text))
          .append("</p>\n")
          .append(reply(review))
          .append("</article>\n");
    }
    return Pages.resource("reviews.html")
        .replace("{{reviews}}", rows)
        .replace("{{write}}", WRITE)
        .replace("{{json}}", JSON_PATH);
  }

  private static String reply(Review review) {
    return review.reply == null
        ? "  <form method=\"post\" action=\""
            + ANSWER
            + "\"><button>Answer as the shop</button></form>\n"
        : "  <blockquote>" + Pages.escaped(review.reply) + "</blockquote>\n";
  }
}
