package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Event.Type;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.ledger.Ledger.Confirmation;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looks after what, asked again and again, handed over, disowned, and found out. */
final class OwnersStoryTest {
  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:1(/o/[^\\s\"<>]+)");
  private static final Duration MINUTES = Duration.ofMinutes(3);

  @TempDir Path home;

  /** Asked every two hours, with one to answer. */
  private House signs(String... ids) {
    House house = new House(home);
    house.edit(
        "config/daemon.yaml",
        "observe: 0s\n",
        "observe: 0s\nownership: {confirm-every: 2h, answer-within: 1h, accept-within: 1h}\n");
    StringBuilder yaml = new StringBuilder("touchpoints:\n");
    for (String id : ids) {
      yaml.append(sign(id, "anna", "ben"));
    }
    return house.file("monitors/site.yaml", yaml.toString()).opens();
  }

  private static String sign(String id, String owner, String backup) {
    return "  - {id: %s, name: The %s, owner: %s, backup: %s}\n".formatted(id, id, owner, backup);
  }

  private static String page(House house, String person) {
    Matcher link = LINK.matcher(House.text(house.lastMailTo(person).orElseThrow()));
    assertThat(link.find()).as("a link to the own page of " + person).isTrue();
    return house.at(link.group(1));
  }

  private static List<Incident> asked(House house) {
    return house.open().stream().filter(i -> i.check().equals(Ownership.CONFIRM)).toList();
  }

  @Test
  void anOwnerConfirmsAndIsNotAskedAgainBeforeTheTimeIsOver() {
    try (House house = signs("sign", "window")) {
      house.passes(Duration.ofMinutes(110));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofMinutes(30));
      assertThat(house.heard()).singleElement().asString().startsWith("anna: ");
      String mail = House.text(house.lastMailTo("anna").orElseThrow());
      assertThat(mail).contains("The sign, The window").contains("If you do not answer");
      String page = page(house, "anna");
      assertThat(house.get(page).body()).contains("Yes, these are all mine").contains("Ben Maurer");
      assertThat(house.head(page).statusCode()).isEqualTo(200);
      assertThat(asked(house)).hasSize(1);

      HttpResponse<String> bare = house.press(page + "/confirm", "");
      assertThat(bare.statusCode()).isEqualTo(422);
      assertThat(house.press(page + "/confirm", "sure=yes&seen=sign").statusCode()).isEqualTo(422);
      assertThat(asked(house)).hasSize(1);
      for (int i = 0; i < 2; i++) {
        assertThat(house.press(page + "/confirm", "sure=yes&seen=window+sign").statusCode())
            .isEqualTo(303);
      }
      house.passes(MINUTES);
      assertThat(asked(house)).isEmpty();
      Confirmation said =
          house.running().ledger().read(view -> view.lastConfirmation("anna")).orElseThrow();
      assertThat(said.touchpoints()).containsExactly("sign", "window");
      assertThat(house.history(Ownership.HOUSE))
          .filteredOn(Type.OWNER_CONFIRMED::equals)
          .hasSize(1);
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofMinutes(110));
      assertThat(house.heard()).isEmpty();
      house.passes(Duration.ofMinutes(20));
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  private static void awaitQuestion(House house) {
    house.passes(Duration.ofHours(2));
    for (int i = 0; house.whoHeard().isEmpty() && i < 10; i++) {
      house.passes(Duration.ofMinutes(10));
    }
  }

  @Test
  void theLeadHearsOfAnOwnerWhoDoesNotAnswerAndHearsTheEnd() {
    try (House house = signs("sign")) {
      awaitQuestion(house);
      house.passes(Duration.ofMinutes(40));
      assertThat(house.whoHeard()).as("the reminder at half time").containsExactly("anna");
      house.passes(Duration.ofMinutes(35));
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("anna", "carla");
      assertThat(House.text(house.lastMailTo("carla").orElseThrow()))
          .contains("Anna Berg was asked whether this is still theirs");
      house.press(page(house, "anna") + "/confirm", "sure=yes&seen=sign");
      house.passes(MINUTES);
      assertThat(house.heard()).singleElement().asString().startsWith("carla: Confirmed");
    }
  }

  @Test
  void timeInWhichNobodyListenedCountsNotAgainstAnOwner() {
    try (House house = signs("sign")) {
      awaitQuestion(house);
      standsStill(house, Duration.ofDays(13));
      house.passes(Duration.ofMinutes(15));
      assertThat(house.heard()).as("at once").isEmpty();
      house.passes(Duration.ofMinutes(65));
      assertThat(house.whoHeard()).contains("carla");
    }
  }

  @Test
  void timeInWhichNobodyListenedCountsNotAgainstAnOffer() {
    try (House house = signs("sign")) {
      String anna = ownPage(house, "anna");
      house.press(anna + "/hand-over", "sure=yes&touchpoint=sign&to=ben");
      house.passes(Duration.ofMinutes(12));
      house.heard();
      standsStill(house, Duration.ofDays(13));
      house.passes(MINUTES);
      assertThat(house.open()).anyMatch(Ownership::isOffer);
      assertThat(house.heard()).noneMatch(line -> line.contains("Not answered"));
      String ben = ownPage(house, "ben");
      assertThat(house.press(ben + "/accept", "sure=yes&touchpoint=sign").statusCode())
          .isEqualTo(303);
      house.passes(MINUTES);
      assertThat(house.get(ownPage(house, "ben")).body()).doesNotContain("from now on</button>");
      assertThat(house.get(house.at("/api/v1/touchpoints/sign")).body())
          .contains("\"owner\":\"ben\"");
      standsStill(house, Duration.ofDays(1));
      List<PlanOverride> all = house.running().ledger().read(view -> view.overrides());
      assertThat(all)
          .filteredOn(PlanOverride.Offer.class::isInstance)
          .noneMatch(offer -> offer.inForce(house.clock.instant()));
    }
  }

  @Test
  void daysAwayCountNotAgainstAnOwner() {
    try (House house = signs("sign")) {
      awaitQuestion(house);
      house.press(page(house, "anna") + "/away", "sure=yes&from=2026-06-02&until=2026-06-03");
      house.passes(Duration.ofMinutes(90));
      assertThat(asked(house))
          .singleElement()
          .extracting(incident -> incident.worst().code())
          .isEqualTo("owner.confirm");
      house.press(page(house, "anna") + "/back", "sure=yes");
      house.passes(Duration.ofMinutes(20));
      assertThat(house.whoHeard()).doesNotContain("carla");
      house.passes(Duration.ofMinutes(60));
      assertThat(house.whoHeard()).contains("carla");
    }
  }

  private static void standsStill(House house, Duration span) {
    house.stops();
    house.clock.moveTo(house.clock.instant().plus(span));
    house.opens();
  }

  @Test
  void whoSaysThatNothingIsTheirsHasAnswered() {
    try (House house = signs("sign")) {
      awaitQuestion(house);
      house.press(page(house, "anna") + "/not-mine", "sure=yes&touchpoint=sign&why=sold");
      house.passes(Duration.ofMinutes(80));
      assertThat(asked(house)).isEmpty();
      assertThat(house.heard())
          .filteredOn(line -> line.startsWith("carla: "))
          .singleElement()
          .asString()
          .contains("not theirs");
    }
  }

  @Test
  void whatIsHandedOverIsTheNewOwnersOnceTheySayYes() {
    try (House house = new House(home).withOnePage().opens()) {
      String anna = ownPage(house, "anna");
      house.press(anna + "/hand-over", "sure=yes&touchpoint=page&to=ben&why=new+team");
      house.press(anna + "/hand-over", "sure=yes&touchpoint=page&to=ben&why=new+team");
      house.passes(Duration.ofMinutes(12));
      assertThat(house.heard())
          .containsExactlyInAnyOrder(
              "ben: Anna Berg hands it over to Ben Maurer – The page",
              "anna: For your information: Anna Berg hands it over to Ben Maurer – The…");
      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(12));
      assertThat(house.whoHeard()).as("until the yes").containsExactly("anna");
      house.site.isMended("/page");
      house.passes(Duration.ofMinutes(30));
      house.heard();

      String ben = ownPage(house, "ben");
      assertThat(house.get(ben).body()).contains("new team").contains("I look after it from now");
      assertThat(house.press(ben + "/accept", "touchpoint=page").statusCode()).isEqualTo(422);
      assertThat(house.press(ben + "/accept", "sure=yes&touchpoint=page").statusCode())
          .isEqualTo(303);
      assertThat(house.press(ben + "/accept", "sure=yes&touchpoint=page").statusCode())
          .isEqualTo(303);
      house.passes(MINUTES);
      assertThat(house.heard()).singleElement().asString().startsWith("anna: Accepted: ");
      assertThat(house.history("page")).filteredOn(Type.HANDED_OVER::equals).hasSize(1);
      assertThat(house.get(house.at("/t/page")).body())
          .contains("Ben Maurer")
          .contains("handed over from Anna Berg");
      assertThat(house.get(house.at("/api/v1/touchpoints/page")).body())
          .contains("\"owner\":\"ben\"")
          .contains("\"backups\":[\"anna\"]")
          .contains("\"file\":\"anna\"");
      house.restarts().site.breaks("/page");
      house.passes(Duration.ofMinutes(12));
      assertThat(house.whoHeard()).containsExactly("ben");
      house.passes(Duration.ofMinutes(125));
      assertThat(house.whoHeard()).as("the old owner stands in").containsExactly("anna");
    }
  }

