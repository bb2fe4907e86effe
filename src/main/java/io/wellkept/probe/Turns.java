package io.wellkept.probe;

import io.wellkept.touchpoint.Fault;
import org.jspecify.annotations.Nullable;

/** One visitor's turns at hosts, taken at the pace that politeness wants: one host at a time. */
public final class Turns implements AutoCloseable {
  private final Http http;
  private final boolean fresh;
  private long waited;

  /** The host whose turn we have; what follows within it goes on at once. */
  private @Nullable Host entered;

  Turns(Http http, boolean fresh) {
    this.http = http;
    this.fresh = fresh;
  }

  /** Waits for our turn at the host; says why it will not come, or null if it came. */
  public @Nullable Fault enter(String name) throws InterruptedException {
    Host host = http.hosts().of(name, http.now());
    Host.Pause pause = host.pauseAt(http.now(), fresh);
    if (pause != null) {
      return new Fault.Throttled(pause.why());
    }
    if (host == entered) {
      host.charge();
      return null;
    }
    close();
    long start = System.nanoTime();
    boolean admitted = host.enter(http.hosts().manners().patience().toNanos() - waited);
    waited += System.nanoTime() - start;
    if (!admitted) {
      return new Fault.Crowded(name);
    }
    entered = host;
    return null;
  }

  @Override
  public void close() {
    Host host = entered;
    if (host != null) {
      host.leave();
      entered = null;
    }
  }
}
