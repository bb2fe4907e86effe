package io.wellkept.app;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.ledger.PostgresLedger;
import io.wellkept.ledger.PostgresPlace;
import io.wellkept.touchpoint.CheckId;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Real processes on one PostgreSQL, each with a home folder of its own, that look at one web site
 * and send to one mail server. Page {@code /tN} belongs to person {@code pN}, so that no message
 * waits to be bundled with another; whoever runs Wellkept is {@code otto}.
 */
final class Several implements AutoCloseable {
  final House house;
  final Postbox post = new Postbox();
  private final Path folder;
  private final PostgresPlace place;
  private final int pages;
  private final List<Daemon> daemons = new ArrayList<>();

  Several(Path folder, PostgresPlace place, int pages, String every) {
    this.folder = folder;
    this.place = place;
    this.pages = pages;
    this.house = new House(made(folder.resolve("house")));
    house.knows("SMTP_PORT", Integer.toString(post.port()));
    house.file("config/people.yaml", people()).file("monitors/site.yaml", touchpoints(every));
    // so many at once would be a storm, and wait
    house.edit(
        "config/daemon.yaml", "notifiers:", "own-eyes: {storm: {at-least: 1000}}\nnotifiers:");
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String people() {
    StringBuilder yaml = new StringBuilder("people:\n");
    for (int i = 0; i < pages; i++) {
      yaml.append(
          "  p%d: {name: Person %d, email: p%d@shop.example, hours: always}\n".formatted(i, i, i));
    }
    return yaml
        + """
          otto: {name: Otto Per, email: otto@shop.example, hours: always}
        teams:
          web: {name: Web team, lead: p0, members: [p0, p1]}
          operations: {name: Operations, lead: otto, members: [otto]}
        """;
  }

  private String touchpoints(String every) {
    StringBuilder yaml = new StringBuilder("touchpoints:\n");
    IntStream.range(0, pages).forEach(i -> yaml.append(touchpoint(i, "t" + i, every)));
    return yaml.toString();
  }

  String touchpoint(int person, String id, String every) {
    return """
      - id: %s
        name: Page %s
        url: ${env:SITE}/%s
        owner: p%d
        backup: p%d
        checks: {page: {every: %s, confirm: 1s}}
    """
        .formatted(id, id, id, person, (person + 1) % pages, every);
  }

  /** The home folder of that process; at first the same files as everybody has. */
  Path home(String process) {
    Path home = folder.resolve(process);
    if (!Files.exists(home)) {
      copy(house.home(), home);
    }
    return home;
  }

  private static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the shipped program. */
  Daemon begins(String process) {
    return kept(Daemon.begin(home(process), environment(process)));
  }

  /** Starts one whose claims run out soon. */
  Daemon beginsWithShortClaims(String process) {
    Path home = home(process);
    return kept(
        Daemon.begin(ShortClaims.class, home, environment(process), List.of(home.toString())));
  }

  private Daemon kept(Daemon daemon) {
    daemons.add(daemon);
    return daemon;
  }

  private Map<String, String> environment(String process) {
    Map<String, String> all = new HashMap<>(house.environment);
    all.put("WELLKEPT_LEDGER", place.url());
    all.put("WELLKEPT_LEDGER_USER", String.valueOf(place.user()));
    all.put("WELLKEPT_PROCESS", process);
    return all;
  }

  <T> T reads(Function<Ledger.View, T> question) {
    try (LedgerReading ledger = PostgresLedger.read(place).orElseThrow()) {
      return ledger.read(question);
    }
  }

  static CheckId page(int number) {
    return new CheckId("t" + number, "page");
  }

  /** How many looks at that page the ledger has taken in. */
  int looks(int number) {
    return reads(view ->
        view.check(page(number)).map(CheckState::tally).map(Tally::looks).orElse(0)
            + view.rollups(page(number), Instant.EPOCH).stream().mapToInt(Tally::looks).sum());
  }

  /** How often the ledger says that the page's owner was told. */
  long told(int number) {
    return reads(view ->
        view.eventsOf("t" + number, 1_000).stream()
            .filter(event -> event.type() == Event.Type.TOLD)
            .count());
  }

  /** Whether somebody was told of that page, and no message about it is left. */
  boolean isSettled(int number) {
    return reads(view ->
            view.incidentsOf("t" + number, 100).stream()
                .flatMap(incident -> view.postings(incident.id()).stream())
                .toList())
        .stream()
        .map(Ledger.Posted::ending)
        .reduce(
            false,
            (any, ending) -> ending instanceof Posting.Ending.Sent,
            (one, other) -> one && other);
  }

  /** Message-IDs of what came to that person, repeats as well. */
  List<String> mailTo(String person) {
    return post.taken().stream()
        .filter(mail -> recipient(mail).startsWith(person + "@"))
        .map(House::id)
        .toList();
  }

  private static String recipient(MimeMessage mail) {
    try {
      return ((InternetAddress) mail.getAllRecipients()[0]).getAddress();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    daemons.forEach(Daemon::close);
    post.goesOn();
    post.close();
    house.close();
  }
}
