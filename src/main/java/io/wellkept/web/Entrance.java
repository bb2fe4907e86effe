package io.wellkept.web;

import io.wellkept.plan.Daemon.Web;
import io.wellkept.plan.Plan;
import io.wellkept.plan.SignIn;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether and how people sign in at present. Where they did when we began to listen, they do until
 * we stop: a file that is changed opens no door.
 */
final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

  private final Supplier<Plan> plan;
  private final Web atStart;
  private final AtomicBoolean told = new AtomicBoolean();

  Entrance(Supplier<Plan> plan, Web atStart) {
    this.plan = plan;
    this.atStart = atStart;
  }

  /** Null where nobody signs in. */
  @Nullable SignIn signIn() {
    SignIn present = plan.get().daemon().web().signIn();
    return present == null ? atStart.signIn() : present;
  }

  /**
   * Whether whoever connects from there may say for whom they do: the proxies that the file names,
   * and nobody else, lest everybody in the same network were whoever they like. Where only this
   * machine reaches the pages, what runs on it.
   */
  boolean believes(InetAddress peer) {
    SignIn signIn = signIn();
    boolean named = signIn != null && signIn.isBehind(peer);
    boolean believed = named || atStart.pages().loopback() && peer.isLoopbackAddress();
    if (!believed && signIn != null && Sender.isOurs(peer) && told.compareAndSet(false, true)) {
      LOG.atWarn()
          .setMessage(
              "What seems to be a proxy is not believed: all who come by it count as one, and are "
                  + "kept out together. If it is one, name it in web.sign-in.behind.")
          .addKeyValue("address", peer.getHostAddress())
          .log();
    }
    return believed;
  }
}
