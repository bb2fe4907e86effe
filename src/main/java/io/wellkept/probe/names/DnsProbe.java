package io.wellkept.probe.names;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.Wire;
import io.wellkept.probe.names.DnsFacts.Answered;
import io.wellkept.probe.names.DnsFacts.Mail;
import io.wellkept.probe.names.DnsSettings.Expected;
import io.wellkept.probe.names.NameServers.Reply;
import io.wellkept.probe.names.NameServers.UnansweredException;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Type;

/** Asks name servers about a domain. */
public final class DnsProbe implements Probe<DnsSettings, DnsFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.5;

  public static final Kind KIND =
      new Kind(
          "dns",
          DnsSettings.class,
          new Schedule(Duration.ofHours(1), Duration.ofMinutes(10)),
          THRESHOLD,
          true,
          false,
          settings -> ((DnsSettings) settings).target());

  private static final int MOST_EXCHANGES = 10;

  private final Http http;

  public DnsProbe(Http http) {
    this.http = http;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public DnsFacts look(Look<DnsSettings> look) throws InterruptedException {
    DnsSettings settings = look.settings();
    URI address = look.touchpoint().address();
    String domain = settings.domainOr(address);
    if (domain == null) {
      return new DnsFacts.NoDomain(HostNames.of(address));
    }
    Duration timeout = look.atMost(settings.timeout());
    long end = System.nanoTime() + timeout.toNanos();
    try {
      boolean ours = settings.servers().isEmpty();
      List<InetSocketAddress> servers = ours ? ofTheSystem() : named(settings, timeout);
      return seen(settings, domain, new NameServers(servers, ours, end));
    } catch (UnansweredException e) {
      return new DnsFacts.Barred(e.fault());
    }
  }

  private static List<InetSocketAddress> ofTheSystem() throws UnansweredException {
    List<InetSocketAddress> servers = ResolverConfig.getCurrentConfig().servers();
    if (servers.isEmpty()) {
      throw new UnansweredException(new Fault.OwnNetwork("this system names no name server"));
    }
    return servers;
  }

  /** Those of the system were chosen by whoever runs it; these by anybody, and so are guarded. */
  private List<InetSocketAddress> named(DnsSettings settings, Duration timeout)
      throws UnansweredException, InterruptedException {
    List<InetSocketAddress> servers = new ArrayList<>();
    for (InetSocketAddress server : settings.serverAddresses()) {
      InetAddress address = server.getAddress();
      InetAddress known = address == null ? lookup(server.getHostString(), timeout) : address;
      if (!http.admits(known)) {
        throw new UnansweredException(new Fault.Forbidden(known.getHostAddress()));
      }
      servers.add(new InetSocketAddress(known, server.getPort()));
    }
    return servers;
  }

  private InetAddress lookup(String name, Duration timeout)
      throws UnansweredException, InterruptedException {
    Wire.Heard<List<InetAddress>> heard = http.wire().lookup(name, timeout);
    if (heard.said() != null && !heard.said().isEmpty()) {
      return heard.said().get(0);
    }
    throw new UnansweredException(
        heard.failure() instanceof Answer.Barred barred
            ? barred.fault()
            : new Fault.ServiceFails("the name server " + name, "its own name is not known"));
  }

  private static DnsFacts seen(DnsSettings settings, String domain, NameServers servers)
      throws UnansweredException, InterruptedException {
    List<Answered> records = new ArrayList<>();
    for (Expected expected : settings.records()) {
      String name = expected.in(domain);
      int type = Type.value(expected.type().name());
      records.add(new Answered(expected, name, servers.ask(name, type)));
    }
    Map<String, Reply> keys = new LinkedHashMap<>();
    for (String selector : settings.dkim()) {
      keys.put(selector, servers.ask(selector + "._domainkey." + domain, Type.TXT));
    }
    Mail mail = settings.sendsMail() ? mail(domain, servers) : null;
    return new DnsFacts.Seen(domain, records, keys, mail);
  }

  private static Mail mail(String domain, NameServers servers)
      throws UnansweredException, InterruptedException {
    SpfWalk.Walked spf = SpfWalk.from(domain, servers);
    Map<String, Boolean> exchanges = new LinkedHashMap<>();
    for (String exchange : servers.ask(domain, Type.MX).values()) {
      String name = exchange.substring(exchange.indexOf(' ') + 1);
      if (exchanges.size() < MOST_EXCHANGES) {
        exchanges.put(name, !name.equals(".") && !name.isEmpty() && hasAddress(name, servers));
      }
    }
    boolean own = exchanges.isEmpty() && hasAddress(domain, servers);
    return new Mail(spf, policies(domain, servers), exchanges, own);
  }

  /** Where a name has none, that of the registered domain counts: RFC 7489, 6.6.3. */
  private static List<String> policies(String domain, NameServers servers)
      throws UnansweredException, InterruptedException {
    List<String> own = policiesAt(domain, servers);
    String registered = HostNames.registered(domain);
    return own.isEmpty() && registered != null ? policiesAt(registered, servers) : own;
  }

  private static List<String> policiesAt(String domain, NameServers servers)
      throws UnansweredException, InterruptedException {
    return servers.ask("_dmarc." + domain, Type.TXT).values().stream()
        .filter(text -> text.strip().toLowerCase(Locale.ROOT).startsWith("v=dmarc1"))
        .toList();
  }

  private static boolean hasAddress(String name, NameServers servers)
      throws UnansweredException, InterruptedException {
    return !servers.ask(name, Type.A).values().isEmpty()
        || !servers.ask(name, Type.AAAA).values().isEmpty();
  }

  @Override
  public Judgement judge(Look<DnsSettings> look, DnsFacts facts, Memory memory, Instant now) {
    return new Judgement(DnsJudge.judge(facts, now), memory);
  }
}
