package io.wellkept.probe.chat;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A widget that the source of a page shows.
 *
 * @param ids whose it is; empty if that could not be read, several if there are several
 * @param script the address of its script; null if it is not known
 * @param where what shows it, for people: "script https://…"
 * @param weak whether the page only connects ahead to the vendor
 */
record Sighting(
    Signature signature, Set<String> ids, @Nullable URI script, String where, boolean weak) {
  Sighting {
    ids = Set.copyOf(ids);
  }

  String vendor() {
    return signature.vendor();
  }
}
