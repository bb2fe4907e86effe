package io.wellkept.probe.names;

import io.wellkept.probe.Look;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which server's certificate is looked at, and how early its end matters. */
@Doc(
    "Whether the certificate of a server will be accepted by everybody's browser, and for how long")
public record CertificateSettings(
    @Doc(
            value = "The server's name; that of the touchpoint's address if left out",
            example = "mail.example.org")
        @Nullable String host,
    @Doc(
            value =
                "The port; that of the touchpoint's https address, else 443, or 25 and 143 with"
                    + " starttls",
            example = "993")
        @Nullable Integer port,
    @Doc(
            value = "The language in which the server is first asked for a secure connection",
            example = "smtp")
        @Nullable StartTls starttls,
    @Doc(
            value =
                "The certificate of an authority of your own, as PEM, trusted beside the usual ones",
            example = "\"${file:config/authority.pem}\"")
        @Nullable String authority,
    @Doc(value = "A certificate that ends within so many days is a finding", standard = "21")
        @Nullable Integer warnDays,
    @Doc(value = "One that ends within so many days is critical", standard = "7")
        @Nullable Integer criticalDays,
    @Doc(value = "When to give up, at most 30s", standard = "15s") @RealTime
        @Nullable Duration timeout) {
  private static final int WARN = 21;
  private static final int CRITICAL = 7;
  private static final int MOST_DAYS = 365;
  private static final int HTTPS = 443;
  private static final Duration USUAL = Duration.ofSeconds(15);

  public CertificateSettings {
    host = host == null ? null : HostNames.require("host", host);
    if (port != null && (port < 1 || port > 65_535)) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
    if (authority != null) {
      Chain.authorities(authority);
    }
    warnDays = days("warn-days", warnDays, WARN);
    criticalDays = days("critical-days", criticalDays, Math.min(CRITICAL, warnDays));
    if (criticalDays > warnDays) {
      throw new IllegalArgumentException(
          "critical-days " + criticalDays + " is more than warn-days " + warnDays);
    }
    timeout = within(timeout == null ? USUAL : timeout);
  }

  static Integer days(String name, @Nullable Integer days, int standard) {
    int wanted = days == null ? standard : days;
    if (wanted < 1 || wanted > MOST_DAYS) {
      throw new IllegalArgumentException(name + " " + wanted + " is not between 1 and 365");
    }
    return wanted;
  }

  static Duration within(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Look.DEADLINE) > 0) {
      throw new IllegalArgumentException(
          "timeout " + timeout.toMillis() + "ms is not between 1ms and 30s");
    }
    return timeout;
  }

  /** The server as an address, if not the touchpoint's. */
  Optional<String> target() {
    return Optional.ofNullable(host).map(name -> "https://" + name + "/");
  }

  String hostOr(@Nullable URI address) {
    if (host != null) {
      return host;
    }
    URI own = Objects.requireNonNull(address, "the plan lets no check pass without an address");
    String name =
        Objects.requireNonNull(own.getHost(), "addresses have a host").toLowerCase(Locale.ROOT);
    return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }

  int portOr(@Nullable URI address) {
    if (port != null) {
      return port;
    }
    if (starttls != null) {
      return starttls.usualPort();
    }
    if (host != null || address == null || !"https".equals(address.getScheme())) {
      return HTTPS;
    }
    return address.getPort() > 0 ? address.getPort() : HTTPS;
  }

  /** Those of the settings; without, none. */
  List<X509Certificate> ownAuthorities() {
    return authority == null ? List.of() : Chain.authorities(authority);
  }

  @Override
  public Integer warnDays() {
    return Objects.requireNonNull(warnDays);
  }

  @Override
  public Integer criticalDays() {
    return Objects.requireNonNull(criticalDays);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
