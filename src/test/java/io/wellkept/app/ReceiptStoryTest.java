package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.ClaimedLook;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A form is sent once each time, and what it says counts less than what arrives. */
final class ReceiptStoryTest {
  private static final CheckId LEAD = new CheckId("contact", "lead");
  private static final Pattern MARK = Pattern.compile("wk-[2-9a-z]{8}");

  @TempDir Path home;

  private static Duration minutes(long many) {
    return Duration.ofMinutes(many);
  }

  /** A form that is sent every half hour; what it sent must be in the list in ten minutes. */
  private House house(String receipt) {
    House house = new House(home);
    house.site.answers(
        "/contact",
        200,
        "<html lang=en><title>Contact</title><form method=post action=/send>"
            + "<input name=mail><textarea name=text></textarea><button>Send</button></form>",
        Map.of());
    house.site.answers("/send", 200, "<html lang=en><title>x</title>Thank you!", Map.of());
    lists(house, "");
    String steps = "{open: \"\"}, {submit: {with: {mail: \"p+{{run.id}}@shop.example\"}}}";
    return house.with(
        House.touchpoint(
            "contact",
            "checks:",
            "  lead:",
            "    kind: flow",
            "    every: 30m",
            "    steps: [%s, {expect: {contains: [Thank you]}}%s]".formatted(steps, receipt)));
  }

  private House withList() {
    return house(", {receipt: {json: {url: \"${env:SITE}/leads\"}, within: 10m}}");
  }

  private static void lists(House house, String mark) {
    house.site.answers("/leads", 200, "[\"" + mark + "\"]", Map.of());
  }

  private static String sent(House house, int number) {
    Matcher mark = MARK.matcher(house.site.posted("/send").get(number));
    assertThat(mark.find()).isTrue();
    return mark.group();
  }

  private static CheckState state(House house) {
    return house.running().ledger().read(view -> view.check(LEAD).orElseThrow());
  }

  @Test
  void theFormSaysThankYouAndTheLeadIsLostUntilOneArrives() {
    try (House house = withList().opens()) {
      assertThat(house.site.posted("/send")).hasSize(1);
      house.passes(minutes(9));
      assertThat(house.heard()).as("nothing is known while it is waited for").isEmpty();
      house.passes(minutes(2));
      assertThat(house.open()).hasSize(1);
      assertThat(house.heard())
          .singleElement()
          .asString()
          .startsWith("anna: ")
          .contains("The lead has not arrived after 10 minutes");
      assertThat(House.text(house.lastMailTo("anna").orElseThrow()))
          .contains("The lead has not arrived after 10 minutes, though the form said thank you")
          .contains("the form works")
          .contains("what is broken is the way from the form to the list at")
          .contains(sent(house, 0));
      assertThat(house.site.posted("/send")).as("waiting sends nothing").hasSize(1);

      house.passes(minutes(25));
      assertThat(house.site.posted("/send")).hasSize(2);
      assertThat(house.open()).as("waiting ends nothing").hasSize(1);
      assertThat(house.heard()).isEmpty();

      lists(house, sent(house, 1));
      house.passes(minutes(10));
      assertThat(house.open()).isEmpty();
      assertThat(house.whoHeard()).containsExactly("anna");
      assertThat(state(house).measurements())
          .extracting(measured -> measured.name())
          .containsExactly("receipt_seconds");
    }
  }

  @Test
  void aListThatIsShutIsBlindAndNobodysLead() {
    try (House house = withList().opens()) {
      house.site.answers("/leads", 401, "no", Map.of());
      house.passes(minutes(29));
      assertThat(house.heard()).isEmpty();
      assertThat(state(house).fault()).isInstanceOf(Fault.NoAccess.class);
      assertThat(Objects.requireNonNull(state(house).fault()).words())
          .contains("receipt.json of contact/lead");
      assertThat(house.site.posted("/send")).hasSize(1);
      // what arrived in time is found in time, however late we may look
      lists(house, sent(house, 0));
      house.passes(minutes(2));
      assertThat(state(house).fault()).isNull();
      assertThat(house.open()).isEmpty();
    }
  }

  @Test
  void theFormIsTriedAgainSomeDayAlsoWhileNobodySeesBehindIt() {
    try (House house = withList().opens()) {
      house.site.answers("/leads", 500, "no", Map.of());
      house.passes(minutes(100));
      assertThat(house.site.posted("/send").size()).isEqualTo(4);
      assertThat(house.open()).noneMatch(open -> open.check().equals(LEAD) && isLost(open));
    }
  }

