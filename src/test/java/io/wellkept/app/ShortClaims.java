package io.wellkept.app;

import io.wellkept.web.Surface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The daemon as it is wired, with claims that run out while a test waits for it. */
final class ShortClaims {
  static final Duration CLAIM = Duration.ofSeconds(6);

  private static final Logger log = LoggerFactory.getLogger(ShortClaims.class);

  private ShortClaims() {}

  public static void main(String[] arguments) throws InterruptedException {
    Logs.write(Logs.Form.TEXT, Level.INFO);
    Path home = Path.of(arguments[0]);
    Setup setup =
        new Setup(home, home.resolve("data"), System.getenv(), 1, false, InstantSource.system());
    try (Wellkept wellkept = Wellkept.open(setup, CLAIM, UnaryOperator.identity())) {
      wellkept.start();
      log.info("Wellkept runs pages={}", wellkept.address(Surface.PAGES));
      new CountDownLatch(1).await();
    }
  }
}
