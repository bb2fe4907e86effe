package io.wellkept.app;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger.Posted;
import io.wellkept.web.PlanGate;
import io.wellkept.web.Surface;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A whole Wellkept in a folder of its own, with a real web site to look at, a real mail server to
 * send to, and a clock that is moved by hand from one due moment to the next.
 */
final class House implements AutoCloseable {
  /** A Tuesday morning, in the working hours of everybody here. */
  static final Instant START = Instant.parse("2026-06-02T07:00:00Z");

  /** While time passes here somebody listens all the time. */
  private static final Duration ALWAYS = Duration.ofDays(10_000);

  /** As often as the laziest of the rounds comes. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(10);

  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/i/[^\\s\"<>]+");

  final HandClock clock;
  final Site site;
  final GreenMail post;
  private final HttpClient browser = HttpClient.newHttpClient();
  private final Path home;
  final Map<String, String> environment = new HashMap<>();
  private final Map<String, Integer> read = new HashMap<>();
  private @Nullable Wellkept wellkept;

  House(Path home) {
    this(
        home,
        new HandClock(START),
        new Site(),
        new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp")));
  }

  /** Another process with a home of its own, in the same world as that one. */
  House(Path home, House neighbour) {
    this(home, neighbour.clock, neighbour.site, neighbour.post);
    environment.putAll(neighbour.environment);
  }

  private House(Path home, HandClock clock, Site site, GreenMail post) {
    this.home = home;
    this.clock = clock;
    this.site = site;
    this.post = post;
    post.start();
    environment.put("SITE", site.url());
    environment.put("SMTP_PORT", Integer.toString(post.getSmtp().getPort()));
    environment.put("SECRET", "canary-7c1f");
    file(
        "config/daemon.yaml",
        """
        web: {listen: "127.0.0.1:0", public-url: "http://127.0.0.1:1"}
        notifiers:
          mail:
            kind: email
            host: 127.0.0.1
            port: ${env:SMTP_PORT}
            security: none
            from: Wellkept <wellkept@shop.example>
        allow-addresses: [127.0.0.0/8]
        own-hosts: [127.0.0.1]
        own-pace: {at-once: 8, per-second: 1000}
        operators: operations
        observe: 0s
        """);
    file(
        "config/people.yaml",
        """
        people:
          anna: {name: Anna Berg, email: anna@shop.example, zone: Europe/Berlin, hours: always}
          ben: {name: Ben Maurer, email: ben@shop.example, zone: Europe/Berlin, hours: always}
          carla: {name: Carla Ruiz, email: carla@shop.example, zone: Europe/Berlin, hours: always}
          otto: {name: Otto Per, email: otto@shop.example, zone: Europe/Berlin, hours: always}
        teams:
          web: {name: Web team, lead: carla, members: [anna, ben]}
          operations: {name: Operations, lead: otto, members: [otto]}
        """);
    file(
        "config/policies.yaml",
        """
        ladders:
          usual:
            rungs: [{tell: owner}, {tell: backup, after: 2h}, {tell: lead, after: 4h}]
            promise-at-most: 2d
            remind-every: 1d
            retry-for: 24h
        table:
          low: {minor: usual, major: usual, critical: usual}
          normal: {minor: usual, major: usual, critical: usual}
          high: {minor: usual, major: usual, critical: usual}
        """);
  }

  /** One touchpoint, "page", that is looked at every five minutes. */
  House withOnePage() {
    return file("monitors/site.yaml", touchpoints("page"));
  }

  static String touchpoints(String... ids) {
    StringBuilder yaml = new StringBuilder("touchpoints:\n");
    for (String id : ids) {
      yaml.append(touchpoint(id, ""));
    }
    return yaml.toString();
  }

