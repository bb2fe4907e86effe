package io.wellkept.probe.flow;

import io.wellkept.probe.Http;
import java.util.concurrent.Semaphore;

/** Walks over HTTP alone: sends what a browser would send, and runs no scripts. */
public final class HttpWalker implements Walker {
  /** Larger pages take turns: a parsed page takes some twenty times the memory of its source. */
  private static final int LARGE_AT_ONCE = 2;

  private final Http http;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE);

  public HttpWalker(Http http) {
    this.http = http;
  }

  @Override
  public Trail walk(Walk walk) throws InterruptedException {
    return new HttpVisit(http, walk, large).walked();
  }
}
