package io.wellkept.probe.access;

import java.time.Instant;
import okhttp3.Headers;
import tools.jackson.databind.JsonNode;

/** How one vendor's service says that something is wrong. */
public interface Vendor {
  /** As people know it, such as "Google Ads". */
  String name();

  /**
   * Reads an answer other than 2xx. What it quotes of the body need not be free of secrets: {@link
   * Api} takes out those that it knows.
   *
   * @param body a missing node if it is no JSON
   */
  Meaning meaning(int status, Headers headers, JsonNode body, Instant now);
}