  /**
   * One touchpoint of Anna's.
   *
   * @param more lines of YAML, such as {@code importance: high}
   */
  static String touchpoint(String id, String... more) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("  - id: ").append(id).append("\n    name: The ").append(id).append('\n');
    yaml.append("    url: ${env:SITE}/").append(id).append('\n');
    List<String> lines = new ArrayList<>(List.of(more));
    if (lines.stream().noneMatch(line -> line.startsWith("owner:"))) {
      lines.add("owner: anna");
      lines.add("backup: ben");
    }
    lines.stream()
        .filter(line -> !line.isEmpty())
        .forEach(line -> yaml.append("    ").append(line).append('\n'));
    return yaml.toString();
  }

  /** The touchpoints written in {@code monitors/site.yaml}. */
  House with(String... touchpoints) {
    return file("monitors/site.yaml", "touchpoints:\n" + String.join("", touchpoints));
  }

  /** These are asked whether our own network is open. */
  House withReferences(Site... references) {
    StringBuilder yaml = new StringBuilder("own-eyes:\n  references:\n");
    for (int i = 0; i < references.length; i++) {
      environment.put("REFERENCE_" + i, references[i].url());
      yaml.append("    - {url: \"${env:REFERENCE_").append(i).append("}/\"}\n");
    }
    return edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + yaml);
  }

  /** So many touchpoints of Anna's, then as many of Carla's: page0, page1 and so on. */
  House withPages(int annas, int carlas) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < annas + carlas; i++) {
      String owner = i < annas ? "owner: anna" : "owner: carla";
      all.add(touchpoint("page" + i, owner, "backup: ben"));
    }
    return with(all.toArray(String[]::new));
  }

  House file(String name, String text) {
    try {
      Path file = home.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  House without(String name) {
    try {
      Files.delete(home.resolve(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  House edit(String name, String what, String by) {
    try {
      return file(name, Files.readString(home.resolve(name)).replace(what, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  House opens() {
    wellkept = Wellkept.open(new Setup(home, home.resolve("data"), environment, 1, false, clock));
    return settles();
  }

  House restarts() {
    return stops().opens();
  }

  House stops() {
    running().close();
    wellkept = null;
    return this;
  }

  House knows(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Path home() {
    return home;
  }

  /** The files as they are now come into force, or are refused. */
  PlanGate.Status reloads() {
    PlanGate.Status status = running().gate().reload(false);
    settles();
    return status;
  }

  Wellkept running() {
    if (wellkept == null) {
      throw new IllegalStateException("open the house first");
    }
    return wellkept;
  }

  House settles() {
    try {
      running().settle();
      return this;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets time pass, stopping at every moment at which something is due. */
  House passes(Duration span) {
    Instant end = clock.instant().plus(span);
    while (clock.instant().isBefore(end)) {
      Instant tick = clock.instant().plus(LONGEST_STEP);
      Instant due = running().ledger().read(view -> view.nextDue()).orElse(end);
      due = due.isBefore(tick) ? due : tick;
      Instant soon = clock.instant().plusMillis(1);
      // what is due within the same second is done together, as by rounds that tick
      Instant next = (due.isBefore(soon) ? soon : due).plusMillis(999).truncatedTo(SECONDS);
      Instant then = next.isBefore(end) ? next : end;
      running().ledger().change(work -> work.listening(then.minusMillis(1), ALWAYS, false));
      clock.moveTo(then);
      settles();
    }
    return this;
  }

  /** Who got which mail since the last time that somebody asked: "anna: subject". */
  List<String> heard() {
    List<MimeMessage> unread = newMail();
    return unread.stream().map(mail -> person(mail) + ": " + subject(mail)).toList();
  }

  /** Mails that came since the last time that somebody asked, in the order of their dates. */
  List<MimeMessage> newMail() {
    Map<String, Integer> seen = new HashMap<>();
    // the server keeps the order within one mailbox only
    return Arrays.stream(post.getReceivedMessages())
        .filter(mail -> isNew(person(mail), seen.merge(person(mail), 1, Integer::sum)))
        .sorted(Comparator.comparing(House::sentAt))
        .toList();
  }

  private boolean isNew(String person, int number) {
    int before = read.getOrDefault(person, 0);
    read.put(person, Math.max(before, number));
    return number > before;
  }

  /** The names alone. */
  List<String> whoHeard() {
    return heard().stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
  }

  Optional<MimeMessage> lastMailTo(String person) {
    return Arrays.stream(post.getReceivedMessages())
        .filter(mail -> person(mail).equals(person))
        .reduce((earlier, later) -> later);
  }

  /** Opens the link of the person's last mail and presses "I take it". */
  HttpResponse<String> takes(String person, Duration promise) {
    String until =
        clock
            .instant()
            .plus(promise)
            .atZone(java.time.ZoneId.of("Europe/Berlin"))
            .toLocalDateTime()
            .withNano(0)
            .toString();
    return press(linkOf(person) + "/take", "until=" + encoded(until) + "&reason=on+it");
  }

  HttpResponse<String> press(String address, String form) {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  HttpResponse<String> get(String address) {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  HttpResponse<String> head(String address) {
    return send(HttpRequest.newBuilder(URI.create(address)).HEAD().build());
  }

  /** Where something of the pages or the API is. */
  String at(String path) {
    return running().address(Surface.PAGES).resolve(path).toString();
  }

  HttpResponse<String> post(String address, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return browser.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The link in the person's last mail, as it reaches this test's server. */
  String linkOf(String person) {
    Matcher link = LINK.matcher(text(lastMailTo(person).orElseThrow()));
    if (!link.find()) {
      throw new IllegalStateException("no link in the mail to " + person);
    }
    URI pages = running().address(Surface.PUBLIC);
    return pages.resolve(URI.create(link.group()).getPath()).toString();
  }

  static String text(MimeMessage mail) {
    try {
      if (mail.getContent() instanceof jakarta.mail.internet.MimeMultipart parts) {
        return String.valueOf(parts.getBodyPart(0).getContent());
      }
      return String.valueOf(mail.getContent());
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String id(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Instant sentAt(MimeMessage mail) {
    try {
      return mail.getSentDate().toInstant();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String person(MimeMessage mail) {
    try {
      String address = mail.getAllRecipients()[0].toString();
      return address.replaceAll(".*?([a-z]+)@.*", "$1");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Incident> open() {
    return running().ledger().read(view -> view.openIncidents());
  }

  List<Event.Type> history(String touchpoint) {
    List<Event> events =
        new ArrayList<>(running().ledger().read(view -> view.eventsOf(touchpoint, 1000)));
    java.util.Collections.reverse(events);
    return events.stream().map(Event::type).toList();
  }

  /** Everything that was ever decided about the touchpoint, with how it ended. */
  List<Posted> postings(String touchpoint) {
    return running()
        .ledger()
        .read(view ->
            view.incidentsOf(touchpoint, 100).stream()
                .flatMap(incident -> view.postings(incident.id()).stream())
                .toList());
  }

  @Override
  public void close() {
    // a connection that somebody keeps is waited for when the server stops
    browser.shutdownNow();
    if (wellkept != null) {
      wellkept.close();
    }
    post.stop();
    site.close();
  }
}
