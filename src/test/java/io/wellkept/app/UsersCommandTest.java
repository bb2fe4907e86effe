package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and tokens, as they are made on the command line. */
final class UsersCommandTest {
  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(home).house();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void makesTheFirstAdminAndShowsNoPassword() {
    shell.answers("a-long-password", "a-long-password");
    Shell.Result made = shell.types("users", "add", "root", "--role", "admin", "--person", "anna");
    assertThat(made.code()).as(made.all()).isZero();
    assertThat(made.all()).contains("root may sign in, as admin").doesNotContain("a-long-password");
    assertThat(shell.types("users", "list").out()).contains("root  admin  is anna", "1 user");
  }

  @Test
  void takesAPasswordFromAFileAndRefusesWhatWillNotDo() throws IOException {
    Path file = Files.writeString(home.resolve("secret.txt"), "a-long-password\n");
    String[] add = {"users", "add", "ben", "--role", "owner", "--password-file", file.toString()};
    assertThat(shell.types(add).code()).isZero();
    assertThat(shell.types(add).all()).contains("has that name already");
    Files.writeString(file, "short");
    assertThat(shell.types("users", "password", "ben", "--password-file", file.toString()).all())
        .contains("12 characters or more");
    assertThat(shell.types("users", "role", "ben", "god").code()).isEqualTo(2);
    assertThat(shell.types("users", "disable", "nobody").code()).isEqualTo(2);
    assertThat(shell.types("users", "add", "x", "--role", "viewer").all())
        .contains("nobody can be asked");
  }

  @Test
  void worksBesideARunningDaemon() throws IOException {
    Path file = Files.writeString(home.resolve("secret.txt"), "a-long-password\n");
    try (Ledger daemon = SqliteLedger.open(home.resolve("data"))) {
      Shell.Result made =
          shell.types("users", "add", "ben", "--role", "owner", "--password-file", file.toString());
      assertThat(made.code()).as(made.all()).isZero();
      int users = daemon.read(view -> view.accounts().users().size());
      assertThat(users).isEqualTo(1);
    }
  }

  @Test
  void makesListsAndRevokesTokens() {
    Shell.Result made = shell.types("tokens", "add", "board", "--role", "viewer", "--read-only");
    assertThat(made.out()).matches("wk_[A-Za-z0-9_-]{43}\\s+");
    String listed = shell.types("tokens", "list").out();
    assertThat(listed)
        .contains("board", "viewer, looks only", "never used", "1 token")
        .doesNotContain("wk_");
    String id = listed.substring(0, listed.indexOf(' '));
    assertThat(shell.types("tokens", "revoke", id).code()).isZero();
    assertThat(shell.types("tokens", "revoke", id).code()).isEqualTo(2);
    assertThat(shell.types("tokens", "list").out()).contains("revoked");
  }
}
