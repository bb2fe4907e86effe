package io.wellkept.probe.ad;

import io.wellkept.probe.ad.Ad.Review;
import io.wellkept.probe.ad.Ad.Running;
import io.wellkept.probe.ad.Ad.Spend;
import io.wellkept.probe.ad.Ad.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** One entry of a list that people keep: what it says, made an ad of, or why that cannot be. */
final class Row {
  private static final int LONGEST_QUOTE = 60;

  private final Function<Field, List<String>> values;
  private final ZoneId zone;
  private final String source;

  /** The entry as an ad, or what is wrong with it. */
  private sealed interface Outcome {
    record Good(Ad ad) implements Outcome {}

    record Bad(String reason) implements Outcome {}
  }

  /**
   * @param values what the entry says of a field; more than one where the list allows it
   */
  Row(Function<Field, List<String>> values, ZoneId zone, String source) {
    this.values = values;
    this.zone = zone;
    this.source = source;
  }

  /**
   * Takes the ad into the listing, or says there what is wrong with it.
   *
   * @param place such as "line 7"
   */
  void into(Listing listing, String place) {
    switch (read()) {
      case Outcome.Bad bad -> listing.incomplete(place + ": " + bad.reason);
      case Outcome.Good good when listing.has(good.ad.id()) ->
          listing.note(place + ": the id " + good.ad.id() + " was there before; the first counts");
      case Outcome.Good good -> listing.add(good.ad);
    }
  }

  private Outcome read() {
    List<String> destinations = pieces(Field.URL, "[\\s|]+");
    if (destinations.isEmpty()) {
      return new Outcome.Bad("no address");
    }
    for (String each : destinations) {
      if (HttpUrl.parse(withoutPlaceholders(each)) == null) {
        return new Outcome.Bad(quote(each) + " is no address such as https://shop.example/sale");
      }
    }
    String end = text(Field.END);
    Optional<Instant> endsAt = Ends.read(end, zone);
    if (endsAt.isEmpty() && !end.isEmpty() && !end.equals("-")) {
      return new Outcome.Bad(quote(end) + " is no day that we can read: write it as 2026-11-30");
    }
    String id = text(Field.ID);
    if (id.isEmpty()) {
      return new Outcome.Bad("no id");
    }
    return new Outcome.Good(ad(id, destinations, endsAt.orElse(null)));
  }

  private Ad ad(String id, List<String> destinations, @Nullable Instant endsAt) {
    String status = text(Field.STATUS);
    String review = text(Field.REVIEW);
    String judged = review.isEmpty() ? status : review;
    return new Ad(
        id,
        text(Field.NAME),
        text(Field.CAMPAIGN),
        destinations,
        "",
        endsAt,
        running(status),
        status,
        new Review(
            verdict(judged), verdict(judged) == Verdict.UNKNOWN ? review : judged, List.of()),
        spend(),
        link(),
        pieces(Field.CLAIMS, "\\s*\\|\\s*"),
        source);
  }

  private @Nullable String link() {
    String link = text(Field.LINK);
    return HttpUrl.parse(link) == null ? null : link;
  }

  private String text(Field field) {
    List<String> all = values.apply(field);
    return all.isEmpty() ? "" : all.get(0).strip();
  }

  private List<String> pieces(Field field, String between) {
    return values.apply(field).stream()
        .flatMap(text -> Arrays.stream(text.split(between)))
        .map(String::strip)
        .filter(piece -> !piece.isEmpty())
        .distinct()
        .toList();
  }

  /** Vendors fill in {@code {keyword}} when somebody clicks. */
  private static String withoutPlaceholders(String address) {
    return address.replaceAll("\\{+[^{}]*}+", "x");
  }

  private static String quote(String text) {
    String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return "'" + shown + "'";
  }

  /** Where a list says nothing of it, whoever keeps it means ads that run. */
  private static Running running(String status) {
    return switch (Field.plain(status)) {
      case "",
          "active",
          "enabled",
          "running",
          "on",
          "live",
          "eligible",
          "approved",
          "aktiv",
          "aktiviert",
          "true",
          "yes",
          "ja",
          "1",
          "disapproved",
          "rejected",
          "limited",
          "approvedlimited",
          "withissues",
          "pendingreview",
          "underreview" ->
          Running.RUNNING;
      case "paused",
          "inactive",
          "disabled",
          "off",
          "draft",
          "pausiert",
          "inaktiv",
          "campaignpaused",
          "adsetpaused",
          "adgrouppaused",
          "false",
          "no",
          "nein",
          "0" ->
          Running.PAUSED;
      case "ended",
          "removed",
          "archived",
          "deleted",
          "completed",
          "stopped",
          "finished",
          "beendet",
          "entfernt",
          "abgelaufen",
          "expired" ->
          Running.ENDED;
      default -> Running.UNKNOWN;
    };
  }

  private static Verdict verdict(String text) {
    return switch (Field.plain(text)) {
      case "approved", "eligible", "genehmigt", "freigegeben" -> Verdict.APPROVED;
      case "limited", "approvedlimited", "eligiblelimited", "withissues", "eingeschr\u00e4nkt" ->
          Verdict.LIMITED;
      case "disapproved", "rejected", "abgelehnt", "noteligible" -> Verdict.DISAPPROVED;
      case "pending", "pendingreview", "underreview", "inreview", "inpr\u00fcfung" ->
          Verdict.PENDING;
      default -> Verdict.UNKNOWN;
    };
  }

  /** Only if the list has a figure at all. */
  private @Nullable Spend spend() {
    Optional<BigDecimal> amount = Amounts.read(text(Field.SPEND));
    Optional<BigDecimal> shown = Amounts.read(text(Field.IMPRESSIONS));
    if (amount.isEmpty() && shown.isEmpty()) {
      return null;
    }
    return new Spend(
        amount.orElse(BigDecimal.ZERO),
        text(Field.CURRENCY).toUpperCase(Locale.ROOT),
        shown.orElse(BigDecimal.ZERO).longValue(),
        Amounts.read(text(Field.CLICKS)).orElse(BigDecimal.ZERO).longValue(),
        Listing.LATELY);
  }
}
