package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import io.wellkept.incident.Notice;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Reason;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Much turns bad at once: we doubt our own eyes first, and tell what stands, once to each. */
final class StormStoryTest {
  @TempDir Path home;

  private static void breaks(House house, int from, int to) {
    IntStream.range(from, to).forEach(i -> house.site.breaks("/page" + i));
  }

  private static void isMended(House house, int from, int to) {
    IntStream.range(from, to).forEach(i -> house.site.isMended("/page" + i));
  }

  /** A minute at a time, as the rounds tick. */
  private static House passes(House house, int minutes) {
    for (int i = 0; i < minutes; i++) {
      house.passes(Duration.ofMinutes(1));
    }
    return house;
  }

  @Test
  void aStormThatPassesIsTheOperatorsAlone() {
    try (House house = new House(home).withPages(20, 20).opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 0, 40);
      house.passes(Duration.ofSeconds(70));
      assertThat(house.heard())
          .singleElement()
          .asString()
          .startsWith("otto: ")
          .contains("40 of 40 touchpoints");
      assertThat(house.get(house.at("/")).body()).contains("A storm: 40 of 40 touchpoints");
      assertThat(house.get(house.at("/metrics")).body()).contains("wellkept_storm 1");
      isMended(house, 0, 40);
      passes(house, 20);
      assertThat(house.heard()).singleElement().asString().startsWith("otto: Over");
      assertThat(house.open()).isEmpty();
      passes(house, 20);
      assertThat(house.heard()).isEmpty();
      assertThat(house.get(house.at("/metrics")).body()).contains("wellkept_storm 0");
    }
  }

  @Test
  void aStormThatStandsIsOneMessageToEachOwnerWithAllOfTheirs() {
    try (House house = new House(home).withPages(35, 25).opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 0, 60);
      Instant broken = house.clock.instant();
      passes(house, 25);
      List<MimeMessage> mails = house.newMail();
      assertThat(mails)
          .extracting(House::person)
          .containsExactlyInAnyOrder("otto", "anna", "carla", "otto");
      MimeMessage anna = mailTo(mails, "anna");
      assertThat(House.subject(anna)).contains("35 things at your 35 touchpoints");
      assertThat(House.subject(mailTo(mails, "carla"))).contains("25 things");
      assertThat(House.text(anna)).contains("looked again before telling you");
      assertThat(House.sentAt(anna)).isBefore(broken.plus(Duration.ofMinutes(17)));
      house.passes(Duration.ofMinutes(60));
      // a storm that lasts does not begin again
      assertThat(house.heard()).isEmpty();
    }
  }

  private static MimeMessage mailTo(List<MimeMessage> mails, String person) {
    return mails.stream().filter(m -> House.person(m).equals(person)).findFirst().orElseThrow();
  }

  @Test
  void whatRecoversInTheStormIsNeverTold() {
    try (House house = new House(home).withPages(12, 0).opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 0, 12);
      house.passes(Duration.ofSeconds(95));
      assertThat(house.whoHeard()).containsExactly("otto");
      assertThat(house.open()).hasSize(13);
      isMended(house, 4, 5);
      passes(house, 25);
      MimeMessage anna = mailTo(house.newMail(), "anna");
      assertThat(House.subject(anna)).contains("11 things");
      assertThat(House.text(anna)).doesNotContain("The page4\n");
    }
  }

  @Test
  void whatWasBadBeforeGoesOnAsUsual() {
    try (House house = new House(home).withPages(20, 0).opens()) {
      breaks(house, 0, 1);
      passes(house, 7);
      assertThat(house.whoHeard()).containsExactly("anna");
      house.passes(Duration.ofMinutes(112));
      breaks(house, 1, 20);
      passes(house, 8);
      List<String> heard = house.heard();
      assertThat(heard).filteredOn(line -> line.startsWith("otto")).isNotEmpty();
      assertThat(heard).filteredOn(line -> line.startsWith("ben")).hasSize(1);
    }
  }

  @Test
  void aRestartInTheMiddleHoldsTheSame() {
    try (House house = new House(home).withPages(30, 0).opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 0, 30);
      house.passes(Duration.ofSeconds(70));
      assertThat(house.whoHeard()).containsExactly("otto");
      house.restarts().passes(Duration.ofSeconds(20));
      assertThat(house.heard()).isEmpty();
      passes(house, 25);
      assertThat(house.whoHeard()).containsExactlyInAnyOrder("anna", "otto");
      assertThat(house.open()).hasSize(30);
    }
  }

  @Test
  void inASmallPlanNineOfTwelveAreToldAsEver() {
    try (House house = new House(home).withPages(12, 0).opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 0, 9);
      passes(house, 3);
      assertThat(house.whoHeard()).containsExactly("anna");
      passes(house, 12);
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  @Test
  void twoHundredNewOnesThatAreBadFromTheStartAreNoStorm() {
    try (House house =
        new House(home)
            .edit("config/daemon.yaml", "observe: 0s", "observe: 1d")
            .withPages(20, 0)
            .opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 20, 220);
      house.withPages(20, 200).reloads();
      house.settles();
      passes(house, 30);
      assertThat(house.heard()).isEmpty();
    }
  }

  @Test
  void whatWasDecidedAMomentBeforeDoesNotLeave() {
    try (House house = new House(home).withPages(12, 0).opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 0, 12);
      house.passes(Duration.ofSeconds(95));
      assertThat(house.whoHeard()).containsExactly("otto");
      Incident held = incidentOf(house, "page3");
      Instant now = house.clock.instant();
      Notice notice =
          new Notice("n1", held.id(), NoticeKind.OPENED, "anna", 0, now, now, Reason.FIRST_TOLD);
      house.running().ledger().change(work -> work.post(Posting.of(notice, 0, "mail", now)));
      house.settles();
      assertThat(house.heard()).isEmpty();
      assertThat(house.postings("page3"))
          .singleElement()
          .satisfies(posted ->
              assertThat(posted.ending()).isEqualTo(new Posting.Ending.Withdrawn(Reason.STORM)));
    }
  }

  private static Incident incidentOf(House house, String touchpoint) {
    return house.open().stream()
        .filter(incident -> incident.check().touchpoint().equals(touchpoint))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSecondStormIsOneAgain() {
    try (House house = new House(home).withPages(15, 0).opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 0, 15);
      house.passes(Duration.ofSeconds(65));
      isMended(house, 0, 15);
      house.passes(Duration.ofMinutes(60));
      assertThat(house.whoHeard()).containsExactly("otto", "otto");
      breaks(house, 0, 15);
      passes(house, 6);
      isMended(house, 0, 15);
      List<String> heard = new ArrayList<>(house.heard());
      passes(house, 20);
      heard.addAll(house.heard());
      assertThat(heard).filteredOn(line -> line.startsWith("otto")).hasSize(2);
    }
  }

  @Test
  void aPersonMayTakeWhatIsHeldAndExplainSaysWhy() {
    try (House house = new House(home).withPages(12, 0).opens()) {
      house.passes(Duration.ofMinutes(9));
      breaks(house, 0, 12);
      house.passes(Duration.ofSeconds(95));
      Incident held = incidentOf(house, "page3");
      String until = house.clock.instant().plus(Duration.ofHours(3)).toString();
      String explained =
          house
              .running()
              .ledger()
              .read(view -> {
                Present present =
                    Present.of(house.running().plan(), view.overrides(), house.clock.instant());
                return Explanation.of(
                        view, present.plan().touchpoint("page3").orElseThrow(), present)
                    .text();
              });
      assertThat(explained).contains("now: " + Reason.STORM.words() + ", until");
      assertThat(house.get(house.at("/incidents/" + held.id())).body())
          .contains("much turned bad at once");
      house.post(
          house.at("/api/v1/incidents/" + held.id() + "/take"),
          "{\"person\": \"anna\", \"until\": \"" + until + "\"}");
      house.settles();
      assertThat(house.whoHeard()).contains("anna");
      passes(house, 20);
      assertThat(House.text(mailTo(house.newMail(), "anna"))).doesNotContain("The page3");
    }
  }
}
