package io.wellkept.probe.names;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.Body;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Kept;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.References;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Asks the registry until when a domain is ours. */
public final class DomainProbe implements Probe<DomainSettings, DomainFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.5;

  public static final Kind KIND =
      new Kind(
          "domain",
          DomainSettings.class,
          new Schedule(Duration.ofDays(1), Duration.ofHours(1)),
          THRESHOLD,
          true,
          false,
          settings -> ((DomainSettings) settings).target());

  /** IANA's list changes every few days, and may be kept for a day. */
  private static final long KEPT_FOR = Duration.ofDays(1).toNanos();

  private static final int MOST_LISTS = 10;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Map<String, String> WANTED =
      Map.of("Accept", "application/rdap+json, application/json;q=0.9");

  private final Http http;
  private final Kept<String, Services> lists = new Kept<>(MOST_LISTS, list -> 1);

  private record Services(JsonNode list, long nanos) {}

  /** What asking for a text came to: the text, or why there is none. */
  private sealed interface Fetched {
    record Text(String text, String host) implements Fetched {}

    record Absent(String host) implements Fetched {}

    record Failed(Fault fault) implements Fetched {}
  }

  public DomainProbe(Http http) {
    this.http = http;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public DomainFacts look(Look<DomainSettings> look) throws InterruptedException {
    DomainSettings settings = look.settings();
    URI address = look.touchpoint().address();
    String domain = settings.domainOr(address);
    if (domain == null) {
      return new DomainFacts.NoDomain(HostNames.of(address));
    }
    long end = System.nanoTime() + shorter(settings.timeout(), look.deadline()).toNanos();
    String server = settings.server();
    if (server != null) {
      return ask(URI.create(server), domain, left(end), look.fresh());
    }
    Services services = lists.get(settings.bootstrap()).orElse(null);
    if (services == null || System.nanoTime() - services.nanos > KEPT_FOR) {
      switch (fetch(URI.create(settings.bootstrap()), left(end), look.fresh())) {
        case Fetched.Failed failed -> {
          return new DomainFacts.Barred(failed.fault);
        }
        case Fetched.Absent absent -> {
          return noAnswer(absent.host, "it has no list of registries");
        }
        case Fetched.Text text -> {
          Optional<JsonNode> list = Rdap.services(text.text);
          if (list.isEmpty()) {
            return noAnswer(text.host, "what it sends is no list of registries");
          }
          services = new Services(list.get(), System.nanoTime());
          lists.put(settings.bootstrap(), services);
        }
      }
    }
    Optional<URI> registry = Rdap.serviceFor(domain, services.list);
    return registry.isEmpty()
        ? new DomainFacts.NoRegistry(domain)
        : ask(registry.get(), domain, left(end), look.fresh());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(end - System.nanoTime(), 1_000_000));
  }

  private static DomainFacts noAnswer(String host, String detail) {
    return new DomainFacts.Barred(new Fault.ServiceFails(host, detail));
  }

  private DomainFacts ask(URI service, String domain, Duration timeout, boolean fresh)
      throws InterruptedException {
    return switch (fetch(Rdap.question(service, domain), timeout, fresh)) {
      case Fetched.Failed failed -> new DomainFacts.Barred(failed.fault);
      case Fetched.Absent absent -> new DomainFacts.NotRegistered(domain, absent.host);
      case Fetched.Text text -> {
        Optional<DomainFacts.Registered> said = Rdap.registered(text.text, domain, text.host);
        yield said.isPresent()
            ? said.get()
            : noAnswer(text.host, "what it sends is no answer about " + domain);
      }
    };
  }

  /** A registry is nobody's touchpoint: that it fails makes us blind, and is no finding. */
  private Fetched fetch(URI address, Duration timeout, boolean fresh) throws InterruptedException {
    String host = Objects.requireNonNullElse(address.getHost(), "");
    return switch (http.ask(Ask.of(address, timeout).headers(WANTED).fresh(fresh))) {
      case Answer.Barred barred -> new Fetched.Failed(barred.fault());
      case Answer.NoAnswer none ->
          new Fetched.Failed(new Fault.ServiceFails(host, References.words(none.cause())));
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
      case Answer.Got got ->
          got(got, Objects.requireNonNullElse(got.way().address().getHost(), host));
    };
  }

  private static Fetched got(Answer.Got got, String host) {
    Optional<String> protection = BotProtection.markOf(got.status(), got.headers(), got.body());
    if (protection.isPresent()) {
      return new Fetched.Failed(new Fault.Blocked(protection.get()));
    }
    return switch (got.status()) {
      case 200 -> new Fetched.Text(got.body().text(), host);
      case NOT_FOUND -> absent(got.body(), host);
      case TOO_MANY_REQUESTS -> new Fetched.Failed(new Fault.Throttled(host + " answered 429"));
      default -> new Fetched.Failed(new Fault.ServiceFails(host, "it answered " + got.status()));
    };
  }

  /** A web server says 404 too, where the address of the service is wrong. */
  private static Fetched absent(Body body, String host) {
    if (Rdap.knowsNone(body.contentType().orElse(null), body.text())) {
      return new Fetched.Absent(host);
    }
    String how = body.size() == 0 ? "without a word" : "with something else than RDAP";
    return new Fetched.Failed(
        new Fault.ServiceFails(
            host, "it answered 404 " + how + ": no such domain there, or no registry"));
  }

  @Override
  public Judgement judge(Look<DomainSettings> look, DomainFacts facts, Memory memory, Instant now) {
    return DomainJudge.judge(look.settings(), facts, memory, now);
  }
}
