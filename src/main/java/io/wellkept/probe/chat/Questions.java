package io.wellkept.probe.chat;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Call;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Reply;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.access.Vendor;
import io.wellkept.touchpoint.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks one service with one key, for answers in JSON. */
final class Questions {
  private final Api api;
  private final Vendor vendor;
  private final Key key;
  private final String where;
  private final Map<String, String> headers;

  /**
   * @param name as people know the service
   * @param where where the key is set, for people
   * @param headers that are no secret
   */
  Questions(Api api, String name, Key key, String where, Map<String, String> headers) {
    this.api = api;
    this.vendor = new PlainVendor(name);
    this.key = key;
    this.where = where;
    this.headers = headers;
  }

  /** Ends a listing, with what the operators hear. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    Failed(Fault fault) {
      super(fault.words());
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  JsonNode get(HttpUrl url, TimeLeft time, boolean fresh) throws InterruptedException, Failed {
    return tree(Call.get(vendor, key, where, url.uri()), time, fresh);
  }

  /** Asks with JSON. */
  JsonNode query(HttpUrl url, String json, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    return tree(Call.query(vendor, key, where, url.uri(), json), time, fresh);
  }

  private JsonNode tree(Call call, TimeLeft time, boolean fresh)
      throws InterruptedException, Failed {
    return switch (api.ask(call.headers(headers), time, fresh)) {
      case Reply.Failed failed -> throw new Failed(failed.fault());
      case Reply.Said said ->
          Trees.whole(said.body().bytes())
              .orElseThrow(() -> wrong("the answer is no JSON, or breaks off"));
    };
  }

  /**
   * The list at that place.
   *
   * @throws Failed if there is none: an answer without a list is none, and not a list of nothing
   */
  JsonNode list(JsonNode list) throws Failed {
    if (!list.isArray()) {
      throw wrong("the answer is not what it should be");
    }
    return list;
  }

  Failed wrong(String detail) {
    return new Failed(new Fault.ServiceFails(vendor.name(), detail));
  }

  /** A time in seconds since 1970; null if there is none, which some write as 0. */
  static @Nullable Instant seconds(JsonNode node) {
    long number = Trees.number(node).orElse(0L);
    return number <= 0 || number > 100_000_000_000L ? null : Instant.ofEpochSecond(number);
  }

  /** The same in milliseconds. */
  static @Nullable Instant millis(JsonNode node) {
    long number = Trees.number(node).orElse(0L);
    return number <= 0 || number > 100_000_000_000_000L ? null : Instant.ofEpochMilli(number);
  }

  /** A time as ISO 8601 writes it; null if there is none. */
  static @Nullable Instant iso(JsonNode node) {
    try {
      return OffsetDateTime.parse(Trees.text(node)).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