  @Test
  void aReloadKeepsTheHandOverUntilTheFileSaysSo() {
    try (House house = handedOver()) {
      house.edit("monitors/site.yaml", "name: The page", "name: The new page").reloads();
      house.passes(MINUTES);
      assertThat(owner(house)).isEqualTo("ben");
      assertThat(house.history("page")).doesNotContain(Type.HAND_OVER_ENDED);
      house.edit("monitors/site.yaml", "owner: anna", "owner: ben");
      house.edit("monitors/site.yaml", "backup: ben", "backup: anna").reloads();
      house.passes(MINUTES);
      assertThat(owner(house)).isEqualTo("ben");
      assertThat(house.history("page")).filteredOn(Type.HAND_OVER_ENDED::equals).hasSize(1);
      assertThat(house.get(house.at("/t/page")).body())
          .contains("the file names Ben Maurer as owner by now")
          .doesNotContain("not yet in the file");
      house.edit("monitors/site.yaml", "owner: ben", "owner: carla").reloads();
      assertThat(owner(house)).isEqualTo("carla");
    }
  }

  @Test
  void aFileThatNamesSomebodyElseEndsTheHandOverAndItIsSaid() {
    try (House house = handedOver()) {
      house.edit("monitors/site.yaml", "owner: anna", "owner: carla").reloads();
      house.passes(MINUTES);
      assertThat(owner(house)).isEqualTo("carla");
      assertThat(house.history("page")).filteredOn(Type.HAND_OVER_ENDED::equals).hasSize(1);
      assertThat(house.get(house.at("/t/page")).body()).contains("the files say otherwise by now");
      // the row has ended: an owner who comes back to the file is the owner
      house.edit("monitors/site.yaml", "owner: carla", "owner: anna").reloads();
      house.passes(MINUTES);
      assertThat(owner(house)).isEqualTo("anna");
    }
  }

