package io.wellkept.app.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What customers sent with the shop's contact form, the newest first. */
public final class Leads {
  private static final int MOST = 100;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One filled-in form: its fields by their names. */
  public record Lead(Instant at, Map<String, String> fields) {
    public Lead {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  private final InstantSource clock;
  private final Deque<Lead> kept = new ArrayDeque<>();

  Leads(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Keeps one.
   *
   * @param body as browsers send forms
   */
  synchronized void take(String body) {
    kept.addFirst(new Lead(clock.instant(), fields(body)));
    if (kept.size() > MOST) {
      kept.removeLast();
    }
  }

  public synchronized List<Lead> newestFirst() {
    return List.copyOf(kept);
  }

  /** The same as a list in JSON. */
  String json() {
    return JSON.writeValueAsString(newestFirst().stream().map(Lead::fields).toList());
  }

  private static Map<String, String> fields(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int is = pair.indexOf('=');
      if (is > 0) {
        fields.putIfAbsent(decoded(pair.substring(0, is)), decoded(pair.substring(is + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
