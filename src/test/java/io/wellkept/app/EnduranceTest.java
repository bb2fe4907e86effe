package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wellkept.incident.Incident;
import io.wellkept.web.Surface;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Days of looks in seconds: pages break and are repaired, people are told and take what is wrong,
 * and what is old is forgotten. In full: {@code mvn test -Dtest=EnduranceTest
 * -Dendurance.looks=1000000}.
 */
final class EnduranceTest {
  private static final int LOOKS = Integer.getInteger("endurance.looks", 60_000);

  /** In full 2,000, so that the short run has as many rounds as it can. */
  private static final int TOUCHPOINTS = Math.min(2_000, LOOKS / 60);

  /** More looks than 64 at one host at a time are put off. */
  private static final int HOSTS = 1 + TOUCHPOINTS / 50;

  private static final int PEOPLE = 20;
  private static final Duration EVERY = Duration.ofMinutes(5);

  /** Less than what counts as a time in which nobody listened. */
  private static final Duration STEP = Duration.ofSeconds(30);

  private static final Duration KEPT = Duration.ofHours(1);

  /** As often as retention comes, and what it takes to get through. */
  private static final Duration SLACK = Duration.ofMinutes(15);

  private static final long TOLERANCE = 8L << 20;

  @TempDir Path home;
  private final AtomicLong looks = new AtomicLong();
  private volatile int round;

