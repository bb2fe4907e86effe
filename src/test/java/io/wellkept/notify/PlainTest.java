package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTest {
  @Test
  void makesOneLineOfMany() {
    assertThat(Plain.line(" a\r\nBcc: b\u0000\tc\u2028d\u0085e ", 50)).isEqualTo("a Bcc: b c d e");
  }

  @Test
  void takesOutWhatTurnsWritingAroundAndKeepsWritingThatGoesTheOtherWay() {
    assertThat(Plain.line("a\u202Etxt.exe\u2066\u200Fb\uFEFF", 50)).isEqualTo("atxt.exeb");
    assertThat(Plain.line("שלום עולם", 50)).isEqualTo("שלום עולם");
    assertThat(Plain.line("👩‍💻", 50)).isEqualTo("👩‍💻");
  }

  @Test
  void cutsAtAWordAndNeverThroughACharacter() {
    assertThat(Plain.line("one two three four", 14)).isEqualTo("one two three…");
    assertThat(Plain.line("abcdefghijkl", 6)).isEqualTo("abcde…");
    assertThat(Plain.line("abcd😀efgh", 6)).isEqualTo("abcd…");
    assertThat(Plain.line("x\uD83D", 6)).isEqualTo("x\uFFFD");
    assertThat(Plain.line("x".repeat(1_000_000), 70)).hasSize(70);
  }

  @Test
  void knowsWebAddressesFromTextsAboutThem() {
    assertThat(Plain.webAddress("https://wiki.example.org/forms")).isPresent();
    assertThat(Plain.webAddress("see https://wiki.example.org/forms")).isEmpty();
    assertThat(Plain.webAddress("javascript:alert(1)")).isEmpty();
    assertThat(Plain.webAddress("https:///nowhere")).isEmpty();
  }

  @Test
  void breaksAddressesIntoPiecesAndLosesNothing() {
    String text = "See https://evil.example.com/a@b. Now.";
    assertThat(Plain.pieces(text)).contains("See https:", "evil.");
    assertThat(String.join("", Plain.pieces(text))).isEqualTo(text);
  }
}
