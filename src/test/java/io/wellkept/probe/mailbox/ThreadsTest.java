package io.wellkept.probe.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.access.Mailbox;
import io.wellkept.touchpoint.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which mails belong together, who waits, and who was answered. */
final class ThreadsTest {
  private static final Instant NINE = Instant.parse("2026-06-15T09:00:00Z");
  private static final String BOX = "service@shop.example";
  private static final MailboxSettings SETTINGS =
      new MailboxSettings(
          new Mailbox("imap.shop.example", null, BOX, "p", null, null),
          List.of("shop.example"),
          null,
          null,
          null,
          null);

  private static Instant at(int hour) {
    return NINE.plus(Duration.ofHours(hour));
  }

  /** A customer's mail as it is made here: only what matters is said. */
  private static Mail from(String customer, String id, int hour, String subject, String... refs) {
    return new Mail(
        id, List.of(refs), at(hour), customer, "", Set.of(BOX), subject, false, false, false);
  }

  private static Mail sent(String to, String id, int hour, String subject, String... refs) {
    return new Mail(id, List.of(refs), at(hour), BOX, "", Set.of(to), subject, false, false, true);
  }

  private static List<String> told(Mail... mails) {
    return Threads.voices(List.of(mails), SETTINGS).stream().map(ThreadsTest::words).toList();
  }

  private static String words(Voice voice) {
    String state = voice.waits() ? "waits" : voice.answeredAt() == null ? "answered" : hours(voice);
    return voice.text() + ": " + state;
  }

  private static String hours(Voice voice) {
    return "answered after " + Duration.between(voice.at(), voice.answeredAt()).toHours() + " h";
  }

  @Test
  void whoeverWroteLastIsWhoMatters() {
    assertThat(told(from("zoe@x.example", "<1>", 0, "Cold tea")))
        .containsExactly("Cold tea: waits");
    assertThat(
            told(
                from("zoe@x.example", "<1>", 0, "Cold tea"),
                sent("zoe@x.example", "<2>", 3, "Re: Cold tea", "<1>")))
        .containsExactly("Cold tea: answered after 3 h");
    assertThat(
            told(
                from("zoe@x.example", "<1>", 0, "Cold tea"),
                sent("zoe@x.example", "<2>", 3, "Re: Cold tea", "<1>"),
                from("zoe@x.example", "<3>", 5, "Re: Cold tea", "<1>", "<2>")))
        .containsExactly("Cold tea: answered after 3 h", "Re: Cold tea: waits");
  }

  @Test
  void whoeverAsksAgainWaitsSinceTheFirstMail() {
    List<Voice> voices =
        Threads.voices(
            List.of(
                from("zoe@x.example", "<2>", 5, "Re: Cold tea", "<1>"),
                from("zoe@x.example", "<1>", 0, "Cold tea")),
            SETTINGS);
    assertThat(voices).singleElement().extracting(Voice::at).isEqualTo(NINE);
  }

  @Test
  void mailsWithoutReferencesBelongTogetherBySubjectAndCounterpart() {
    assertThat(
            told(
                from("zoe@x.example", "<1>", 0, "Cold  tea"),
                from("max@x.example", "<2>", 1, "Cold tea"),
                sent("zoe@x.example", "<3>", 2, "AW: Re: cold TEA")))
        .containsExactly("Cold tea: answered after 2 h", "Cold tea: waits");
    assertThat(told(from("zoe@x.example", "<1>", 0, ""), sent("zoe@x.example", "<3>", 2, "")))
        .as("an empty subject says nothing")
        .containsExactly(": waits");
  }

  @Test
  void whatAMachineWroteIsNeitherAWordNorAnAnswer() {
    Mail robot =
        new Mail(
            "<1>", List.of(), NINE, "r@x.example", "", Set.of(BOX), "News", true, false, false);
    Mail receipt =
        new Mail(
            "<3>",
            List.of("<2>"),
            at(1),
            BOX,
            "",
            Set.of("zoe@x.example"),
            "We got it",
            true,
            false,
            true);
    assertThat(told(robot, from("zoe@x.example", "<2>", 0, "Cold tea"), receipt))
        .containsExactly("Cold tea: waits");
  }

  @Test
  void whatIsPassedOnToColleaguesIsNoAnswer() {
    assertThat(
            told(
                from("zoe@x.example", "<1>", 0, "Cold tea"),
                sent("kitchen@eu.shop.example", "<2>", 1, "Fwd: Cold tea", "<1>")))
        .containsExactly("Cold tea: waits");
    assertThat(told(from("boss@shop.example", "<1>", 0, "Lunch?"))).isEmpty();
  }

