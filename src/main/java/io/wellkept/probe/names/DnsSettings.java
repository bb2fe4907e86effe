package io.wellkept.probe.names;

import io.wellkept.probe.AddressRange;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What name servers must say of a domain. */
@Doc("Whether name servers say of a domain what they should, and its mail is believed")
public record DnsSettings(
    @Doc(
            value = "The domain; that of the touchpoint's address if left out",
            example = "example.org")
        @Nullable String domain,
    @Doc(value = "Records that must be there") @Nullable List<Expected> records,
    @Doc(
            value = "Whether mail is sent from the domain: then SPF, DMARC and MX must be in order",
            standard = "false")
        @Nullable Boolean sendsMail,
    @Doc(value = "The selectors of the keys that sign its mail", example = "[google, k1]")
        @Nullable List<String> dkim,
    @Doc(
            value = "The name servers to ask, perhaps each with a port; the system's if left out",
            example = "[9.9.9.9]")
        @Nullable List<String> servers,
    @Doc(value = "When to give up, at most 30s", standard = "15s") @RealTime
        @Nullable Duration timeout) {
  private static final int PORT = 53;
  private static final int MOST = 50;
  private static final Duration USUAL = Duration.ofSeconds(15);
  private static final Pattern LABELS =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_*]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*");

  /** With a port: digits and a colon, or brackets around what has colons itself. */
  private static final Pattern SERVER = Pattern.compile("(\\[[^\\]]+\\]|[^:]+)(?::(\\d{1,5}))?");

  /** The sorts of records that may be expected. */
  public enum Sort {
    A,
    AAAA,
    CNAME,
    MX,
    TXT,
    NS,
    CAA
  }

  /** A record that must be there. */
  @Doc("A record that must be there")
  public record Expected(
      @Doc(
              value =
                  "Whose record, in full or as a label before the domain; the domain if left out",
              example = "www")
          @Nullable String name,
      @Doc("The sort of record") Sort type,
      @Doc(
              value = "All its values, in any order; any if left out",
              example = "[10 mail.example.org]")
          @Nullable List<String> is,
      @Doc(
              value = "What each must be part of one of its values",
              example = "[google-site-verification=]")
          @Nullable List<String> contains) {
    public Expected {
      // Reflection may hand over nothing where the YAML says nothing.
      if (type == null) {
        throw new IllegalArgumentException("a record has no type: write for example type: txt");
      }
      name = name == null ? null : named("name", name);
      is = is == null ? List.of() : List.copyOf(is);
      contains = contains == null ? List.of() : List.copyOf(contains);
      if (is.stream().anyMatch(String::isBlank) || contains.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException("a value of a record is empty: leave it out");
      }
    }

    String in(String domain) {
      if (name == null) {
        return domain;
      }
      boolean full = name.indexOf('.') >= 0 || name.equals(domain);
      return full ? name : name + "." + domain;
    }

    @Override
    public List<String> is() {
      return Objects.requireNonNull(is);
    }

    @Override
    public List<String> contains() {
      return Objects.requireNonNull(contains);
    }
  }

  public DnsSettings {
    domain = domain == null ? null : HostNames.require("domain", domain);
    records = records == null ? List.of() : List.copyOf(records);
    sendsMail = sendsMail != null && sendsMail;
    dkim = dkim == null ? List.of() : dkim.stream().map(each -> named("dkim", each)).toList();
    servers = servers == null ? List.of() : List.copyOf(servers);
    servers.forEach(DnsSettings::server);
    if (records.isEmpty() && dkim.isEmpty() && !sendsMail) {
      throw new IllegalArgumentException("nothing to look for: give records, or sends-mail: true");
    }
    if (records.size() + dkim.size() > MOST) {
      throw new IllegalArgumentException("more than 50 records: make several checks of them");
    }
    Set<String> selectors = new HashSet<>(dkim);
    if (selectors.size() < dkim.size()) {
      throw new IllegalArgumentException("a selector stands twice under dkim");
    }
    timeout = CertificateSettings.within(timeout == null ? USUAL : timeout);
  }

  private static String named(String setting, String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    if (!LABELS.matcher(bare).matches()) {
      throw new IllegalArgumentException(
          setting + " '" + name + "' is not a name such as _dmarc.example.org");
    }
    return bare;
  }

  private static InetSocketAddress server(String text) {
    boolean bare = text.chars().filter(c -> c == ':').count() > 1 && !text.startsWith("[");
    Matcher parts = SERVER.matcher(bare ? "[" + text + "]" : text);
    if (parts.matches()) {
      String digits = parts.group(2);
      int port = digits == null ? PORT : Integer.parseInt(digits);
      String host = parts.group(1).toLowerCase(Locale.ROOT);
      Optional<InetAddress> address = AddressRange.address(host);
      boolean known = address.isPresent() || LABELS.matcher(host).matches();
      if (known && port > 0 && port < 65_536) {
        return address
            .map(written -> new InetSocketAddress(written, port))
            .orElseGet(() -> InetSocketAddress.createUnresolved(host, port));
      }
    }
    throw new IllegalArgumentException(
        "server '" + text + "' is not a name or an address such as 9.9.9.9 or 192.0.2.1:5353");
  }

  /** The name servers of the settings, names not looked up; none to take the system's. */
  List<InetSocketAddress> serverAddresses() {
    return servers().stream().map(DnsSettings::server).toList();
  }

  /** Who is asked about a domain that is not the touchpoint's: the first name server, if named. */
  Optional<String> target() {
    return Optional.ofNullable(domain)
        .map(name -> servers().isEmpty() ? name : servers().get(0))
        .map(host -> "https://" + host + "/");
  }

  /** Null if the touchpoint's address is below no domain. */
  @Nullable String domainOr(@Nullable URI address) {
    return domain != null ? domain : HostNames.registered(HostNames.of(address));
  }

  @Override
  public List<Expected> records() {
    return Objects.requireNonNull(records);
  }

  @Override
  public Boolean sendsMail() {
    return Objects.requireNonNull(sendsMail);
  }

  @Override
  public List<String> dkim() {
    return Objects.requireNonNull(dkim);
  }

  @Override
  public List<String> servers() {
    return Objects.requireNonNull(servers);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
