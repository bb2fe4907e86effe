package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What holds for the command line as a whole. */
final class MainTest {
  private static final Path DOCS = Path.of("docs/cli.md");

  @TempDir Path home;

  private static CommandLine line() {
    return Main.commandLine(new Surroundings(Map.of(), InstantSource.system(), null));
  }

  static Stream<String> commands() {
    return line().getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void saysWhatACommandTakesWithExamplesAndExitCodes(String command) {
    try (Shell shell = new Shell(home)) {
      Result help = shell.typesElsewhere(command, "--help");
      assertThat(help.code()).as(help.all()).isZero();
      assertThat(help.out())
          .contains("Usage: wellkept " + command)
          .contains("Examples:")
          .contains("Exit codes:")
          .contains("  wellkept " + command);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void saysItsVersionWhereverItIsAsked(String command) {
    try (Shell shell = new Shell(home)) {
      assertThat(shell.typesElsewhere(command, "--version").out()).startsWith("wellkept ");
    }
  }

  @Test
  void hasASectionInTheDocsForEveryCommand() throws IOException {
    List<String> sections =
        Pattern.compile("(?m)^## ([a-z-]+)$")
            .matcher(Files.readString(DOCS))
            .results()
            .map(section -> section.group(1))
            .toList();
    assertThat(new TreeSet<>(sections)).containsExactlyElementsOf(commands().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void documentsEveryOption(String command) throws IOException {
    String section =
        Files.readString(DOCS).replaceAll("(?s).*\n## " + command + "\n(.*?)(\n## .*|$)", "$1");
    CommandLine known = line().getSubcommands().get(command);
    Stream.concat(Stream.of(known), known.getSubcommands().values().stream())
        .flatMap(one -> one.getCommandSpec().options().stream())
        .map(option -> option.longestName())
        .filter(
            name -> !List.of("--help", "--version", "--home", "--data", "--ledger").contains(name))
        .forEach(name -> assertThat(section).as(command).contains("`" + name));
  }

  @Test
  void answersASlipWithOneLineAndWhereToLook() {
    try (Shell shell = new Shell(home)) {
      Result slip = shell.typesElsewhere("validate", "--jsn");
      assertThat(slip.code()).isEqualTo(2);
      assertThat(slip.err()).contains("--jsn").contains("wellkept validate --help");
      assertThat(slip.err()).doesNotContain("\tat ");
      assertThat(slip.out()).isEmpty();
      assertThat(shell.typesElsewhere().code()).isEqualTo(2);
    }
  }

  @Command(name = "broken")
  static final class Broken implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("two and two are five");
    }
  }

  @Test
  void ownsUpToABugAndPutsTheTraceIntoAFile() throws IOException {
    StringWriter err = new StringWriter();
    CommandLine line = line();
    line.addSubcommand(new Broken());
    Failing failing = new Failing();
    int code =
        line.setExecutionExceptionHandler(failing)
            .setErr(new PrintWriter(err, true))
            .execute("broken");
    assertThat(code).isEqualTo(70);
    assertThat(err.toString())
        .contains("This is a bug: ")
        .contains("two and two are five")
        .doesNotContain("\tat ");
    Path file = Path.of(err.toString().replaceAll("(?s).*report it with (\\S+).*", "$1"));
    assertThat(Files.readString(file)).contains("\tat ").contains("Broken.run");
    Files.delete(file);
  }
}
