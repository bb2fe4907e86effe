package io.wellkept.app;

import io.wellkept.incident.Delivery;
import io.wellkept.notify.Correspondent;
import io.wellkept.notify.Message;
import io.wellkept.notify.Notifier;
import io.wellkept.notify.Notifiers;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.Daemon.NotifierSetup;
import io.wellkept.probe.AddressRange;
import io.wellkept.probe.Beats;
import io.wellkept.probe.Files;
import io.wellkept.probe.Http;
import io.wellkept.probe.Looker;
import io.wellkept.probe.Manners;
import io.wellkept.probe.Reference;
import io.wellkept.probe.References;
import io.wellkept.probe.Register;
import io.wellkept.probe.attest.Attestations;
import io.wellkept.probe.browser.Browsers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What looks and what tells, as one plan wants it; another plan gets another outfit. */
final class Outfit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outfit.class);

  private final Daemon daemon;
  private final Http http;
  private final Browsers browsers;
  private final Looker looker;
  private final Notifiers kinds;
  private final Map<String, Notifier> notifiers = new LinkedHashMap<>();

  /**
   * @param dry messages are decided and written to the log, and do not leave
   */
  Outfit(
      Daemon daemon,
      Path home,
      Beats beats,
      Register register,
      Files files,
      Attestations attestations,
      InstantSource clock,
      boolean dry) {
    this.daemon = daemon;
    this.http = new Http(looking(daemon), clock);
    this.browsers = new Browsers(browser(daemon));
    Kinds.Means means =
        new Kinds.Means(http, browsers, beats, register, files, attestations, home, clock);
    this.looker = new Looker(Kinds.probes(means), register, clock);
    this.kinds = new Notifiers(home);
    for (NotifierSetup setup : daemon.notifiers()) {
      Notifier real = kinds.create(setup.name(), setup.settings());
      notifiers.put(setup.name(), dry ? new Dry(setup.name()) : real);
    }
  }

  /** How the daemon's configuration wants us to look. */
  static Http.Setup looking(Daemon daemon) {
    List<AddressRange> allowed =
        daemon.allowedAddresses().stream().map(AddressRange::parse).toList();
    Manners manners =
        new Manners(
            daemon.ownHosts(),
            new Manners.Pace(daemon.ownPace().atOnce(), daemon.ownPace().perSecond()),
            new Manners.Pace(daemon.foreignPace().atOnce(), daemon.foreignPace().perSecond()),
            Manners.USUAL.patience());
    List<Reference> references =
        daemon.ownEyes().references().stream()
            .map(reference -> new Reference(reference.url(), reference.contains()))
            .toList();
    return new Http.Setup(daemon.userAgent(), allowed, manners, references);
  }

  static Browsers.@Nullable Setup browser(Daemon daemon) {
    Daemon.Browser browser = daemon.browser();
    if (browser == null) {
      return null;
    }
    Boolean sandbox = browser.sandbox();
    return new Browsers.Setup(
        browser.executable(),
        browser.endpoint(),
        browser.atOnce(),
        sandbox == null ? !isRoot() : sandbox,
        daemon.userAgent(),
        Manners.USUAL.patience());
  }

  /** Chromium refuses to lock pages in for root, who could let them out. */
  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Whether this outfit serves that daemon configuration as it is. */
  boolean fits(Daemon other) {
    return daemon.equals(other);
  }

  Http http() {
    return http;
  }

  Looker looker() {
    return looker;
  }

  /** Those who tell whether our own network is open. */
  References references() {
    return http.references();
  }

  Optional<Notifier> notifier(String name) {
    return Optional.ofNullable(notifiers.get(name));
  }

  /** Whoever can answer people who are none of ours; empty where no mail is configured. */
  Optional<Correspondent> correspondent() {
    return notifiers.values().stream()
        .filter(Correspondent.class::isInstance)
        .map(Correspondent.class::cast)
        .findFirst();
  }

  @Override
  public void close() {
    browsers.close();
    http.close();
    kinds.close();
  }

  /** Says what would be sent. */
  private record Dry(String name) implements Notifier {
    @Override
    public Delivery send(Message message) {
      log.info(
          "Would tell, and does not because this is a dry run notifier={} person={} items={}"
              + " about={}",
          name,
          message.to().id(),
          message.items().size(),
          message.items().get(0).incident().worst().headline());
      return new Delivery.Sent("dry");
    }
  }
}