  private static boolean isLost(io.wellkept.incident.Incident open) {
    return open.findings().stream().anyMatch(f -> f.code().equals("flow.not-received"));
  }

  @Test
  void aLeadThatIsPostedToUsHasArrivedWhenItCame() {
    try (House house = house(", {receipt: {webhook: true, within: 10m}}").opens()) {
      String token = house.running().tokens().beat(LEAD);
      String own = house.at("/beat/" + token);
      assertThat(house.press(own, "a real lead: please call").body()).contains("not kept");
      house.clock.move(Duration.ofSeconds(40));
      assertThat(house.press(own, "lead=" + sent(house, 0)).statusCode()).isEqualTo(200);
      assertThat(house.running().ledger().<Integer>read(view -> view.lastBeats(LEAD, 9).size()))
          .isEqualTo(1);
      house.passes(minutes(3));
      assertThat(state(house).measurements().get(0).value()).isBetween(40.0, 42.0);
      assertThat(house.site.posted("/send")).as("a call hastens nothing").hasSize(1);
      house.passes(minutes(35));
      assertThat(house.site.posted("/send")).hasSize(2);
      house.passes(minutes(12));
      assertThat(house.whoHeard()).containsExactly("anna");
    }
  }

  @Test
  void aCallHasArrivedHoweverLongItIsAndWhateverTheClockSays() {
    try (House house = house(", {receipt: {webhook: true, within: 10m}}").opens()) {
      String own = house.at("/beat/" + house.running().tokens().beat(LEAD));
      house.press(own, "x".repeat(20_000) + " " + sent(house, 0));
      house.passes(minutes(29));
      assertThat(house.open()).isEmpty();

      house.passes(minutes(2));
      assertThat(house.site.posted("/send")).hasSize(2);
      Instant byAnotherClock = house.clock.instant().minus(minutes(3));
      house
          .running()
          .ledger()
          .change(work -> work.beat(LEAD, new Ledger.Beat(byAnotherClock, true, sent(house, 1))));
      house.passes(minutes(20));
      assertThat(house.open()).isEmpty();
      assertThat(state(house).fault()).isNull();
    }
  }

  @Test
  void aCallThatCameWhileWeWereDownIsOurLossAndNobodysFault() {
    try (House house = house(", {receipt: {webhook: true, within: 10m}}").opens()) {
      house.stops().clock.move(minutes(15));
      house.opens().passes(minutes(2));
      assertThat(house.heard()).isEmpty();
      assertThat(Objects.requireNonNull(state(house).fault()).words()).contains("nobody listened");
    }
  }

  @Test
  void whatWasCutOffWhileItSubmittedIsBlindAndNotSentAgain() {
    try (House house = house("").opens()) {
      assertThat(house.site.posted("/send")).hasSize(1);
      house.clock.move(minutes(30));
      // another run of ours takes the slot, puts on record what it does, and dies
      Instant now = house.clock.instant();
      List<ClaimedLook> claimed =
          house
              .running()
              .ledger()
              .write(work -> work.claimLooks(now, now.plusSeconds(300), "killed", 9));
      assertThat(claimed).hasSize(1);
      house.running().ledger().change(work -> work.intend(LEAD, "killed", "wk-abcd2345"));
      house.restarts();
      assertThat(state(house).fault()).isEqualTo(new Fault.CutOff("wk-abcd2345"));
      assertThat(house.site.posted("/send")).as("never a second time").hasSize(1);
      house.passes(minutes(29)).restarts().passes(Duration.ofSeconds(30));
      assertThat(house.site.posted("/send")).hasSize(1);
      house.passes(minutes(2));
      assertThat(house.site.posted("/send")).as("the next slot sends again").hasSize(2);
      assertThat(state(house).fault()).isNull();
    }
  }

  @Test
  void nothingButTheScheduleMakesItSend() {
    try (House house = house("").opens()) {
      house.site.answers("/send", 200, "<html lang=en>Sorry!", Map.of());
      house.passes(minutes(31));
      assertThat(house.site.posted("/send")).as("no confirming second look").hasSize(2);
      assertThat(house.whoHeard()).containsExactly("anna");
      house.restarts();
      house.edit("monitors/site.yaml", "Thank you", "Thanks").reloads();
      house.edit("monitors/site.yaml", "id: contact", "id: renamed\n    was: [contact]").reloads();
      house.clock.move(minutes(9));
      house.passes(minutes(9));
      assertThat(house.site.posted("/send")).hasSize(2);
      house.passes(minutes(20));
      assertThat(house.site.posted("/send")).hasSize(3);
    }
  }
}
