package io.wellkept.probe.path;

import io.wellkept.probe.Landing;
import java.net.URI;
import okhttp3.HttpUrl;

/** The page to which a way must lead. */
record Goal(URI address) {
  /** Whether an address is that page: what its own address asks for must be asked for there too. */
  boolean is(URI other) {
    HttpUrl wanted = HttpUrl.get(address);
    HttpUrl given = HttpUrl.get(other);
    return Landing.samePage(address, other)
        && wanted.queryParameterNames().stream()
            .allMatch(name ->
                given.queryParameterValues(name).containsAll(wanted.queryParameterValues(name)));
  }
}
