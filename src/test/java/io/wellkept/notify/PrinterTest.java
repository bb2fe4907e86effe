package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

final class PrinterTest {
  private final Printer printer = new Printer();

  private Document page(Message message) {
    return Jsoup.parse(printer.print(message).html());
  }

  @Test
  void survivesOutlookAndDarkMode() {
    for (Message message : Samples.all().values()) {
      Document page = page(message);
      assertThat(page.selectXpath("//table").eachAttr("role")).containsOnly("presentation");
      assertThat(page.selectXpath("//table")).hasSameSizeAs(page.select("table[cellpadding=0]"));
      assertThat(page.select("table.card").attr("width")).isEqualTo("600");
      assertThat(page.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
      assertThat(page.select("html").attr("lang")).isEqualTo("en");
      assertThat(page.select("img, script, form, input, link, iframe, svg")).isEmpty();
      assertThat(page.body().html()).doesNotContain("display:flex", "float:", "position:");
    }
  }

  @Test
  void showsAPreviewThatIsHiddenInTheMailItself() {
    Element preview = page(Samples.opened()).body().child(0);
    assertThat(preview.attr("style")).contains("display:none", "mso-hide:all");
    assertThat(preview.text()).startsWith("Summer landing page, since Mon 23 Nov at 09:12");
  }

  @Test
  void putsTheButtonIntoAPaddedCell() {
    Element button = page(Samples.opened()).select("a:containsOwn(I take it)").first();
    assertThat(button.attr("href")).isEqualTo(Samples.LINK.toString());
    assertThat(button.parent().tagName()).isEqualTo("td");
    assertThat(button.parent().attr("style")).contains("padding:12px 28px");
    assertThat(button.parent().attr("bgcolor")).isNotEmpty();
  }

  @Test
  void leadsOnlyToOurPagesThePlaybookAndTheTouchpoint() {
    assertThat(links(Samples.opened()))
        .containsExactly(
            "https://shop.example.org/summer",
            Samples.LINK.toString(),
            Samples.LINK + "#not-a-fault");
    assertThat(links(Samples.hostile())).noneMatch(link -> link.contains("evil"));
    assertThat(links(Samples.bundle())).noneMatch(link -> link.contains("evil"));
  }

  private List<String> links(Message message) {
    return page(message).select("a").eachAttr("href");
  }

  @Test
  void leavesNothingInQuotesThatLooksLikeAnAddress() {
    assertThat(printer.print(Samples.bundle()).html())
        .doesNotContain("https://evil", "evil.example")
        .contains("https:<wbr>/<wbr>/<wbr>evil.<wbr>example.<wbr>com");
  }

  @Test
  void escapesEverything() {
    Document page = page(Samples.hostile());
    assertThat(page.select("script, img")).isEmpty();
    assertThat(page.text()).contains("<script>alert(1)</script>");
    assertThat(printer.print(Samples.hostile()).html()).doesNotContain("\u202E", "\u0000");
  }

  @Test
  void staysSmallEnoughForEveryMailProgram() {
    assertThat(bytes(Samples.firstList(1000))).isLessThan(Printer.MOST_BYTES);
    assertThat(bytes(Samples.hostile())).isLessThan(Printer.MOST_BYTES);
    assertThat(bytes(hostileList())).isLessThan(Printer.MOST_BYTES);
  }

  private int bytes(Message message) {
    return printer.print(message).html().getBytes(StandardCharsets.UTF_8).length;
  }

  private static Message hostileList() {
    Message one = Samples.hostile();
    return Samples.message(
        "p-many", one.to(), java.util.Collections.nCopies(1000, one.items().get(0)));
  }
}
