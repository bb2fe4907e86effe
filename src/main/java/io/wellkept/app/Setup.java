package io.wellkept.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What one running Wellkept is given from outside.
 *
 * @param home the folder that holds {@code config/} and {@code monitors/}
 * @param data where the ledger lives, unless the environment names a database
 * @param environment where {@code ${env:NAME}} finds its values, and where the ledger is
 * @param timeScale what durations are divided by; 1 except in the demo
 * @param dry decide and show everything, and let nothing leave
 */
public record Setup(
    Path home,
    Path data,
    Map<String, String> environment,
    double timeScale,
    boolean dry,
    InstantSource clock) {
  public Setup {
    environment = Map.copyOf(environment);
  }
}
