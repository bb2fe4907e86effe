package io.wellkept.probe.chat;

import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.chat.Questions.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The open conversations of an Intercom workspace. {@code waiting_since} is null once a teammate
 * spoke last.
 *
 * @see <a
 *     href="https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations">
 *     Conversations</a>
 */
final class IntercomChats implements ChatSource {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PER_PAGE = 150;

  /** More parts a search does not take. */
  private static final int AT_ONCE = 15;

  private final IntercomSettings settings;
  private final Questions questions;

  IntercomChats(IntercomSettings settings, Questions questions) {
    this.settings = settings;
    this.questions = questions;
  }

  @Override
  public Desk ask(
      Map<String, Instant> open, boolean presence, Instant now, TimeLeft time, boolean fresh)
      throws InterruptedException {
    try {
      Presence who = presence ? presence(time, fresh) : Presence.UNKNOWN;
      List<Waiting> waiting = new ArrayList<>();
      Set<String> answered = new HashSet<>();
      Set<String> missing = new HashSet<>(open.keySet());
      boolean complete = list(waiting, answered, missing, time, fresh);
      Set<String> closed = new HashSet<>(missing);
      List<String> ids = missing.stream().sorted().toList();
      for (int at = 0; at < ids.size(); at += AT_ONCE) {
        String some = byId(ids.subList(at, Math.min(at + AT_ONCE, ids.size())));
        for (JsonNode row : conversations(some, time, fresh).path("conversations")) {
          String id = Trees.text(row.path("id"));
          Instant replied = replied(row);
          if (row.path("open").asBoolean(true)) {
            closed.remove(id);
            add(row, waiting, answered);
          } else if (replied != null && replied.isAfter(open.getOrDefault(id, Instant.MAX))) {
            closed.remove(id);
            answered.add(id);
          }
        }
      }
      answered.retainAll(open.keySet());
      return new Desk.Seen("intercom", waiting, complete, 0, who, answered, closed);
    } catch (Failed e) {
      return new Desk.Unseen(e.fault());
    }
  }

  private JsonNode conversations(String search, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    HttpUrl url = HttpUrl.get(settings.base() + "/conversations/search");
    JsonNode page = questions.query(url, search, time, fresh);
    questions.list(page.path("conversations"));
    return page;
  }

  private boolean list(
      List<Waiting> waiting,
      Set<String> answered,
      Set<String> missing,
      TimeLeft time,
      boolean fresh)
      throws InterruptedException, Failed {
    String after = "";
    int rows = 0;
    do {
      JsonNode page = conversations(search(after), time, fresh);
      JsonNode list = page.path("conversations");
      for (JsonNode row : list) {
        missing.remove(Trees.text(row.path("id")));
        add(row, waiting, answered);
      }
      rows += list.size();
      String next = Trees.text(page.path("pages").path("next").path("starting_after"));
      if (next.isEmpty() || next.equals(after)) {
        return true;
      }
      after = next;
    } while (rows < MOST);
    return false;
  }

  private static String search(String after) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("query").put("field", "open").put("operator", "=").put("value", true);
    ObjectNode paging = root.putObject("pagination").put("per_page", PER_PAGE);
    if (!after.isEmpty()) {
      paging.put("starting_after", after);
    }
    return JSON.writeValueAsString(root);
  }

  /** These, whatever has become of them. */
  private static String byId(List<String> ids) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode each = root.putObject("query").put("operator", "OR").putArray("value");
    ids.forEach(id -> each.addObject().put("field", "id").put("operator", "=").put("value", id));
    root.putObject("pagination").put("per_page", PER_PAGE);
    return JSON.writeValueAsString(root);
  }

  /** Who is put off waits all the same, unless somebody answered. */
  private void add(JsonNode row, List<Waiting> waiting, Set<String> answered) {
    Instant since = Questions.seconds(row.path("waiting_since"));
    String id = Trees.text(row.path("id"));
    if (since != null && !id.isEmpty()) {
      waiting.add(new Waiting(id, since, false, replied(row), link(id)));
    } else {
      answered.add(id);
    }
  }

  private static @Nullable Instant replied(JsonNode row) {
    return Questions.seconds(row.path("statistics").path("last_admin_reply_at"));
  }

  private @Nullable String link(String id) {
    String app = settings.app();
    return app == null
        ? null
        : "https://app.intercom.com/a/inbox/" + app + "/inbox/conversation/" + id;
  }

  /** Nobody is there when all who answer have set themselves away. */
  private Presence presence(TimeLeft time, boolean fresh) throws InterruptedException, Failed {
    HttpUrl url = HttpUrl.get(settings.base() + "/admins");
    JsonNode admins = questions.list(questions.get(url, time, fresh).path("admins"));
    boolean anybody = false;
    for (JsonNode admin : admins) {
      if (admin.path("has_inbox_seat").asBoolean(false)) {
        anybody = true;
        if (!admin.path("away_mode_enabled").asBoolean(false)) {
          return Presence.THERE;
        }
      }
    }
    return anybody ? Presence.AWAY : Presence.UNKNOWN;
  }
}
