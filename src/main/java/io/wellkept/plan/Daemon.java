package io.wellkept.plan;

import io.wellkept.incident.NotifierKind;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Timing;
import io.wellkept.touchpoint.Person;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the daemon itself is set up: {@code config/daemon.yaml}, with every default filled in.
 *
 * @param ownHosts host names, or {@code *.example.org}, that are ours: looked at with more than one
 *     request at a time
 * @param allowedAddresses address ranges in CIDR form that looks may connect to although they are
 *     not public
 * @param operators id of the team that hears about Wellkept's own troubles
 * @param outsideHeartbeat an address that is called after every full healthy cycle; null for none
 * @param browser what looks at pages that need one; null for none
 * @param timeScale durations were divided by this; 1 outside the demo
 * @param zone of dates that name none, and of people who have none of their own
 * @param ownership how owners are asked whether what they look after is still theirs
 * @param digests what is written again and again
 */
public record Daemon(
    Web web,
    List<NotifierSetup> notifiers,
    Set<String> ownHosts,
    Pace ownPace,
    Pace foreignPace,
    List<String> allowedAddresses,
    String userAgent,
    String operators,
    @Nullable URI outsideHeartbeat,
    Duration outsideHeartbeatEvery,
    Duration observe,
    OwnEyes ownEyes,
    @Nullable Browser browser,
    int metricsPerTouchpointUpTo,
    Retention retention,
    Timing timing,
    double timeScale,
    ZoneId zone,
    Ownership ownership,
    List<DigestSetup> digests) {
  public Daemon {
    digests = List.copyOf(digests);
    notifiers = List.copyOf(notifiers);
    ownHosts = Set.copyOf(ownHosts);
    allowedAddresses = List.copyOf(allowedAddresses);
  }

  /** Whether the host is ours: listed by its name, or below one listed as {@code *.name}. */
  public boolean isOwn(String host) {
    if (ownHosts.contains(host)) {
      return true;
    }
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      if (ownHosts.contains("*" + host.substring(dot))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Names of the notifiers that lead to the person, in the order in which they are tried; empty if
   * nobody could tell the person anything.
   */
  public List<String> roadsTo(Person person) {
    List<String> open = everyRoadTo(person);
    return person.roads().isEmpty()
        ? open
        : person.roads().stream().filter(open::contains).toList();
  }

  /** The same without a look at what the person prefers. */
  public List<String> everyRoadTo(Person person) {
    return notifiers.stream()
        .filter(setup -> setup.kind().reaches().test(setup.settings(), person))
        .map(NotifierSetup::name)
        .toList();
  }

  /** Whether that part of the file, which some kinds of check need, was written. */
  public boolean has(String part) {
    return !part.equals("browser") || browser != null;
  }

  /** Without the outside heartbeat: its address is a secret. */
  @Override
  public String toString() {
    return "Daemon[" + web + ", " + notifiers + ", operators=" + operators + "]";
  }

  /**
   * Where the three surfaces listen; equal addresses share one server.
   *
   * @param reports whether anybody may report what is wrong
   * @param signIn null where nobody signs in, and the pages are for this machine alone
   */
  public record Web(
      Listen publicSurface,
      Listen operations,
      Listen pages,
      @Nullable URI publicUrl,
      boolean reports,
      @Nullable SignIn signIn) {
    /** Reports are taken where people can reach us, and nobody signs in. */
    public Web(Listen publicSurface, Listen operations, Listen pages, @Nullable URI publicUrl) {
      this(publicSurface, operations, pages, publicUrl, publicUrl != null, null);
    }
  }

  /** A host and a port to listen on; port 0 takes any free one. */
  public record Listen(String host, int port) {
    public boolean loopback() {
      return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
    }
  }

  /**
   * How hard one host may be looked at.
   *
   * @param atOnce requests at the same time
   * @param perSecond requests in a second, on average
   */
  public record Pace(int atOnce, double perSecond) {}

  /** How we make sure that it is not our own eyes that fail. */
  public record OwnEyes(List<Reference> references, Storm.Terms storm) {
    /** Nobody to ask, and the usual storm. */
    public static final OwnEyes USUAL = new OwnEyes(List.of(), Storm.Terms.USUAL);

    public OwnEyes {
      references = List.copyOf(references);
    }
  }

  /**
   * An address that answers whenever our own network is open.
   *
   * @param contains text that its answer must contain; null if any answer of the host will do
   */
  public record Reference(URI url, @Nullable String contains) {}

  /**
   * A browser to look with.
   *
   * @param executable a Chromium on this machine; null if another machine has it
   * @param endpoint where one listens; null if it is on this machine
   * @param sandbox whether pages are locked in; null for what fits the user that we run as
   */
  public record Browser(
      @Nullable Path executable, @Nullable URI endpoint, int atOnce, @Nullable Boolean sandbox) {
    /** Without the endpoint: such addresses may hold a key. */
    @Override
    public String toString() {
      return "Browser[" + (executable == null ? "elsewhere" : executable) + ", " + atOnce + "]";
    }
  }

  /** One configured notifier: its name, its kind and its settings. */
  public record NotifierSetup(String name, NotifierKind kind, Record settings) {
    /** Without the settings: they may hold secrets. */
    @Override
    public String toString() {
      return "NotifierSetup[" + name + ", " + kind.name() + "]";
    }
  }

  /**
   * How long things are kept.
   *
   * @param quotes what customers said, in their words; that they said it is kept as long as events
   */
  public record Retention(
      Duration events, Duration rollups, Duration beats, Duration files, Duration quotes) {}

  /**
   * How owners are asked whether what they look after is still theirs.
   *
   * @param confirmEvery how long a confirmation holds; null if nobody is asked
   * @param answerWithin how long an owner has before the lead hears of it
   * @param acceptWithin how long somebody has to accept or decline what is handed over
   */
  public record Ownership(
      @Nullable Duration confirmEvery, Duration answerWithin, Duration acceptWithin) {
    /** Every 90 days, with two weeks to answer, and one week for a hand-over. */
    public static final Ownership USUAL =
        new Ownership(Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));
  }
}
