package io.wellkept.app.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The daemon that is measured, as {@code wellkept run} starts it, seen from outside. */
final class Product implements AutoCloseable {
  private static final Pattern PAGES = Pattern.compile("Wellkept runs pages=(\\S+)");
  private static final Pattern FIGURE = Pattern.compile("(?m)^(Vm\\w+|write_bytes):\\s+(\\d+)");
  private static final Pattern USED = Pattern.compile("(?m)^\\s*garbage-first heap.* used (\\d+)K");
  private static final int FIRST_WITH_SMALL_HEADERS = 25;

  private final Child child;
  private final Path log;
  private final URI metrics;
  private final HttpClient client;

  private Product(Child child, Path log, URI pages, HttpClient client) {
    this.child = child;
    this.log = log;
    this.metrics = pages.resolve("/metrics");
    this.client = client;
  }

  /**
   * Starts it and waits until its plan is in force.
   *
   * @param options further ones for its Java
   * @throws BenchException if it ends before, or is not ready in time
   */
  static Product start(Home home, List<String> options, Deadline deadline)
      throws IOException, InterruptedException {
    Path log = home.folder().resolve("daemon.log");
    Child child =
        Child.start(
            javaOptions(options),
            home.names(),
            List.of("io.wellkept.app.Main", "run", "-C", home.folder().toString()),
            home.folder().resolve("daemon.out"),
            log);
    try {
      URI pages = awaitPages(child, log, deadline);
      return new Product(child, log, pages, HttpClient.newHttpClient());
    } catch (RuntimeException | IOException | InterruptedException e) {
      child.close();
      throw e;
    }
  }

  /** As the launcher starts the daemon. */
  private static List<String> javaOptions(List<String> more) {
    List<String> options =
        new ArrayList<>(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= FIRST_WITH_SMALL_HEADERS) {
      options.add("-XX:+UseCompactObjectHeaders");
    }
    options.addAll(more);
    return options;
  }

  private static URI awaitPages(Child child, Path log, Deadline deadline)
      throws IOException, InterruptedException {
    while (true) {
      Matcher pages = PAGES.matcher(Files.readString(log));
      if (pages.find()) {
        return URI.create(pages.group(1));
      }
      if (!child.process().isAlive()) {
        throw new BenchException("the daemon did not start:\n" + tail(log));
      }
      deadline.require("the daemon was not ready");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** How it stands now. */
  Sample sample() throws IOException, InterruptedException {
    if (!child.process().isAlive()) {
      throw new BenchException("the daemon ended:\n" + tail(log));
    }
    String text =
        client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return Sample.read(
        System.nanoTime(),
        child.process().info().totalCpuDuration().orElse(Duration.ZERO),
        text,
        figure("io", "write_bytes", 1));
  }

  /** Bytes of memory that it takes now; empty where the system does not say. */
  OptionalLong resident() {
    return figure("status", "VmRSS", 1_024);
  }

  /** The most that it took. */
  OptionalLong mostResident() {
    return figure("status", "VmHWM", 1_024);
  }

  private OptionalLong figure(String file, String name, long unit) {
    try {
      String text = Files.readString(Path.of("/proc", "" + child.process().pid(), file));
      return FIGURE
          .matcher(text)
          .results()
          .filter(found -> found.group(1).equals(name))
          .mapToLong(found -> Long.parseLong(found.group(2)) * unit)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Bytes that live on the heap, after a collection of all of it; empty without a whole JDK. */
  OptionalLong live() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return OptionalLong.empty();
    }
    ask(jcmd, "GC.run");
    Matcher used = USED.matcher(ask(jcmd, "GC.heap_info"));
    return used.find()
        ? OptionalLong.of(Long.parseLong(used.group(1)) * 1_024)
        : OptionalLong.empty();
  }

  private String ask(Path jcmd, String what) throws IOException, InterruptedException {
    Process asking =
        new ProcessBuilder(jcmd.toString(), "" + child.process().pid(), what)
            .redirectErrorStream(true)
            .start();
    String answer = new String(asking.getInputStream().readAllBytes());
    asking.waitFor();
    return answer;
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  @Override
  public void close() {
    client.close();
    child.close();
  }
}
