package io.wellkept.app.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java of its own that runs a class of ours; it ends with this process at the latest. */
final class Child implements AutoCloseable {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

  private final Process process;
  private final Thread hook;

  private Child(Process process) {
    this.process = process;
    this.hook = new Thread(process::destroyForcibly, "bench-child");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * @param first comes before everything else on the class path; null if nothing does
   * @param output where its standard output goes; null if it is read here
   * @param log where its standard error goes
   */
  static Child start(
      List<String> options,
      @Nullable Path first,
      List<String> classAndArguments,
      @Nullable Path output,
      Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    String ours = System.getProperty("java.class.path");
    command.add(first == null ? ours : first + File.pathSeparator + ours);
    command.addAll(classAndArguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    if (output != null) {
      builder.redirectOutput(output.toFile());
    }
    return new Child(builder.start());
  }

  Process process() {
    return process;
  }

  /** Asks it to end, and ends it if it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    removeHook();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // this process is ending: the hook does no harm
    }
  }
}
