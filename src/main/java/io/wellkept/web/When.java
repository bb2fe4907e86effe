package io.wellkept.web;

import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A moment on a page.
 *
 * @param iso for machines
 * @param text in the reader's zone
 * @param fromNow how far from now
 */
public record When(String iso, String text, String fromNow) {
  static When of(Instant moment, ZoneId zone, Instant now, Words words) {
    return new When(moment.toString(), words.moment(moment, zone, now), words.fromNow(moment, now));
  }
}
