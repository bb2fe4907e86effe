package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Posting;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.ledger.Ledger.Posted;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.DigestJson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digests come when they are due, once, to those who wait for them. */
final class DigestStoryTest {
  private static final String WEEK =
      "digests: [{name: week, when: weekly mon 07:30, zone: Europe/Berlin, audience: company,"
          + " to: [carla]}]\n";

  /** Before anybody works. */
  private static final Instant EARLY = Instant.parse("2026-06-08T05:00:00Z");

  private static final Instant MONDAY = Instant.parse("2026-06-08T05:30:00Z");

  @TempDir Path folder;
  private House house;

  private House house(String digests) {
    house = new House(folder.resolve("home")).withOnePage();
    house.clock.moveTo(EARLY.minus(Duration.ofHours(8)));
    return house.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + digests);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void comesOnMondayAlsoWhenAllIsGreen() {
    house(WEEK).opens().passes(Duration.ofHours(8));
    assertThat(digests()).isEmpty();

    house.passes(Duration.ofHours(1));

    assertThat(house.whoHeard()).containsExactly("carla");
    KeptDigest digest = digests().getFirst();
    assertThat(digest.label()).isEqualTo("2026-W23");
    assertThat(digest.dueAt()).isEqualTo(MONDAY);
    assertThat(digest.until()).isEqualTo(Instant.parse("2026-06-07T22:00:00Z"));
    Digest said = DigestJson.read(digest.body());
    assertThat(said.score().now()).isEqualTo(100.0);
    assertThat(said.worst()).isEmpty();
    assertThat(said.proof().lost()).isZero();
    assertThat(postings(digest))
        .extracting(one -> one.posting().notice().kind())
        .containsExactly(NoticeKind.DIGEST);
  }

  @Test
  void comesEveryWeek() {
    house(WEEK).opens().passes(Duration.ofHours(9)).stops();
    house.clock.moveTo(EARLY.plus(Duration.ofDays(7)));
    house.opens().passes(Duration.ofHours(1));

    assertThat(house.whoHeard()).containsExactly("carla", "carla");
    assertThat(digests()).extracting(KeptDigest::label).containsExactly("2026-W24", "2026-W23");
  }

  @Test
  void comesLateAndOnceAfterAStopOverMonday() {
    house(WEEK).opens().stops();
    house.clock.moveTo(MONDAY.plus(Duration.ofHours(30)));

    house.opens().passes(Duration.ofHours(2));

    assertThat(house.whoHeard()).containsExactly("carla");
    assertThat(digests()).hasSize(1);
    KeptDigest digest = digests().getFirst();
    assertThat(digest.dueAt()).isEqualTo(MONDAY);
    assertThat(digest.madeAt()).isAfterOrEqualTo(MONDAY.plus(Duration.ofHours(30)));
    assertThat(digest.label()).isEqualTo("2026-W23");
  }

  @Test
  void ofSeveralThatWereMissedOnlyTheLastComes() {
    house(WEEK).opens().stops();
    house.clock.moveTo(MONDAY.plus(Duration.ofDays(15)));

    house.opens().passes(Duration.ofHours(2));

    assertThat(digests()).extracting(KeptDigest::label).containsExactly("2026-W25");
    assertThat(digests().getFirst().dueAt()).isEqualTo(MONDAY.plus(Duration.ofDays(14)));
  }

  @Test
  void doesNotComeAgainAfterARestart() {
    house(WEEK).opens().passes(Duration.ofHours(9)).restarts().passes(Duration.ofHours(1));

    assertThat(house.whoHeard()).containsExactly("carla");
  }

