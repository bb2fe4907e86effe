package io.wellkept.probe.ad;

import java.time.Duration;

/** Knows a company's ads. What goes wrong at the other side is a value, never thrown. */
public interface AdSource {
  /** More ads than this are not listed; the listing is incomplete then, and says so. */
  int MOST = 50_000;

  /**
   * Lists the ads that may be running.
   *
   * @param within the longest that it may take, over all pages
   * @param fresh over connections of its own
   * @throws InterruptedException if Wellkept stops
   */
  AdsSeen ads(Duration within, boolean fresh) throws InterruptedException;
}
