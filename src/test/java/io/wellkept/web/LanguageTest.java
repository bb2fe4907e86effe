package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Language;
import io.wellkept.words.Foreign;
import io.wellkept.words.Words;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a link opens is in the language of the person whom it was sent to. */
final class LanguageTest {
  private static final Words GERMAN = Words.of(Language.DE);

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = House.known(folder);
    house.broken();
    house.people(one -> one.id().equals("anna") ? one.reading(Language.DE) : one);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void assertGerman(House.Answer answer) {
    Document page = Jsoup.parse(answer.body());
    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("de");
    page.select("time").forEach(Element::remove);
    String text = page.title() + "\n" + page.text() + "\n" + page.select("[alt]").eachAttr("alt");
    List<Object> data =
        List.of(house.plan, house.incident(), house.events(), "Wellkept Escalation");
    assertThat(Foreign.in(text, GERMAN, data)).isEmpty();
  }

  private House.Answer german(String path) {
    return house.send(house.request(path).header("Accept-Language", "de-AT,de;q=0.9").build());
  }

  @Test
  void theIncidentIsInTheOwnersLanguage() {
    String link = "/i/" + house.token("anna");
    assertGerman(house.get(link));
    assertThat(house.get(link).body()).contains("Ich übernehme es", "Niemand hat es übernommen.");
    String until = "until=2026-11-25T12:00&reason=die+Agentur";
    assertThat(house.post(link + "/take", until).status()).isEqualTo(303);
    House.Answer taken = house.get(link + "?done=take");
    assertGerman(taken);
    assertThat(taken.body()).contains("hat es übernommen, zugesagt bis morgen 12:00");
    assertGerman(house.post(link + "/take", "until=2026-11-20T12:00"));
    assertGerman(house.post(link + "/take", "until=2027-11-20T12:00"));
    assertGerman(house.post(link + "/give-back", ""));
    assertGerman(house.post(link + "/mute", "finding=page.text&until=2026-11-30&reason=+"));
  }

  @Test
  void theSameIncidentIsInTheLanguageOfWhoeverElseReadsIt() {
    House.Answer carlas = german("/i/" + house.token("carla"));
    assertThat(carlas.body()).contains("lang=\"en\"", "I take it", "Nobody has taken it.");
    assertThat(carlas.body()).doesNotContain("übernommen");
  }

  @Test
  void theOwnPageIsInTheOwnersLanguage() {
    String page = "/o/" + house.tokens.ownPage("anna", House.START);
    assertGerman(house.get(page));
    assertThat(house.get(page).body()).contains("Sind diese 2 Ihre?");
    assertGerman(house.post(page + "/confirm", "seen=nothing"));
    assertGerman(house.post(page + "/confirm", "seen=nothing&sure=yes"));
    assertGerman(house.post(page + "/hand-over", "touchpoint=summer-landing&to=anna&sure=yes"));
    assertGerman(house.post(page + "/away", "from=2026-12-24&until=2026-12-20&sure=yes"));
    String away = page + "/away";
    assertThat(house.post(away, "from=2026-12-24&until=2026-12-28&sure=yes").status())
        .isEqualTo(303);
    House.Answer gone = house.get(page + "?done=away");
    assertGerman(gone);
    assertThat(gone.body()).contains("Sie sind abwesend vom 24.12.2026 bis 28.12.2026.");
    String offer = "touchpoint=summer-landing&to=ben&why=Sommer&sure=yes";
    assertThat(house.post(page + "/hand-over", offer).status()).isEqualTo(303);
    assertThat(house.get(page).body()).contains("Angeboten: Ben Okafor, Antwort möglich bis");
  }

  @Test
  void theOwnPageIsInTheLanguageOfWhoeverReadsItInTheirPlace() {
    String page = "/people/anna/own";
    assertThat(house.get(page).body())
        .contains("page every 5 minutes")
        .doesNotContain("alle 5 Minuten");
    assertThat(house.post(page + "/away", "from=2026-12-24&until=2026-12-20").body())
        .contains("lies before");
    assertGerman(german(page));
  }

  @ParameterizedTest
  @CsvSource({
    "/report/summer-landing, 200",
    "/report/summer-landing?done=sent, 200",
    "/report/none, 404",
    "/i/x, 404"
  })
  void whoeverIsUnknownReadsWhatTheBrowserAsksFor(String path, int status) {
    House.Answer answer =
        house.send(
            house
                .request(path)
                .header("Accept-Language", "fr, de;q=0.8, en;q=0.5")
                .header("Accept", "text/html")
                .build());
    assertThat(answer.status()).isEqualTo(status);
    assertGerman(answer);
    assertThat(house.get(path).body()).doesNotContain("Unter dieser", "Vielen", "lang=\"de\"");
  }

  @Test
  void programsReadEnglish() {
    assertThat(german("/api/v1/touchpoints/nobody").body()).contains("\"Not found\"");
    assertThat(german("/api/v1/touchpoints/nobody/history").body())
        .contains("No touchpoint has that id.");
  }

  @Test
  void aProgramReadsEnglishWhoeversTokenItHas() {
    Plan german = house.plan;
    house.close();
    house = Visitors.local(folder.resolve("signed-in"));
    house.plan =
        Plan.of(
            house.plan.daemon(),
            german.people(),
            german.policies(),
            german.journey(),
            List.copyOf(german.touchpoints().values()));
    Visitors visitors = new Visitors(house);
    String token = visitors.token(Role.OWNER, "anna", false);
    String path = "/api/v1/touchpoints/price-feed/unmute";
    assertThat(visitors.program("POST", path, token, "{}").body())
        .contains("You have no part in Price feed of the marketplaces");
  }
}