  private House handedOver() {
    House house = new House(home).withOnePage().opens();
    house.press(ownPage(house, "anna") + "/hand-over", "sure=yes&touchpoint=page&to=ben");
    house.press(ownPage(house, "ben") + "/accept", "sure=yes&touchpoint=page");
    house.passes(MINUTES);
    assertThat(owner(house)).isEqualTo("ben");
    return house;
  }

  private static String owner(House house) {
    Matcher owner =
        Pattern.compile("\"owner\":\"(\\w+)\"")
            .matcher(house.get(house.at("/api/v1/touchpoints/page")).body());
    assertThat(owner.find()).isTrue();
    return owner.group(1);
  }

  private static String ownPage(House house, String person) {
    return house.at("/o/" + house.running().tokens().ownPage(person, house.clock.instant()));
  }

  @Test
  void whatIsDeclinedOrNotAnsweredStaysAndTheOwnerHearsIt() {
    try (House house = signs("sign")) {
      String anna = ownPage(house, "anna");
      house.press(anna + "/hand-over", "sure=yes&touchpoint=sign&to=ben");
      house.passes(MINUTES);
      house.heard();
      String ben = page(house, "ben");
      house.press(ben + "/decline", "sure=yes&touchpoint=sign&why=no+time");
      house.press(ben + "/decline", "sure=yes&touchpoint=sign&why=no+time");
      house.passes(Duration.ofMinutes(15));
      assertThat(house.heard()).singleElement().asString().startsWith("anna: Declined: ");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
          .contains("no time")
          .contains("it stays yours");
      house.press(anna + "/hand-over", "sure=yes&touchpoint=sign&to=otto");
      house.passes(Duration.ofMinutes(75));
      assertThat(house.heard()).anyMatch(line -> line.startsWith("anna: Not answered: "));
      assertThat(
              house
                  .press(ownPage(house, "otto") + "/accept", "sure=yes&touchpoint=sign")
                  .statusCode())
          .isEqualTo(422);
      assertThat(house.open()).isEmpty();
    }
  }

