package io.wellkept.probe.access;

import io.wellkept.probe.Ask;
import io.wellkept.probe.ShownAddress;
import java.net.URI;
import java.util.Map;

/**
 * One question to a service.
 *
 * @param where where the key is configured, for people, such as "source.meta of sale/ads"
 * @param headers besides those of the key; may hold secrets
 * @param limit how many bytes of the answer are read at most
 */
public record Call(
    Vendor service,
    Key key,
    String where,
    URI url,
    Ask.Sending sending,
    Map<String, String> headers,
    int limit) {
  /** Enough for a list of ads or reviews. */
  public static final int LIMIT = 20_000_000;

  public Call {
    headers = Map.copyOf(headers);
  }

  /** Reads something. */
  public static Call get(Vendor service, Key key, String where, URI url) {
    return new Call(service, key, where, url, Ask.Sending.GET, Map.of(), LIMIT);
  }

  /** Asks with JSON; only for questions, which may be asked again. */
  public static Call query(Vendor service, Key key, String where, URI url, String json) {
    return new Call(
        service,
        key,
        where,
        url,
        Ask.Sending.post("application/json; charset=utf-8", json),
        Map.of(),
        LIMIT);
  }

  public Call headers(Map<String, String> all) {
    return new Call(service, key, where, url, sending, all, limit);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "Call[" + service.name() + ", " + sending + " " + ShownAddress.of(url) + "]";
  }
}
