package io.wellkept.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Rhythm;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Told;
import io.wellkept.notify.Letter.Group;
import io.wellkept.notify.Letter.Row;
import io.wellkept.notify.Letter.Story;
import io.wellkept.notify.Message.Affected;
import io.wellkept.notify.Message.Item;
import io.wellkept.touchpoint.Absence;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WordingTest {
  private static Letter letter(Message message) {
    return Wording.of(message, 50);
  }

  private static Story only(Message message) {
    return letter(message).groups().get(0).stories().get(0);
  }

  private static String text(Message message) {
    return PlainLetter.text(letter(message));
  }

  @Test
  void answersInTheOrderInWhichPeopleAsk() {
    assertThat(only(Samples.opened()).rows().stream().map(Row::label))
        .containsExactly(
            "Where", "Since", "What we saw", "What to do", "Who else knows", "What happens next");
    assertThat(text(Samples.opened()))
        .startsWith("WRONG NOW: “Add to basket” is missing from the page")
        .contains("I take it: " + Samples.LINK + "\nNot a fault: " + Samples.LINK + "#not-a-fault");
  }

  @Test
  void tellsTimesInTheReadersZone() {
    assertThat(text(Samples.opened())).contains("Since: Mon 23 Nov at 09:12 (3 hours ago)");
    Message abroad = in(Samples.opened(), ZoneId.of("America/New_York"));
    assertThat(text(abroad))
        .contains(
            "Since: Mon 23 Nov at 03:12 (3 hours ago)", "Times are those of America/New_York");
  }

  private static Message in(Message message, ZoneId zone) {
    Person to = message.to();
    return new Message(
        message.id(),
        new Person(to.id(), to.name(), to.addresses(), to.roads(), zone, to.hours(), to.away()),
        message.items(),
        message.people(),
        message.overview(),
        message.now(),
        message.timeScale());
  }

  @Test
  void namesTheNextOneAndWhen() {
    assertThat(text(Samples.opened()))
        .contains("If nobody takes it, Ben Maurer hears of it on Tue 24 Nov at 10:12.");
    assertThat(text(Samples.all().get("opened-backup")))
        .contains("Nobody else is told after this.");
  }

  @Test
  void tellsTheBackupWhoKnowsAndWhoWasNotReached() {
    assertThat(text(Samples.all().get("opened-backup")))
        .contains(
            "Anna Berger was told and did not react. You are next in line.",
            "Anna Berger was told on Mon 23 Nov at 09:13.",
            "Carla Weiß could not be reached");
  }

  @Test
  void saysThatTheOwnerWasSkippedBecauseSheIsAway() {
    Item item = toBen(Reason.NOBODY_ON_RUNG);
    Person away =
        Samples.ANNA.alsoAway(
            List.of(new Absence(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 30))));
    Message message =
        new Message(
            "p",
            Samples.BEN,
            List.of(item),
            People.of(List.of(away, Samples.BEN), List.of()),
            null,
            Samples.NOW,
            1);
    assertThat(text(message))
        .contains(
            "Nobody before you can be reached now.", "Anna Berger is away and has not been told.");
  }

  private static Item toBen(Reason why) {
    Incident incident = Samples.incident(List.of(Samples.button()), new Standing.Open(), List.of());
    return Samples.item(NoticeKind.OPENED, Samples.BEN, why, incident, Samples.SUMMER);
  }

  @Test
  void namesNoCheckAndNoCode() {
    Samples.all()
        .values()
        .forEach(message ->
            assertThat(text(message)).doesNotContain("page.text", "summer-landing/page"));
  }

  @Test
  void saysWhatBecameWorse() {
    assertThat(letter(Samples.all().get("updated")).opening().get(0))
        .isEqualTo(
            "It is worse than when you were told on Mon 23 Nov at 09:13. New is: The page takes 9"
                + " seconds to open; 3 are allowed.");
  }

  @Test
  void remindsOfThePromise() {
    assertThat(letter(Samples.all().get("lapsed")).opening())
        .containsExactly("You promised to have it fixed by Mon 23 Nov at 12:11; it still stands.");
  }

  @Test
  void remembersWhoPromisedWhenTheTakingHasEnded() {
    Told receipt =
        Samples.told(Samples.BEN, NoticeKind.RECEIPT, "2026-11-23T09:00:00Z", Told.Outcome.SENT);
    Incident incident =
        Samples.incident(List.of(Samples.button()), new Standing.Open(), List.of(receipt));
    Message message =
        Samples.message(
            "p",
            Samples.ANNA,
            List.of(
                Samples.item(
                    NoticeKind.LAPSED,
                    Samples.ANNA,
                    Reason.PROMISE_PASSED,
                    incident,
                    Samples.SUMMER)));
    assertThat(letter(message).opening())
        .containsExactly("Ben Maurer promised to have it fixed by now; it still stands.");
  }

  @Test
  void asksNothingOfPeopleWhenSomebodyElseTookIt() {
    Story story = only(Samples.taken());
    assertThat(story.asks()).isFalse();
    assertThat(story.notAFault()).isNull();
    assertThat(story.label()).isEqualTo("Taken by Ben Maurer");
    assertThat(story.opening().get(0)).endsWith("Nothing for you to do.");
    assertThat(text(Samples.taken())).doesNotContain("I take it");
  }

  @Test
  void tellsTheTakerHowToUndo() {
    assertThat(text(Samples.all().get("receipt")))
        .contains("You took it until Tue 24 Nov at 18:12.", "See it or undo: " + Samples.LINK);
  }

  @Test
  void saysHowLongItWasWrong() {
    assertThat(letter(Samples.all().get("resolved")).opening().get(0))
        .isEqualTo("It was wrong from Mon 23 Nov at 09:12 to 12:11 (2 hours 59 minutes).");
  }

  @Test
  void doesNotClaimToKnowWhenItWasFixedIfNobodyLooked() {
    assertThat(letter(Samples.all().get("resolved-unseen")).opening().get(0))
        .contains("it was fixed between Mon 23 Nov at 10:12 and 12:11")
        .doesNotContain("hours");
  }

  @Test
  void doesNotClaimThatItIsFixedWhenWeOnlyStoppedLooking() {
    Incident gone =
        Samples.incident(
            List.of(Samples.button()),
            new Standing.Resolved(Samples.NOW, Reason.REMOVED_FROM_PLAN),
            List.of());
    Message message =
        Samples.message(
            "p",
            Samples.ANNA,
            List.of(
                Samples.item(
                    NoticeKind.RESOLVED,
                    Samples.ANNA,
                    Reason.REMOVED_FROM_PLAN,
                    gone,
                    Samples.SUMMER)));
    assertThat(text(message)).doesNotContain("is over", "fixed").contains("we look no longer");
  }

  @Test
  void speaksToOperatorsAboutWellkept() {
    assertThat(text(Samples.operators()))
        .contains("This is about Wellkept itself", "which you operate")
        .doesNotContain("What to do", "You are the one who looks after");
    assertThat(Samples.operators().items().get(0).incident().audience())
        .isEqualTo(Audience.OPERATORS);
  }

  @Test
  void keepsSubjectsShortWithTheFactFirstAndTheSameEnd() {
    Map<String, Message> all = Samples.all();
    String stem = letter(all.get("opened")).subject();
    assertThat(stem).startsWith("“Add to basket” is missing").endsWith("Summer landing page");
    for (String later : List.of("updated", "lapsed", "reminder", "taken", "resolved", "receipt")) {
      assertThat(letter(all.get(later)).subject()).as(later).endsWith(": " + stem);
    }
    all.values().forEach(m -> assertThat(letter(m).subject()).hasSizeLessThan(70));
    assertThat(letter(Samples.hostile()).subject())
        .hasSizeLessThan(70)
        .doesNotContain("\r", "\n", "\u202E");
  }

  @Test
  void sortsABundleByWhatItAsksAndTheWorstFirst() {
    Letter letter = letter(Samples.bundle());
    assertThat(letter.subject()).startsWith("4 things at your 2 touchpoints: “Add to basket”");
    assertThat(letter.groups().stream().map(Group::title))
        .containsExactly("Wrong now (2)", "Taken by others (1)", "Over (1)");
    assertThat(letter.groups().get(0).stories().stream().map(Story::label))
        .containsExactly("Urgent", "Important");
  }

  @Test
  void makesOneListOfWhatNewTouchpointsShowed() {
    Letter letter = letter(Samples.firstList(1000));
    assertThat(letter.headline()).isEqualTo("1000 things found at your 1000 new touchpoints");
    assertThat(letter.left()).isEqualTo(950);
    assertThat(PlainLetter.text(letter))
        .contains("And 950 more: see https://wellkept.example.org/mine/anna");
    assertThat(letter.groups().get(0).stories().get(0).label()).isEqualTo("Urgent");
  }

  @Test
  void admitsThatTheDemosClockRuns() {
    Message real = Samples.opened();
    Message demo =
        new Message(real.id(), real.to(), real.items(), real.people(), null, Samples.NOW, 3600);
    assertThat(text(demo)).contains("time runs 3,600 times as fast", "at 09:12:00");
  }

  @Test
  void hasNoButtonWhereNoPageCanBeReached() {
    Item item = Samples.opened().items().get(0);
    Message message =
        Samples.message(
            "p",
            Samples.ANNA,
            List.of(
                new Item(
                    item.notice(),
                    item.incident(),
                    item.where(),
                    null,
                    null,
                    Instant.parse("2026-11-30T00:00:00Z"),
                    List.of(),
                    List.of(),
                    null)));
    assertThat(only(message).page()).isNull();
    assertThat(new Printer().print(message).html()).doesNotContain("I take it", "not a fault");
  }

  @Test
  void saysWhatHangsOnIt() {
    Message none = Samples.opened();
    assertThat(text(none)).doesNotContain("Also affected");
    assertThat(text(affecting(new Affected("Cart", false))))
        .contains("Also affected: 1 touchpoint depends on it: Cart.")
        .doesNotContain("wrong, too");
    Affected[] many = new Affected[10];
    for (int i = 0; i < many.length; i++) {
      many[i] = new Affected("Page " + i, i < 3);
    }
    assertThat(text(affecting(many)))
        .contains("10 touchpoints depend on it: Page 0, ", "Page 7 and 2 more.")
        .contains("3 of these are wrong, too. Nobody is told of them");
    assertThat(text(affecting(new Affected("Cart", true)))).contains("All of these are wrong, too");
  }

  @Test
  void carriesTheLatestNoteToEverybodyButWhoeverWroteIt() {
    assertThat(text(Samples.noted(Samples.opened(), "The supplier knows it")))
        .contains("Latest note: Ben Maurer, on Mon 23 Nov at 11:30: “The supplier knows it”");
    Message toBen = Samples.all().get("opened-backup");
    assertThat(text(Samples.noted(toBen, "The supplier knows it"))).isEqualTo(text(toBen));
    Message many = Samples.noted(Samples.all().get("bundle"), "The supplier knows it");
    assertThat(text(many)).contains("“The supplier knows it”");
    assertThat(new Printer().print(Samples.noted(Samples.opened(), "<b>call</b>")).html())
        .contains("“&lt;b&gt;call")
        .doesNotContain("<b>call");
  }

  private static Message affecting(Affected... affected) {
    Item item = Samples.opened().items().get(0);
    return Samples.message(
        "p",
        Samples.ANNA,
        List.of(
            new Item(
                item.notice(),
                item.incident(),
                item.where(),
                item.link(),
                item.next(),
                item.promiseAtMost(),
                List.of(),
                List.of(affected),
                null)));
  }

  @Test
  void tellsWhatIsUnsteadyWithItsRhythm() {
    Message opened = unsteady(NoticeKind.OPENED, new Standing.Open(), null);
    assertThat(letter(opened).subject()).startsWith("Unsteady: “Add to basket”");
    assertThat(text(opened))
        .startsWith("UNSTEADY: ")
        .contains("You hear of it once and not each time")
        .contains(
            "Unsteady since: Mon 23 Nov at 09:12 (3 hours ago): bad 5 times, about every 20 minutes"
                + " for about 4 minutes.")
        .doesNotContain("Fine for the moment");
    Message fine =
        unsteady(NoticeKind.REMINDER, new Standing.Open(), Samples.NOW.minusSeconds(300));
    assertThat(text(fine))
        .startsWith("STILL UNSTEADY: ")
        .contains("Fine for the moment, since Mon 23 Nov at ", "(5 minutes ago)");
    Message over =
        unsteady(
            NoticeKind.RESOLVED,
            new Standing.Resolved(Samples.NOW, Reason.STEADY_AGAIN),
            Samples.NOW.minusSeconds(3600));
    assertThat(text(over))
        .contains("It was wrong by turns from Mon 23 Nov at 09:12 to ")
        .contains(
            "(bad 5 times, about every 20 minutes for about 4 minutes); it has been fine since");
  }

  @Test
  void informsOfWhatIsSomebodyElsesAndAsksNothing() {
    Incident incident = Samples.incident(List.of(Samples.button()), new Standing.Open(), List.of());
    Item item =
        Samples.item(
            NoticeKind.INFORMED, Samples.CARLA, Reason.CONCERNED, incident, Samples.SUMMER);

    String text = text(Samples.message("p", Samples.CARLA, List.of(item)));

    assertThat(text)
        .startsWith("FOR YOUR INFORMATION: ")
        .contains("This belongs to Anna Berger.", "it concerns a touchpoint that you look after")
        .contains("Nothing for you to do.")
        .doesNotContain("I take it", "What happens next", "next in line");
  }

  @Test
  void fortyDeadLinksFitOnAScreen() {
    List<Finding> forty = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String headline = (i == 0 ? "40 dead links: " : "") + "The link No. " + i + " leads nowhere";
      forty.add(
          Finding.of("links.dead", Severity.MINOR, Condition.DEGRADED, headline, Samples.SINCE)
              .with("address", "https://shop.example.org/" + i)
              .with("found", "answers 404")
              .with("where", "in the page's footer"));
    }
    Incident incident = Samples.incident(forty, new Standing.Open(), List.of());
    Item item =
        Samples.item(NoticeKind.OPENED, Samples.ANNA, Reason.FIRST_TOLD, incident, Samples.SUMMER);

    String text = text(Samples.message("p", Samples.ANNA, List.of(item)));

    assertThat(text).contains("40 dead links: ", "And 34 more like these.");
    assertThat(text.lines()).hasSizeLessThan(80);
  }

  private static Message unsteady(NoticeKind kind, Standing standing, @Nullable Instant fineSince) {
    Incident calm = Samples.incident(List.of(Samples.button()), standing, List.of());
    Incident incident =
        new Incident(
            calm.id(),
            calm.check(),
            calm.subject(),
            calm.audience(),
            calm.since(),
            calm.openedAt(),
            calm.findings(),
            calm.seen(),
            calm.newsAt(),
            calm.lastBadAt(),
            fineSince,
            calm.standing(),
            null,
            0,
            List.of(),
            null,
            new Rhythm(
                Samples.SINCE, 5, Duration.ofSeconds(1190), null, Duration.ofSeconds(250), false),
            0);
    Item item = Samples.item(kind, Samples.ANNA, Reason.FIRST_TOLD, incident, Samples.SUMMER);
    return Samples.message("p", Samples.ANNA, List.of(item));
  }
}
