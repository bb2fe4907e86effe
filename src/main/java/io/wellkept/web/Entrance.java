package io.wellkept.web;

import io.wellkept.plan.Daemon.Web;
import io.wellkept.plan.Plan;
import io.wellkept.plan.SignIn;
import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how people sign in at present. Where they did when we began to listen, they do until
 * we stop: a file that is changed opens no door.
 */
final class Entrance {
  private final Supplier<Plan> plan;
  private final Web atStart;

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
    return named || atStart.pages().loopback() && peer.isLoopbackAddress();
  }
}
