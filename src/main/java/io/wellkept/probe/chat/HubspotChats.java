package io.wellkept.probe.chat;

import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.chat.Questions.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The open threads of HubSpot's conversations. A customer waits whose last message is newer than
 * ours.
 *
 * @see <a
 *     href="https://developers.hubspot.com/docs/api-reference/conversations-conversations-inbox-messages-v3/guide">
 *     Conversations inbox</a>
 */
final class HubspotChats implements ChatSource {
  private static final String PER_PAGE = "100";

  private final HubspotSettings settings;
  private final Questions questions;

  HubspotChats(HubspotSettings settings, Questions questions) {
    this.settings = settings;
    this.questions = questions;
  }

  @Override
  public Desk ask(
      Map<String, Instant> open, boolean presence, Instant now, TimeLeft time, boolean fresh)
      throws InterruptedException {
    try {
      List<Waiting> waiting = new ArrayList<>();
      boolean complete = list(waiting, time, fresh);
      return new Desk.Seen("hubspot", waiting, complete, 0, Presence.UNKNOWN);
    } catch (Failed e) {
      return new Desk.Unseen(e.fault());
    }
  }

  private boolean list(List<Waiting> waiting, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    String after = "";
    int rows = 0;
    do {
      JsonNode page = questions.get(url(after), time, fresh);
      JsonNode list = questions.list(page.path("results"));
      for (JsonNode row : list) {
        add(row, waiting);
      }
      rows += list.size();
      String next = Trees.text(page.path("paging").path("next").path("after"));
      if (next.isEmpty() || next.equals(after)) {
        return true;
      }
      after = next;
    } while (rows < MOST);
    return false;
  }

  private HttpUrl url(String after) {
    HttpUrl.Builder url =
        HttpUrl.get(settings.base() + "/conversations/v3/conversations/threads")
            .newBuilder()
            .addQueryParameter("limit", PER_PAGE)
            .addQueryParameter("threadStatus", "OPEN");
    Long inbox = settings.inbox();
    if (inbox != null) {
      url.addQueryParameter("inboxId", inbox.toString());
    }
    return after.isEmpty() ? url.build() : url.addQueryParameter("after", after).build();
  }

  private void add(JsonNode row, List<Waiting> waiting) {
    String id = Trees.text(row.path("id"));
    Instant asked = Questions.iso(row.path("latestMessageReceivedTimestamp"));
    Instant replied = Questions.iso(row.path("latestMessageSentTimestamp"));
    boolean open =
        Trees.text(row.path("status")).equals("OPEN")
            && !row.path("spam").asBoolean(false)
            && !row.path("archived").asBoolean(false)
            && ofInbox(row);
    if (open && !id.isEmpty() && asked != null && (replied == null || asked.isAfter(replied))) {
      waiting.add(new Waiting(id, asked, true, replied, link(id)));
    }
  }

  /** Whether it is of the inbox that counts, in case the service does not choose by it. */
  private boolean ofInbox(JsonNode row) {
    Long inbox = settings.inbox();
    return inbox == null || Trees.text(row.path("inboxId")).equals(inbox.toString());
  }

  private @Nullable String link(String id) {
    Long portal = settings.portal();
    return portal == null
        ? null
        : "https://app.hubspot.com/live-messages/" + portal + "/inbox/" + id;
  }
}
