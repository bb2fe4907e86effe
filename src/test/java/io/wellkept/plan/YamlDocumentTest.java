package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {
  private final List<Problem> problems = new ArrayList<>();

  private Optional<YamlDocument> read(String text) {
    return YamlDocument.read("f.yaml", text, problems::add);
  }

  private List<String> complaints(String text) {
    read(text);
    return problems.stream().map(Problem::toString).toList();
  }

  @Test
  void readsPlainValuesByTheCoreSchema() {
    assertThat(
            read("{a: yes, b: true, c: 12, d: 1.5, e: '12', f: ~, g: 2026-01-01, h: 09:00, i: 0o7}")
                .orElseThrow()
                .root()
                .toString())
        .isEqualTo(
            "{\"a\":\"yes\",\"b\":true,\"c\":12,\"d\":1.5,\"e\":\"12\",\"f\":null,"
                + "\"g\":\"2026-01-01\",\"h\":\"09:00\",\"i\":\"0o7\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "---\n", "\uFEFF", "null"})
  void takesAFileThatSaysNothingForAnEmptyMap(String text) {
    assertThat(read(text).orElseThrow().root().isObject()).isTrue();
  }

  @Test
  void knowsWhereKeysAndValuesStand() {
    Spot spot = read("a:\n  - b: 1\n    c: x\n").orElseThrow().spot();
    assertThat(spot.at("a").at(0).at("c").words()).isEqualTo("f.yaml:3:8");
    assertThat(spot.at("a").at(0).key("c").words()).isEqualTo("f.yaml:3:5");
  }

  @Test
  void saysWhereSyntaxBreaks() {
    assertThat(complaints("a: [1, 2\nb: 3\n"))
        .singleElement()
        .asString()
        .startsWith("f.yaml:2:2: not YAML");
  }

  @Test
  void namesBothPlacesOfAKeyThatIsWrittenTwice() {
    assertThat(complaints("a: 1\nb: 2\na: 3\n"))
        .containsExactly("f.yaml:3:1: 'a' is written twice; the first is at f.yaml:1:1");
  }

  @Test
  void stopsWhenAliasesMultiply() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      text.append(
          "a"
              + i
              + ": &a"
              + i
              + " ["
              + String.join(", ", java.util.Collections.nCopies(9, alias))
              + "]\n");
    }
    assertThat(complaints(text.toString())).singleElement().asString().contains("too large");
  }

  @Test
  void stopsWhenNestingIsBottomless() {
    assertThat(complaints("[".repeat(1_000_000)))
        .singleElement()
        .asString()
        .contains("nested deeper");
    problems.clear();
    assertThat(complaints("- ".repeat(100_000)))
        .singleElement()
        .asString()
        .contains("nested deeper");
  }

  @Test
  void refusesWhatIsNotOurs() {
    assertThat(complaints("a: !include x\n"))
        .singleElement()
        .asString()
        .contains("the tag '!include'");
    problems.clear();
    assertThat(complaints("a: *b\n"))
        .containsExactly("f.yaml:1:4: '*b' refers to nothing; expected '&b' before it");
    problems.clear();
    assertThat(complaints("? [a, b]\n: c\n"))
        .containsExactly("f.yaml:1:3: a key must be plain text");
    problems.clear();
    assertThat(complaints("a: 1\n---\nb: 2\n"))
        .containsExactly("f.yaml:2:1: a second document begins here; expected one per file");
  }
}
