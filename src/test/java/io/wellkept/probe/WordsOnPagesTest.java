package io.wellkept.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsOnPagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<b>A</b>dd<i> to</i> basket|Add to basket",
        "<p>one<p>two<br>three|one two three",
        "a &lt;b&gt; &amp; c|a <b> & c",
        "5 < 6 and 7 <8|5 < 6 and 7 <8",
        "x<!-- no > no -->y<!-- never closed|xy",
        "<style>no{}</style>yes<SCRIPT>no</scriPT >!|yes!",
        "<a title='>' href=\">\">in</a>|in",
        "<noscript>Enable it</noscript>ok|ok",
        "soft&shy;hyphen no&nbsp;break|softhyphen no break",
        "<title>T</title>body|body",
        "<a href=\"x>text|text",
        "|''"
      })
  void readsWhatAVisitorReads(String html, String text) {
    assertThat(PageText.of(html == null ? "" : html).text()).isEqualTo(text);
  }

  @Test
  void readsTheTitleOfThePageAndNotOfItsPictures() {
    PageText.Read page =
        PageText.of("<html lang=en><title> A &amp;\nB </title><svg><title>icon</title></svg>");

    assertThat(page.title()).isEqualTo("A & B");
    assertThat(page.language()).isEqualTo("en");
  }

  @Test
  void readsButtonsButNoHiddenFieldsAndNoScripts() {
    String html =
        "<input type=hidden value=secret><button aria-label='Put in basket'></button>"
            + "<img alt=\"Red bike\"><script>x.value = 'script';</script>";

    assertThat(PageText.inAttributes(html)).isEqualTo("Put in basket Red bike");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/a, https://shop.example/a/, true",
    "https://shop.example/a, https://shop.example/a?utm=1, true",
    "https://shop.example/a, http://shop.example/a, false",
    "https://shop.example/a?b=1, https://shop.example/a?b=2, false",
    "shop.example/a, http://shop.example/a, true",
    "shop.example/a, https://shop.example/b, false",
    "shop.example/a*, https://shop.example/abc/d, true",
    "*.example/a, https://www.shop.example/a, true",
    "https://*.example/*, https://www.shop.example/x, true",
    "https://*.example/*, http://www.shop.example/x, false",
    "SHOP.example/A, https://shop.example/A, true",
    "shop.example/*/x/*/x, https://shop.example/x/x, false",
    "shop.example, https://shop.example/, true",
    "shop.example, https://shop.example:8443/, false"
  })
  void comparesWhereVisitorsEndUp(String wanted, URI address, boolean same) {
    assertThat(Landing.matches(wanted, address)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/?token=x&b=2, https://a.example/?token=…&b=2",
    "https://u:p@a.example/x, https://…@a.example/x",
    "https://a.example/?X-Amz-Signature=abc, https://a.example/?X-Amz-Signature=…",
    "https://a.example/?access_token=x#id_token=y, https://a.example/?access_token=…#id_token=…",
    "https://a.example/?keyword=bike, https://a.example/?keyword=bike"
  })
  void showsAddressesWithoutTheirSecrets(String address, String shown) {
    assertThat(ShownAddress.of(address)).isEqualTo(shown);
  }

  @Test
  void forgetsWhatWasUsedLongestAgoWhenItGetsTooHeavy() {
    Kept<String, String> kept = new Kept<>(10, String::length);
    kept.put("a", "1234");
    kept.put("b", "1234");
    assertThat(kept.get("a")).isPresent();

    kept.put("c", "1234");

    assertThat(kept.get("b")).isEmpty();
    assertThat(kept.get("a")).isPresent();
    kept.put("a", "12345");
    assertThat(kept.weight()).isEqualTo(9);
    kept.put("huge", "12345678901");
    assertThat(kept.weight()).isZero();
  }
}
