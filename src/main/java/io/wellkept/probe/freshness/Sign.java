package io.wellkept.probe.freshness;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * One place that says when a page was published or changed.
 *
 * @param at the moment; of a whole day its first one in the zone of the site
 * @param day the day as it is written there, whatever the zone
 * @param wholeDay true if no time of day is said
 * @param source where it stands
 * @param quote what stands there, at most 160 characters
 * @param confidence from 0 to 1
 */
public record Sign(
    Instant at, LocalDate day, boolean wholeDay, Source source, String quote, double confidence) {
  /** A quote is cut to that many characters. */
  public static final int LONGEST_QUOTE = 160;

  /** Where a sign stands. */
  public enum Source {
    /** Structured data: JSON-LD. */
    JSON_LD,
    /** A meta element of the head. */
    META,
    /** An attribute of schema.org or RDFa within the text. */
    MICRODATA,
    /** A time element, or another attribute made for machines. */
    TIME,
    /** What visitors read. */
    TEXT,
    /** The page's address. */
    ADDRESS,
    /** Data within scripts. */
    SCRIPT,
    /** The addresses of its pictures. */
    PICTURE,
    /** The answer's header. */
    LAST_MODIFIED,
    /** The site's feed. */
    FEED,
    /** The site's sitemap. */
    SITEMAP;

    /** As people read it. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Sign {
    if (quote.length() > LONGEST_QUOTE) {
      quote = quote.substring(0, LONGEST_QUOTE);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence is from 0 to 1: " + confidence);
    }
  }
}
