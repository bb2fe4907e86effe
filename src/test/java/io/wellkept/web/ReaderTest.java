package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.words.Words;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Who reads, and as whom they act. */
final class ReaderTest {
  @Test
  void whoeverSignedInActsAsNobodyElseWhateverTheirName() {
    Reader nameless = new Reader("", null, Role.ADMIN, Words.ENGLISH, ZoneOffset.UTC);
    assertThat(nameless.signedIn()).isTrue();
    assertThat(nameless.actor("anna")).isEmpty();
  }

  @Test
  void whereNobodySignsInTheyAreWhoTheySay() {
    Reader here = Reader.here(Words.ENGLISH, ZoneOffset.UTC);
    assertThat(here.signedIn()).isFalse();
    assertThat(here.actor("anna")).isEqualTo("anna");
    assertThat(Reader.nobody(Words.ENGLISH, ZoneOffset.UTC).may(Right.ACT)).isFalse();
  }
}
