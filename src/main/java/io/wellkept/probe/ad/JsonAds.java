package io.wellkept.probe.ad;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import io.wellkept.probe.Body;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The ads of a JSON document. */
final class JsonAds implements AdSource {
  private static final Configuration PATHS =
      Configuration.builder()
          .jsonProvider(new Jackson3JsonNodeJsonProvider())
          .mappingProvider(new Jackson3MappingProvider())
          .build();

  private final JsonSettings settings;
  private final Paper paper;

  JsonAds(JsonSettings settings, Paper paper) {
    this.settings = settings;
    this.paper = paper;
  }

  @Override
  public AdsSeen ads(Duration within, boolean fresh) throws InterruptedException {
    return switch (paper.get(TimeLeft.of(within), fresh)) {
      case Paper.Got.Nothing nothing -> new AdsSeen.Blind(nothing.fault());
      case Paper.Got.Text text -> read(text.body());
    };
  }

  private AdsSeen read(Body body) {
    if (body.truncated()) {
      return blind("it is larger than we read");
    }
    // as text, so that a mark at its beginning and other charsets do no harm
    Optional<JsonNode> root = Trees.whole(body.text().getBytes(StandardCharsets.UTF_8));
    if (root.isEmpty()) {
      return blind("it is no JSON, or breaks off");
    }
    JsonNode list = list(root.get());
    if (!list.isArray()) {
      return blind("'" + settings.path() + "' leads to no list in it: set path, such as $.ads");
    }
    Listing listing = new Listing();
    for (int at = 0; at < list.size(); at++) {
      JsonNode ad = list.get(at);
      new Row(field -> values(ad, field), settings.zone(), paper.name())
          .into(listing, "entry " + (at + 1));
    }
    return listing.seen(settings.zone(), null);
  }

  private JsonNode list(JsonNode root) {
    try {
      JsonNode found = JsonPath.using(PATHS).parse(root).read(settings.path());
      boolean wrapped = found.size() == 1 && found.path(0).isArray();
      return wrapped ? found.path(0) : found;
    } catch (JsonPathException e) {
      return MissingNode.getInstance();
    }
  }

  private List<String> values(JsonNode ad, Field field) {
    String written = field.written(settings.fields());
    JsonNode value = written == null ? usual(ad, field) : named(ad, written);
    List<String> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(each -> values.add(Trees.text(each)));
    } else {
      values.add(Trees.text(value));
    }
    values.removeIf(String::isEmpty);
    return values;
  }

  private static JsonNode usual(JsonNode ad, Field field) {
    for (Map.Entry<String, JsonNode> each : ad.properties()) {
      if (field.usually(each.getKey()) && !each.getValue().isObject()) {
        return each.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  /** A field of that very name, or a field within a field. */
  private static JsonNode named(JsonNode ad, String written) {
    if (ad.has(written)) {
      return ad.path(written);
    }
    JsonNode within = ad;
    for (String name : written.split("\\.", -1)) {
      within = within.path(name);
    }
    return within;
  }

  private AdsSeen blind(String detail) {
    return new AdsSeen.Blind(paper.fails(detail));
  }
}
