package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands that want something of the daemon where people sign in. */
final class TokenStoryTest {
  private static final String VARIABLE = "WELLKEPT_TOKEN";

  @TempDir Path home;
  private House house;

  @BeforeEach
  void open() {
    house =
        new House(home)
            .withOnePage()
            .edit("config/daemon.yaml", "web: {", "web: {sign-in: {local: true}, ")
            .opens();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private record Result(int code, String out, String err) {}

  private Result types(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(new Surroundings(house.environment, house.clock, null));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-C", home.toString()));
    int code = line.execute(all.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  /** The same, to the daemon that runs here. */
  private Result asks(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--at", house.at("/")));
    return types(all.toArray(String[]::new));
  }

  private String token(String role, String person) {
    return types("tokens", "add", "test", "--role", role, "--person", person).out().strip();
  }

  private String file(String text, String rights) throws IOException {
    Path file = Files.writeString(home.resolve("token.txt"), text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    return file.toString();
  }

  @Test
  void withoutATokenTheySayWhatToDo() {
    Result report = asks("report", "page", "dark", "--by", "ben");
    assertThat(report.code()).as(report.err()).isEqualTo(1);
    assertThat(report.err()).contains("people sign in here", "wellkept tokens add", VARIABLE);
    Result nobody = asks("maintenance", "add", "page", "--for", "1h", "--reason", "x");
    assertThat(nobody.code()).isEqualTo(2);
    assertThat(nobody.err()).contains("say with --by who it is");
    assertThat(house.open()).isEmpty();
  }

  @Test
  void theTokenOfAFileSaysWhoActs() throws IOException {
    String secret = token("owner", "anna");
    String file = file(secret, "rw-------");
    Result report = asks("report", "page", "dark", "--by", "ben", "--token-file", file);
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.err()).isEmpty();
    assertThat(house.open().get(0).worst().headline())
        .isEqualTo("Anna Berg reported that something is wrong");
  }

  @Test
  void theTokenOfTheEnvironmentMakesAndEndsMaintenance() {
    String secret = token("owner", "anna");
    house.knows(VARIABLE, secret);
    Result made = asks("maintenance", "add", "page", "--for", "1h", "--reason", "New texts");
    assertThat(made.code()).as(made.err()).isZero();
    Matcher id = Pattern.compile("Made window ([a-z0-9]+)").matcher(made.out());
    assertThat(id.find()).isTrue();
    assertThat(types("maintenance", "list", "--json").out()).contains("\"by\" : \"anna\"");
    Result ended = asks("maintenance", "end", id.group(1));
    assertThat(ended.out()).contains("Ended window");
    assertThat(made + " " + ended).doesNotContain(secret);
  }

  @Test
  void aTokenThatIsNoneOrMayNotIsToldSo() {
    house.knows(VARIABLE, "wk_canary");
    Result none = asks("report", "page", "dark");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("does not take this token").doesNotContain("canary");
    house.knows(VARIABLE, token("owner", "otto"));
    Result foreign = asks("maintenance", "add", "page", "--for", "1h", "--reason", "x");
    assertThat(foreign.code()).isEqualTo(1);
    assertThat(foreign.err()).contains("You have no part in The page", "--role operator");
  }

  @Test
  void warnsOfAFileThatEverybodyMayRead() throws IOException {
    String file = file(token("owner", "anna"), "rw-r--r--");
    Result report = asks("report", "page", "dark", "--token-file", file);
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.err()).contains("read by everybody on this machine: chmod 600 " + file);
  }

  @Test
  void asksUnderTheNameOfTheSignInWherePagesListenOnAnAddressOfTheNetwork() {
    house.knows(VARIABLE, "wk_canary");
    house.edit(
        "config/daemon.yaml",
        "web: {sign-in: {local: true}, ",
        "web: {sign-in: {local: true, url: \"https://127.0.0.1:1/\"}, pages: \"192.0.2.1:8080\", ");
    Result report = types("report", "page", "dark");
    assertThat(report.code()).isEqualTo(2);
    assertThat(report.err()).contains("no daemon answers at https://127.0.0.1:1/");
  }

  @Test
  void sendsNoTokenWhereOthersCouldReadIt() throws IOException {
    house.knows(VARIABLE, "wk_canary");
    for (String at : List.of("http://wellkept.example.org/", "http://127.example.org/")) {
      Result sent = types("report", "page", "dark", "--at", at);
      assertThat(sent.code()).isEqualTo(2);
      assertThat(sent.err()).contains("--at must begin with https://").doesNotContain("canary");
    }
    String file = file("two canaries", "rw-------");
    Result two = asks("report", "page", "dark", "--token-file", file);
    assertThat(two.code()).isEqualTo(2);
    assertThat(two.err()).contains("token.txt holds no token").doesNotContain("canar");
    assertThat(asks("report", "page", "dark", "--token-file", home + "/none").err())
        .contains("cannot read the token from");
  }
}
