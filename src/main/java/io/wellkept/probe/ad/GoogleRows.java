package io.wellkept.probe.ad;

import io.wellkept.probe.access.Trees;
import io.wellkept.probe.ad.Ad.Review;
import io.wellkept.probe.ad.Ad.Running;
import io.wellkept.probe.ad.Ad.Spend;
import io.wellkept.probe.ad.Ad.Verdict;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the rows of Google Ads. What is missing is unknown, and so is what is new to us. */
final class GoogleRows {
  private static final int MICRO_DIGITS = 6;

  /** What Google gives campaigns that have no end. */
  private static final String NO_END = "2037-12-30";

  /** Ids of ads and of asset groups are counted apart. */
  private static final String GROUP = "asset-group-";

  private GoogleRows() {}

  /** The zone of the account; UTC if the row does not say. */
  static ZoneId zone(JsonNode row) {
    try {
      return ZoneId.of(Trees.text(row.path("customer").path("timeZone")));
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  static String currency(JsonNode row) {
    return Trees.text(row.path("customer").path("currencyCode"));
  }

  /** A row of {@code ad_group_ad}. */
  static Ad ad(JsonNode row) {
    JsonNode held = row.path("adGroupAd");
    JsonNode ad = held.path("ad");
    JsonNode group = row.path("adGroup");
    return read(
        row,
        Trees.text(ad.path("id")),
        Trees.text(ad.path("name")),
        ad,
        List.of(row.path("campaign"), group, held),
        review(held.path("policySummary"), held),
        "&adGroupId=" + Trees.text(group.path("id")));
  }

  /** A row of {@code asset_group}, which Performance Max has in place of ads. */
  static Ad assetGroup(JsonNode row) {
    JsonNode group = row.path("assetGroup");
    return read(
        row,
        groupId(row),
        Trees.text(group.path("name")),
        group,
        List.of(row.path("campaign"), group),
        Review.UNKNOWN,
        "");
  }

  static String adId(JsonNode row) {
    return Trees.text(row.path("adGroupAd").path("ad").path("id"));
  }

  static String groupId(JsonNode row) {
    return GROUP + Trees.text(row.path("assetGroup").path("id"));
  }

  private static Ad read(
      JsonNode row,
      String id,
      String name,
      JsonNode holder,
      List<JsonNode> switches,
      Review review,
      String place) {
    JsonNode campaign = row.path("campaign");
    return new Ad(
        id,
        name,
        Trees.text(campaign.path("name")),
        destinations(holder),
        Trees.text(holder.path("finalUrlSuffix")),
        end(campaign, zone(row)),
        running(switches),
        said(switches),
        review,
        null,
        "https://ads.google.com/aw/ads?campaignId=" + Trees.text(campaign.path("id")) + place,
        List.of(),
        "Google Ads");
  }

  private static List<String> destinations(JsonNode holder) {
    Set<String> all = new LinkedHashSet<>();
    holder.path("finalUrls").forEach(url -> all.add(Trees.text(url)));
    holder.path("finalMobileUrls").forEach(url -> all.add(Trees.text(url)));
    all.remove("");
    return List.copyOf(all);
  }

  private static @Nullable Instant end(JsonNode campaign, ZoneId zone) {
    String text = Trees.text(campaign.path("endDateTime"));
    return text.startsWith(NO_END) ? null : Ends.read(text, zone).orElse(null);
  }

  /** On if all that it hangs on is on. */
  private static Running running(List<JsonNode> switches) {
    Running all = ended(switches) ? Running.ENDED : Running.RUNNING;
    for (JsonNode each : switches) {
      Running one =
          switch (Trees.text(each.path("status"))) {
            case "ENABLED" -> Running.RUNNING;
            case "PAUSED" -> Running.PAUSED;
            case "REMOVED" -> Running.ENDED;
            default -> Running.UNKNOWN;
          };
      all = weaker(all, one);
    }
    return all;
  }

  /** An end is sure, a pause more than a guess. */
  private static Running weaker(Running one, Running other) {
    for (Running each : List.of(Running.ENDED, Running.PAUSED, Running.UNKNOWN)) {
      if (one == each || other == each) {
        return each;
      }
    }
    return Running.RUNNING;
  }

  private static boolean ended(List<JsonNode> switches) {
    return switches.stream()
        .anyMatch(each ->
            Trees.text(each.path("primaryStatus")).equals("ENDED")
                || texts(each.path("primaryStatusReasons")).contains("CAMPAIGN_ENDED"));
  }

  /** The words of the last, which is the ad itself. */
  private static String said(List<JsonNode> switches) {
    JsonNode own = switches.get(switches.size() - 1);
    String primary = Trees.text(own.path("primaryStatus"));
    String status = Trees.text(own.path("status"));
    return primary.isEmpty() ? status : status + ", " + primary;
  }

  private static Review review(JsonNode policy, JsonNode held) {
    String approval = Trees.text(policy.path("approvalStatus"));
    String reviewing = Trees.text(policy.path("reviewStatus"));
    Verdict verdict =
        switch (approval) {
          case "APPROVED" -> Verdict.APPROVED;
          case "APPROVED_LIMITED", "AREA_OF_INTEREST_ONLY" -> Verdict.LIMITED;
          case "DISAPPROVED" -> Verdict.DISAPPROVED;
          default -> reviewing.equals("REVIEW_IN_PROGRESS") ? Verdict.PENDING : Verdict.UNKNOWN;
        };
    List<String> reasons = new ArrayList<>();
    policy
        .path("policyTopicEntries")
        .forEach(entry -> reasons.add(Trees.text(entry.path("topic"))));
    reasons.addAll(texts(held.path("primaryStatusReasons")));
    reasons.removeIf(String::isEmpty);
    return new Review(verdict, approval.isEmpty() ? reviewing : approval, reasons);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(Trees.text(each)));
    return texts;
  }

  /** Millionths of the currency, and counts, each a number written as text. */
  static Spend spend(JsonNode row) {
    JsonNode metrics = row.path("metrics");
    long micros = Trees.number(metrics.path("costMicros")).orElse(0L);
    return new Spend(
        BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros(),
        currency(row),
        Trees.number(metrics.path("impressions")).orElse(0L),
        Trees.number(metrics.path("clicks")).orElse(0L),
        Listing.LATELY);
  }
}
