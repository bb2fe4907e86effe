package io.wellkept.plan;

import io.wellkept.plan.SignIn.Network;
import io.wellkept.plan.SignIn.Oidc;
import io.wellkept.plan.SignIn.Proxy;
import io.wellkept.plan.SignIn.Roles;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From {@code web.sign-in} in {@code config/daemon.yaml} to {@link SignIn}. */
final class SignInReading {
  private static final Duration IDLE = Duration.ofHours(12);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration SHORTEST = Duration.ofMinutes(5);

  /** Nobody has a wider network of their own than fc00::/7. */
  private static final int WIDEST = 7;

  private final Checked file;
  private final Pass pass;
  private final Spot spot;

  SignInReading(Checked file, Pass pass, Spot spot) {
    this.file = file;
    this.pass = pass;
    this.spot = spot;
  }

  /** Null if nobody signs in; what is wrong is said. */
  @Nullable SignIn read(@Nullable SignInFile part, @Nullable URI publicUrl) {
    if (part == null) {
      return null;
    }
    boolean local = Boolean.TRUE.equals(part.local());
    Oidc oidc = oidc(part.oidc());
    Proxy proxy = proxy(part.proxy());
    if (!local && oidc == null && proxy == null) {
      if (part.oidc() == null && part.proxy() == null) {
        pass.wrong(spot, "opens no way to sign in; expected one of local: true, oidc, proxy");
      }
      return null;
    }
    return new SignIn(
        local,
        oidc,
        proxy,
        url(part.url(), publicUrl),
        span(part.idle(), IDLE, "idle"),
        span(part.atMost(), LONGEST, "at-most"),
        networks(Lists.given(part.behind()), spot.at("behind")));
  }

  /** Never scaled: people sign in by their own clock. */
  private Duration span(@Nullable Duration written, Duration usual, String key) {
    if (written != null && written.compareTo(SHORTEST) < 0) {
      pass.wrong(spot.at(key), "signs people out while they read; expected 5m or more");
    }
    return written == null ? usual : written;
  }

  private @Nullable URI url(@Nullable String written, @Nullable URI publicUrl) {
    if (written == null) {
      return publicUrl;
    }
    Optional<URI> address = plain(written);
    if (address.isEmpty()) {
      pass.wrong(
          spot.at("url"),
          "'url' must begin with https:// (http:// only for loopback) and have no ? or #; expected"
              + " one such as https://wellkept.intern.example.org");
    }
    return address.orElse(publicUrl);
  }

  private static Optional<URI> plain(String written) {
    return DaemonReading.address(written)
        .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
        .filter(DaemonReading::safe);
  }

  private @Nullable Oidc oidc(SignInFile.@Nullable OidcPart part) {
    @Nullable String written = part == null ? null : part.issuer();
    @Nullable String id = part == null ? null : part.clientId();
    @Nullable String secret = part == null ? null : part.clientSecret();
    if (part == null || written == null || id == null || secret == null) {
      return null;
    }
    Spot at = spot.at("oidc");
    if (id.isBlank() || secret.isBlank()) {
      String empty = id.isBlank() ? "client-id" : "client-secret";
      pass.wrong(at.at(empty), "is empty; expected what the provider gave for Wellkept");
      return null;
    }
    Optional<URI> issuer = plain(written);
    if (issuer.isEmpty()) {
      pass.wrong(
          at.at("issuer"),
          "'issuer' must begin with https:// (http:// only for loopback) and have no ? or #;"
              + " expected one such as https://id.example.org/realms/shop");
      return null;
    }
    List<String> scopes =
        part.scopes() == null ? List.of("openid", "email", "profile") : Lists.given(part.scopes());
    if (!scopes.contains("openid")) {
      pass.wrong(at.at("scopes"), "lacks 'openid', without which there is no sign-in");
    }
    return new Oidc(
        part.name() == null ? "" : part.name(),
        issuer.get(),
        id,
        secret,
        scopes,
        part.claim() == null ? "groups" : part.claim(),
        part.personClaim(),
        roles(part.roles(), at));
  }

  private @Nullable Proxy proxy(SignInFile.@Nullable ProxyPart part) {
    if (part == null) {
      return null;
    }
    Spot at = spot.at("proxy");
    List<String> written = Lists.given(part.addresses());
    List<Network> networks = networks(written, at.at("addresses"));
    if (networks.isEmpty()) {
      if (written.isEmpty() && !file.refused("/web/sign-in/proxy")) {
        pass.wrong(at, "'addresses' names no proxy; expected one such as [10.0.0.7/32]");
      }
      return null;
    }
    String header = part.header() == null ? "Remote-User" : part.header();
    if (header.equalsIgnoreCase(part.groupsHeader())) {
      pass.wrong(
          at.at("groups-header"),
          "names people and groups in one header; expected another one, or none");
    }
    return new Proxy(header, part.groupsHeader(), networks, roles(part.roles(), at));
  }

  private List<Network> networks(List<String> written, Spot at) {
    List<Network> networks = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Optional<Network> network = network(written.get(i));
      if (network.isEmpty()) {
        pass.wrong(
            at.at(i),
            "is no address range of a proxy; expected one such as 10.0.0.7/32 (a wider one"
                + " than /7 would believe everybody)");
      }
      network.ifPresent(networks::add);
    }
    return networks;
  }

  private static Optional<Network> network(String text) {
    if (!DaemonReading.isRange(text)) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    try {
      // a literal: no name is looked up
      InetAddress from = InetAddress.getByName(slash < 0 ? text : text.substring(0, slash));
      int all = from.getAddress().length * 8;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      return bits < WIDEST ? Optional.empty() : Optional.of(new Network(from, bits));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private Roles roles(SignInFile.@Nullable RolesPart part, Spot at) {
    if (part == null) {
      pass.wrong(at, "'roles' is missing; expected who has which role, such as admin: [ops]");
      return new Roles(Map.of(), null);
    }
    Map<String, Set<String>> members = new HashMap<>();
    members.put("admin", new HashSet<>(Lists.given(part.admin())));
    members.put("operator", new HashSet<>(Lists.given(part.operator())));
    members.put("owner", new HashSet<>(Lists.given(part.owner())));
    members.put("viewer", new HashSet<>(Lists.given(part.viewer())));
    String everybody = part.everybody();
    if (everybody != null && !everybody.equals("viewer") && !everybody.equals("owner")) {
      pass.wrong(
          at.at("roles").at("everybody"), "is no role for everybody; expected viewer or owner");
      everybody = null;
    }
    boolean whole = !file.refused("/web/sign-in");
    if (whole && part.everybody() == null && members.values().stream().allMatch(Set::isEmpty)) {
      pass.wrong(
          at.at("roles"),
          "gives nobody a role, so nobody gets in; expected one such as admin: [ops]");
    }
    return new Roles(members, everybody);
  }
}
