package io.wellkept.probe.ad;

import io.wellkept.probe.Http;
import io.wellkept.probe.Kept;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.access.Place;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The sources of ads that there are. One is enough for a process: it keeps the tokens, and long
 * listings that were begun. Safe for many threads.
 */
public final class AdSources {
  /** As many listings as there may be, each of up to 50,000 ads of some 1,000 bytes. */
  private static final long KEPT_BYTES = 128_000_000;

  private static final long BYTES_PER_AD = 1_000;

  private final Api api;
  private final InstantSource clock;
  private final Path home;
  private final Kept<MetaSettings, MetaAds.Begun> begun =
      new Kept<>(KEPT_BYTES, each -> BYTES_PER_AD * (each.listing().size() + 1));

  /**
   * @param home where the paths of files begin, and below which they must be
   */
  public AdSources(Http http, InstantSource clock, Path home) {
    this.api = new Api(http, clock);
    this.clock = clock;
    this.home = home;
  }

  /**
   * The source that the settings name.
   *
   * @param check where that is configured, for people, such as "spring-sale/ads"
   */
  public AdSource of(SourceSettings settings, String check) {
    GoogleSettings google = settings.google();
    if (google != null) {
      return new GoogleAds(google, api, clock, "source.google.key of " + check);
    }
    MetaSettings meta = settings.meta();
    if (meta != null) {
      return new MetaAds(meta, api, clock, begun, "source.meta.token of " + check);
    }
    CsvSettings csv = settings.csv();
    if (csv != null) {
      return new CsvAds(csv, paper(csv.place(), "source.csv of " + check));
    }
    JsonSettings json = settings.json();
    if (json != null) {
      return new JsonAds(json, paper(json.place(), "source.json of " + check));
    }
    throw new IllegalStateException("settings without a source are refused when they are made");
  }

  private Paper paper(Place place, String where) {
    return new Paper(place, "the list of ads", api, home, where);
  }
}
