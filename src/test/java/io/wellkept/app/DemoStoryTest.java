package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The demo as a newcomer starts it, only quicker: real time, real ticks, shipped files. */
final class DemoStoryTest {
  @Test
  void tellsTheWholeStoryAndEndsWell() {
    StringWriter out = new StringWriter();
    CommandLine wellkept = Main.commandLine().setOut(new PrintWriter(out));

    int exit = wellkept.execute("demo", "--for", "60s", "--port", "0");

    assertThat(out.toString())
        .containsSubsequence(
            "the landing page breaks",
            "Nora Winter is told what is wrong: Landing page",
            "Tom Arslan is told what is wrong: Landing page",
            "Tom Arslan took it: Landing page",
            "Tom Arslan's promise about Landing page has passed",
            "Ida Castell is told what is wrong: Landing page",
            "the landing page is repaired",
            "Landing page is in order again",
            "The story is told");
    assertThat(out.toString())
        .contains(
            "Nora Winter is told that it is over: Landing page",
            "Tom Arslan is told that it is over: Landing page",
            "Ida Castell is told that it is over: Landing page");
    assertThat(out.toString())
        .containsSubsequence(
            "the blog falls silent",
            "Tea journal: Nothing new",
            "Nora Winter is told what is wrong: Tea journal",
            "Ida Castell is told what is wrong: Tea journal",
            "somebody writes for the blog again",
            "Tea journal is in order again")
        .containsSubsequence(
            "the autumn offer is over",
            "Nora Winter is told what is wrong: Autumn tea box",
            "Tom Arslan is told what is wrong: Autumn tea box",
            "the autumn offer has a new last day",
            "Autumn tea box is in order again");
    assertThat(exit).isZero();
  }
}
