package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.ledger.Ledger.Posted;
import io.wellkept.web.Surface;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scans mailboxes may open and press everything in every message: people keep the say. */
final class ScannerStoryTest {
  @TempDir Path home;

  /** Anna, Ben and Carla by mail; the owner of what is told in Slack is Otto. */
  private House house(Callbacks slack) {
    House house = new House(home).knows("SLACK", slack.url("/hook"));
    house.edit(
        "config/daemon.yaml",
        "notifiers:\n",
        "notifiers:\n  slack: {webhook: \"${env:SLACK}\", signing-secret: canary-of-slack}\n");
    house.edit(
        "config/people.yaml", "email: otto@", "slack: U024BE7LH, tell-by: [slack], email: otto@");
    return house
        .with(
            House.touchpoint("page", "checks: {page: {every: 20m, contains: [Add to basket]}}"),
            House.touchpoint("chat", "owner: otto", "backup: ben", "checks: {page: {every: 20m}}"))
        .opens();
  }

  private static MailScanner scan(House house, Callbacks slack, boolean fills) {
    String soon = house.clock.instant().plus(Duration.ofDays(2)).toString().substring(0, 16);
    MailScanner scanner = new MailScanner(house.running().address(Surface.PUBLIC), soon, fills);
    for (MimeMessage mail : house.post.getReceivedMessages()) {
      parts(mail).forEach(scanner::reads);
    }
    slack.heard("/hook").forEach(scanner::reads);
    scanner.close();
    house.settles();
    assertThat(scanner.strange()).isEmpty();
    return scanner;
  }

  private static List<String> parts(MimeMessage mail) {
    try {
      List<String> parts = new ArrayList<>();
      mail.getAllHeaderLines().asIterator().forEachRemaining(parts::add);
      if (mail.getContent() instanceof MimeMultipart multi) {
        for (int i = 0; i < multi.getCount(); i++) {
          parts.add(String.valueOf(multi.getBodyPart(i).getContent()));
        }
      }
      return parts;
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What people are told, and everything that somebody decided. */
  private record Picture(
      List<Event.Type> page,
      List<Event.Type> chat,
      List<Standing> standing,
      List<PlanOverride> said) {
    static Picture of(House house) {
      List<PlanOverride> said = house.running().ledger().read(view -> view.overrides());
      return new Picture(
          house.history("page"),
          house.history("chat"),
          house.open().stream().map(Incident::standing).toList(),
          said);
    }
  }

  private static void breaks(House house) {
    house.site.answers("/page", 200, "<html lang=en><title>Shop</title>Sold out", Map.of());
    house.site.breaks("/chat");
    house.passes(Duration.ofMinutes(25));
  }

  @Test
  void whateverItOpensAndPressesInAnyMessageNothingIsTakenSilencedOrOver() {
    try (Callbacks slack = new Callbacks();
        House house = house(slack)) {
      breaks(house);
      harmless(house, slack);
      // the backup, the lead and the reminders of the days after
      house.passes(Duration.ofDays(2));
      harmless(house, slack);
      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(40));
      harmless(house, slack);
      house.takes("anna", Duration.ofHours(5));
      house.passes(Duration.ofHours(6));
      harmless(house, slack);
      house.site.isMended("/page");
      house.site.isMended("/chat");
      house.passes(Duration.ofHours(2));
      MailScanner last = harmless(house, slack);
      assertThat(house.open()).isEmpty();
      assertThat(last.opened()).hasSizeGreaterThan(3);
      assertThat(told(house))
          .contains(
              NoticeKind.OPENED,
              NoticeKind.UPDATED,
              NoticeKind.RECEIPT,
              NoticeKind.TAKEN,
              NoticeKind.LAPSED,
              NoticeKind.REMINDER,
              NoticeKind.RESOLVED);
    }
  }

  private static MailScanner harmless(House house, Callbacks slack) {
    Picture before = Picture.of(house);
    MailScanner scanner = scan(house, slack, false);
    assertThat(Picture.of(house)).isEqualTo(before);
    return scanner;
  }

  private static Set<NoticeKind> told(House house) {
    Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
    for (Posted row : house.postings("page")) {
      kinds.add(row.posting().notice().kind());
    }
    return kinds;
  }

  @Test
  void aTakingThatItGivesBackGoesToTheLadderAndItsTakerCanTakeItAgain() {
    try (Callbacks slack = new Callbacks();
        House house = house(slack)) {
      breaks(house);
      house.takes("anna", Duration.ofHours(5));
      house.passes(Duration.ofMinutes(15));
      MailScanner scanner = scan(house, slack, false);
      assertThat(scanner.pressed()).contains("take", "give-back", "mute");
      assertThat(house.open())
          .hasSize(2)
          .allSatisfy(open -> assertThat(open.standing()).isInstanceOf(Standing.Open.class));
      assertThat(house.get(house.linkOf("anna")).body()).contains("given back");
      house.heard();
      house.passes(Duration.ofHours(3));
      assertThat(house.whoHeard()).contains("ben");
      assertThat(house.takes("anna", Duration.ofHours(5)).statusCode()).isEqualTo(303);
      assertThat(house.get(house.linkOf("anna")).body()).contains("Anna Berg");
    }
  }

  @Test
  void onePersonIsToldWhatItDidInTheirNameAndWhatItPromisedEnds() {
    try (Callbacks slack = new Callbacks();
        House house = house(slack)) {
      breaks(house);
      house.heard();
      MailScanner scanner = scan(house, slack, true);
      assertThat(scanner.pressed()).contains("take", "mute");
      // it even wrote a reason why it is no fault: whoever was told hears that, and by whom
      house.passes(Duration.ofMinutes(40));
      assertThat(house.heard())
          .isNotEmpty()
          .allSatisfy(mail -> assertThat(mail).startsWith("anna"));
      List<PlanOverride> said = house.running().ledger().read(view -> view.overrides());
      assertThat(said)
          .allSatisfy(one -> {
            assertThat(one).isInstanceOf(PlanOverride.Mute.class);
            assertThat(((PlanOverride.Mute) one).until())
                .isBefore(house.clock.instant().plus(Duration.ofDays(90)));
          });
      assertThat(over(house)).isSubsetOf(Set.of(Reason.ONLY_MUTED));
      assertThat(house.get(house.linkOf("anna")).body())
          .contains("Anna Berg", "scanned (by link)")
          .containsAnyOf("It is a fault after all", "Give it back");
      // what it silenced comes back by itself
      house.passes(Duration.ofDays(3));
      assertThat(house.whoHeard()).contains("anna", "ben", "carla");
      assertThat(house.open()).isNotEmpty();
    }
  }

  private static Set<Reason> over(House house) {
    return house.running().ledger().read(view -> view.incidentsOf("page", 10)).stream()
        .map(Incident::standing)
        .filter(Standing.Resolved.class::isInstance)
        .map(standing -> ((Standing.Resolved) standing).because())
        .collect(java.util.stream.Collectors.toSet());
  }
}
