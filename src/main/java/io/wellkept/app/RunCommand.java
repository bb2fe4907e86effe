package io.wellkept.app;

import io.wellkept.web.Surface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The daemon. */
@Command(
    name = "run",
    description = "Runs the daemon until it is told to stop.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept run                          with ./config and ./monitors",
      "  wellkept run --dry                    looks and decides; nothing leaves the house",
      "  wellkept run -C /etc/wellkept --data /var/lib/wellkept",
      "  wellkept run --ledger postgresql://wellkept@db.example.org/wellkept"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped as asked",
      "1:could not start; the message says why",
      "2:wrong usage"
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  @Mixin Place place;

  @Option(
      names = "--dry",
      description = "Let nothing leave: what would be told is logged, shown, and not sent.")
  boolean dry;

  @Option(
      names = "--log",
      paramLabel = "FORM",
      description =
          "Sentences or one JSON object a line: ${COMPLETION-CANDIDATES} (default: text).")
  Logs.Form form = Logs.Form.TEXT;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "The least that is logged: ${COMPLETION-CANDIDATES} (default: INFO).")
  Level level = Level.INFO;

  @Override
  public Integer call() {
    Logs.write(form, level);
    InstantSource clock = InstantSource.system();
    Path data = dry ? throwAway() : place.data();
    Map<String, String> environment = new HashMap<>(place.environment(System.getenv()));
    if (dry) {
      environment.remove(LedgerPlace.VARIABLE);
    }
    Setup setup = new Setup(place.home, data, environment, 1, dry, clock);
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean orderly = new AtomicBoolean();
    try (Wellkept wellkept = Wellkept.open(setup)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(told, stopped, orderly), "stop"));
      wellkept.start();
      log.info(
          "Wellkept runs pages={} data={} ledger={} dry={}",
          wellkept.address(Surface.PAGES),
          data,
          LedgerPlace.of(environment, data),
          dry);
      told.await();
      log.info("Wellkept stops: no new looks, what is under way is finished");
      orderly.set(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      orderly.set(false);
      throw e;
    } finally {
      stopped.countDown();
    }
    return Exit.DONE;
  }

  /**
   * The process ends when this returns, so it waits until everything is put away. Left to itself
   * Java answers a signal with 128 and its number, and a supervisor takes that for a failure.
   */
  private static void stop(CountDownLatch told, CountDownLatch stopped, AtomicBoolean orderly) {
    told.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (orderly.get()) {
      Runtime.getRuntime().halt(Exit.DONE);
    }
  }

  /** A dry run must not make the real ledger believe that somebody was told. */
  private static Path throwAway() {
    try {
      return Files.createTempDirectory("wellkept-dry");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the dry run can be made", e);
    }
  }
}
