package io.wellkept.probe.chat;

import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.chat.Questions.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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

  private final IntercomSettings settings;
  private final Questions questions;

  IntercomChats(IntercomSettings settings, Questions questions) {
    this.settings = settings;
    this.questions = questions;
  }

  @Override
  public Desk ask(boolean presence, Instant now, TimeLeft time, boolean fresh)
      throws InterruptedException {
    try {
      Presence who = presence ? presence(time, fresh) : Presence.UNKNOWN;
      List<Waiting> waiting = new ArrayList<>();
      boolean complete = list(waiting, time, fresh);
      return new Desk.Seen("intercom", waiting, complete, 0, who);
    } catch (Failed e) {
      return new Desk.Unseen(e.fault());
    }
  }

  private boolean list(List<Waiting> waiting, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    HttpUrl url = HttpUrl.get(settings.base() + "/conversations/search");
    String after = "";
    int rows = 0;
    do {
      JsonNode page = questions.query(url, search(after), time, fresh);
      JsonNode list = questions.list(page.path("conversations"));
      for (JsonNode row : list) {
        add(row, waiting);
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

  private void add(JsonNode row, List<Waiting> waiting) {
    Instant since = Questions.seconds(row.path("waiting_since"));
    String id = Trees.text(row.path("id"));
    boolean later = Trees.text(row.path("state")).equals("snoozed");
    if (since != null && !id.isEmpty() && !later) {
      Instant replied = Questions.seconds(row.path("statistics").path("last_admin_reply_at"));
      waiting.add(new Waiting(id, since, false, replied, link(id)));
    }
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
