package io.wellkept.probe.freshness;

import java.util.Locale;

/** What may be wrong by now. Each can be switched off by its name. */
public enum Rule {
  /** An offer whose machine-readable end has passed. */
  OFFER,
  /** An event whose machine-readable end has passed. */
  EVENT,
  /** A job whose applications have closed. */
  JOB,
  /** A special announcement that has run out. */
  ANNOUNCEMENT,
  /** A page that says of itself until when it counts. */
  EXPIRES,
  /** Opening hours that counted until a day. */
  HOURS,
  /** A sentence that invites until a day. */
  PROMO,
  /** A sentence about being closed until a day. */
  NOTICE,
  /** The name of a season or feast that is over. */
  SEASON,
  /** A copyright line that ends with a year that is over. */
  COPYRIGHT,
  /** Prices, a programme or the like of a year that is over. */
  YEAR,
  /** A list of coming events of which none is to come. */
  EVENTS,
  /** A countdown that has reached its end. */
  COUNTDOWN,
  /** What somebody meant to replace. */
  PLACEHOLDER,
  /** A document to download whose name carries a year that is over. */
  DOCUMENT;

  /** As it is written in settings and in the codes of findings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
