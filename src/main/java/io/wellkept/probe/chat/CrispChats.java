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
import tools.jackson.databind.JsonNode;

/**
 * The conversations of a Crisp website that are not resolved. Where it does not tell since when a
 * customer waits, one does whose messages nobody has read.
 *
 * @see <a href="https://docs.crisp.chat/references/rest-api/v1/">Crisp's REST API</a>
 */
final class CrispChats implements ChatSource {
  private static final String PER_PAGE = "50";

  private final CrispSettings settings;
  private final Questions questions;

  CrispChats(CrispSettings settings, Questions questions) {
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
      boolean complete = list(waiting, time, fresh);
      return new Desk.Seen("crisp", waiting, complete, 0, who);
    } catch (Failed e) {
      return new Desk.Unseen(e.fault());
    }
  }

  /** Pages have numbers, so that one conversation may come twice while others move. */
  private boolean list(List<Waiting> waiting, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    Set<String> seen = new HashSet<>();
    for (int page = 1; seen.size() < MOST; page++) {
      HttpUrl url =
          url("conversations/" + page)
              .newBuilder()
              .addQueryParameter("per_page", PER_PAGE)
              .addQueryParameter("filter_not_resolved", "1")
              .build();
      JsonNode list = questions.list(questions.get(url, time, fresh).path("data"));
      int before = seen.size();
      for (JsonNode row : list) {
        if (seen.add(Trees.text(row.path("session_id")))) {
          add(row, waiting);
        }
      }
      if (list.isEmpty() || seen.size() == before) {
        return true;
      }
    }
    return false;
  }

  private void add(JsonNode row, List<Waiting> waiting) {
    String id = Trees.text(row.path("session_id"));
    if (id.isEmpty() || Trees.text(row.path("state")).equals("resolved")) {
      return;
    }
    String link = "https://app.crisp.chat/website/" + settings.website() + "/inbox/" + id + "/";
    Instant since = Questions.millis(row.path("waiting_since"));
    Instant updated = Questions.millis(row.path("updated_at"));
    long unread = Trees.number(row.path("unread").path("operator")).orElse(0L);
    if (since != null) {
      waiting.add(new Waiting(id, since, false, null, link));
    } else if (!row.has("waiting_since") && unread > 0 && updated != null) {
      waiting.add(new Waiting(id, updated, true, null, link));
    }
  }

  private Presence presence(TimeLeft time, boolean fresh) throws InterruptedException, Failed {
    JsonNode data = questions.get(url("availability/status"), time, fresh).path("data");
    return switch (Trees.text(data.path("status"))) {
      case "online" -> Presence.THERE;
      case "away", "offline" -> Presence.AWAY;
      default -> Presence.UNKNOWN;
    };
  }

  private HttpUrl url(String path) {
    return HttpUrl.get(settings.base() + "/v1/website/" + settings.website() + "/" + path);
  }
}
