package io.wellkept.probe.ad;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ad as its source tells of it.
 *
 * @param id the vendor's, the same tomorrow
 * @param name what people call it; the id if it has no name
 * @param campaign empty if the source names none
 * @param destinations every address that the ad leads to, as the source writes it, each once: may
 *     hold placeholders such as {@code {lpurl}} or <code>{{ad.id}}</code>, and may be no address at
 *     all; empty if the source knows none
 * @param parameters what the vendor appends to the query of each destination, without a question
 *     mark, such as {@code utm_source=fb}; may hold placeholders; empty for nothing
 * @param endsAt when it stops by itself; null if it has no end. A day without a time ends with its
 *     last second in the zone of the source
 * @param running whether customers can see it
 * @param said the source's own word for that, also where we do not know it
 * @param spend what it cost lately; null if the source does not say
 * @param link where people look at it in the vendor's pages; null if there is no such page
 * @param claims texts that it promises; empty if the source does not say
 * @param source such as "Google Ads", for people
 */
public record Ad(
    String id,
    String name,
    String campaign,
    List<String> destinations,
    String parameters,
    @Nullable Instant endsAt,
    Running running,
    String said,
    Review review,
    @Nullable Spend spend,
    @Nullable String link,
    List<String> claims,
    String source) {
  /** Whether customers can see an ad. */
  public enum Running {
    RUNNING,
    PAUSED,
    /** It stopped, by its end or by somebody's hand, and does not go on. */
    ENDED,
    /** The source did not say, or in a word that we do not know. */
    UNKNOWN
  }

  /** What the vendor's reviewers say of an ad. */
  public enum Verdict {
    APPROVED,
    /** Shown to fewer people than it could be, or with a trouble that the vendor names. */
    LIMITED,
    DISAPPROVED,
    PENDING,
    /** The source did not say, or in a word that we do not know. */
    UNKNOWN
  }

  /**
   * The vendor's review.
   *
   * @param said the vendor's own word, also where we do not know it; empty if there was none
   * @param reasons the vendor's, as it gives them
   */
  public record Review(Verdict verdict, String said, List<String> reasons) {
    /** Nobody said anything. */
    public static final Review UNKNOWN = new Review(Verdict.UNKNOWN, "", List.of());

    public Review {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What an ad cost and brought.
   *
   * @param currency three letters; empty if the source does not say
   * @param over the time that the figures are about, such as seven days
   */
  public record Spend(
      BigDecimal amount, String currency, long impressions, long clicks, Duration over) {}

  public Ad {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an ad without an id cannot be told from others");
    }
    name = name.isBlank() ? id : name;
    destinations = List.copyOf(destinations);
    claims = List.copyOf(claims);
  }

  /** The same with what it cost. */
  public Ad spend(Spend lately) {
    return new Ad(
        id,
        name,
        campaign,
        destinations,
        parameters,
        endsAt,
        running,
        said,
        review,
        lately,
        link,
        claims,
        source);
  }
}
