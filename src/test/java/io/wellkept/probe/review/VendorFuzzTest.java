package io.wellkept.probe.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wellkept.probe.Scene;
import io.wellkept.probe.access.GoogleKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Vendors may send anything in the place of anything; no source may ever throw. */
final class VendorFuzzTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Every field that a source reads, so that many of them meet. */
  private static final List<String> FIELDS =
      List.of(
          ("reviews reviewId name createTime updateTime reviewReply reviewReplyState state"
                  + " policyViolation comment starRating reviewReplyUrl averageRating totalReviewCount"
                  + " nextPageToken id createdAt updatedAt companyReply title text stars links rel data"
                  + " attributes createdDate relationships response included type lastModifiedDate body"
                  + " rating next comments userComment developerComment lastModified seconds"
                  + " originalText tokenPagination pageInfo open_graph_story created_time from"
                  + " recommendation_type review_text paging cursors after time_created url")
              .split(" "));

  /** What stands where, as a rule. */
  private static final Map<String, List<String>> INSIDE =
      Map.of(
          "attributes", List.of("createdDate", "rating", "title", "body", "state"),
          "comments", List.of("userComment", "developerComment", "from", "created_time", "data"),
          "userComment", List.of("text", "originalText", "starRating", "lastModified"),
          "developerComment", List.of("text", "lastModified"),
          "lastModified", List.of("seconds"),
          "reviewReply", List.of("updateTime", "reviewReplyState", "policyViolation"));

  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "2026-06-02T09:14:05.120Z",
          "2026-06-02 09:14:05",
          "customerReviewResponses",
          "PENDING_PUBLISH",
          "TWO",
          "positive",
          "next-page",
          "1789",
          "(Original)(Translated by Google)",
          "(Translated by Google)",
          "1781500000",
          "99999999999999999999",
          "https://elsewhere.example/?cursor=%ZZ",
          "\t\ud800");

  static Stream<Layout> layouts() {
    GoogleKey key = new GoogleKey("c", "s", "r", null, null);
    Scene.Clock clock = new Scene.Clock();
    ReviewSources sources = new ReviewSources(Scene.http(clock), clock, Path.of(""));
    return Stream.of(
            Scene.settings(
                SourceSettings.class, "google", new GoogleProfileSettings("1", "2", key, null)),
            Scene.settings(
                SourceSettings.class, "trustpilot", new TrustpilotSettings("5f", "k", null, null)),
            Scene.settings(
                SourceSettings.class, "appStore", new AppStoreSettings("9", "K", null, "k", null)),
            Scene.settings(
                SourceSettings.class, "googlePlay", new GooglePlaySettings("a.b", key, null)),
            Scene.settings(
                SourceSettings.class,
                "facebook",
                new FacebookSettings("1789", "t", null, null, null)),
            Scene.settings(SourceSettings.class, "yelp", new YelpSettings("b", "k", null, null)))
        .map(settings -> (Layout) sources.of(settings, "shop/reviews"));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void takesAnything(Layout layout) {
    Random random = new Random(20_260_615);
    HttpUrl url = HttpUrl.get("https://x.example/reviews?page=1");
    int rows = 0;
    for (int round = 0; round < 2_000; round++) {
      JsonNode page = tree(random, 0);
      ObjectNode row = tree(random, 1);
      assertThatCode(
              () -> {
                new Listing(layout, Instant.EPOCH).take(page);
                layout.next(url, page);
              })
          .as("%s", page)
          .doesNotThrowAnyException();
      rows += layout.row(row, page).isPresent() ? 1 : 0;
    }
    assertThat(rows).as("some must be read, or nothing was tried").isPositive();
  }

  private static ObjectNode tree(Random random, int depth) {
    ObjectNode object = JSON.objectNode();
    for (String field : FIELDS) {
      if (random.nextInt(3) > 0) {
        object.set(field, random.nextBoolean() ? usual(field, random) : value(random, depth));
      }
    }
    return object;
  }

  private static JsonNode usual(String field, Random random) {
    List<String> inside = INSIDE.get(field);
    if (inside == null) {
      String text = field.equals("seconds") ? "1781500000" : "2026-06-02T09:14:05.120Z";
      return JSON.stringNode(text);
    }
    ObjectNode object = JSON.objectNode();
    for (String each : inside) {
      if (random.nextInt(4) > 0) {
        object.set(each, random.nextBoolean() ? usual(each, random) : value(random, 1));
      }
    }
    return field.equals("comments") ? JSON.arrayNode().add(object) : object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 2 ? 5 : 8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.numberNode(random.nextInt(7) - 1);
      case 2 -> JSON.numberNode(random.nextDouble() * 1e300);
      case 3 -> JSON.booleanNode(random.nextBoolean());
      case 4 -> JSON.stringNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case 5 -> list(random, depth);
      default -> small(random, depth);
    };
  }

  private static ArrayNode list(Random random, int depth) {
    ArrayNode list = JSON.arrayNode();
    for (int at = random.nextInt(3); at > 0; at--) {
      list.add(value(random, depth + 1));
    }
    return list;
  }

  private static ObjectNode small(Random random, int depth) {
    ObjectNode object = JSON.objectNode();
    for (int at = random.nextInt(9); at > 0; at--) {
      object.set(FIELDS.get(random.nextInt(FIELDS.size())), value(random, depth + 1));
    }
    return object;
  }
}
