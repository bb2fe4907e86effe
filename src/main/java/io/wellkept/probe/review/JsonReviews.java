package io.wellkept.probe.review;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import io.wellkept.probe.Body;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.VoiceSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The reviews of a list in JSON. */
final class JsonReviews implements VoiceSource {
  static final String NAME = "json";

  private static final Configuration PATHS =
      Configuration.builder()
          .jsonProvider(new Jackson3JsonNodeJsonProvider())
          .mappingProvider(new Jackson3MappingProvider())
          .build();

  private final JsonReviewSettings settings;
  private final Leaves leaves;

  JsonReviews(JsonReviewSettings settings, Paper paper) {
    this.settings = settings;
    this.leaves = new Leaves(paper, settings.pageParameter(), settings.firstPage());
  }

  @Override
  public Heard hear(Instant since, Duration within, boolean fresh) throws InterruptedException {
    Rows rows = new Rows(NAME, settings.reading(), settings.fields().knowReplies());
    return leaves.read(settings.file() != null, rows, within, fresh, this::read);
  }

  private Leaves.Leaf read(Body body, @Nullable HttpUrl url, Rows rows) {
    // as text, so that a mark at its beginning and other charsets do no harm
    Optional<JsonNode> root = Trees.whole(body.text().getBytes(StandardCharsets.UTF_8));
    if (root.isEmpty()) {
      return new Leaves.Leaf.Torn("it is no JSON, or breaks off");
    }
    JsonNode found = at(root.get(), settings.items());
    JsonNode list = found.size() == 1 && found.path(0).isArray() ? found.path(0) : found;
    if (!list.isArray()) {
      return new Leaves.Leaf.Torn(
          "'" + settings.items() + "' leads to no list in it: set items, such as $.reviews");
    }
    list.forEach(review -> rows.add(field -> text(review, field), url));
    String average = settings.average();
    String count = settings.count();
    if (average != null) {
      rows.rating(first(root.get(), average), count == null ? "" : first(root.get(), count));
    }
    String next = settings.next();
    return new Leaves.Leaf.Turned(next == null ? "" : first(root.get(), next));
  }

  private static JsonNode at(JsonNode root, String path) {
    try {
      JsonNode found = JsonPath.using(PATHS).parse(root).read(path);
      return found == null ? MissingNode.getInstance() : found;
    } catch (JsonPathException e) {
      return MissingNode.getInstance();
    }
  }

  private static String first(JsonNode root, String path) {
    return flat(at(root, path));
  }

  private static String flat(JsonNode node) {
    JsonNode one = node.isArray() && !node.isEmpty() ? node.get(0) : node;
    // an answer that is an object is an answer all the same
    return one.isObject() && saysSomething(one) ? one.toString() : Trees.text(one);
  }

  private static boolean saysSomething(JsonNode node) {
    if (node.isValueNode()) {
      return !Reading.saysNothing(Trees.text(node));
    }
    for (JsonNode each : node) {
      if (saysSomething(each)) {
        return true;
      }
    }
    return false;
  }

  private String text(JsonNode review, ReviewField field) {
    String written = field.written(settings.fields());
    if (written == null) {
      return usual(review, field);
    }
    return flat(written.startsWith("$") ? at(review, written) : named(review, written));
  }

  private static String usual(JsonNode review, ReviewField field) {
    for (Map.Entry<String, JsonNode> each : review.properties()) {
      if (field.usually(each.getKey()) && each.getValue().isValueNode()) {
        return Trees.text(each.getValue());
      }
    }
    return "";
  }

  /** A field of that very name, or a field within a field. */
  private static JsonNode named(JsonNode review, String written) {
    if (review.has(written)) {
      return review.path(written);
    }
    JsonNode within = review;
    for (String name : written.split("\\.", -1)) {
      within = within.path(name);
    }
    return within;
  }
}
