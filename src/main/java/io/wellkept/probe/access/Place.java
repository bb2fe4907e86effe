package io.wellkept.probe.access;

import io.wellkept.probe.HomeFile;
import io.wellkept.probe.PageSettings;
import io.wellkept.probe.ShownAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Where something is that others wrote: on the web, or a file on this machine. */
public record Place(@Nullable String url, @Nullable String file, Map<String, String> headers) {
  /**
   * The headers, in their order.
   *
   * @throws IllegalArgumentException unless either the address or the file is there and can be one
   */
  public static Map<String, String> require(
      @Nullable String url, @Nullable String file, @Nullable Map<String, String> headers) {
    if ((url == null) == (file == null)) {
      throw new IllegalArgumentException("set either url or file, and not both");
    }
    PageSettings.requireAddress(url);
    HomeFile.require(file);
    Map<String, String> all = headers == null ? Map.of() : headers;
    all.forEach(PageSettings::requireHeader);
    if (file != null && !all.isEmpty()) {
      throw new IllegalArgumentException("headers go with url: a file is asked nothing");
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  /** As people may see it. */
  @Override
  public String toString() {
    return url == null ? "file " + file : ShownAddress.of(HttpUrl.get(url).uri());
  }
}
