package io.wellkept.probe.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.wellkept.probe.Gate;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browsers that we look with: a few threads, each with one of its own. Whatever a page does to
 * a browser, an errand ends in time; a browser that hung or broke is thrown away and another one
 * started for the next errand.
 *
 * <p>Safe for many threads.
 */
public final class Browsers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Browsers.class);

  /** What faults call it. */
  static final String TOOL = "browser";

  private static final String WHERE = "config/daemon.yaml under 'browser'";

  /** Afterwards a browser is ended, so that what it needs is free for others. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  /** Browsers grow with every page: then a new one takes over. */
  private static final int MOST_VISITS = 100;

  /** What an errand may take beyond its time before the browser is ended under it. */
  private static final Duration LENIENCE = Duration.ofMillis(1_500);

  private static final Duration VISITOR_WITHIN = Duration.ofSeconds(10);
  private static final Duration TIDY_WITHIN = Duration.ofSeconds(3);

  /**
   * How we look.
   *
   * @param executable a Chromium on this machine; null if another machine has it
   * @param endpoint where one listens; null if it is on this machine
   * @param atOnce how many browsers, at least 1
   * @param sandbox whether pages are locked in
   * @param userAgent what is said of us, after what the browser says of itself
   * @param patience how long an errand waits for a browser
   */
  public record Setup(
      @Nullable Path executable,
      @Nullable URI endpoint,
      int atOnce,
      boolean sandbox,
      String userAgent,
      Duration patience) {
    public Setup {
      if ((executable == null) == (endpoint == null) || atOnce < 1) {
        throw new IllegalArgumentException("a browser is on this machine or elsewhere, not both");
      }
    }

    /** Without the endpoint: such addresses may hold a key. */
    @Override
    public String toString() {
      return "Setup[" + (executable == null ? "elsewhere" : executable) + "]";
    }
  }

  /** What is done in a browser, by a visitor with one empty page. */
  interface Errand<T> {
    T run(Page page, @Nullable GuardedProxy proxy) throws InterruptedException;
  }

  /** How an errand ended. */
  sealed interface Ending<T> {
    record Done<T>(T result) implements Ending<T> {}

    /** It was not begun, or the browser broke. */
    record Failed<T>(Fault fault) implements Ending<T> {}

    /** The browser was ended because the errand did not come to its end. */
    record Overdue<T>() implements Ending<T> {}
  }

  private final @Nullable Setup setup;
  private final BlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("browser-watch").factory());
  private volatile boolean closed;

  /**
   * @param setup null if there is no browser: every errand fails then, and says so
   */
  public Browsers(@Nullable Setup setup) {
    this.setup = setup;
  }

  /** Whether there is what a browser of this machine is led with; it takes no more than Node.js. */
  public static boolean canStart(Map<String, String> environment) {
    try {
      Chromium.Node.path(environment);
      return true;
    } catch (Chromium.NoNodeException e) {
      return false;
    }
  }

  /**
   * Has an errand done by the next browser that is free.
   *
   * @param gate the only way out that the browser has for the errand, if it is on this machine;
   *     null for none
   * @param most how long it may take once it has begun; the browser's start comes on top
   * @throws InterruptedException if the caller is to stop; the browser is ended then
   */
  <T> Ending<T> send(@Nullable Gate gate, Duration most, Errand<T> errand)
      throws InterruptedException {
    return send(gate, most, setup == null ? Duration.ZERO : setup.patience(), errand);
  }

  /**
   * @param patience how long it waits for a browser
   */
  <T> Ending<T> send(@Nullable Gate gate, Duration most, Duration patience, Errand<T> errand)
      throws InterruptedException {
    Setup known = setup;
    if (known == null) {
      return new Ending.Failed<>(new Fault.NotConfigured(TOOL, WHERE));
    }
    Path executable = known.executable();
    if (executable != null && !Files.isExecutable(executable)) {
      return new Ending.Failed<>(
          new Fault.ToolFailed(TOOL, "there is no program " + executable + ", see " + WHERE));
    }
    Job<T> job = new Job<>(gate, errand, most);
    begin(known);
    waiting.add(job);
    return job.await(patience);
  }

  private synchronized void begin(Setup known) {
    while (threads.size() < known.atOnce() && !closed) {
      int number = threads.size() + 1;
      threads.add(Thread.ofPlatform().daemon().name("browser-" + number).start(() -> work(known)));
    }
  }

  private void work(Setup known) {
    @Nullable Chromium chromium = null;
    try {
      while (!closed) {
        Job<?> job = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (job != null && job.begin()) {
          chromium = serve(job, chromium, known);
        } else if (job == null && chromium != null) {
          chromium.close();
          chromium = null;
        }
      }
    } catch (InterruptedException e) {
      // Wellkept stops, or has another outfit by now
    } finally {
      if (chromium != null) {
        chromium.close();
      }
    }
  }

  /** Does it, with the browser given if that is still good; returns the one for the next. */
  private @Nullable Chromium serve(Job<?> job, @Nullable Chromium before, Setup known) {
    @Nullable Chromium chromium = before;
    try {
      if (chromium == null || !chromium.isConnected()) {
        if (chromium != null) {
          chromium.close();
        }
        chromium = null;
        chromium = Chromium.start(known);
      }
    } catch (Chromium.NoNodeException e) {
      job.fail(
          new Fault.ToolFailed(TOOL, e.getMessage() + ": install it, or see docs/operations.md"));
      return null;
    } catch (RuntimeException e) {
      log.debug("A browser does not start", e);
      job.fail(new Fault.ToolFailed(TOOL, "it does not start: " + Words.of(e)));
      return null;
    }
    boolean good = run(job, chromium);
    if (good && chromium.visits() < MOST_VISITS) {
      return chromium;
    }
    chromium.close();
    return null;
  }

  /** Whether the browser is fit for another one. */
  private boolean run(Job<?> job, Chromium chromium) {
    try {
      Page page = within(VISITOR_WITHIN, chromium::kill, () -> chromium.visitor(job.gate));
      if (job.lead(chromium)) {
        Duration most = job.most.plus(LENIENCE);
        within(most, () -> job.overdue(chromium), () -> job.run(page, chromium.proxy()));
      }
      return within(TIDY_WITHIN, chromium::kill, () -> leave(page, chromium));
    } catch (PlaywrightException e) {
      job.fail(new Fault.ToolFailed(TOOL, Words.of(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      job.breakDown(e);
    }
    return false;
  }

  private static boolean leave(Page page, Chromium chromium) {
    page.context().close();
    chromium.lock();
    return chromium.isConnected();
  }

  private interface Deed<T> {
    T done() throws InterruptedException;
  }

  /** What Playwright does has no end of its own: somebody else ends it. */
  private <T> T within(Duration most, Runnable otherwise, Deed<T> deed)
      throws InterruptedException {
    ScheduledFuture<?> end = watch.schedule(otherwise, most.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return deed.done();
    } finally {
      end.cancel(false);
    }
  }

  /** Ends every browser; errands under way fail. */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      threads.forEach(Thread::interrupt);
    }
    watch.shutdown();
    waiting.forEach(job -> job.fail(new Fault.ToolFailed(TOOL, "it was ended")));
  }

  /** An errand, the one who waits for it, and the browser that it is in. */
  private static final class Job<T> {
    private enum Stage {
      WAITING,
      BEGUN,
      LEFT
    }

    private final @Nullable Gate gate;
    private final Errand<T> errand;
    private final Duration most;
    private final CompletableFuture<Ending<T>> ending = new CompletableFuture<>();
    private final CompletableFuture<Boolean> led = new CompletableFuture<>();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private volatile @Nullable Chromium chromium;

    Job(@Nullable Gate gate, Errand<T> errand, Duration most) {
      this.gate = gate;
      this.errand = errand;
      this.most = most;
    }

    /** Whether anybody still waits for it. */
    boolean begin() {
      return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
    }

    /** Whether anybody still waits for it, now that there is a browser. */
    boolean lead(Chromium by) {
      chromium = by;
      led.complete(true);
      return stage.get() == Stage.BEGUN;
    }

    boolean run(Page page, @Nullable GuardedProxy proxy) throws InterruptedException {
      return ending.complete(new Ending.Done<>(errand.run(page, proxy)));
    }

    void fail(Fault fault) {
      end(new Ending.Failed<>(fault));
    }

    void overdue(Chromium by) {
      end(new Ending.Overdue<>());
      by.kill();
    }

    void breakDown(Throwable because) {
      ending.completeExceptionally(because);
      led.complete(false);
    }

    private void end(Ending<T> how) {
      ending.complete(how);
      led.complete(false);
    }

    Ending<T> await(Duration patience) throws InterruptedException {
      try {
        led.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        boolean begun = !stage.compareAndSet(Stage.WAITING, Stage.LEFT);
        leave();
        return new Ending.Failed<>(
            begun
                ? new Fault.ToolFailed(TOOL, "it did not start in time")
                : new Fault.ToolBusy(TOOL, "raise browser.at-once, or look less often"));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
      try {
        return ending.get(most.plus(LENIENCE).plus(LENIENCE).toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return new Ending.Overdue<>();
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "looking failed in a way that nobody foresaw", e.getCause());
      } finally {
        leave();
      }
    }

    /** Nobody waits any more: what is still going on has no use. */
    private void leave() {
      stage.set(Stage.LEFT);
      Chromium by = chromium;
      if (!ending.isDone() && by != null) {
        by.kill();
      }
    }
  }
}
