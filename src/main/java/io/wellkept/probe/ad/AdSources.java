package io.wellkept.probe.ad;

import io.wellkept.probe.Http;
import java.nio.file.Path;
import java.time.InstantSource;

/** The sources of ads that there are. One is enough for a process: it keeps the tokens. */
public final class AdSources {
  private final Http http;
  private final InstantSource clock;
  private final Path home;

  /**
   * @param home where relative paths of files begin
   */
  public AdSources(Http http, InstantSource clock, Path home) {
    this.http = http;
    this.clock = clock;
    this.home = home;
  }

  /**
   * The source that the settings name.
   *
   * @param where where that is configured, for people, such as "source.meta of spring-sale/ads"
   */
  public AdSource of(SourceSettings settings, String where) {
    throw new IllegalStateException("not yet: " + http + clock + home + settings + where);
  }
}
