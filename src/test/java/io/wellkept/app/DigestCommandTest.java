package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.Digest.Whose;
import io.wellkept.report.digest.DigestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How we did, as it is asked on the command line on a Tuesday, after two looks. */
final class DigestCommandTest {
  /** It goes on. */
  private static final String WEEK = "2026-W23";

  @TempDir static Path home;
  private static Shell shell;

  @BeforeAll
  static void open() throws InterruptedException {
    shell = new Shell(home).house();
    shell.letsTheDaemonLook();
  }

  @AfterAll
  static void close() {
    shell.close();
  }

  private static Digest digest(String... more) {
    Shell.Result typed = shell.types(line(more));
    assertThat(typed.code()).as(typed.all()).isZero();
    return DigestJson.read(typed.out());
  }

  private static String[] line(String... more) {
    String[] line = new String[more.length + 2];
    line[0] = "digest";
    line[1] = "--json";
    System.arraycopy(more, 0, line, 2, more.length);
    return line;
  }

  @Test
  void aWeekThatGoesOnIsToldUntilNow() {
    Digest digest = digest("--week", WEEK);
    assertThat(digest.period().label()).isEqualTo(WEEK);
    assertThat(digest.period().from()).isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
    assertThat(digest.period().until()).isEqualTo(Shell.NOW.plusSeconds(120));
    assertThat(digest.score().now()).isEqualTo(100.0);
  }

  @Test
  void withoutAWeekItIsAboutTheSevenDaysBeforeToday() {
    Digest digest = digest();
    assertThat(digest.period().from()).isEqualTo(Instant.parse("2026-05-26T00:00:00Z"));
    assertThat(digest.period().until()).isEqualTo(Instant.parse("2026-06-02T00:00:00Z"));
    assertThat(digest.score().now()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "company, COMPANY, '', 1",
    "team:web, TEAM, web, 1",
    "owner:anna, OWNER, anna, 1",
    "owner:ben, OWNER, ben, 0"
  })
  void isAboutThoseWhoAreNamed(String audience, Whose whose, String id, int touchpoints) {
    Digest digest = digest("--week", WEEK, "--audience", audience);
    assertThat(digest.scope().whose()).isEqualTo(whose);
    assertThat(digest.scope().id()).isEqualTo(id);
    assertThat(digest.stands()).hasSize(touchpoints);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--week 2026-W24 has not begun",
        "--week 2026-W54 is no week",
        "--week last is no week",
        "--audience team:wbe 'web'",
        "--audience owner:anan 'anna'",
        "--audience all is none",
        "--language fr is not spoken here"
      })
  void refusesWhatThereIsNotAndSaysWhat(String said) {
    String[] words = said.split(" ", 3);
    Shell.Result refused = shell.types("digest", words[0], words[1]);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(words[2]);
    assertThat(refused.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "week.html, <!DOCTYPE html>",
    "WEEK.HTML, <!DOCTYPE html>",
    "week.txt, Customer touchpoints",
    "week.json, '{\"version\":1,'"
  })
  void writesTheFormOfItsEnding(String name, String begins, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve(name);
    Shell.Result written = shell.types("digest", "--week", WEEK, "--out", file.toString());
    assertThat(written.code()).as(written.all()).isZero();
    assertThat(file).content().startsWith(begins).contains("100");
    assertThat(written.out()).isEmpty();
    assertThat(written.err()).contains("Written to " + file);
  }

  @ParameterizedTest
  @CsvSource({"week.doc, is no form", "week, is no form", "week.pdf, no PDF could be printed"})
  void leavesNoFileThatItCannotWrite(String name, String why, @TempDir Path folder) {
    Path file = folder.resolve(name);
    Shell.Result refused = shell.types("digest", "--out", file.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(why);
    assertThat(file).doesNotExist();
  }

  @Test
  void speaksTheLanguageThatIsAskedFor() {
    assertThat(shell.types("digest", "--week", WEEK, "--language", "de").out())
        .contains("Woche 23")
        .doesNotContain("week");
  }

  @Test
  void explainsWhatEachCosts() {
    Shell.Result explained = shell.types("digest", "--week", WEEK, "--explain");
    assertThat(explained.out())
        .containsPattern("summer +normal +[\\d.]+ +100.0 % +0.0 +healthy")
        .contains("Score 100.0: 100 less what each costs, of 1 touchpoints");
    assertThat(shell.types("digest", "--explain").out())
        .containsPattern("summer .* not seen +- ")
        .contains("No score: nothing was seen.");
    assertThat(shell.types("digest", "--week", WEEK, "--explain", "--json").out())
        .contains("\"touchpoint\"")
        .doesNotContain("\"version\"");
  }

  @Test
  void explainsBesideTheFileThatItWrites(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("week.txt");
    Shell.Result both =
        shell.types("digest", "--week", WEEK, "--explain", "--out", file.toString());
    assertThat(both.code()).isZero();
    assertThat(both.out()).contains("Score 100.0");
    assertThat(Files.readString(file)).startsWith("Customer touchpoints").doesNotContain("costs");
  }
}
