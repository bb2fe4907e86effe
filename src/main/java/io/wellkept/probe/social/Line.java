package io.wellkept.probe.social;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Call;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.Reply;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Tree;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.access.Vendor;
import io.wellkept.touchpoint.Fault;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What is asked of a service during one look. After the first fault nothing is asked any more, and
 * every answer is a missing node: whoever asks looks for a fault at the end. For one thread.
 */
final class Line {
  private static final Pattern NOT_THERE = Pattern.compile("answered (404|410)\\b.*");

  private final Api api;
  private final Vendor vendor;
  private final Key key;
  private final String where;
  private final TimeLeft time;
  private final boolean fresh;
  private @Nullable Fault fault;

  Line(Api api, Vendor vendor, Key key, String where, TimeLeft time, boolean fresh) {
    this.api = api;
    this.vendor = vendor;
    this.key = key;
    this.where = where;
    this.time = time;
    this.fresh = fresh;
  }

  /** What went wrong first; null if nothing did. */
  @Nullable Fault fault() {
    return fault;
  }

  /** What comes back; a missing node if something went wrong. */
  JsonNode get(HttpUrl url) throws InterruptedException {
    return find(url, Pattern.compile("(?!)")).orElse(MissingNode.getInstance());
  }

  /** The same; empty if the service says that there is no such thing. */
  Optional<JsonNode> find(HttpUrl url) throws InterruptedException {
    return find(url, NOT_THERE);
  }

  /**
   * The same.
   *
   * @param notThere what the service says then
   */
  Optional<JsonNode> find(HttpUrl url, Pattern notThere) throws InterruptedException {
    if (fault != null) {
      return Optional.of(MissingNode.getInstance());
    }
    return switch (api.ask(Call.get(vendor, key, where, url.uri()), time, fresh)) {
      case Reply.Said said -> Optional.of(tree(said));
      case Reply.Failed failed -> {
        if (says(failed.fault(), notThere)) {
          yield Optional.empty();
        }
        fault = failed.fault();
        yield Optional.of(MissingNode.getInstance());
      }
    };
  }

  private static boolean says(Fault fault, Pattern words) {
    return fault instanceof Fault.ServiceFails fails && words.matcher(fails.detail()).matches();
  }

  private JsonNode tree(Reply.Said said) {
    return Trees.whole(said.body().bytes())
        .filter(tree -> tree.isObject() || tree.isArray())
        .orElseGet(this::broken);
  }

  /** That list of an answer: one that has none is no list of nothing. */
  JsonNode list(JsonNode answer, String name) {
    JsonNode list = name.isEmpty() ? answer : answer.path(name);
    return fault != null || list.isArray() ? list : broken();
  }

  private JsonNode broken() {
    fault = Tree.broken(vendor);
    return MissingNode.getInstance();
  }
}
