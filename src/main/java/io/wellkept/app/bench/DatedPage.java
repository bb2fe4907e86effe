package io.wellkept.app.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A saved page of which somebody knows when it was published.
 *
 * @param name its file
 * @param address where it was found
 * @param published the day that is right
 * @param html its source
 */
record DatedPage(String name, URI address, LocalDate published, String html) {
  /**
   * Whether rules may be learned from it. Decided by the host, so that two pages of one site never
   * stand on different sides; the others only tell how good the rules are.
   */
  boolean tunedOn() {
    CRC32 crc = new CRC32();
    crc.update(host().getBytes(StandardCharsets.UTF_8));
    return (crc.getValue() & 1) == 0;
  }

  private String host() {
    String host = address.getHost();
    if (host == null) {
      return "";
    }
    String low = host.toLowerCase(Locale.ROOT);
    return low.startsWith("www.") ? low.substring("www.".length()) : low;
  }
}
