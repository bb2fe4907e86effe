package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AddCommandTest {
  private static final String URL = "https://www.shop.example.org/winter/";

  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void sitsDown() {
    shell = new Shell(home).house();
  }

  @AfterEach
  void leaves() {
    shell.close();
  }

  private Result add(String... more) {
    String[] words = {"add", URL, "--owner", "anna", "--backup", "ben"};
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return shell.types(all);
  }

  @Test
  void addsAtTheEndAndLeavesTheRestAsItIs() {
    String before = shell.text("monitors/first.yaml") + "  # the last word\n";
    shell.file("monitors/first.yaml", before);
    Result added = add("--name", "Winter: it's cold", "--importance", "high");
    assertThat(added.code()).as(added.all()).isZero();
    assertThat(shell.text("monitors/first.yaml"))
        .isEqualTo(
            before
                + """
                  - id: shop-example-org-winter
                    name: "Winter: it's cold"
                    url: https://www.shop.example.org/winter/
                    importance: high
                    owner: anna
                    backup: ben
                """);
    assertThat(shell.types("list").out()).contains("shop-example-org-winter");
  }

  @Test
  void refusesAPageThatIsThereAndSaysWhoseItIs() {
    add();
    Result again =
        shell.types(
            "add", "http://shop.example.org/winter#top", "--owner", "ben", "--backup", "anna");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("'shop-example-org-winter' of Anna Berg");
  }

  @Test
  void refusesAnIdThatIsThere() {
    Result again = add("--id", "summer");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("taken by touchpoint 'summer' of Anna Berg").contains("--id");
  }

  @Test
  void changesNothingIfThePlanWouldNotBeGood() {
    String before = shell.text("monitors/first.yaml");
    Result owner = shell.types("add", URL, "--owner", "ana", "--backup", "ben");
    assertThat(owner.code()).isEqualTo(2);
    assertThat(owner.err()).contains("did you mean 'anna'?");
    Result stage = add("--stage", "discover");
    assertThat(stage.code()).isEqualTo(2);
    assertThat(stage.err()).contains("monitors/first.yaml:").contains("discover");
    Result alone = shell.types("add", URL, "--owner", "anna", "--backup", "anna");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(shell.text("monitors/first.yaml")).isEqualTo(before);
  }

  @Test
  void makesAFileThatIsNotThereYet() {
    Result added = add("--file", "season/winter");
    assertThat(added.code()).as(added.all()).isZero();
    assertThat(shell.text("monitors/season/winter.yaml")).contains("touchpoints:\n  - id: ");
  }

  @Test
  void keepsAListThatIsNotIndentedAndAFileWithoutALastLineBreak() {
    String before =
        "touchpoints:\n- {id: spring, url: https://x.example/s, owner: anna, backup: ben}";
    shell.file("monitors/other.yaml", before);
    assertThat(add("--file", "other").code()).isZero();
    assertThat(shell.text("monitors/other.yaml"))
        .startsWith(before + "\n- id: shop-example-org-winter\n  url: ");
  }

  @Test
  void doesNotTouchAListInBrackets() {
    String before =
        "touchpoints: [{id: spring, url: https://x.example/s, owner: anna, backup: ben}]\n";
    shell.file("monitors/other.yaml", before);
    Result refused = add("--file", "other");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("with dashes");
    assertThat(shell.text("monitors/other.yaml")).isEqualTo(before);
  }

  @Test
  void fillsAnEmptyList() {
    shell.file("monitors/other.yaml", "# later\ntouchpoints: []\n");
    assertThat(add("--file", "other").code()).isZero();
    assertThat(shell.text("monitors/other.yaml"))
        .startsWith("# later\ntouchpoints:\n  - id: shop-example-org-winter\n");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThat(shell.types("add", "ftp://x", "--owner", "anna", "--backup", "ben").code())
        .isEqualTo(2);
  }
}
