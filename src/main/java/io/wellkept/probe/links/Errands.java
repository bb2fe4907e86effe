package io.wellkept.probe.links;

import io.wellkept.probe.Http;
import io.wellkept.probe.links.Outcome.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Looks at as many addresses as there is time for: hosts abreast, each with its own queue, so that
 * a slow one holds up nobody else. What is under way when time is over counts as not looked at.
 */
final class Errands {
  private static final int HOSTS_ABREAST = 16;
  private static final int AT_ONE_OF_OURS = 4;

  private final Http http;
  private final LinkAsker asker;
  private final Site site;
  private final Duration timeout;
  private final Map<String, Outcome> done = new ConcurrentHashMap<>();
  private final Semaphore hosts = new Semaphore(HOSTS_ABREAST);
  private volatile boolean closed;

  Errands(Http http, LinkAsker asker, Site site, Duration timeout) {
    this.http = http;
    this.asker = asker;
    this.site = site;
    this.timeout = timeout;
  }

  /** Whether our own network turned out to be closed. */
  boolean closed() {
    return closed;
  }

  /**
   * Looks at them in their order.
   *
   * @return what was found out in time, by {@link Errand#key}
   */
  Map<String, Outcome> run(List<Errand> errands, Duration time) throws InterruptedException {
    List<Callable<Void>> workers = new ArrayList<>();
    byHost(errands)
        .forEach((host, queue) -> {
          int abreast = http.ours(host) ? Math.min(AT_ONE_OF_OURS, queue.size()) : 1;
          for (int i = 0; i < abreast; i++) {
            workers.add(() -> work(queue));
          }
        });
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (Future<Void> worker :
          threads.invokeAll(workers, Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS)) {
        if (worker.state() == Future.State.FAILED) {
          throw new IllegalStateException("looking at links failed", worker.exceptionNow());
        }
      }
    } finally {
      threads.shutdownNow();
    }
    return Map.copyOf(done);
  }

  private static Map<String, Queue<Errand>> byHost(List<Errand> errands) {
    Map<String, Queue<Errand>> byHost = new LinkedHashMap<>();
    for (Errand errand : errands) {
      byHost
          .computeIfAbsent(
              HttpUrl.get(errand.address()).host(), host -> new ConcurrentLinkedQueue<>())
          .add(errand);
    }
    return byHost;
  }

  private @Nullable Void work(Queue<Errand> queue) throws InterruptedException {
    hosts.acquire();
    try {
      Errand next = queue.poll();
      while (next != null && !closed) {
        Outcome outcome = asker.ask(next, site.headers(next.address()), timeout);
        if (outcome.verdict() == Verdict.CLOSED) {
          closed = true;
        } else {
          done.put(next.key(), outcome);
        }
        next = queue.poll();
      }
    } finally {
      hosts.release();
    }
    return null;
  }
}
