package io.wellkept.probe.review;

import io.wellkept.probe.access.Meaning;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.access.Vendor;
import java.time.Instant;
import java.util.stream.Stream;
import okhttp3.Headers;
import tools.jackson.databind.JsonNode;

/**
 * How Trustpilot says that something is wrong: with the status; its front and the service behind it
 * word it differently.
 */
record TrustpilotVendor() implements Vendor {
  @Override
  public String name() {
    return "Trustpilot";
  }

  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    String words =
        Stream.of(
                body.path("message"),
                body.path("fault").path("faultstring"),
                body.path("details"),
                body.path("reason"))
            .map(Trees::text)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return PlainVendor.byStatus(status, headers, words, now);
  }
}
