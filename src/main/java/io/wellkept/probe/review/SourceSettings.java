package io.wellkept.probe.review;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where reviews come from: exactly one of them. */
@Doc("Where the reviews come from: exactly one source")
public record SourceSettings(
    @Doc("Reviews of a place on Google") @Nullable GoogleProfileSettings google,
    @Doc("Reviews on Trustpilot") @Nullable TrustpilotSettings trustpilot,
    @Doc("Reviews in Apple's App Store") @Nullable AppStoreSettings appStore,
    @Doc("Reviews in Google Play") @Nullable GooglePlaySettings googlePlay,
    @Doc("Recommendations of a Facebook page") @Nullable FacebookSettings facebook,
    @Doc("Reviews on Yelp") @Nullable YelpSettings yelp) {
  public SourceSettings {
    if (Stream.of(google, trustpilot, appStore, googlePlay, facebook, yelp)
            .filter(Objects::nonNull)
            .count()
        != 1) {
      throw new IllegalArgumentException(
          "name exactly one source: google, trustpilot, app-store, google-play, facebook or yelp");
    }
  }
}
