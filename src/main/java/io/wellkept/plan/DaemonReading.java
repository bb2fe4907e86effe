package io.wellkept.plan;

import io.wellkept.incident.NotifierKind;
import io.wellkept.incident.Timing;
import io.wellkept.plan.Daemon.Listen;
import io.wellkept.plan.Daemon.NotifierSetup;
import io.wellkept.plan.Daemon.Ownership;
import io.wellkept.plan.Daemon.Pace;
import io.wellkept.plan.Daemon.Retention;
import io.wellkept.plan.Daemon.Web;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Spans;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From {@code config/daemon.yaml} to {@link Daemon}. */
final class DaemonReading {
  private static final String LISTEN = "127.0.0.1:8800";
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?(:[0-9]{1,5})?|\\[[0-9a-f:]+\\]");
  private static final Set<String> SENDS_LINKS = Set.of("email", "slack");
  private static final DaemonFile NOTHING =
      new DaemonFile(
          null, null, null, null, null, null, null, null, "", null, null, null, null, null, null,
          null, null, null, null);

  private final Pass pass;
  private final Checked file;
  private final DaemonFile shape;
  private final List<NotifierSetup> notifiers;
  private final DigestsReading digests;

  DaemonReading(Pass pass, Checked file) {
    this.pass = pass;
    this.file = file;
    ObjectNode rest = file.root().isObject() ? ((ObjectNode) file.root()).deepCopy() : null;
    if (rest != null) {
      rest.remove("notifiers");
    }
    this.shape =
        rest == null
            ? NOTHING
            : pass.bindWhatFits(rest, DaemonFile.class, file.spot()).orElse(NOTHING);
    this.notifiers = readNotifiers();
    this.digests = new DigestsReading(pass, file.spot().at("digests"), zone(), shape.digests());
  }

  /** Complains about digests for people who are not there. */
  void checkDigests(@Nullable PeopleReading people) {
    digests.check(people, notifierNames());
  }

  ZoneId zone() {
    ZoneId zone = shape.zone();
    return zone == null ? ZoneId.of("UTC") : zone;
  }

  /** Of people who name none. */
  Language language() {
    Language language = shape.language();
    return language == null ? Language.EN : language;
  }

  List<NotifierSetup> notifiers() {
    return notifiers;
  }

  /** Every name that the file gives to a notifier, also of those that could not be read. */
  Set<String> notifierNames() {
    JsonNode written = file.root().path("notifiers");
    Set<String> names = new LinkedHashSet<>();
    if (written instanceof ObjectNode map) {
      names.addAll(map.propertyNames());
    }
    return names;
  }

  Spot spot() {
    return file.spot();
  }

  /** Whether something inside {@code notifiers} was refused, so that roads may be missing. */
  boolean notifiersRefused() {
    return file.refused("/notifiers") || notifiers.size() < notifierNames().size();
  }

  /** The team's id as it is written; empty if it is missing or could not be read. */
  String operators() {
    @Nullable String operators = shape.operators();
    return operators == null ? "" : operators;
  }

  Daemon daemon() {
    Web web = web();
    return new Daemon(
        web,
        notifiers,
        ownHosts(),
        ownPace(),
        foreignPace(),
        allowedAddresses(),
        userAgent(web.publicUrl()),
        operators(),
        outsideHeartbeat(),
        outsideHeartbeatEvery(),
        span(shape.observe(), Duration.ofDays(1)),
        new OwnEyesReading(pass, file.spot().at("own-eyes")).read(shape.ownEyes()),
        new BrowserReading(pass, file.spot().at("browser")).read(shape.browser()),
        perTouchpoint(),
        retention(),
        Timing.USUAL.faster(pass.timeScale()),
        pass.timeScale(),
        zone(),
        ownership(),
        digests.setups());
  }

  /** What reads the windows of maintenance, and knows where they stand. */
  MaintenanceReading maintenance() {
    return new MaintenanceReading(pass, file, zone(), shape.maintenance());
  }