  @Test
  void heapAndLedgerStayAsTheyAreHoweverLongItRuns() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Postbox post = new Postbox();
        House house = new House(home)) {
      List<HttpServer> sites = sites(threads);
      furnish(house, post, sites.get(0).getAddress().getPort());
      house.opens();
      List<Long> heap = new ArrayList<>();
      List<Long> ledger = new ArrayList<>();
      int rounds = LOOKS / TOUCHPOINTS;
      int told = 0;
      long begun = System.nanoTime();
      while (looks.get() < LOOKS) {
        oneRound(house);
        told += post.taken().size();
        post.taken().clear();
        post.offered().clear();
        round++;
        if (looks.get() >= LOOKS * (1L + 2L * heap.size()) / 5) {
          heap.add(heapAfterCollection());
          ledger.add(house.running().ledger().read(view -> view.bytes()));
        }
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      sites.forEach(site -> site.stop(0));
      String figures =
          "%d looks at %d touchpoints in %.0f s, %.0f a second; %d mails; heap %s bytes and ledger %s bytes after 20, 60 and 100 %%; rows %s"
              .formatted(
                  looks.get(),
                  TOUCHPOINTS,
                  seconds,
                  looks.get() / seconds,
                  told,
                  heap,
                  ledger,
                  rows());
      System.out.println(figures);
      assertThat(rounds).isGreaterThan(20);
      assertThat(told).as("mails").isGreaterThan(rounds);
      assertThat(heap.get(1)).as(figures).isLessThan(heap.get(0) + TOLERANCE);
      assertThat(heap.get(2)).as(figures).isLessThan(heap.get(0) + TOLERANCE);
      assertThat(ledger.get(2)).as(figures).isLessThan(ledger.get(1) * 5 / 4);
      nothingIsLeftBehind(house);
    }
  }

  /** Time passes until everything was looked at once more; somebody takes what is open. */
  private void oneRound(House house) {
    for (Duration gone = Duration.ZERO; gone.compareTo(EVERY) < 0; gone = gone.plus(STEP)) {
      house.clock.move(STEP);
      house.settles();
    }
    house.open().stream().findAny().ifPresent(incident -> take(house, incident));
  }

  private static void take(House house, Incident incident) {
    Instant now = house.clock.instant();
    String token = house.running().tokens().incident(incident.id(), owner(incident), now);
    String until = now.plus(Duration.ofHours(1)).toString().substring(0, 16);
    String address = house.running().address(Surface.PUBLIC).resolve("/i/" + token).toString();
    assertThat(house.press(address + "/take", "until=" + House.encoded(until)).statusCode())
        .isEqualTo(303);
    house.settles();
  }

  private static String owner(Incident incident) {
    return "p" + Integer.parseInt(incident.check().touchpoint().substring(1)) % PEOPLE;
  }

  private List<HttpServer> sites(ExecutorService threads) throws IOException {
    List<HttpServer> sites = new ArrayList<>();
    int port = 0;
    for (int host = 1; host <= HOSTS; host++) {
      HttpServer site = HttpServer.create(new InetSocketAddress("127.0.1." + host, port), 0);
      port = site.getAddress().getPort();
      site.setExecutor(threads);
      site.createContext("/", this::answer);
      site.start();
      sites.add(site);
    }
    return sites;
  }

  /** Each page is broken for three rounds of forty, never all at once. */
  private void answer(HttpExchange exchange) throws IOException {
    looks.incrementAndGet();
    int page = Integer.parseInt(exchange.getRequestURI().getPath().substring(2));
    int status = (round + page) % 40 < 3 ? 500 : 200;
    byte[] body = ("<html lang=en><title>Page</title>Round " + round).getBytes();
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void furnish(House house, Postbox post, int port) {
    StringBuilder hosts = new StringBuilder();
    for (int host = 1; host <= HOSTS; host++) {
      hosts.append(host == 1 ? "" : ", ").append("127.0.1.").append(host);
    }
    house.knows("SMTP_PORT", Integer.toString(post.port()));
    house.edit("config/daemon.yaml", "own-hosts: [127.0.0.1]", "own-hosts: [" + hosts + "]");
    house.edit(
        "config/daemon.yaml", "at-once: 8, per-second: 1000", "at-once: 64, per-second: 10000");
    house.edit(
        "config/daemon.yaml",
        "notifiers:\n",
        "storage: {keep-events: 1h, keep-hours: 3h}\nnotifiers:\n");
    StringBuilder people = new StringBuilder("people:\n");
    for (int person = 0; person < PEOPLE; person++) {
      people.append(
          "  p%1$d: {name: Person %1$d, email: p%1$d@shop.example, hours: always}\n"
              .formatted(person));
    }
    people.append("teams:\n  operations: {name: Operations, lead: p0, members: [p0]}\n");
    house.file("config/people.yaml", people.toString().replace("Person 0", "Person Zero"));
    house.edit(
        "config/policies.yaml", "{tell: lead, after: 4h}", "{tell: \"person:p1\", after: 4h}");
    StringBuilder pages = new StringBuilder("touchpoints:\n");
    for (int page = 0; page < TOUCHPOINTS; page++) {
      pages.append(
          """
            - id: t%1$d
              name: Page %1$d
              url: http://127.0.1.%2$d:%3$d/t%1$d
              owner: p%4$d
              backup: p%5$d
              checks: {page: {every: 5m, confirm: 30s}}
          """
              .formatted(page, 1 + page % HOSTS, port, page % PEOPLE, (page + 1) % PEOPLE));
    }
    house.file("monitors/site.yaml", pages.toString());
  }

  private static long heapAfterCollection() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int turn = 0; turn < 3; turn++) {
      System.gc();
      Thread.sleep(100);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private void nothingIsLeftBehind(House house) throws SQLException {
    long now = house.clock.instant().toEpochMilli();
    long old = now - KEPT.plus(SLACK).toMillis();
    assertThat(count("checks")).isEqualTo(TOUCHPOINTS);
    for (String left :
        List.of(
            "checks WHERE claim IS NOT NULL OR live = 0 OR due_at <= " + now,
            "checks WHERE due_at > " + (now + EVERY.toMillis()),
            "postings WHERE claim IS NOT NULL",
            "postings WHERE settled_at IS NULL AND due_at <= " + now,
            "postings WHERE settled_at < " + old,
            "postings WHERE incident NOT IN (SELECT id FROM incidents) AND settled_at IS NULL",
            "incidents WHERE resolved_at < " + old,
            "incidents WHERE wake_at <= " + now,
            "events WHERE at < " + old,
            "rollups WHERE hour < " + (old - Duration.ofHours(3).toMillis()),
            "gaps")) {
      assertThat(count(left)).as(left).isZero();
    }
    assertThat(house.open()).allSatisfy(open -> assertThat(open.told()).isNotEmpty());
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("checks", "incidents", "postings", "events", "rollups")) {
      rows.add(table + "=" + count(table));
    }
    return rows;
  }

  private long count(String what) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/wellkept.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + what)) {
      return rows.getLong(1);
    }
  }
}
