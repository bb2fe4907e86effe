package io.wellkept.app.demo;

import java.time.Duration;
import java.util.Map;

/**
 * What the shop answers to one request.
 *
 * @param after how long it takes its time before it answers; zero for at once
 */
record Answer(int status, Map<String, String> headers, String body, Duration after) {
  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer html(int status, String body) {
    return new Answer(
        status, Map.of("Content-Type", "text/html; charset=utf-8"), body, Duration.ZERO);
  }

  static Answer text(String type, String body) {
    return new Answer(200, Map.of("Content-Type", type + "; charset=utf-8"), body, Duration.ZERO);
  }

  static Answer seeOther(String path) {
    return new Answer(303, Map.of("Location", path), "", Duration.ZERO);
  }

  Answer slowly(Duration wait) {
    return new Answer(status, headers, body, wait);
  }
}
