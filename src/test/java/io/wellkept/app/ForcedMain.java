package io.wellkept.app;

import io.wellkept.web.Surface;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;

/**
 * The daemon as {@code wellkept run} starts it, with spans that a test can wait for, and with a
 * ledger that ends the process where it is told to.
 */
final class ForcedMain {
  /** A minute is a second. */
  static final double SCALE = 60;

  private ForcedMain() {}

  /**
   * @param arguments the home, and optionally a {@link HaltingLedger.Moment}
   */
  public static void main(String[] arguments) throws InterruptedException {
    Logs.write(Logs.Form.TEXT, org.slf4j.event.Level.INFO);
    Path home = Path.of(arguments[0]);
    Path data = home.resolve("data");
    Setup setup = new Setup(home, data, System.getenv(), SCALE, false, InstantSource.system());
    Wellkept wellkept =
        arguments.length == 1
            ? Wellkept.open(setup)
            : Wellkept.open(
                setup,
                Wellkept.CLAIM,
                ledger -> new HaltingLedger(ledger, HaltingLedger.Moment.parse(arguments[1])));
    wellkept.start();
    LoggerFactory.getLogger(ForcedMain.class)
        .info("Wellkept runs pages={}", wellkept.address(Surface.PAGES));
    Thread.currentThread().join();
  }
}
