package io.wellkept.probe.names;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Names of hosts and domains as people write them, in the form in which the network knows them. */
final class HostNames {
  private HostNames() {}

  /**
   * Lower case, in ASCII, without a dot at its end.
   *
   * @throws IllegalArgumentException if it is no name of a host
   */
  static String require(String setting, String name) {
    String bare = name.strip();
    String cut = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    boolean odd = cut.isEmpty() || cut.matches(".*[\\s/?#@\\\\%].*");
    // Names such as _dmarc.example.org have underscores, and are none of hosts.
    HttpUrl url =
        odd ? null : HttpUrl.parse("https://" + (cut.contains(":") ? "[" + cut + "]" : cut));
    if (url == null) {
      throw new IllegalArgumentException(
          setting + " '" + name + "' is not a name such as shop.example.org");
    }
    return url.host().toLowerCase(Locale.ROOT);
  }

  /** The host of the touchpoint's address. */
  static String of(@Nullable URI address) {
    URI own = Objects.requireNonNull(address, "the plan lets no check pass without an address");
    return Objects.requireNonNull(own.getHost(), "addresses have a host").toLowerCase(Locale.ROOT);
  }

  /**
   * What was registered: {@code example.co.uk} for {@code shop.example.co.uk}.
   *
   * @return null if the name is no part of any domain that can be registered, such as digits
   * @see <a href="https://publicsuffix.org/">the list of public suffixes</a>
   */
  static @Nullable String registered(String host) {
    HttpUrl url = HttpUrl.parse("https://" + host + "/");
    return url == null ? null : url.topPrivateDomain();
  }
}
