package io.wellkept.probe.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The browser of this machine, one for all tests that need no other. */
public final class OneBrowser {
  private static final Optional<Path> EXECUTABLE =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  /** Ends with the JVM, as its driver hears no more then. */
  private static final Browsers SHARED =
      new Browsers(EXECUTABLE.map(path -> setup(path, Duration.ofSeconds(30))).orElse(null));

  private OneBrowser() {}

  static Browsers shared() {
    assumeThere();
    return SHARED;
  }

  /** Skips the test, in words, where there is none. */
  public static Browsers.Setup setup(Duration patience) {
    assumeThere();
    return setup(EXECUTABLE.orElseThrow(), patience);
  }

  private static Browsers.Setup setup(Path executable, Duration patience) {
    boolean root = "root".equals(System.getProperty("user.name"));
    return new Browsers.Setup(
        executable, null, 1, !root, "Wellkept/test (+https://w.example)", patience);
  }

  /** What its driver wants to be told of where Node.js is. */
  public static Map<String, String> node() {
    return Chromium.Node.path(System.getenv())
        .map(path -> Map.of(Chromium.Node.VARIABLE, path.toString()))
        .orElse(Map.of());
  }

  private static void assumeThere() {
    assumeTrue(EXECUTABLE.isPresent(), "there is no Chromium on this machine");
    assumeTrue(Browsers.canStart(System.getenv()), "there is no Node.js on this machine");
  }
}
