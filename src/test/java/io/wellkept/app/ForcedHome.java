package io.wellkept.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose process is killed again and again while pages break, are repaired and are taken,
 * with a mail server and a Slack that remember everything. Every page has an owner of its own, who
 * therefore hears of nothing else: of the even ones by mail, of the odd ones in Slack.
 */
final class ForcedHome implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:1(/i/[^\\s\"<>]+)");

  /** Longer than a start, a plan that is noticed and a look take on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  final House house;
  final Postbox post = new Postbox();
  final Slackbox slack = new Slackbox();
  final Set<Integer> broken = new TreeSet<>();
  final Set<Integer> mended = new TreeSet<>();

  /** Whether "I take it" was answered with a yes, by page. */
  final Map<Integer, Boolean> taken = new TreeMap<>();

  final Set<String> added = new TreeSet<>();
  private final HttpClient browser = HttpClient.newHttpClient();
  private final Path folder;
  private final int pages;
  private @Nullable Daemon daemon;
  private Instant begunAt = Instant.EPOCH;

  ForcedHome(Path parent, String name, int pages) {
    this.pages = pages;
    try {
      folder = Files.createDirectories(parent.resolve(name).resolve("home"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    house = new House(folder);
    house.knows("SMTP_PORT", Integer.toString(post.port()));
    house.knows("SLACK", slack.url()).knows("SLACK_TOKEN", "xoxb-canary");
    house.edit(
        "config/daemon.yaml",
        "notifiers:\n",
        "own-eyes: {storm: {at-least: 1000}}\n"
            + "notifiers:\n  slack: {token: \"${env:SLACK_TOKEN}\", api-base: \"${env:SLACK}\"}\n");
    house.file("config/policies.yaml", policies()).file("config/people.yaml", people());
    house.file("monitors/site.yaml", monitors());
  }

  private static String policies() {
    return """
    ladders:
      usual:
        rungs: [{tell: owner}, {tell: backup, after: 50d}]
        promise-at-most: 50d
        remind-every: 50d
        retry-for: 24h
    table:
      low: {minor: usual, major: usual, critical: usual}
      normal: {minor: usual, major: usual, critical: usual}
      high: {minor: usual, major: usual, critical: usual}
    """;
  }

  private String people() {
    StringBuilder yaml = new StringBuilder("people:\n");
    for (int page = 0; page < pages; page++) {
      String road = byMail(page) ? "email: p%d@shop.example" : "slack: U0P%d, tell-by: [slack]";
      yaml.append("  p%d: {name: Person %d, hours: always, ".formatted(page, page));
      yaml.append(road.formatted(page)).append("}\n");
    }
    return yaml
        + """
          otto: {name: Otto Per, email: otto@shop.example, hours: always}
        teams:
          operations: {name: Operations, lead: otto, members: [otto]}
        """;
  }

  private String monitors() {
    StringBuilder yaml = new StringBuilder("touchpoints:\n");
    for (int page = 0; page < pages; page++) {
      yaml.append(touchpoint("t" + page, "p" + page));
    }
    return yaml.toString();
  }

  private static String touchpoint(String id, String owner) {
    return """
      - id: %s
        name: Page %s
        url: ${env:SITE}/%s
        owner: %s
        backup: otto
        checks: {page: {every: 1m, confirm: 30s}}
    """
        .formatted(id, id, id, owner);
  }

  static boolean byMail(int page) {
    return page % 2 == 0;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** When the process that runs now was begun. */
  Instant begunAt() {
    return begunAt;
  }

  /** Two pages break, one for mail and one for Slack. */
  void breaks() {
    for (int more = 0; more < 2 && broken.size() + mended.size() < pages; more++) {
      int page = broken.size() + mended.size();
      broken.add(page);
      house.site.breaks("/t" + page);
    }
  }

  /** Of those who were told, settled or not, the first of each road find theirs repaired. */
  void mends() {
    for (boolean mail : new boolean[] {true, false}) {
      broken.stream()
          .filter(page -> byMail(page) == mail && arrived(page) && !taken.containsKey(page))
          .findFirst()
          .ifPresent(page -> {
            broken.remove(page);
            mended.add(page);
            house.site.isMended("/t" + page);
          });
    }
  }

  /** Whether the page's owner got any message. */
  boolean arrived(int page) {
    return byMail(page)
        ? post.taken().stream().anyMatch(mail -> person(mail).equals("p" + page))
        : slack.calls().stream().anyMatch(call -> call.channel().equals("U0P" + page));
  }

  static String person(jakarta.mail.internet.MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString().replaceAll("(?s)(.*<)?([a-z]+\\d*)@.*", "$2");
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts the process; it ends by itself at that moment, or at none. */
  Daemon begins(@Nullable String moment) {
    begunAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<String> arguments =
        moment == null ? List.of(folder.toString()) : List.of(folder.toString(), moment);
    Daemon next = Daemon.begin(ForcedMain.class, folder, house.environment, arguments);
    daemon = next;
    return next;
  }

  /** Ends the process if there is one, as {@code kill -9} does. */
  synchronized void kill() {
    Daemon running = daemon;
    if (running != null && running.alive()) {
      running.kill();
    }
  }

  /** Waits until the process is gone; false if it lives on. */
  static boolean died(Daemon daemon) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (daemon.alive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return !daemon.alive();
  }

  /** One more touchpoint is written into the folder, for the process to notice. */
  void adds() {
    String id = "more" + added.size();
    added.add(id);
    house.file("monitors/" + id + ".yaml", "touchpoints:\n" + touchpoint(id, "p0"));
  }

  /** The first who was told by mail and did not take it yet. */
  Optional<Integer> takable() {
    return broken.stream()
        .filter(page -> byMail(page) && arrived(page) && !taken.containsKey(page))
        .findFirst();
  }

  /** Whether somebody was told in Slack whose page is not repaired yet. */
  boolean slackWasTold() {
    return broken.stream().anyMatch(page -> !byMail(page) && arrived(page));
  }

  /** Whoever was told first presses "I take it"; remembers whether that was answered. */
  void takes(Daemon running) throws InterruptedException {
    int page = takable().orElseThrow();
    String until =
        Instant.now().plusSeconds(1200).atZone(ZoneOffset.UTC).toLocalDateTime().toString();
    HttpRequest request =
        HttpRequest.newBuilder(running.pages().resolve(link(page) + "/take"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "until=" + House.encoded(until.substring(0, 16))))
            .build();
    try {
      int status = browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      if (status != 303) {
        throw new AssertionError("taking was answered " + status);
      }
      taken.put(page, true);
    } catch (IOException e) {
      taken.put(page, false);
    }
  }

  private String link(int page) {
    return post.taken().stream()
        .filter(mail -> person(mail).equals("p" + page))
        .map(mail -> LINK.matcher(House.text(mail)))
        .filter(Matcher::find)
        .map(found -> URI.create(found.group(1)).getPath())
        .findFirst()
        .orElseThrow();
  }

  /** Lets it run until nothing is missing any more; fails with what is. */
  void comesToRest(Daemon running, ForcedProof proof, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<String> missing = proof.missing();
    while (!missing.isEmpty()) {
      if (System.nanoTime() > end || !running.alive()) {
        throw new AssertionError(String.join("\n", missing) + "\nThe log says:\n" + running.log());
      }
      TimeUnit.MILLISECONDS.sleep(100);
      missing = proof.missing();
    }
  }

  @Override
  public void close() {
    kill();
    post.close();
    slack.close();
    house.close();
  }
}
