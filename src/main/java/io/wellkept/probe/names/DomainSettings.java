package io.wellkept.probe.names;

import io.wellkept.probe.ShownAddress;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Which domain's registration is looked at, where, and how early its end matters. */
@Doc("Whether the company's domain is still registered, and for how long")
public record DomainSettings(
    @Doc(
            value = "The domain; that of the touchpoint's address if left out",
            example = "example.org")
        @Nullable String domain,
    @Doc(value = "A registration that ends within so many days is a finding", standard = "60")
        @Nullable Integer warnDays,
    @Doc(value = "One that ends within so many days is critical", standard = "14")
        @Nullable Integer criticalDays,
    @Doc(
            value =
                "The last day, where the registry does not publish one; write the new one after"
                    + " each renewal",
            example = "2027-03-01")
        @Nullable LocalDate expires,
    @Doc(
            value =
                "The name servers that the domain must have; if left out, a change is told for a"
                    + " week",
            example = "[ns1.example.net, ns2.example.net]")
        @Nullable List<String> nameServers,
    @Doc(
            value = "The registry's RDAP service; if left out, the list of IANA says which it is",
            example = "https://rdap.example.net/")
        @Nullable String server,
    @Doc(
            value = "Where the list of RDAP services is",
            standard = "https://data.iana.org/rdap/dns.json")
        @Nullable String bootstrap,
    @Doc(value = "When to give up, at most 30s", standard = "20s") @RealTime
        @Nullable Duration timeout) {
  private static final int WARN = 60;
  private static final int CRITICAL = 14;
  private static final Duration USUAL = Duration.ofSeconds(20);
  private static final String IANA = "https://data.iana.org/rdap/dns.json";

  public DomainSettings {
    if (domain != null) {
      String name = HostNames.require("domain", domain);
      if (!name.equals(HostNames.registered(name))) {
        throw new IllegalArgumentException(
            "domain '" + domain + "' is not one that is registered" + perhaps(name));
      }
      domain = name;
    }
    warnDays = CertificateSettings.days("warn-days", warnDays, WARN);
    criticalDays =
        CertificateSettings.days("critical-days", criticalDays, Math.min(CRITICAL, warnDays));
    if (criticalDays > warnDays) {
      throw new IllegalArgumentException(
          "critical-days " + criticalDays + " is more than warn-days " + warnDays);
    }
    nameServers =
        nameServers == null
            ? List.of()
            : nameServers.stream().map(name -> HostNames.require("name-servers", name)).toList();
    requireAddress("server", server);
    bootstrap = bootstrap == null ? IANA : bootstrap;
    requireAddress("bootstrap", bootstrap);
    timeout = CertificateSettings.within(timeout == null ? USUAL : timeout);
  }

  private static String perhaps(String name) {
    String registered = HostNames.registered(name);
    return registered == null ? ", such as example.org" : ": write " + registered;
  }

  private static void requireAddress(String name, @Nullable String address) {
    if (address != null && HttpUrl.parse(address) == null) {
      throw new IllegalArgumentException(
          name
              + " '"
              + ShownAddress.of(address)
              + "' is not an address that begins with https:// or http://");
    }
  }

  /**
   * Who is asked about a domain that is not the touchpoint's: its registry, where that is known.
   */
  Optional<String> target() {
    return Optional.ofNullable(domain)
        .map(name -> server == null ? "https://" + name + "/" : server);
  }

  /** Null if the touchpoint's address is below no domain that can be registered. */
  @Nullable String domainOr(@Nullable URI address) {
    return domain != null ? domain : HostNames.registered(HostNames.of(address));
  }

  /** The end of the day that is written down. */
  @Nullable Instant endWritten() {
    return expires == null ? null : expires.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** In the form in which they are remembered and compared. */
  static String inOrder(Iterable<String> nameServers) {
    TreeSet<String> sorted = new TreeSet<>();
    nameServers.forEach(name -> sorted.add(name.toLowerCase(Locale.ROOT).replaceAll("\\.$", "")));
    return String.join(", ", sorted);
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
  public List<String> nameServers() {
    return Objects.requireNonNull(nameServers);
  }

  @Override
  public String bootstrap() {
    return Objects.requireNonNull(bootstrap);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }

  /** Without the secrets that addresses may carry. */
  @Override
  public String toString() {
    return "DomainSettings[" + domain + ", warn " + warnDays + ", critical " + criticalDays + "]";
  }
}