  @Test
  void whatIsNobodysIsTheLeadsMatterUntilSomebodyHasIt() {
    try (House house = signs("sign", "window")) {
      String anna = ownPage(house, "anna");
      assertThat(house.press(anna + "/not-mine", "sure=yes&touchpoint=sign&why=").statusCode())
          .isEqualTo(422);
      house.press(anna + "/not-mine", "sure=yes&touchpoint=sign&why=sold+the+shop");
      house.press(anna + "/not-mine", "sure=yes&touchpoint=sign&why=sold+the+shop");
      house.passes(MINUTES);
      assertThat(house.whoHeard()).containsExactly("carla");
      assertThat(House.text(house.lastMailTo("carla").orElseThrow()))
          .contains("sold the shop")
          .contains("Somebody who can be counted on is needed");
      house.press(anna + "/not-mine", "sure=yes&touchpoint=window&why=never+was");
      house.press(anna + "/mine", "sure=yes&touchpoint=window");
      house.edit("monitors/site.yaml", "The sign, owner: anna", "The sign, owner: carla").reloads();
      house.passes(Duration.ofMinutes(15));
      assertThat(house.open()).isEmpty();
      assertThat(house.heard()).anyMatch(line -> line.startsWith("carla: Accepted"));
    }
  }

  @Test
  void whoIsAwaySaysSoOnceAndWhoeverStandsInIsToldOnce() {
    try (House house = new House(home).withOnePage().opens()) {
      String anna = ownPage(house, "anna");
      String days = "sure=yes&from=2026-06-02&until=2026-06-03";
      house.press(anna + "/away", days);
      house.press(anna + "/away", days);
      house.passes(Duration.ofMinutes(15));
      assertThat(house.heard())
          .singleElement()
          .asString()
          .startsWith("ben: For your information: Anna Berg is away from 2 June 2026");
      assertThat(House.text(house.lastMailTo("ben").orElseThrow())).contains("The page");
      String word = house.open().getFirst().id();
      assertThat(house.get(house.at("/incidents/" + word)).body())
          .contains("is away")
          .doesNotContain("Not a fault?")
          .doesNotContain("I take it");
      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(15));
      assertThat(house.whoHeard()).containsExactly("ben");
      house.site.isMended("/page");
      house.passes(Duration.ofMinutes(30));
      house.heard();
      house.press(anna + "/back", "sure=yes");
      house.passes(Duration.ofMinutes(15));
      assertThat(house.open()).isEmpty();
      assertThat(house.heard()).as("the end is told to nobody").isEmpty();
      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(15));
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  @Test
  void aLinkThatSomebodyElseHasSaysOnlySoMuch() {
    try (House house = new House(home).withOnePage().opens()) {
      String anna = ownPage(house, "anna");
      for (int i = 1; i <= 20; i++) {
        String days = "sure=yes&from=2026-07-%02d&until=2026-07-%02d".formatted(i, i);
        assertThat(house.press(anna + "/away", days).statusCode()).isEqualTo(303);
      }
      String more = "sure=yes&from=2026-07-30&until=2026-07-30";
      HttpResponse<String> refused = house.press(anna + "/away", more);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("away 20 times already");
      for (int i = 0; i < 9; i++) {
        house.press(anna + "/away", more);
      }
      assertThat(house.press(anna + "/away", more).statusCode()).isEqualTo(429);
      assertThat(house.get(anna).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoCannotBeReachedIsReportedOnceAndNoMoreWhenAMessageArrives() {
    try (House house = new House(home);
        Postbox post = new Postbox()) {
      house.knows("SMTP_PORT", Integer.toString(post.port()));
      post.doesNotKnow("anna@");
      house.with(House.touchpoint("one"), House.touchpoint("two"), House.touchpoint("three"));
      house.opens();
      for (String path : List.of("/one", "/two")) {
        house.site.breaks(path);
        house.passes(Duration.ofMinutes(12));
      }
      house.passes(Duration.ofMinutes(17));
      assertThat(reported(house)).as("two may be bad luck").isEmpty();
      house.site.breaks("/three");
      house.passes(Duration.ofMinutes(20));
      assertThat(reported(house))
          .singleElement()
          .satisfies(incident -> {
            assertThat(incident.subject()).isEqualTo("anna");
            assertThat(incident.worst().code()).isEqualTo("owner.unreachable");
            assertThat(incident.reached()).containsExactly("carla");
          });
      house.passes(Duration.ofMinutes(20));
      assertThat(reported(house)).hasSize(1);
      long told =
          post.taken().stream()
              .filter(mail -> House.person(mail).equals("carla"))
              .filter(mail -> House.text(mail).contains("No message reaches Anna Berg"))
              .count();
      assertThat(told).isEqualTo(1);
      // mail arrives again
      house.edit("config/people.yaml", "anna@shop.example", "berg@shop.example").reloads();
      house.site.isMended("/one");
      house.site.isMended("/two");
      house.site.isMended("/three");
      house.passes(Duration.ofMinutes(20));
      house.site.breaks("/one");
      house.passes(Duration.ofMinutes(20));
      assertThat(reported(house)).isEmpty();
    }
  }

  private static List<Incident> reported(House house) {
    return house.open().stream().filter(i -> i.check().equals(Ownership.PEOPLE)).toList();
  }

  @Test
  void whoNeverReactsIsReportedUntilTheFirstReaction() {
    try (House house = new House(home)) {
      List<String> ids = List.of("one", "two", "three", "four", "five");
      house.with(ids.stream().map(id -> House.touchpoint(id)).toArray(String[]::new)).opens();
      ids.forEach(id -> house.site.breaks("/" + id));
      house.passes(Duration.ofMinutes(100));
      assertThat(reported(house)).isEmpty();
      house.passes(Duration.ofMinutes(65));
      assertThat(reported(house))
          .singleElement()
          .satisfies(incident -> {
            assertThat(incident.worst().code()).isEqualTo("owner.silent");
            assertThat(incident.worst().headline())
                .isEqualTo("Anna Berg was told of 5 faults and reacted to none");
            assertThat(incident.reached()).containsExactly("carla");
          });
      Incident one =
          house.open().stream()
              .filter(incident -> incident.check().touchpoint().equals("three"))
              .findFirst()
              .orElseThrow();
      Event answered =
          new Event(
              house.clock.instant(), Type.ATTESTED, one.check(), one.id(), "anna", null, "fine");
      house.running().ledger().change(work -> work.append(answered));
      house.passes(Duration.ofMinutes(20));
      assertThat(reported(house)).isEmpty();
    }
  }

  @Test
  void whoLeavesIsReportedBeforeAndAfterUntilTheirThingsAreInOtherHands() {
    try (House house = new House(home).withOnePage()) {
      house.edit("config/people.yaml", "{name: Anna Berg,", "{name: Anna Berg, until: 2026-06-16,");
      house.opens();
      house.passes(Duration.ofMinutes(12));
      assertThat(reported(house))
          .singleElement()
          .satisfies(incident -> {
            assertThat(incident.worst().code()).isEqualTo("owner.leaves");
            assertThat(incident.reached()).containsExactly("carla");
          });
      house.edit("config/people.yaml", "until: 2026-06-16", "until: 2026-06-01").reloads();
      house.passes(Duration.ofMinutes(17));
      assertThat(reported(house))
          .singleElement()
          .extracting(incident -> incident.worst().code())
          .isEqualTo("owner.left");
      house.site.breaks("/page");
      house.heard();
      house.passes(Duration.ofMinutes(12));
      assertThat(house.whoHeard()).as("nobody writes to who left").containsExactly("ben");
      String handOver = "{\"person\": \"otto\", \"to\": \"ben\"}";
      house.post(house.at("/api/v1/touchpoints/page/hand-over"), handOver);
      house.press(ownPage(house, "ben") + "/accept", "sure=yes&touchpoint=page");
      house.passes(Duration.ofMinutes(17));
      assertThat(reported(house)).isEmpty();
      assertThat(house.get(house.at("/api/v1/touchpoints/page")).body())
          .as("who has left stands in for nobody")
          .contains("\"backups\":[\"carla\"]");
    }
  }

  @Test
  void nobodyIsAskedWhereThatIsSwitchedOffAndWhoLostEverythingIsAskedNoMore() {
    try (House house = signs("sign")) {
      awaitQuestion(house);
      assertThat(asked(house)).hasSize(1);
      house.edit("config/daemon.yaml", "confirm-every: 2h", "confirm-every: off").reloads();
      house.passes(MINUTES);
      assertThat(house.open()).isEmpty();
      house.passes(Duration.ofHours(1));
      assertThat(house.open()).isEmpty();
    }
  }
}
