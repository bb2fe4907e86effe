package io.wellkept.plan;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was written, where a list may be missing or may have lost entries that were refused. */
final class Lists {
  private Lists() {}

  static <T> List<T> given(@Nullable List<T> written) {
    return written == null ? List.of() : written.stream().filter(Objects::nonNull).toList();
  }
}