  @Test
  void whatIsPassedOnToAnOutsiderIsNoAnswerEither() {
    Mail forward = sent("carrier@post.example", "<2>", 1, "Fwd: Cold tea", "<1>");
    assertThat(told(from("zoe@x.example", "<1>", 0, "Cold tea"), forward))
        .containsExactly("Cold tea: waits");
    assertThat(Threads.answered(List.of(forward), SETTINGS)).isEmpty();
  }

  @Test
  void whoeverAnswersAMailThatWentToManyHasAClockOfTheirOwn() {
    assertThat(
            told(
                sent("zoe@x.example", "<1>", 0, "New hours"),
                from("zoe@x.example", "<2>", 1, "Re: New hours", "<1>"),
                from("max@x.example", "<3>", 2, "AW: New hours", "<1>"),
                sent("max@x.example", "<4>", 3, "AW: New hours", "<1>", "<3>")))
        .containsExactlyInAnyOrder("Re: New hours: waits", "AW: New hours: answered after 1 h");
  }

  @Test
  void anAnswerMayGoWhereTheCustomerWantsIt() {
    Mail word =
        new Mail(
            "<1>",
            List.of(),
            NINE,
            "zoe@work.example",
            "zoe@home.example",
            Set.of(BOX),
            "Tea",
            false,
            false,
            false);
    assertThat(told(word, sent("zoe@home.example", "<2>", 1, "Re: Tea", "<1>")))
        .containsExactly("Tea: answered after 1 h");
  }

  @Test
  void aColleagueAnswersFromTheirOwnAddress() {
    Mail copy =
        new Mail(
            "<2>",
            List.of("<1>"),
            at(4),
            "ben@shop.example",
            "",
            Set.of("zoe@x.example", BOX),
            "Re: Cold tea",
            false,
            false,
            false);
    assertThat(told(from("zoe@x.example", "<1>", 0, "Cold tea"), copy))
        .containsExactly("Cold tea: answered after 4 h");
  }

  @Test
  void aFormWritesInOurNameForACustomer() {
    Mail form =
        new Mail(
            "<1>",
            List.of(),
            NINE,
            "no-reply@shop.example",
            "zoe@x.example",
            Set.of(BOX),
            "Contact form",
            false,
            false,
            false);
    assertThat(told(form)).containsExactly("Contact form: waits");
    assertThat(told(form, sent("zoe@x.example", "<2>", 1, "Re: Contact form")))
        .containsExactly("Contact form: answered after 1 h");
  }

  @Test
  void whatIsMarkedAsAnsweredWasAnsweredNobodyKnowsWhen() {
    Mail marked =
        new Mail("<1>", List.of(), NINE, "z@x.example", "", Set.of(BOX), "Tea", false, true, false);
    assertThat(told(marked)).containsExactly("Tea: answered");
    assertThat(told(marked, from("z@x.example", "<2>", 3, "Re: Tea", "<1>")))
        .containsExactly("Tea: answered", "Re: Tea: waits");
    assertThat(told(marked, sent("z@x.example", "<2>", 3, "Re: Tea", "<1>")))
        .containsExactly("Tea: answered after 3 h");
  }

  @Test
  void knowsWhatWasAnsweredAlsoWhenItIsNotThereAnyMore() {
    List<Mail> mails =
        List.of(
            sent("z@x.example", "<3>", 5, "Re: Tea", "<1>", "<2>"),
            sent("z@x.example", "<2>", 3, "Re: Tea", "<1>"));
    assertThat(Threads.answered(mails, SETTINGS)).containsEntry(Mail.shortId("<1>"), at(3));
  }

  @Test
  void whoMayHaveBeenAnsweredBeforeOurAnswersWereReadGetsNoClock() {
    List<Voice> voices =
        Threads.voices(
            List.of(
                from("zoe@x.example", "<1>", 0, "Old"),
                from("max@x.example", "<2>", 0, "Old, and known to wait"),
                from("ida@x.example", "<3>", 0, "Old and answered"),
                sent("ida@x.example", "<4>", 3, "Re: Old and answered", "<3>"),
                from("leo@x.example", "<5>", 2, "New")),
            SETTINGS);
    assertThat(MailFolders.judgeable(voices, at(2), Set.of(Mail.shortId("<2>"))))
        .extracting(Voice::text)
        .containsExactlyInAnyOrder("Old, and known to wait", "Old and answered", "New");
    assertThat(MailFolders.judgeable(voices, Instant.MIN, Set.of())).hasSize(4);
  }

  @Test
  void showsNoAddressAndNoMoreThanABeginning() {
    assertThat(told(from("z@x.example", "<1>", 0, "From zoe.long@x.example,\n please answer")))
        .containsExactly("From …@… please answer: waits");
    String shown =
        Threads.voices(List.of(from("z@x.example", "<1>", 0, "x".repeat(300))), SETTINGS)
            .get(0)
            .text();
    assertThat(shown).hasSize(80);
    assertThat(Mail.shortId("<zoe@x.example>")).hasSize(18).doesNotContain("zoe");
  }
}
