package io.wellkept.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * What a process is called where several share a ledger: the value of {@value #VARIABLE}, else the
 * name of its host. It is the same after a restart.
 */
final class ProcessName {
  static final String VARIABLE = "WELLKEPT_PROCESS";

  private static final int LONGEST = 63;

  private ProcessName() {}

  /**
   * @throws StartException if the variable holds no name
   */
  static String of(Map<String, String> environment) {
    String given = environment.getOrDefault(VARIABLE, "").strip();
    if (given.isEmpty()) {
      return ofHost();
    }
    if (!given.matches("[A-Za-z0-9][A-Za-z0-9._-]{0," + (LONGEST - 1) + "}")) {
      throw new StartException(
          VARIABLE + " must be up to " + LONGEST + " letters, digits, dots and dashes");
    }
    return given;
  }

  private static String ofHost() {
    try {
      String host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return host.isEmpty() ? "wellkept" : host.substring(0, Math.min(LONGEST, host.length()));
    } catch (UnknownHostException e) {
      return "wellkept";
    }
  }
}
