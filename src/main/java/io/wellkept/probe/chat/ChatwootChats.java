package io.wellkept.probe.chat;

import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.chat.Questions.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/**
 * The open conversations of a Chatwoot account. {@code waiting_since} is 0 once somebody of ours
 * spoke last; a conversation that is {@code pending} is a bot's.
 *
 * @see <a href="https://developers.chatwoot.com/api-reference/conversations/conversations-list">
 *     Conversations</a>
 */
final class ChatwootChats implements ChatSource {
  private static final Set<String> PRESENT = Set.of("online", "available");

  private final ChatwootSettings settings;
  private final Questions questions;
  private final Questions publicly;

  /**
   * @param questions with somebody's token
   * @param publicly without any
   */
  ChatwootChats(ChatwootSettings settings, Questions questions, Questions publicly) {
    this.settings = settings;
    this.questions = questions;
    this.publicly = publicly;
  }

  @Override
  public Desk ask(
      Map<String, Instant> open, boolean presence, Instant now, TimeLeft time, boolean fresh)
      throws InterruptedException {
    try {
      boolean told = presence && settings.websiteToken() != null;
      Presence who = told ? presence(time, fresh) : Presence.UNKNOWN;
      if (settings.token() == null) {
        return new Desk.Seen("chatwoot", List.of(), true, 0, who);
      }
      List<Waiting> waiting = new ArrayList<>();
      boolean complete = list(waiting, time, fresh);
      JsonNode bots = questions.get(url("pending", 1), time, fresh);
      long withBot = Trees.number(bots.path("data").path("meta").path("all_count")).orElse(0L);
      return new Desk.Seen("chatwoot", waiting, complete, Math.toIntExact(withBot), who);
    } catch (Failed e) {
      return new Desk.Unseen(e.fault());
    }
  }

  private boolean list(List<Waiting> waiting, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    Set<String> seen = new HashSet<>();
    for (int page = 1; seen.size() < MOST; page++) {
      JsonNode answer = questions.get(url("open", page), time, fresh);
      JsonNode list = questions.list(answer.path("data").path("payload"));
      int before = seen.size();
      for (JsonNode row : list) {
        if (seen.add(Trees.text(row.path("id")))) {
          add(row, waiting);
        }
      }
      if (list.isEmpty() || seen.size() == before) {
        return true;
      }
    }
    return false;
  }

  private HttpUrl url(String status, int page) {
    HttpUrl.Builder url =
        HttpUrl.get(settings.base() + "/api/v1/accounts/" + settings.account() + "/conversations")
            .newBuilder()
            .addQueryParameter("status", status)
            .addQueryParameter("assignee_type", "all")
            .addQueryParameter("page", Integer.toString(page));
    Long inbox = settings.inbox();
    return inbox == null
        ? url.build()
        : url.addQueryParameter("inbox_id", inbox.toString()).build();
  }

  private void add(JsonNode row, List<Waiting> waiting) {
    Instant since = Questions.seconds(row.path("waiting_since"));
    String id = Trees.text(row.path("id"));
    if (since != null && !id.isEmpty() && Trees.text(row.path("status")).equals("open")) {
      String link =
          settings.base() + "/app/accounts/" + settings.account() + "/conversations/" + id;
      waiting.add(new Waiting(id, since, false, null, link));
    }
  }

  /** As the widget itself asks: this leaves no trace, and creates no contact. */
  private Presence presence(TimeLeft time, boolean fresh) throws InterruptedException, Failed {
    HttpUrl url =
        HttpUrl.get(settings.base() + "/api/v1/widget/inbox_members")
            .newBuilder()
            .addQueryParameter("website_token", Objects.requireNonNull(settings.websiteToken()))
            .build();
    for (JsonNode member : publicly.list(publicly.get(url, time, fresh).path("payload"))) {
      if (PRESENT.contains(Trees.text(member.path("availability_status")))) {
        return Presence.THERE;
      }
    }
    return Presence.AWAY;
  }
}
