package io.wellkept.probe.social;

import io.wellkept.probe.access.Meaning;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Vendor;
import java.time.Instant;
import okhttp3.Headers;
import tools.jackson.databind.JsonNode;

/** A site that we need no key for: when it does not let us in, there is none to renew. */
record Host(String name) implements Vendor {
  @Override
  public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
    return switch (PlainVendor.byStatus(status, headers, "", now)) {
      case Meaning.StaleToken stale -> shut(stale.detail());
      case Meaning.NoRight right -> shut(right.detail());
      case Meaning.TooOften often -> often;
      case Meaning.Trouble trouble -> trouble;
    };
  }

  private static Meaning shut(String detail) {
    return new Meaning.Trouble(detail + ", it does not let programs in", false);
  }
}
