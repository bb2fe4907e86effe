package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Shell.Result;
import io.wellkept.probe.stock.SmallSite;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The first command of somebody who has nothing yet, and one of somebody who has a plan. */
final class DiscoverCommandTest {
  @TempDir Path home;
  private final SmallSite site = new SmallSite();
  private Shell shell;

  @BeforeEach
  void opens() {
    shell = new Shell(home);
    site.html(
            "/",
            """
            <nav><a href=/summer>Summer: now</a><a href=/contact>Contact</a></nav>
            <footer><a rel=me href=/social/tea>Tea talk</a><a href="tel:+431234">t</a></footer>
            """)
        .html("/summer", "summer")
        .html("/contact", "<form><input><input type=email><textarea></textarea></form>")
        .shows("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 0\n");
  }

  @AfterEach
  void closes() {
    shell.close();
    site.close();
  }

  private Result discovers(String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "discover";
    words[1] = site.at("/").toString();
    System.arraycopy(more, 0, words, 2, more.length);
    return shell.types(words);
  }

  @Test
  void needsNoPlanAtAll() {
    Result found = discovers();
    assertThat(found.code()).as(found.all()).isEqualTo(1);
    assertThat(found.err()).contains("no plan in this folder");
    assertThat(found.out())
        .contains("3 pages read")
        .contains("Promoted but dead (1):")
        .contains("Tea talk tea")
        .contains("answers 404; at the foot of")
        .contains("Nobody answers for: Pages (2)")
        .contains("Nobody answers for: Forms (1)")
        .contains("Also seen: Telephones (1)");
  }

  @Test
  void makesTouchpointsThatThePlanTakes() {
    shell.house();
    shell.file("config/daemon.yaml", shell.text("config/daemon.yaml") + "own-hosts: [127.0.0.1]\n");
    Result yaml = discovers("--yaml", "--owner", "anna", "--backup", "ben");
    shell.file("monitors/found.yaml", yaml.out());
    Result listed = shell.types("list");
    assertThat(listed.code()).as(yaml.out() + listed.all()).isZero();
    assertThat(listed.out()).contains("home-page").contains("summer-now").contains("contact-form");
    Result again = discovers();
    assertThat(again.out())
        .contains("Promoted but dead (1):")
        .doesNotContain("Nobody answers for: Forms")
        .doesNotContain("Nobody answers for: Pages");
  }

  @Test
  void isDoneWhenSomebodyAnswersForEverything() {
    site.html("/social/tea", "hello");
    String host = site.at("").getAuthority();
    Result fine = discovers("--except", host + "," + host + "/*,431234");
    assertThat(fine.code()).as(fine.all()).isZero();
    assertThat(fine.out()).contains("Somebody answers for everything");
  }

  @Test
  void isBlindWhenTheWalkCouldNotEnd() {
    String host = site.at("").getAuthority();
    site.delay(Duration.ofMillis(120));
    Result cut = discovers("--within", "600ms", "--except", host + "," + host + "/*,431234");
    assertThat(cut.code()).as(cut.all()).isEqualTo(3);
    assertThat(cut.out()).contains("more are left").contains("not the whole site");
  }

  @Test
  void readsAsManyPagesAsItIsToldAndCountsTheOthers() {
    StringBuilder links = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      links.append("<a href=/p").append(i).append(">p</a>");
    }
    site.html("/", "<main>" + links + "</main>").html("/p0", "0").html("/p1", "1");
    JsonNode json =
        JsonMapper.builder().build().readTree(discovers("--json", "--pages", "3").out());
    assertThat(json.path("unregistered").size()).isGreaterThan(800);
    assertThat(json.path("dropped").asInt()).isZero();
    assertThat(json.path("unread").asInt()).isGreaterThan(800);
  }

  @Test
  void answersInJson() {
    JsonNode json = JsonMapper.builder().build().readTree(discovers("--json").out());
    assertThat(json.path("pages").asInt()).isEqualTo(3);
    assertThat(json.path("whole").asBoolean()).isTrue();
    assertThat(json.path("promotedButDead").get(0).path("dead").asBoolean()).isTrue();
    assertThat(json.path("unregistered").get(0).path("sure").asBoolean()).isTrue();
  }

  @Test
  void isBlindWhereThereIsNoPage() {
    site.answers("/", "500 Oops");
    Result blind = discovers();
    assertThat(blind.code()).isEqualTo(3);
    assertThat(blind.err()).contains("answers 500");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(shell.types("discover", "ftp://x").err()).contains("is no address of a page");
    Result nobody = discovers("--yaml");
    assertThat(nobody.code()).isEqualTo(2);
    assertThat(nobody.err()).contains("--owner and --backup");
  }
}