  @Test
  void eachOwnerGetsTheirOwnEveryDay() {
    house("digests: [{name: mine, when: daily 08:00, zone: Europe/Berlin, audience: owners}]\n");
    house.withPages(1, 1).opens().passes(Duration.ofHours(10));

    assertThat(house.whoHeard()).containsExactlyInAnyOrder("anna", "carla");
    assertThat(digests())
        .extracting(KeptDigest::subject)
        .containsExactlyInAnyOrder("anna", "carla");
    assertThat(digests()).extracting(KeptDigest::label).containsOnly("2026-06-07");
    assertThat(digests())
        .allSatisfy(one -> assertThat(DigestJson.read(one.body()).stands()).hasSize(1));
  }

  @Test
  void nobodyGetsOneWhereNothingIsConfigured() {
    house("").opens().passes(Duration.ofHours(12));

    assertThat(digests()).isEmpty();
    assertThat(house.heard()).isEmpty();
  }

  @Test
  void takesAnotherRoadWhereTheOneThatItShouldTakeIsBroken() {
    house(WEEK.replace("to: [carla]", "to: [carla], by: [broken]"));
    house
        .edit(
            "config/daemon.yaml",
            "notifiers:\n",
            "notifiers:\n  broken: {kind: webhook, url: \"${env:SITE}/gone\","
                + " secret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=}\n")
        .edit("config/people.yaml", "carla@shop.example,", "carla@shop.example, tell-by: [mail],");
    house.site.answers("/gone", 410, "", Map.of());
    house.opens().passes(Duration.ofHours(9));

    List<Posted> all = postings(digests().getFirst());
    assertThat(all).extracting(one -> one.posting().notifier()).containsExactly("broken", "mail");
    assertThat(all.get(0).ending()).isInstanceOf(Posting.Ending.Rerouted.class);
    assertThat(all.get(1).ending()).isInstanceOf(Posting.Ending.Sent.class);
    assertThat(house.whoHeard()).contains("carla");
  }

  @Test
  void theOperatorsHearOfADigestThatReachedNobodyUntilOneArrives() {
    house(WEEK.replace("to: [carla]", "to: [carla], by: [broken]"));
    house.edit(
        "config/daemon.yaml",
        "notifiers:\n",
        "notifiers:\n  broken: {kind: webhook, url: \"${env:SITE}/gone\","
            + " secret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=}\n");
    house.edit(
        "config/people.yaml", "carla@shop.example,", "carla@shop.example, tell-by: [broken],");
    house.site.answers("/gone", 410, "", Map.of());
    house.opens().passes(Duration.ofHours(9));

    assertThat(troubles()).containsExactly("week to carla");

    house.site.answers("/gone", 200, "", Map.of());
    house.passes(Duration.ofDays(7));
    assertThat(troubles()).isEmpty();
  }

  @Test
  void theOperatorsHearThatAReaderHasLeftUntilTheDigestIsForOthers() {
    house(WEEK.replace("carla", "ben"));
    house.edit("config/people.yaml", "ben@shop.example,", "ben@shop.example, until: 2026-06-05,");
    house.opens().passes(Duration.ofHours(9));
    assertThat(troubles()).containsExactly("week to ben");
    assertThat(house.heard()).anyMatch(line -> line.startsWith("otto:"));

    house.stops().edit("config/daemon.yaml", "to: [ben]", "to: [carla]");
    house.clock.moveTo(EARLY.plus(Duration.ofDays(7)));
    house.opens().passes(Duration.ofHours(1));
    assertThat(troubles()).isEmpty();
  }

  @Test
  void theOperatorsHearOfADigestThatIsRemovedNoMore() {
    house(WEEK.replace("carla", "ben"));
    house.edit("config/people.yaml", "ben@shop.example,", "ben@shop.example, until: 2026-06-05,");
    house.opens().passes(Duration.ofHours(9));
    assertThat(troubles()).containsExactly("week to ben");

    house.edit("config/daemon.yaml", WEEK.replace("carla", "ben"), "").reloads();
    house.passes(Duration.ofMinutes(1));
    assertThat(troubles()).isEmpty();
  }

