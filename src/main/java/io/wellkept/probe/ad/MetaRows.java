package io.wellkept.probe.ad;

import io.wellkept.probe.access.Trees;
import io.wellkept.probe.ad.Ad.Review;
import io.wellkept.probe.ad.Ad.Running;
import io.wellkept.probe.ad.Ad.Spend;
import io.wellkept.probe.ad.Ad.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the rows of Meta's Marketing API. What is missing is unknown, and so is what is new. */
final class MetaRows {
  private MetaRows() {}

  static Ad ad(JsonNode row, String account, ZoneId zone) {
    String id = Trees.text(row.path("id"));
    String status = Trees.text(row.path("effective_status"));
    JsonNode creative = row.path("creative");
    return new Ad(
        id,
        Trees.text(row.path("name")),
        Trees.text(row.path("campaign").path("name")),
        destinations(creative),
        Trees.text(creative.path("url_tags")),
        end(row, zone),
        running(status),
        status,
        review(row, status),
        null,
        "https://adsmanager.facebook.com/adsmanager/manage/ads?act="
            + account
            + "&selected_ad_ids="
            + id,
        List.of(),
        "Meta Ads");
  }

  /** Whether its address is known to the post that it shows, and not to the ad. */
  static boolean hidesItsAddress(JsonNode row, Ad ad) {
    JsonNode creative = row.path("creative");
    return ad.destinations().isEmpty() && creative.has("effective_object_story_id");
  }

  /** Every address that a click may lead to: each card of a carousel has its own. */
  private static List<String> destinations(JsonNode creative) {
    Set<String> all = new LinkedHashSet<>();
    JsonNode story = creative.path("object_story_spec");
    for (String form : List.of("link_data", "video_data", "template_data", "photo_data")) {
      JsonNode data = story.path(form);
      all.add(Trees.text(data.path("link")));
      all.add(Trees.text(button(data)));
      for (JsonNode card : data.path("child_attachments")) {
        all.add(Trees.text(card.path("link")));
        all.add(Trees.text(button(card)));
      }
    }
    for (JsonNode link : creative.path("asset_feed_spec").path("link_urls")) {
      all.add(tagged(Trees.text(link.path("website_url")), Trees.text(link.path("url_tags"))));
    }
    all.add(Trees.text(creative.path("link_url")));
    all.add(Trees.text(creative.path("object_url")));
    all.add(Trees.text(creative.path("template_url")));
    all.remove("");
    return List.copyOf(all);
  }

  private static JsonNode button(JsonNode holder) {
    return holder.path("call_to_action").path("value").path("link");
  }

  private static String tagged(String url, String tags) {
    if (url.isEmpty() || tags.isEmpty()) {
      return url;
    }
    return url + (url.contains("?") ? "&" : "?") + tags;
  }

  /** The first of its own end and those of its ad set and campaign. */
  private static @Nullable Instant end(JsonNode row, ZoneId zone) {
    return Stream.of(
            row.path("ad_schedule_end_time"),
            row.path("adset").path("end_time"),
            row.path("campaign").path("stop_time"))
        .map(end -> Ends.read(Trees.text(end), zone).orElse(null))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static Running running(String status) {
    return switch (status) {
      case "ACTIVE", "WITH_ISSUES", "DISAPPROVED", "PENDING_REVIEW", "PREAPPROVED", "IN_PROCESS" ->
          Running.RUNNING;
      case "PAUSED", "ADSET_PAUSED", "CAMPAIGN_PAUSED", "PENDING_BILLING_INFO" -> Running.PAUSED;
      case "ARCHIVED", "DELETED" -> Running.ENDED;
      default -> Running.UNKNOWN;
    };
  }

  private static Review review(JsonNode row, String status) {
    Verdict verdict =
        switch (status) {
          case "ACTIVE", "PREAPPROVED" -> Verdict.APPROVED;
          case "WITH_ISSUES" -> Verdict.LIMITED;
          case "DISAPPROVED" -> Verdict.DISAPPROVED;
          case "PENDING_REVIEW", "IN_PROCESS" -> Verdict.PENDING;
          default -> Verdict.UNKNOWN;
        };
    return new Review(verdict, status, reasons(row));
  }

  private static List<String> reasons(JsonNode row) {
    List<String> reasons = new ArrayList<>();
    for (JsonNode issue : row.path("issues_info")) {
      reasons.add(
          joined(Trees.text(issue.path("error_summary")), Trees.text(issue.path("error_message"))));
    }
    JsonNode feedback = row.path("ad_review_feedback");
    addReasons(reasons, feedback.path("global"));
    feedback.path("placement_specific").forEach(place -> addReasons(reasons, place));
    reasons.removeIf(String::isEmpty);
    return reasons.stream().distinct().toList();
  }

  private static void addReasons(List<String> reasons, JsonNode byName) {
    byName
        .properties()
        .forEach(reason -> reasons.add(joined(reason.getKey(), Trees.text(reason.getValue()))));
  }

  private static String joined(String brief, String more) {
    return brief.isEmpty() || more.isEmpty() ? brief + more : brief + ": " + more;
  }

  /** Every figure is a text. */
  static Spend spend(JsonNode row) {
    JsonNode links = row.path("inline_link_clicks");
    return new Spend(
        amount(Trees.text(row.path("spend"))),
        Trees.text(row.path("account_currency")),
        Trees.number(row.path("impressions")).orElse(0L),
        Trees.number(links.isMissingNode() ? row.path("clicks") : links).orElse(0L),
        Listing.LATELY);
  }

  private static BigDecimal amount(String text) {
    return text.matches("\\d{1,18}(\\.\\d{1,6})?") ? new BigDecimal(text) : BigDecimal.ZERO;
  }
}
