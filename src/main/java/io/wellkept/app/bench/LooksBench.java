package io.wellkept.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets a real daemon look at many pages, and measures it from outside. */
final class LooksBench {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  private final Load load;
  private final Duration warmUp;
  private final Duration window;
  private final List<String> javaOptions;
  private final Deadline deadline;
  private final Consumer<String> progress;

  /**
   * @param warmUp from the moment at which everything has been looked at once
   * @param javaOptions further ones for the daemon's Java
   * @param progress hears what goes on, in sentences
   */
  LooksBench(
      Load load,
      Duration warmUp,
      Duration window,
      List<String> javaOptions,
      Deadline deadline,
      Consumer<String> progress) {
    this.load = load;
    this.warmUp = warmUp;
    this.window = window;
    this.javaOptions = List.copyOf(javaOptions);
    this.deadline = deadline;
    this.progress = progress;
  }

  /**
   * @throws BenchException if it cannot be measured, or not in time
   */
  LookFigures measure() throws IOException, InterruptedException {
    try (Home home = Home.make();
        Child pages = pages(home)) {
      home.write(load, port(pages));
      long begun = System.nanoTime();
      try (Product product = Product.start(home, javaOptions, deadline)) {
        Sample started = product.sample();
        LookFigures.Start start =
            new LookFigures.Start(
                (started.nanos() - begun) / 1e9, started.processor().toNanos() / 1e9);
        progress.accept("The plan is in force; everything is looked at once");
        awaitFirstLooks(product);
        progress.accept("Warming up");
        pass(warmUp);
        progress.accept("Measuring");
        Sample from = product.sample();
        pass(window);
        Sample until = product.sample();
        LookFigures.Memory memory =
            new LookFigures.Memory(product.resident(), product.mostResident(), product.live());
        return LookFigures.of(load, from, until, memory, start);
      }
    }
  }

  private Child pages(Home home) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(PageServer.class.getName()));
    if (load.changing()) {
      arguments.add("changing");
    }
    return Child.start(
        List.of("-XX:+UseSerialGC", "-Xmx512m"),
        null,
        arguments,
        null,
        home.folder().resolve("pages.log"));
  }

  private static int port(Child pages) throws IOException {
    // not closed: the process ends when nobody holds its streams any more
    String line =
        new BufferedReader(
                new InputStreamReader(pages.process().getInputStream(), StandardCharsets.US_ASCII))
            .readLine();
    if (line == null) {
      throw new BenchException("the pages could not be served");
    }
    return Integer.parseInt(line);
  }

  private void awaitFirstLooks(Product product) throws IOException, InterruptedException {
    while (product.sample().looks() < load.touchpoints()) {
      deadline.require("not everything was looked at once");
      TimeUnit.MILLISECONDS.sleep(ASK_AGAIN.toMillis());
    }
  }

  private void pass(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      deadline.require("the measurement was not over");
      TimeUnit.NANOSECONDS.sleep(Math.min(left, ASK_AGAIN.toNanos()));
    }
  }
}
