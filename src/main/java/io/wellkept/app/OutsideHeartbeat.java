package io.wellkept.app;

import io.wellkept.plan.Daemon;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls an address outside while all is well here; whoever listens there misses us if not. */
final class OutsideHeartbeat {
  private static final Logger log = LoggerFactory.getLogger(OutsideHeartbeat.class);

  private final Supplier<Daemon> daemon;
  private final OkHttpClient client =
      new OkHttpClient.Builder().callTimeout(10, TimeUnit.SECONDS).followRedirects(false).build();
  private final boolean dry;
  private @Nullable Instant last;
  private volatile boolean failing;

  /**
   * @param dry nothing leaves, not even this
   */
  OutsideHeartbeat(Supplier<Daemon> daemon, boolean dry) {
    this.daemon = daemon;
    this.dry = dry;
  }

  /** Calls, if it is time to; never waits for the answer. */
  void beat(Instant now) {
    URI address = daemon.get().outsideHeartbeat();
    Duration every = daemon.get().outsideHeartbeatEvery();
    if (dry || address == null || beatJustNow(now, every)) {
      return;
    }
    last = now;
    client
        .newCall(new Request.Builder().url(address.toString()).build())
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                heard(false, e.getClass().getSimpleName());
              }

              @Override
              public void onResponse(Call call, Response response) {
                try (response) {
                  heard(response.isSuccessful(), "answered " + response.code());
                }
              }
            });
  }

  /** A clock that went back must not silence us until it has caught up. */
  private boolean beatJustNow(Instant now, Duration every) {
    return last != null && !now.isBefore(last) && now.isBefore(last.plus(every));
  }

  /** The address may be a secret: only its host would help, and that is in the configuration. */
  private void heard(boolean well, String what) {
    if (well == failing) {
      failing = !well;
      if (well) {
        log.info("The outside heartbeat is heard again");
      } else {
        log.warn("The outside heartbeat was not heard why={}", what);
      }
    }
  }
}
