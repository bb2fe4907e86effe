package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.Digests;
import io.wellkept.words.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import okhttp3.Request;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of digests. */
final class DigestPagesTest {
  private static final Instant MADE = Instant.parse("2026-11-23T06:00:10Z");

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    keep("d-week", Digests.rich(), MADE);
    keep("d-nora", Digests.ofOwner(), MADE.plusSeconds(60));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void saysThatNoneWillComeWhereNoneIsSet(@TempDir Path elsewhere) {
    try (House other = new House(elsewhere)) {
      assertThat(other.get("/digests").body())
          .contains("none will come")
          .contains("- {name: week, when: weekly mon 07:30, audience: company}");
    }
  }

  private void keep(String id, Digest digest, Instant made) {
    keep(id, digest, made.minusSeconds(10), made);
  }

  private void keep(String id, Digest digest, Instant due, Instant made) {
    boolean fresh = house.ledger.write(work -> work.keep(House.kept(id, digest, due, made)));
    assertThat(fresh).isTrue();
  }

  private Document page(String path) {
    House.Answer answer = house.get(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  @Test
  void listsTheNewestFirst() {
    Document list = page("/digests");
    assertThat(list.select("tbody th a").eachAttr("href"))
        .containsExactly("/digests/d-nora", "/digests/d-week");
    assertThat(list.select("tbody tr").get(1).text())
        .contains("Customer touchpoints, week 47", "16 November 2026", "everybody", "93", "3");
  }

  @Test
  void turnsThePage() {
    for (int i = 0; i < DigestDesk.PAGE; i++) {
      keep("d" + i, Digests.green(), MADE.plusSeconds(100 + i));
    }
    Document first = page("/digests");
    assertThat(first.select("tbody tr")).hasSize(DigestDesk.PAGE);
    assertThat(first.select("a[rel=next]").attr("href")).isEqualTo("/digests?page=2");
    Document second = page("/digests?page=2");
    assertThat(second.select("tbody th a").eachAttr("href"))
        .containsExactly("/digests/d-nora", "/digests/d-week");
    assertThat(second.select("a[rel=next]")).isEmpty();
    assertThat(house.get("/api/v1/digests?page=2").body())
        .contains("\"total\":52", "\"page\":2", "\"pages\":2");
  }

  @Test
  void saysWhatTheMailSaidAndLeadsToThePages() {
    Document digest = page("/digests/d-week");
    assertThat(digest.select("h1").text()).isEqualTo("Customer touchpoints, week 47");
    assertThat(digest.select(".figure").text()).isEqualTo("93 of 100");
    assertThat(digest.select(".places tbody tr")).hasSize(7);
    assertThat(digest.select(".places td")).hasSize(28);
    assertThat(digest.select(".places td").first().text()).contains("broken", "1/3");
    assertThat(digest.select("svg[role=img] title").text()).contains("Mon 100", "Sun 84");
    assertThat(digest.select("polyline")).hasSize(1);
    assertThat(digest.select(".entries a").eachAttr("href"))
        .contains("/incidents/inc-1", "/t/checkout", "/initiatives/i1");
    assertThat(digest.select("[style]")).as("the policy forbids them").isEmpty();
  }

  @Test
  void leavesAGapWhereADayWasNotSeen() {
    keep("d-gap", Digests.unseenOnThursday(), MADE);
    Document digest = page("/digests/d-gap");
    assertThat(digest.select("svg[role=img] title").text()).contains("Thu not seen");
    assertThat(digest.select("polyline")).hasSize(2);
  }

  @Test
  void explainsTheScoreTouchpointByTouchpoint() {
    Document digest = page("/digests/d-week");
    assertThat(digest.select(".standing a").attr("href")).isEqualTo("#score");
    assertThat(digest.select("#score caption").text())
        .contains("100 x weight x (1 - in order) / the weights of all that were seen");
    assertThat(digest.select("#score tbody tr").eachText())
        .first()
        .asString()
        .matches("Reviews on the Tea Board .*unanswered high importance 4 53% 3.8");
    assertThat(digest.select("#score tbody a").eachAttr("href")).contains("/t/landing-page");
    double costs =
        digest.select("#score tbody td:last-child").eachText().stream()
            .mapToDouble(Double::parseDouble)
            .sum();
    assertThat(digest.select("#score > p").first().text()).startsWith("The score is 92.7:");
    assertThat(costs).isCloseTo(100 - 92.7, within(0.3));
    assertThat(digest.select("#score > p").eachText())
        .contains(
            "16 other touchpoints cost nothing, or next to nothing.",
            "1 was not seen and does not count: Sign above the door.");
    assertThat(page("/digests/d-nora").select("#score tbody tr")).hasSize(1);
  }

  @Test
  void saysItInTheReadersLanguageAndAsText() {
    Request german = house.request("/digests/d-week").header("Accept-Language", "de").get().build();
    assertThat(house.send(german).body())
        .contains("3 mehr als in der Woche davor", "Woher der Wert kommt");
    House.Answer text = house.get("/digests/d-week.txt");
    assertThat(text.header("Content-Type")).startsWith("text/plain");
    assertThat(text.body()).startsWith("Customer touchpoints, week 47\n").contains("3 kept");
  }

  @Test
  void excusesItselfWhenItIsLate() {
    assertThat(page("/digests/d-week").text()).doesNotContain("was to be written");
    keep("d-late", Digests.green(), MADE.minusSeconds(7_200), MADE);
    assertThat(page("/digests/d-late").text())
        .contains("to be written at Mon 23 Nov, 05:00 and was written at Mon 23 Nov, 07:00");
  }

  @Test
  void listsAlsoWhatALaterVersionWrote() {
    Digest rich = Digests.rich();
    KeptDigest later = House.kept("d-later", rich);
    house.ledger.change(work ->
        work.keep(
            new KeptDigest(
                later.id(),
                later.name(),
                later.whose(),
                later.subject(),
                later.label(),
                later.from(),
                later.until(),
                later.dueAt(),
                later.madeAt(),
                later.notifiers(),
                later.gist(),
                "{\"version\":99}")));

    assertThat(page("/digests").select("tbody a").eachAttr("href")).contains("/digests/d-later");
    assertThat(house.get("/api/v1/digests").body()).contains("\"id\":\"d-later\"");
    House.Answer whole = house.get("/digests/d-later");
    assertThat(whole.status()).isEqualTo(501);
    assertThat(whole.body()).contains("written by a later version of Wellkept");
  }

  @Test
  void doesNotKnowWhatIsNotThere() {
    assertThat(house.get("/digests/other").status()).isEqualTo(404);
    assertThat(house.get("/digests/other.txt").status()).isEqualTo(404);
    assertThat(house.get("/api/v1/digests/other").status()).isEqualTo(404);
  }

  @Test
  void showsAnOwnersOwnOnlyToThatPersonAndWhoeverOperates() {
    DigestDesk desk = new DigestDesk(house.context());
    assertThat(ids(desk, reader("nora", Role.OWNER))).containsExactly("d-nora", "d-week");
    assertThat(ids(desk, reader("tom", Role.OWNER))).containsExactly("d-week");
    assertThat(ids(desk, reader(null, Role.VIEWER))).containsExactly("d-week");
    assertThat(ids(desk, reader("tom", Role.OPERATOR))).containsExactly("d-nora", "d-week");
    assertThat(finds(desk, reader("nora", Role.VIEWER))).isTrue();
    assertThat(finds(desk, reader("tom", Role.OWNER))).isFalse();
    assertThat(finds(desk, reader(null, Role.VIEWER))).isFalse();
    assertThat(finds(desk, reader(null, Role.ADMIN))).isTrue();
  }

  private static Reader reader(String person, Role role) {
    return new Reader("somebody", person, role, Words.ENGLISH, ZoneOffset.UTC);
  }

  private static List<String> ids(DigestDesk desk, Reader reader) {
    return desk.page(reader, 1).digests().stream().map(KeptDigest::id).toList();
  }

  private static boolean finds(DigestDesk desk, Reader reader) {
    try {
      return desk.find(reader, "d-nora").id().equals("d-nora");
    } catch (HttpResponseException e) {
      return false;
    }
  }

  @Test
  void tellsProgramsEveryFigure() {
    assertThat(house.get("/api/v1/digests").body())
        .contains("\"id\":\"d-week\"", "\"audience\":\"company\"", "\"period\":\"2026-W47\"");
    assertThat(house.get("/api/v1/digests/d-week").body())
        .contains("\"now\":92.69", "\"kept\":3", "\"lost\":0", "\"oldestAt\":");
  }
}
