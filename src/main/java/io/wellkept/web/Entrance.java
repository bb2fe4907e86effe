package io.wellkept.web;

import io.wellkept.plan.Plan;
import io.wellkept.plan.SignIn;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how people sign in at present. Where they did when we began to listen, they do until
 * we stop: a file that is changed opens no door.
 */
final class Entrance {
  private final Supplier<Plan> plan;
  private final @Nullable SignIn atStart;

  Entrance(Supplier<Plan> plan, @Nullable SignIn atStart) {
    this.plan = plan;
    this.atStart = atStart;
  }

  /** Null where nobody signs in. */
  @Nullable SignIn signIn() {
    SignIn present = plan.get().daemon().web().signIn();
    return present == null ? atStart : present;
  }
}