  private Ownership ownership() {
    DaemonFile.OwnershipPart part = shape.ownership();
    if (part == null) {
      return new Ownership(
          span(null, Objects.requireNonNull(Ownership.USUAL.confirmEvery())),
          span(null, Ownership.USUAL.answerWithin()),
          span(null, Ownership.USUAL.acceptWithin()));
    }
    Spot spot = file.spot().at("ownership");
    return new Ownership(
        confirmEvery(part.confirmEvery(), spot.at("confirm-every")),
        given(part.answerWithin(), Ownership.USUAL.answerWithin(), spot.at("answer-within")),
        given(part.acceptWithin(), Ownership.USUAL.acceptWithin(), spot.at("accept-within")));
  }

  private @Nullable Duration confirmEvery(@Nullable String written, Spot spot) {
    Duration usual = Objects.requireNonNull(Ownership.USUAL.confirmEvery());
    if (written == null || written.equals("off")) {
      return written == null ? span(null, usual) : null;
    }
    try {
      return given(Spans.parse(written), usual, spot);
    } catch (IllegalArgumentException e) {
      pass.wrong(spot, "is no time; expected " + DaemonFile.OwnershipPart.EVERY_WORDS);
      return usual;
    }
  }

  /** People are given hours at least. */
  private Duration given(@Nullable Duration written, Duration usual, Spot spot) {
    if (written != null && written.compareTo(Duration.ofHours(1)) < 0) {
      pass.wrong(spot, "leaves people no time; expected 1h or more");
    }
    return span(written, usual);
  }

  private Duration span(@Nullable Duration written, Duration standard) {
    return pass.scaled(written == null ? standard : written);
  }

  private int perTouchpoint() {
    DaemonFile.MetricsPart part = shape.metrics();
    Integer written = part == null ? null : part.perTouchpointUpTo();
    if (written != null && written < 0) {
      pass.wrong(
          file.spot().at("metrics").at("per-touchpoint-up-to"),
          "'per-touchpoint-up-to' is out of range; expected 0 or more");
    }
    return written == null ? 2000 : written;
  }

  private Retention retention() {
    DaemonFile.StoragePart part = shape.storage();
    Spot spot = file.spot().at("storage");
    return new Retention(
        kept(part == null ? null : part.keepEvents(), 400, spot.at("keep-events")),
        kept(part == null ? null : part.keepHours(), 400, spot.at("keep-hours")),
        kept(part == null ? null : part.keepBeats(), 7, spot.at("keep-beats")),
        kept(part == null ? null : part.keepFiles(), 30, spot.at("keep-files")),
        kept(part == null ? null : part.keepQuotes(), 90, spot.at("keep-quotes")));
  }

  private Duration kept(@Nullable Duration written, int days, Spot spot) {
    if (written != null && written.compareTo(Duration.ofHours(1)) < 0) {
      pass.wrong(spot, "nothing is kept for less than an hour; expected 1h or more");
    }
    return span(written, Duration.ofDays(days));
  }

  private Pace ownPace() {
    DaemonFile.OwnPace part = shape.ownPace();
    return part == null
        ? new Pace(4, 10)
        : pace("own-pace", part.atOnce(), part.perSecond(), new Pace(4, 10));
  }

  private Pace foreignPace() {
    DaemonFile.ForeignPace part = shape.foreignPace();
    return part == null
        ? new Pace(1, 1)
        : pace("foreign-pace", part.atOnce(), part.perSecond(), new Pace(1, 1));
  }

  /** The schema sees numbers that are written; what references stand for is seen here first. */
  private Pace pace(
      String key, @Nullable Integer atOnce, @Nullable Double perSecond, Pace standard) {
    Spot spot = file.spot().at(key);
    if (atOnce != null && (atOnce < 1 || atOnce > 100)) {
      pass.wrong(spot.at("at-once"), "'at-once' is out of range; expected a number from 1 to 100");
    }
    if (perSecond != null && !(perSecond >= 0.01 && perSecond <= 10_000)) {
      pass.wrong(
          spot.at("per-second"),
          "'per-second' is out of range; expected a number from 0.01 to 10000");
    }
    return new Pace(
        atOnce == null ? standard.atOnce() : atOnce,
        perSecond == null ? standard.perSecond() : perSecond);
  }

