package io.wellkept.probe.review;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a review says what: columns, fields or selectors, as its list has them. */
@Doc(
    "Where a review says what; what is left out is looked for under its usual names in JSON and"
        + " CSV, except edited and what is said of the answer")
public record ReviewFields(
    @Doc(
            value = "What tells one review from another; made of what it says if there is nothing",
            example = "id")
        @Nullable String id,
    @Doc(value = "When it was written", example = "created_at") @Nullable String at,
    @Doc(value = "When the customer changed it", example = "updated_at") @Nullable String edited,
    @Doc(value = "The stars, or what stands for them", example = "rating") @Nullable String stars,
    @Doc(value = "Its title", example = "title") @Nullable String title,
    @Doc(value = "What it says", example = "text") @Nullable String text,
    @Doc(value = "Where people read it", example = "url") @Nullable String link,
    @Doc(
            value =
                "The company's answer. Without this, reply-at or reply-state nobody knows what is"
                    + " answered, and no clock runs",
            example = "reply.text")
        @Nullable String reply,
    @Doc(value = "When it was answered", example = "reply.at") @Nullable String replyAt,
    @Doc(
            value = "Whether the answer can be read: published, pending or rejected",
            example = "reply.state")
        @Nullable String replyState) {
  /** Guesses all, and knows of no answers. */
  public static final ReviewFields GUESSED =
      new ReviewFields(null, null, null, null, null, null, null, null, null, null);

  public ReviewFields {
    if (given(id, at, edited, stars, title, text, link, reply, replyAt, replyState)
        .anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a field is empty: leave it out, or name it");
    }
  }

  private static Stream<String> given(@Nullable String... fields) {
    return Stream.of(fields).filter(Objects::nonNull);
  }

  /** Those that are named. */
  Stream<String> named() {
    return given(id, at, edited, stars, title, text, link, reply, replyAt, replyState);
  }

  /** Whether the list tells what is answered. */
  boolean knowReplies() {
    return reply != null || replyAt != null || replyState != null;
  }
}
