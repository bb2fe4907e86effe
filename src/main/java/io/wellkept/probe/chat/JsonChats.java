package io.wellkept.probe.chat;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.chat.Questions.Failed;
import io.wellkept.probe.table.Moments;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The conversations that a JSON document lists. */
final class JsonChats implements ChatSource {
  private static final Configuration PATHS =
      Configuration.builder()
          .jsonProvider(new Jackson3JsonNodeJsonProvider())
          .mappingProvider(new Jackson3MappingProvider())
          .build();

  private static final Set<String> PRESENT = Set.of("true", "1", "online", "available", "open");

  private final JsonSettings settings;
  private final Questions questions;
  private final ZoneId zone;

  /**
   * @param zone where times are meant that say no offset
   */
  JsonChats(JsonSettings settings, Questions questions, ZoneId zone) {
    this.settings = settings;
    this.questions = questions;
    this.zone = zone;
  }

  @Override
  public Desk ask(
      Map<String, Instant> open, boolean presence, Instant now, TimeLeft time, boolean fresh)
      throws InterruptedException {
    try {
      JsonNode root = questions.get(HttpUrl.get(settings.url()), time, fresh);
      List<Waiting> waiting = waiting(root);
      boolean complete = waiting.size() <= MOST;
      return new Desk.Seen(
          "json",
          complete ? waiting : waiting.subList(0, MOST),
          complete,
          0,
          presence ? presence(root) : Presence.UNKNOWN);
    } catch (Failed e) {
      return new Desk.Unseen(e.fault());
    }
  }

  private List<Waiting> waiting(JsonNode root) throws Failed {
    JsonNode list = at(root, settings.path());
    if (!list.isArray()) {
      throw questions.wrong(
          "'" + settings.path() + "' leads to no list in it: set path, such as $.conversations");
    }
    List<Waiting> waiting = new ArrayList<>();
    for (JsonNode row : list) {
      String id = Trees.text(row.path(settings.id()));
      Instant since = time(row, settings.waitingSince());
      Instant answered = time(row, settings.answeredAt());
      if (id.isEmpty()) {
        throw questions.wrong("a conversation in it has no field '" + settings.id() + "'");
      }
      if (since != null && (answered == null || since.isAfter(answered))) {
        waiting.add(new Waiting(id, since, answered != null, answered, link(row)));
      }
    }
    return waiting;
  }

  /** Nothing, null, "" and 0 are no time; what cannot be read may be one, and somebody waits. */
  private @Nullable Instant time(JsonNode row, @Nullable String field) throws Failed {
    JsonNode node = field == null ? MissingNode.getInstance() : row.path(field);
    String text = Trees.text(node).strip();
    boolean none = node.isMissingNode() || node.isNull();
    if (none || (node.isValueNode() && (text.isEmpty() || text.equals("0")))) {
      return null;
    }
    return Moments.read(text, zone)
        .orElseThrow(() ->
            questions.wrong(
                "a conversation in it has in its field '"
                    + field
                    + "' no time that can be read: write 2026-06-15T13:40:00+02:00, or seconds"));
  }

  private @Nullable String link(JsonNode row) {
    String field = settings.link();
    HttpUrl link = field == null ? null : HttpUrl.parse(Trees.text(row.path(field)));
    return link == null ? null : link.toString();
  }

  private Presence presence(JsonNode root) throws Failed {
    String path = settings.online();
    if (path == null) {
      return Presence.UNKNOWN;
    }
    String said = Trees.text(at(root, path)).toLowerCase(Locale.ROOT);
    if (said.isEmpty()) {
      throw questions.wrong("'" + path + "' leads to nothing in it that says who is there");
    }
    return PRESENT.contains(said) ? Presence.THERE : Presence.AWAY;
  }

  private static JsonNode at(JsonNode root, String path) {
    try {
      JsonNode found = JsonPath.using(PATHS).parse(root).read(path);
      return found == null ? MissingNode.getInstance() : found;
    } catch (JsonPathException e) {
      return MissingNode.getInstance();
    }
  }
}
