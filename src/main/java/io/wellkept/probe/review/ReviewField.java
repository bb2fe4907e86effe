package io.wellkept.probe.review;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a list of reviews may say of one, and how its column or field is usually called. */
enum ReviewField {
  ID(ReviewFields::id, "id", "reviewid", "uuid"),
  AT(
      ReviewFields::at,
      "at",
      "date",
      "created",
      "createdat",
      "createddate",
      "createtime",
      "published",
      "publishedat",
      "datepublished",
      "datum"),
  // never guessed: what is called updated_at is often when the list was changed, or the answer
  EDITED(ReviewFields::edited),
  STARS(ReviewFields::stars, "stars", "rating", "score", "starrating", "sterne", "bewertung"),
  TITLE(ReviewFields::title, "title", "headline", "summary", "titel"),
  TEXT(ReviewFields::text, "text", "body", "content", "comment", "review", "reviewbody", "message"),
  LINK(ReviewFields::link, "link", "url", "permalink"),
  REPLY(ReviewFields::reply),
  REPLY_AT(ReviewFields::replyAt),
  REPLY_STATE(ReviewFields::replyState);

  private final Function<ReviewFields, @Nullable String> written;
  private final Set<String> usual;

  ReviewField(Function<ReviewFields, @Nullable String> written, String... usual) {
    this.written = written;
    this.usual = Set.of(usual);
  }

  /** How it is called by the settings; null if they leave it to us. */
  @Nullable String written(ReviewFields names) {
    return written.apply(names);
  }

  /** Whether a column or field of that name is usually this; signs and case do not matter. */
  boolean usually(String name) {
    return usual.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""));
  }
}
