package io.wellkept.probe.access;

import io.wellkept.touchpoint.Fault;
import java.util.Map;

/** What a key is good for at the moment. */
sealed interface Pass {
  /** Lets us in. */
  record Granted(Map<String, String> headers) implements Pass {
    static Granted bearer(String token) {
      return new Granted(Key.Fixed.bearer(token).headers());
    }

    /** Without the values, which are secrets. */
    @Override
    public String toString() {
      return "Granted" + headers.keySet();
    }
  }

  /** Does not. */
  record Refused(Fault fault) implements Pass {}
}