  private @Nullable URI outsideHeartbeat() {
    DaemonFile.HeartbeatPart part = shape.outsideHeartbeat();
    @Nullable String url = part == null ? null : part.url();
    Spot spot = file.spot().at("outside-heartbeat").at("url");
    if (url == null) {
      return null;
    }
    Optional<URI> address = address(url);
    if (address.isEmpty()) {
      pass.wrong(
          spot, "'url' is no address to call; expected https://... (what it is is not shown)");
    }
    return address.orElse(null);
  }

  private Duration outsideHeartbeatEvery() {
    DaemonFile.HeartbeatPart part = shape.outsideHeartbeat();
    Duration every = part == null ? null : part.every();
    if (every != null && every.compareTo(Duration.ofSeconds(1)) < 0) {
      pass.wrong(
          file.spot().at("outside-heartbeat").at("every"), "is too often; expected 1s or more");
    }
    return span(every, Duration.ofMinutes(1));
  }

  private String userAgent(@Nullable URI publicUrl) {
    String written = shape.userAgent();
    if (written != null) {
      if (!written.matches(DaemonFile.USER_AGENT)) {
        pass.wrong(
            file.spot().at("user-agent"),
            "'user-agent' is not fit for a header; expected " + DaemonFile.USER_AGENT_WORDS);
      }
      return written;
    }
    return "Mozilla/5.0 (compatible; Wellkept" + (publicUrl == null ? "" : "; +" + publicUrl) + ")";
  }

  private Web web() {
    DaemonFile.WebPart part = shape.web();
    Spot spot = file.spot().at("web");
    Listen all = listen(part == null ? null : part.listen(), LISTEN, spot.at("listen"));
    String rest = all.host() + ":" + all.port();
    Listen pages = listen(part == null ? null : part.pages(), rest, spot.at("pages"));
    URI publicUrl = publicUrl(part == null ? null : part.publicUrl(), spot.at("public-url"));
    SignIn signIn =
        new SignInReading(pass, spot.at("sign-in"))
            .read(part == null ? null : part.signIn(), publicUrl);
    if (!pages.loopback()) {
      requireSignIn(signIn, spot.at(part != null && part.pages() != null ? "pages" : "listen"));
    }
    Boolean reports = part == null ? null : part.reports();
    Listen links = listen(part == null ? null : part.publicSurface(), rest, spot.at("public"));
    Listen operations =
        listen(part == null ? null : part.operations(), rest, spot.at("operations"));
    requireRoom(links, operations, spot);
    requireRoom(links, pages, spot);
    requireRoom(operations, pages, spot);
    return new Web(
        links, operations, pages, publicUrl, reports == null ? publicUrl != null : reports, signIn);
  }

  /** Whoever listens on every address of a port leaves none of it to a second server. */
  private void requireRoom(Listen one, Listen other, Spot spot) {
    boolean every = isEvery(one.host()) || isEvery(other.host());
    if (every && one.port() == other.port() && one.port() != 0 && !one.equals(other)) {
      pass.wrong(
          spot,
          "%s and %s cannot both listen on port %d; expected the same address, or another port"
              .formatted(one.host(), other.host(), one.port()));
    }
  }