  @Test
  void theOperatorsHearOfADigestThatNobodyReads() {
    house("digests: [{name: mine, when: daily 08:00, zone: Europe/Berlin, audience: owners}]\n");
    house.file("monitors/site.yaml", "touchpoints: []\n").opens().passes(Duration.ofHours(10));
    assertThat(troubles()).containsExactly("mine for nobody");
    assertThat(house.open())
        .extracting(one -> one.worst().headline())
        .containsExactly("The digest \"mine\" has no reader: nobody owns a touchpoint");

    house.stops().with(House.touchpoint("page"));
    house.clock.moveTo(EARLY.plus(Duration.ofDays(1)));
    house.opens().passes(Duration.ofHours(2));
    assertThat(troubles()).isEmpty();
  }

  @Test
  void thatNobodyReadsItIsToldOfOneThatCouldNotBeWritten() throws SQLException {
    house("digests: [{name: mine, when: daily 08:00, zone: Europe/Berlin, audience: owners}]\n");
    house.opens();
    makeUnreadable();
    house.passes(Duration.ofHours(10));
    assertThat(troubles()).containsExactly("mine");

    house.file("monitors/site.yaml", "touchpoints: []\n");
    house.running().gate().reload(true);
    house.passes(Duration.ofMinutes(11));
    assertThat(troubles()).containsExactly("mine for nobody");
  }

  @Test
  void theOperatorsHearOfADigestThatCannotBeWrittenUntilItIs() throws SQLException {
    house(WEEK).opens();
    makeUnreadable();
    house.passes(Duration.ofHours(9));
    assertThat(digests()).isEmpty();
    assertThat(troubles()).containsExactly("week");
    assertThat(house.whoHeard()).contains("otto");

    onTheLedger("DELETE FROM voices");
    house.passes(Duration.ofMinutes(11));
    assertThat(digests()).extracting(KeptDigest::label).containsExactly("2026-W23");
    assertThat(troubles()).isEmpty();
    assertThat(house.whoHeard()).contains("carla");
  }

  @Test
  void oneThatCouldNotBeWrittenAndIsDueAnotherDayNowWaitsForThatDay() throws SQLException {
    house(WEEK).opens();
    makeUnreadable();
    house.passes(Duration.ofHours(9));
    assertThat(troubles()).containsExactly("week");

    onTheLedger("DELETE FROM voices");
    house.edit("config/daemon.yaml", "weekly mon 07:30", "weekly wed 07:30").reloads();
    house.passes(Duration.ofMinutes(11));
    assertThat(digests()).isEmpty();

    house.passes(Duration.ofDays(2));
    assertThat(digests())
        .extracting(KeptDigest::dueAt)
        .containsExactly(MONDAY.plus(Duration.ofDays(2)));
  }

  /** A word that no digest knows. */
  private void makeUnreadable() throws SQLException {
    onTheLedger(
        "INSERT INTO voices (touchpoint, check_name, source, id, word_at, at, reply, first_seen_at,"
            + " quote, waits) SELECT 'page', 'page', 'google', 'v', now, now, 'SUNG', now, '', 1"
            + " FROM (SELECT %d AS now)".formatted(house.clock.instant().toEpochMilli()));
  }

  private void onTheLedger(String text) throws SQLException {
    Path file = house.home().resolve("data/wellkept.db");
    try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = sql.createStatement()) {
      statement.execute(text);
    }
  }

  private List<String> troubles() {
    return house
        .running()
        .ledger()
        .read(view -> view.openIncidents(List.of(Troubles.DIGESTS)))
        .stream()
        .map(Incident::subject)
        .toList();
  }

  private List<KeptDigest> digests() {
    return house
        .running()
        .ledger()
        .read(view ->
            view.digestsFor(null, 0, 100).stream()
                .map(kept -> view.digest(kept.id()).orElseThrow())
                .toList());
  }

  private List<Posted> postings(KeptDigest digest) {
    return house.running().ledger().read(view -> view.postings(digest.id()));
  }
}
