package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever starts the daemon reads when it cannot start: one clear sentence, and no trace. */
final class StartProcessTest {
  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void furnish() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
  }

  private void says(Map<String, String> environment, String... words) {
    try (Daemon daemon = Daemon.begin(home, environment)) {
      assertThat(daemon.exitCode()).as(daemon.log()).isEqualTo(1);
      assertThat(daemon.log()).contains(words);
      assertThat(daemon.log()).doesNotContain("\tat ", "Exception: ", "bug", "canary-7c1f");
      assertThat(daemon.log().lines().filter(line -> line.startsWith("wellkept: "))).hasSize(1);
    }
  }

  @Test
  void anEmptyFolderStaysEmpty() {
    says(Map.of(), "there is no config/ in " + home, "wellkept init");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void aBrokenFileIsNamedWithItsPlace() {
    try (House house = new House(home).file("monitors/a.yaml", "touchpoints:\n  - id: [a\n")) {
      says(house.environment, "monitors/a.yaml:3:1: not YAML");
    }
  }

  @Test
  void aSecretThatIsNotSetIsNamed() {
    try (House house = new House(home).withOnePage()) {
      house.environment.remove("SMTP_PORT");
      says(house.environment, "config/daemon.yaml:6:", "'SMTP_PORT' is not set");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        House house = new House(home).withOnePage()) {
      String address = "127.0.0.1:" + other.getLocalPort();
      house.edit("config/daemon.yaml", "listen: \"127.0.0.1:0\"", "listen: \"" + address + "\"");
      says(house.environment, "cannot listen on " + address, "another program has the port");
    }
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsNamed() {
    try (House house = new House(home).withOnePage().file("data", "a file, not a folder")) {
      says(house.environment, "cannot write in the data folder " + home.resolve("data"));
    }
  }

  @Test
  void aLedgerThatIsDamagedIsNamed() {
    String noise = "no ledger at all ".repeat(1000);
    try (House house = new House(home).withOnePage().file("data/wellkept.db", noise)) {
      says(house.environment, "wellkept.db is damaged", "bring back a backup");
    }
  }

  @Test
  void aLinkKeyThatIsDamagedIsNamed() {
    try (House house = new House(home).withOnePage().file("data/link-key", "?")) {
      says(house.environment, home.resolve("data/link-key") + " does not hold a key", "remove it");
      house.environment.put("WELLKEPT_LINK_KEYS", "canary-7c1f");
      says(house.environment, "WELLKEPT_LINK_KEYS must hold id:base64");
    }
  }

  @Test
  void aSecondDaemonIsToldWhoHasTheFolder() {
    try (House house = new House(home).withOnePage();
        Daemon first = Daemon.start(home, house.environment)) {
      says(house.environment, "is in use by process ", "--data");
      assertThat(first.status("/health/live")).isEqualTo(200);
    }
  }
}
