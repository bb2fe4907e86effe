package io.wellkept.probe.ad;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ads as a source would tell of them. */
record Ads(
    String id,
    List<String> destinations,
    String parameters,
    @Nullable Instant endsAt,
    Ad.Running running,
    Ad.Review review,
    Ad.@Nullable Spend spend) {
  static Ads running(String id) {
    return new Ads(id, List.of(), "", null, Ad.Running.RUNNING, Ad.Review.UNKNOWN, null);
  }

  Ads to(String... addresses) {
    return new Ads(id, List.of(addresses), parameters, endsAt, running, review, spend);
  }

  Ads parameters(String query) {
    return new Ads(id, destinations, query, endsAt, running, review, spend);
  }

  Ads ends(Instant moment) {
    return new Ads(id, destinations, parameters, moment, running, review, spend);
  }

  Ads is(Ad.Running state) {
    return new Ads(id, destinations, parameters, endsAt, state, review, spend);
  }

  Ads reviewed(Ad.Verdict verdict, String said, String... reasons) {
    Ad.Review word = new Ad.Review(verdict, said, List.of(reasons));
    return new Ads(id, destinations, parameters, endsAt, running, word, spend);
  }

  Ads spent(String amount, long impressions) {
    Ad.Spend lately =
        new Ad.Spend(new BigDecimal(amount), "EUR", impressions, 0, Duration.ofDays(7));
    return new Ads(id, destinations, parameters, endsAt, running, review, lately);
  }

  Ad ad() {
    return new Ad(
        id,
        "Ad " + id,
        "Autumn",
        destinations,
        parameters,
        endsAt,
        running,
        running.name(),
        review,
        spend,
        "https://ads.example/" + id,
        List.of(),
        "Ads of the example");
  }
}
