package io.wellkept.probe.ad;

import io.wellkept.touchpoint.Doc;
import org.jspecify.annotations.Nullable;

/** Which column, or which field, says what. Those left out are guessed by their usual names. */
@Doc("Which column or field says what; what is left out is guessed by its usual names")
public record FieldNames(
    @Doc(value = "What tells one ad from another", example = "ad_id") @Nullable String id,
    @Doc(value = "Where the ad leads to", example = "url") @Nullable String url,
    @Doc(value = "What people call the ad", example = "name") @Nullable String name,
    @Doc(value = "Its campaign", example = "campaign") @Nullable String campaign,
    @Doc(value = "Whether it runs, such as active or paused", example = "status")
        @Nullable String status,
    @Doc(value = "The vendor's review, such as approved", example = "review")
        @Nullable String review,
    @Doc(value = "When it ends: a day, or a day and a time", example = "end_date")
        @Nullable String end,
    @Doc(value = "What it cost lately", example = "cost") @Nullable String spend,
    @Doc(value = "The currency of that", example = "currency") @Nullable String currency,
    @Doc(value = "How often it was shown lately", example = "impressions")
        @Nullable String impressions,
    @Doc(value = "How often it was clicked lately", example = "clicks") @Nullable String clicks,
    @Doc(value = "Where people look at it in the vendor's pages", example = "link")
        @Nullable String link,
    @Doc(value = "What it promises; several texts with | between", example = "claims")
        @Nullable String claims) {
  /** Guesses all. */
  public static final FieldNames GUESSED =
      new FieldNames(null, null, null, null, null, null, null, null, null, null, null, null, null);

  public FieldNames {
    requireText(id, url, name, campaign, status, review, end);
    requireText(spend, currency, impressions, clicks, link, claims);
  }

  private static void requireText(@Nullable String... written) {
    for (String each : written) {
      if (each != null && each.isBlank()) {
        throw new IllegalArgumentException("the name of a column or field is empty: leave it out");
      }
    }
  }
}
