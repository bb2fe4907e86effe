package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.touchpoint.CheckId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokensTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
  private static final CheckId CHECK = new CheckId("shop", "nightly");
  private final Tokens.Key old = key("a", "old old old old old old old old ");
  private final Tokens.Key fresh = key("b", "new new new new new new new new ");

  private static Tokens.Key key(String id, String secret) {
    return Tokens.Key.of(id, secret.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void saysForWhichIncidentAndPersonItIs() {
    Tokens tokens = new Tokens(List.of(old));
    assertThat(tokens.readIncident(tokens.incident("abc", "anna", NOW)))
        .contains(new Tokens.Grant("abc", "anna", NOW));
    assertThat(tokens.readBeat(tokens.beat(CHECK))).contains(CHECK);
  }

  @Test
  void theFirstKeySignsAndTheSecondIsStillRead() {
    String before = new Tokens(List.of(old)).incident("abc", "anna", NOW);
    Tokens rotating = new Tokens(List.of(fresh, old));
    assertThat(rotating.readIncident(before)).isPresent();
    assertThat(rotating.incident("abc", "anna", NOW)).startsWith("b.");
    assertThat(new Tokens(List.of(fresh)).readIncident(before)).isEmpty();
  }

  @Test
  void anyChangedLetterIsAForgery() {
    Tokens tokens = new Tokens(List.of(old));
    String good = tokens.incident("abc", "anna", NOW);
    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == 'x' ? 'y' : 'x';
      String forged = good.substring(0, i) + other + good.substring(i + 1);
      assertThat(tokens.readIncident(forged)).as(forged).isEmpty();
    }
    assertThat(tokens.readIncident(good + "A")).isEmpty();
    assertThat(tokens.readIncident("")).isEmpty();
    assertThat(tokens.readIncident(good + ".")).isEmpty();
  }

  @Test
  void oneSortOfTokenIsNotTheOther() {
    Tokens tokens = new Tokens(List.of(old));
    assertThat(tokens.readIncident(tokens.beat(CHECK))).isEmpty();
    assertThat(tokens.readBeat(tokens.incident("abc", "anna", NOW))).isEmpty();
  }

  @Test
  void keysAreLongAndNeverPrinted() {
    assertThat(old.toString()).isEqualTo("Key[a]");
    assertThatThrownBy(() -> key("a", "short")).hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> key("A!", "old old old old old old old old "))
        .hasMessageContaining("key id");
    assertThatThrownBy(() -> new Tokens(List.of())).hasMessageContaining("need a key");
  }
}
