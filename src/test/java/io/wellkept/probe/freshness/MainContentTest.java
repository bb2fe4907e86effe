package io.wellkept.probe.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainContentTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final String WORDS = "<h1>Tables</h1><p>Handmade of oak, ash and walnut.</p>";

  private static MainContent content(String body) {
    return content(body, null, List.of());
  }

  private static MainContent content(String body, @Nullable String main, List<String> ignore) {
    return MainContent.of(
        Pages.html("<html lang=en><body>" + body + "</body></html>"), main, ignore, TODAY);
  }

  private static boolean same(String one, String other) {
    return content(one).fingerprint().equals(content(other).fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <p>17 people are viewing this</p> | <p>4 people are viewing this</p>
          <p>Noch 3 auf Lager</p> | <p>Noch 12 auf Lager</p>
          <p>Updated 3 hours ago</p> | <p>Updated 2 days ago</p>
          <p>vor 5 Minuten</p> | <p>vor 2 Stunden</p>
          <p>22 November 2026</p> | <p></p>
          <p>Sunday, 22 November 2026, 10:15</p> | <p>21.11.2026</p>
          <p>Ref 8f3a9c0d11e24b7fa2</p> | <p>Ref 11aa9c0d11e24b7f77</p>
          <form><input name=csrf value=1></form> | <form><input name=csrf value=2></form>
          <script>var n = 1</script> | <script>var n = 2</script>
          <nav>Home</nav> | <nav>Home, Shop</nav>
          <footer>2025</footer> | <footer>2026</footer>
          <aside>Weather: rain</aside> | <aside>Weather: sun</aside>
          <header>Cart (1)</header> | <header>Cart (2)</header>
          <div class="recently-viewed">Oak</div> | <div class="recently-viewed">Ash</div>
          <div id=a1>x</div> | <div id=b2>x</div>
          <p>One</p><p>Two</p> | <p>Two</p><p>One</p>
          <p>a  b</p> | <p>a<b> b</b></p>
          """)
  void staysTheSame(String one, String other) {
    assertThat(same(WORDS + one, WORDS + other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <p>From 199 euros</p> | <p>From 189 euros</p>
          <p>Next tasting: 5 May 2027</p> | <p>Next tasting: 12 June 2027</p>
          <p>We met on 22 November 2026 and talked about wood for a whole long afternoon</p> | <p></p>
          <p>One</p> | <p>One</p><p>Two</p>
          <article><header>Old headline</header></article> | <article><header>New headline</header></article>
          """)
  void changesWithWhatPeopleWrite(String one, String other) {
    assertThat(same(WORDS + one, WORDS + other)).isFalse();
  }

  @Test
  void looksOnlyWhereItIsTold() {
    String page = "<div id=a>One</div><div id=b>Two <i class=x>now</i></div>";
    assertThat(content(page, "#b", List.of(".x")).passages().values()).containsExactly("Two");
  }

  @Test
  void saysInShortWhatHasChanged() {
    MainContent before = content(WORDS + "<p>Only this week</p>");
    MainContent after = content(WORDS + "<p>New: beech</p><p>And elm</p>");

    assertThat(after.since(before.marks()).words())
        .isEqualTo("2 passages are new, 1 is gone: “New: beech”");
    assertThat(before.marks()).hasSizeLessThan(50);
  }

  @Test
  void aPageThatIsMadeByScriptsHasNoContentToSpeakOf() {
    assertThat(content("<div id=app></div><script>go()</script>").substantial()).isFalse();
    assertThat(content(WORDS + "<p>" + "more and more words ".repeat(9)).substantial()).isTrue();
  }
}
