package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wellkept.incident.Event;
import io.wellkept.incident.PlanOverride;
import io.wellkept.ledger.Ledger.Confirmation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history names who acted, and whose word it is where that is another's. */
final class OnBehalfTest {
  @TempDir Path folder;
  private House house;
  private Visitors visitors;
  private String carla;

  @BeforeEach
  void open() {
    house = Visitors.local(folder);
    house.broken();
    visitors = new Visitors(house);
    carla = visitors.session(Role.OPERATOR, "carla");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void says(String session, String act, String form) {
    House.Answer answer = visitors.post("/people/anna/own/" + act, session, form);
    assertThat(answer.status()).as(act + answer.body()).isEqualTo(303);
  }

  private static List<PlanOverride> overrides(House house) {
    return house.ledger.read(view -> view.overrides());
  }

  private List<Event> events(Event.Type type) {
    return house.ledger.read(view -> view.events(200)).stream()
        .filter(event -> event.type() == type)
        .toList();
  }

  @Test
  void anAbsenceIsOfWhoeverToldIt() {
    says(carla, "away", "from=2026-12-01&until=2026-12-05");
    assertThat(overrides(house))
        .filteredOn(PlanOverride.Away.class::isInstance)
        .extracting(one -> one.by(), one -> ((PlanOverride.Away) one).person())
        .containsExactly(tuple("carla", "anna"));
    Event told = events(Event.Type.AWAY).get(0);
    assertThat(told.person()).isEqualTo("carla");
    assertThat(told.text())
        .isEqualTo("for Anna Berger: from 1 December 2026 until 5 December 2026 (by page)");

    house.clock.forward(Duration.ofMinutes(1));
    String program = visitors.token(Role.OPERATOR, null, false);
    String back = "{\"until\": \"2026-11-01\", \"person\": \"ben\"}";
    assertThat(visitors.program("POST", "/api/v1/people/anna/away", program, back).status())
        .isEqualTo(200);
    assertThat(events(Event.Type.AWAY))
        .extracting(Event::person, Event::text)
        .contains(tuple("test", "for Anna Berger: back again (by api)"));
  }

  @Test
  void onesOwnAbsenceIsNobodyElses() {
    says(visitors.session(Role.OWNER, "anna"), "away", "from=2026-12-01&until=2026-12-05");
    Event told = events(Event.Type.AWAY).get(0);
    assertThat(told.person()).isEqualTo("anna");
    assertThat(told.text()).startsWith("from 1 December");
  }

  @Test
  void linksAreVoidedByWhoeverVoidedThem() {
    String program = visitors.token(Role.OPERATOR, "carla", false);
    String path = "/api/v1/people/anna/void-links";
    assertThat(visitors.program("POST", path, program, "{}").status()).isEqualTo(200);
    assertThat(overrides(house))
        .filteredOn(PlanOverride.LinksVoid.class::isInstance)
        .extracting(one -> one.by(), one -> ((PlanOverride.LinksVoid) one).person())
        .containsExactly(tuple("carla", "anna"));
  }

  @Test
  void whereNobodySignsInTheBodySaysWho(@TempDir Path elsewhere) {
    try (House open = new House(elsewhere)) {
      String path = "/api/v1/people/anna/away";
      String days = "\"until\": \"2026-12-01\"}";
      assertThat(open.postJson(path, "{\"person\": \"zoe\", " + days).status()).isEqualTo(422);
      assertThat(open.postJson(path, "{\"person\": \"ben\", " + days).status()).isEqualTo(200);
      assertThat(overrides(open)).extracting(PlanOverride::by).containsExactly("ben");
    }
  }

  @Test
  void wordsAboutOwnershipAreOfWhoeverSaidThem() {
    says(carla, "confirm", "seen=newsletter-form+summer-landing");
    says(carla, "not-mine", "touchpoint=summer-landing&why=She+moved");
    house.clock.forward(Duration.ofMinutes(1));
    says(carla, "mine", "touchpoint=summer-landing");
    Instant now = house.clock.instant();
    house.ledger.change(work ->
        work.add(
            new PlanOverride.Offer(
                "o1", "ben", now, now.plus(Duration.ofDays(7)), "price-feed", "ben", "anna", "")));
    says(carla, "accept", "touchpoint=price-feed");

    Optional<Confirmation> confirmed = house.ledger.read(view -> view.lastConfirmation("anna"));
    assertThat(confirmed).isPresent();
    List<Event> all = house.ledger.read(view -> view.events(200));
    assertThat(all)
        .filteredOn(event -> event.text().startsWith("for Anna Berger: "))
        .extracting(Event::type, Event::person)
        .containsExactlyInAnyOrder(
            tuple(Event.Type.OWNER_CONFIRMED, "carla"),
            tuple(Event.Type.DISOWNED, "carla"),
            tuple(Event.Type.OWNER_CONFIRMED, "carla"),
            tuple(Event.Type.HANDED_OVER, "carla"));
    assertThat(all)
        .noneMatch(event -> !event.at().isBefore(House.START) && "anna".equals(event.person()));
  }
}
