package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that cannot start says why, and that it is no bug. */
final class RunCommandTest {
  @TempDir Path home;

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (Shell shell = houseWithoutSecrets();
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listen(shell, "127.0.0.1:" + other.getLocalPort());
      Result result = shell.types("run");
      assertThat(result.code()).as(result.all()).isEqualTo(1);
      assertThat(result.err()).contains("cannot listen on 127.0.0.1").doesNotContain("bug");
    }
  }

  @Test
  void saysThatPagesAreForThisMachineOnly() {
    try (Shell shell = houseWithoutSecrets()) {
      listen(shell, "0.0.0.0:0");
      Result result = shell.types("run");
      assertThat(result.code()).as(result.all()).isEqualTo(1);
      assertThat(result.err()).contains("127.0.0.1").doesNotContain("bug");
    }
  }

  @Test
  void listsTheProblemsOfAPlanThatNeverWasGood() {
    try (Shell shell = houseWithoutSecrets()) {
      shell.file("config/people.yaml", "people: {anna: {nme: Anna}}");
      Result result = shell.types("run");
      assertThat(result.code()).as(result.all()).isEqualTo(1);
      assertThat(result.err()).contains("config/people.yaml:1:");
    }
  }

  private Shell houseWithoutSecrets() {
    Shell shell = new Shell(home).house();
    String daemon = shell.text("config/daemon.yaml");
    return shell.file(
        "config/daemon.yaml", daemon.replaceAll("(?m)^ +(hook|user|password):.*\n", ""));
  }

  private static void listen(Shell shell, String address) {
    String daemon = shell.text("config/daemon.yaml");
    shell.file("config/daemon.yaml", daemon.replace("127.0.0.1:0", address));
  }
}
