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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real process that runs the daemon, as an operator starts it. */
final class Daemon implements AutoCloseable {
  private static final Pattern PAGES = Pattern.compile("pages=(http://127\\.0\\.0\\.1:\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private Daemon(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it and does not wait. What it says goes to a file beside the home. */
  static Daemon begin(Path home, Map<String, String> environment, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "-C", home.toString()));
    arguments.addAll(List.of(more));
    return begin(Main.class, home, environment, arguments);
  }

  /** The same with another main class, given these arguments. */
  static Daemon begin(
      Class<?> main, Path home, Map<String, String> environment, List<String> arguments) {
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      // our own classes, just compiled, need no second look: a start costs less
      command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
      command.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "-cp"));
      command.add(System.getProperty("java.class.path"));
      command.add(main.getName());
      command.addAll(arguments);
      Path log = Files.createTempFile(home.getParent(), "log", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      return new Daemon(builder.redirectOutput(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it runs. */
  static Daemon start(Path home, Map<String, String> environment, String... more) {
    Daemon daemon = begin(home, environment, more);
    return daemon.isUp();
  }

  /** Waits until it runs. */
  Daemon isUp() {
    await(this::runs);
    return this;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it is so; fails when it takes too long or the process ends before. */
  void await(BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("it did not come to that; the log says:\n" + log());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where its pages are, once it runs. */
  URI pages() {
    Matcher pages = PAGES.matcher(log());
    if (!pages.find()) {
      throw new AssertionError("it does not run:\n" + log());
    }
    return URI.create(pages.group(1));
  }

  boolean runs() {
    return log().contains("Wellkept runs");
  }

  boolean alive() {
    return process.isAlive();
  }

  int status(String path) {
    return get(path).statusCode();
  }

  String body(String path) {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) {
    HttpRequest request = HttpRequest.newBuilder(pages().resolve(path)).build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How it ended by itself. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it still runs:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code kill -SIGNAL} does. */
  void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends it from one moment to the next, as a power cut does. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