  private static boolean isEvery(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  /** Pages that others can reach are for those who sign in, under one name. */
  private void requireSignIn(@Nullable SignIn signIn, Spot spot) {
    if (signIn == null) {
      pass.wrong(
          spot,
          "pages and API without 'web.sign-in' may only listen on loopback; expected pages:"
              + " 127.0.0.1:PORT, or a way to sign in");
    } else if (signIn.url() == null) {
      pass.wrong(
          spot,
          "pages that others reach need their address; expected web.public-url or"
              + " web.sign-in.url, such as https://wellkept.example.org");
    }
  }

  private Listen listen(@Nullable String written, String standard, Spot spot) {
    String text = written == null ? standard : written;
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port <= 65535 && port >= 0 && !host.isEmpty()) {
        return new Listen(host, port);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    pass.wrong(spot, "no place to listen; expected " + DaemonFile.WebPart.LISTEN_WORDS);
    return new Listen("127.0.0.1", 8800);
  }

  private @Nullable URI publicUrl(@Nullable String written, Spot spot) {
    if (written == null) {
      if (tellsPeople() && !file.refused("/web")) {
        pass.wrong(
            file.spot().at("web"),
            "'web.public-url' is missing; expected the address under which people reach the links"
                + " in messages, such as https://wellkept.example.org");
      }
      return null;
    }
    Optional<URI> address = address(written);
    boolean fit =
        address
            .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
            .filter(DaemonReading::safe)
            .isPresent();
    if (!fit) {
      pass.wrong(
          spot,
          "'public-url' must begin with https:// (http:// only for loopback) and have no ? or #;"
              + " expected one such as https://wellkept.example.org");
      return null;
    }
    if (loopback(address.get()) && sendsLinks() && pass.timeScale() == 1) {
      pass.warn(
          spot,
          "'public-url' leads to this machine alone: nobody else can open the links in messages;"
              + " expected one such as https://wellkept.example.org");
    }
    return address.get();
  }

  /** Whether messages with links reach people somewhere else. */
  private boolean sendsLinks() {
    return notifiers.stream().anyMatch(notifier -> SENDS_LINKS.contains(notifier.kind().name()));
  }

  private boolean tellsPeople() {
    return notifiers.stream().anyMatch(notifier -> notifier.kind().countsAsRoad());
  }

  /** Nobody reads along on the way there. */
  static boolean safe(URI uri) {
    return "https".equals(uri.getScheme()) || loopback(uri);
  }

  private static boolean loopback(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /** A full http or https address with a host. */
  static Optional<URI> address(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && uri.getHost() != null && uri.getRawUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Set<String> ownHosts() {
    Set<String> hosts = new LinkedHashSet<>();
    each(
        "own-hosts",
        shape.ownHosts(),
        written -> {
          String host = written.toLowerCase(Locale.ROOT);
          hosts.add(host);
          return HOST.matcher(host).matches();
        },
        "is not a host; expected shop.example.org or \"*.shop.example.org\"");
    return hosts;
  }

  private List<String> allowedAddresses() {
    each(
        "allow-addresses",
        shape.allowAddresses(),
        DaemonReading::isRange,
        "is not an address range; expected one such as 10.0.0.0/8 or fd00::/8");
    return Lists.given(shape.allowAddresses());
  }

  /** Complains about every entry that is not fit, by what is written and not what it stands for. */
  private void each(
      String key, @Nullable List<String> values, Predicate<String> fit, String complaint) {
    for (int i = 0; values != null && i < values.size(); i++) {
      @Nullable String value = values.get(i);
      if (value != null && !fit.test(value)) {
        String written = file.root().path(key).path(i).asString("");
        pass.wrong(file.spot().at(key).at(i), "'" + written + "' " + complaint);
      }
    }
  }

  static boolean isRange(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean six = address.contains(":") && address.matches("[0-9a-fA-F:.]+");
    boolean four = address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (!six && !four) {
      return false;
    }
    try {
      int bits = InetAddress.getByName(address).getAddress().length * 8; // a literal: no lookup
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      return prefix >= 0 && prefix <= bits;
    } catch (UnknownHostException | NumberFormatException e) {
      return false;
    }
  }

  private List<NotifierSetup> readNotifiers() {
    List<NotifierSetup> setups = new ArrayList<>();
    for (String name : notifierNames()) {
      if (!file.refused("/notifiers/" + Checked.escape(name))) {
        notifier(name, file.root().path("notifiers").path(name)).ifPresent(setups::add);
      }
    }
    return setups;
  }

  private Optional<NotifierSetup> notifier(String name, JsonNode entry) {
    Spot spot = file.spot().at("notifiers").at(name);
    ObjectNode settings =
        entry instanceof ObjectNode map
            ? map.deepCopy()
            : tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    String kindName = settings.path("kind").asString(name);
    settings.remove("kind");
    Optional<NotifierKind> kind = pass.catalogue().notifier(kindName);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    return pass.settings(settings, kind.get().settings(), spot)
        .map(record -> new NotifierSetup(name, kind.get(), record));
  }
}
