package io.wellkept.probe.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.probe.chat.ChatFacts.Loading;
import io.wellkept.probe.chat.ChatFacts.Page;
import io.wellkept.probe.chat.ChatFacts.Script;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import io.wellkept.touchpoint.WorkingHours;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What facts about a chat mean; time is moved from look to look. */
final class ChatJudgeTest {
  private static final URI PAGE = URI.create("https://shop.example/");
  private static final String TAWK = "5f9e8c7b6a5d4c3b2a190807/default";
  private static final Page.None NO_PAGE = new Page.None();
  private static final Desk.NotAsked NO_DESK = new Desk.NotAsked();

  /** A Monday, noon in UTC, 14:00 in Berlin. */
  private Instant now = Scene.NOON;

  private Memory memory = Memory.EMPTY;
  private Set<LocalDate> holidays = Set.of();
  private ChatSettings settings = settings();
  private Judgement last = new Judgement(new Observation.Seen(List.of(), List.of()), memory);

  private static ChatSettings settings(Object... pairs) {
    return Scene.settings(ChatSettings.class, pairs);
  }

  private static WidgetSettings widget(Object... pairs) {
    return Scene.settings(WidgetSettings.class, pairs);
  }

  private static SourceSettings source() {
    return Scene.settings(
        SourceSettings.class,
        "json",
        Scene.settings(JsonSettings.class, "url", "https://desk.example/open.json"));
  }

  private static ChatSettings waiting(Object... more) {
    List<Object> pairs = new ArrayList<>(List.of("source", source()));
    pairs.addAll(List.of(more));
    return settings(pairs.toArray());
  }

  private Person owner() {
    return new Person(
        "anna",
        "Anna",
        Map.of(),
        List.of(),
        ZoneId.of("Europe/Berlin"),
        WorkingHours.USUAL,
        List.of(),
        holidays);
  }

  private List<Finding> look(Page page, Desk desk) {
    Touchpoint touchpoint = Scene.touchpoint(PAGE, ChatProbe.KIND, settings);
    Look<ChatSettings> look =
        new Look<>(
            touchpoint,
            touchpoint.checks().get(0),
            settings,
            memory,
            false,
            Look.DEADLINE,
            Leave.NEVER,
            owner());
    last = ChatJudge.judge(look, new ChatFacts(page, desk), memory, now);
    memory = last.memory();
    return last.observation() instanceof Observation.Seen seen ? seen.findings() : List.of();
  }

  /** Looks, and again when the judge wants to. */
  private List<Finding> looks(Page page) {
    List<Finding> findings = look(page, NO_DESK);
    return last.again() == null ? findings : later(Duration.between(now, last.again()), page);
  }

  private List<Finding> later(Duration span, Page page) {
    now = now.plus(span);
    return look(page, NO_DESK);
  }

  private static Sighting sighting(String vendor, String... ids) {
    Signature signature = Signatures.of(vendor).orElseThrow();
    return new Sighting(signature, Set.of(ids), null, "script x", false);
  }

  private static Page page(Sighting... sightings) {
    return new Page.Seen(PAGE, Duration.ofMillis(80), true, false, List.of(sightings), List.of());
  }

  private static Page managed(Sighting... sightings) {
    return new Page.Seen(PAGE, Duration.ofMillis(80), true, true, List.of(sightings), List.of());
  }

  private static Page loading(Loading loading, Sighting sighting) {
    Script script =
        new Script(sighting.signature(), URI.create("https://embed.tawk.to/x"), loading);
    return new Page.Seen(
        PAGE, Duration.ofMillis(80), true, false, List.of(sighting), List.of(script));
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  private static List<String> certain(List<Finding> findings) {
    return codes(findings.stream().filter(WidgetJudge::certain).toList());
  }

  @Test
  void aChatThatWasThereAndIsNotIsGoneAtTheSecondSight() {
    assertThat(looks(page(sighting("tawk", TAWK)))).isEmpty();

    List<Finding> first = look(page(), NO_DESK);
    assertThat(codes(first)).containsExactly("chat.widget-gone");
    assertThat(certain(first)).isEmpty();
    assertThat(last.again()).isEqualTo(now.plusSeconds(60));

    List<Finding> second = later(Duration.ofMinutes(1), page());
    assertThat(certain(second)).containsExactly("chat.widget-gone");
    assertThat(second.get(0).headline()).isEqualTo("The chat (Tawk.to) is gone from the page");
    assertThat(second.get(0).severity()).isEqualTo(Severity.MAJOR);

    assertThat(later(Duration.ofMinutes(5), page(sighting("tawk", TAWK)))).isEmpty();
  }

  @Test
  void toConnectAheadNeitherProvesNorTeaches() {
    Sighting ahead =
        new Sighting(Signatures.of("tawk").orElseThrow(), Set.of(), null, "link x", true);
    looks(page(ahead));
    assertThat(looks(page(sighting("crisp")))).as("it was not learnt").isEmpty();
    settings = settings("widget", widget("vendor", "tawk"));
    assertThat(codes(looks(page(ahead)))).containsExactly("chat.widget-gone");
    assertThat(certain(looks(page(ahead)))).as("a script may add it").isEmpty();
    looks(page(sighting("tawk")));
    assertThat(certain(looks(page(ahead)))).containsExactly("chat.widget-gone");
  }

  @Test
  void whatStumblesOnceAlarmsNobody() {
    looks(page(sighting("tawk")));
    look(page(), NO_DESK);
    assertThat(later(Duration.ofMinutes(1), page(sighting("tawk")))).isEmpty();
    assertThat(certain(later(Duration.ofMinutes(5), page()))).isEmpty();
  }

  @Test
  void whatWasThereIsGoneForCertainAlsoWithATagManager() {
    looks(managed(sighting("tawk")));
    assertThat(certain(looks(managed()))).containsExactly("chat.widget-gone");
  }

  @Test
  void whatIsExpectedAndWasNeverThereIsOnlySuspectedWithATagManager() {
    settings = settings("widget", widget("vendor", "crisp"));
    List<Finding> findings = looks(managed());
    assertThat(codes(findings)).containsExactly("chat.widget-gone");
    assertThat(certain(findings)).isEmpty();
    assertThat(findings.get(0).headline())
        .isEqualTo("The chat (Crisp) is not in the page's source");
    assertThat(findings.get(0).evidence().toString()).contains("check of kind browser");

    assertThat(certain(looks(page()))).containsExactly("chat.widget-gone");
  }

  @Test
  void whatATagManagerAddsIsNotMissed() {
    settings = settings("widget", widget("vendor", "crisp", "byTagManager", true));
    assertThat(looks(managed())).isEmpty();
    assertThat(certain(looks(managed(sighting("tawk"))))).containsExactly("chat.widget-changed");
  }

  @Test
  void nothingKnownIsShownAndAlarmsNobody() {
    List<Finding> findings = looks(page());
    assertThat(codes(findings)).containsExactly("chat.widget-missing");
    assertThat(certain(findings)).isEmpty();
  }

  @Test
  void whoOnlyWantsToKnowWhoWaitsNeedsNoWidget() {
    settings = waiting();
    assertThat(look(page(), desk())).isEmpty();
  }

  @Test
  void anotherVendorIsFound() {
    settings = settings("widget", widget("vendor", "crisp"));
    List<Finding> findings = looks(page(sighting("tawk", TAWK)));
    assertThat(certain(findings)).containsExactly("chat.widget-changed");
    assertThat(findings.get(0).headline())
        .isEqualTo("The chat (Crisp) has given way to another: Tawk.to");
    assertThat(findings.get(0).evidence().toString()).contains("Tawk.to " + TAWK);
  }

  @Test
  void anotherVendorThanBeforeIsFoundUntilTheSettingsSaySo() {
    looks(page(sighting("crisp")));
    assertThat(certain(looks(page(sighting("tawk"))))).containsExactly("chat.widget-changed");
    settings = settings("widget", widget("vendor", "tawk"));
    assertThat(looks(page(sighting("tawk")))).isEmpty();
  }

  @Test
  void anotherAccountIsFound() {
    settings = settings("widget", widget("vendor", "tawk", "id", TAWK));
    assertThat(looks(page(sighting("tawk", TAWK)))).isEmpty();
    assertThat(looks(page(sighting("tawk"))))
        .as("an id that cannot be read says nothing")
        .isEmpty();
    List<Finding> findings = looks(page(sighting("tawk", "0123456789abcdef01234567/1x")));
    assertThat(certain(findings)).containsExactly("chat.widget-changed");
    assertThat(findings.get(0).headline()).isEqualTo("The chat (Tawk.to) is another account's");
  }

  @Test
  void anotherAccountThanBeforeIsFound() {
    looks(page(sighting("tawk", TAWK)));
    assertThat(certain(looks(page(sighting("tawk", "other/1")))))
        .containsExactly("chat.widget-changed");
  }

  @Test
  void twoChatsAreOneTooMany() {
    List<Finding> findings = looks(page(sighting("tawk"), sighting("crisp")));
    assertThat(certain(findings)).containsExactly("chat.two-widgets");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.MINOR);
    assertThat(looks(page(sighting("crisp")))).as("one was taken away").isEmpty();
  }

  @Test
  void aLinkToWhatsAppBesideAChatIsNoSecondChat() {
    assertThat(looks(page(sighting("tawk"), sighting("whatsapp", "4930123456")))).isEmpty();
  }

  @Test
  void aScriptThatMayBeNoChatIsNoSecondChat() {
    assertThat(looks(page(sighting("tawk"), sighting("hubspot", "12345")))).isEmpty();
  }

  @Test
  void aRetiredProductIsFound() {
    List<Finding> findings = looks(page(sighting("facebook")));
    assertThat(certain(findings)).containsExactly("chat.retired");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.MAJOR);
    assertThat(looks(page(sighting("facebook"), sighting("tawk"))).get(0).severity())
        .isEqualTo(Severity.MINOR);
  }

  @ParameterizedTest
  @CsvSource({
    "0301234567, true",
    "49, true",
    "49XXXXXXXXX, true",
    "'', true",
    "4930123456, false",
    "+49 (30) 123-456, false",
    "message/ABC, false"
  })
  void aLinkToWhatsAppNeedsAWholeNumber(String number, boolean broken) {
    List<Finding> findings = looks(page(sighting("whatsapp", number)));
    assertThat(certain(findings)).isEqualTo(broken ? List.of("chat.number-broken") : List.of());
  }

  @Test
  void aLinkToWhatsAppThatLeadsToAnotherNumberIsFound() {
    settings = settings("widget", widget("vendor", "whatsapp", "id", "+49 30 123456"));
    assertThat(looks(page(sighting("whatsapp", "4930123456")))).isEmpty();
    List<Finding> findings = looks(page(sighting("whatsapp", "4989654321")));
    assertThat(certain(findings)).containsExactly("chat.widget-changed");
    assertThat(findings.get(0).headline()).contains("leads to another number");
  }

  @Test
  void aLinkToWhatsAppThatWasThereIsMissedBesideAChat() {
    looks(page(sighting("tawk"), sighting("whatsapp", "4930123456")));
    List<Finding> findings = looks(page(sighting("tawk")));
    assertThat(findings.get(0).headline()).isEqualTo("The chat (WhatsApp) is gone from the page");
  }

  @Test
  void aDeadScriptIsCritical() {
    List<Finding> findings =
        looks(loading(new Loading.Dead("answers 404"), sighting("tawk", TAWK)));
    assertThat(certain(findings)).containsExactly("chat.widget-dead");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(findings.get(0).headline())
        .isEqualTo("The chat (Tawk.to) is dead: its script answers 404");
  }

  @Test
  void whatIsSeenOnceBesideWhatIsKnownToBeWrongAlarmsNobody() {
    Sighting tawk = sighting("tawk");
    List<Sighting> there = List.of(sighting("facebook"), tawk);
    assertThat(certain(looks(page(there.get(0), tawk)))).containsExactly("chat.retired");
    now = now.plusSeconds(300);
    List<Script> dead = ((Page.Seen) loading(new Loading.Dead("answers 404"), tawk)).scripts();
    Page hiccup = new Page.Seen(PAGE, Duration.ofMillis(80), true, false, there, dead);
    List<Finding> once = look(hiccup, NO_DESK);
    assertThat(codes(once)).containsExactlyInAnyOrder("chat.retired", "chat.widget-dead");
    assertThat(certain(once)).containsExactly("chat.retired");
    assertThat(certain(later(Duration.ofMinutes(1), hiccup)))
        .containsExactlyInAnyOrder("chat.retired", "chat.widget-dead");
  }

  @Test
  void whatIsWrongInAnotherWayIsNotMendedInBetween() {
    Sighting tawk = sighting("tawk", TAWK);
    looks(loading(new Loading.Fails("answers 500"), tawk));
    now = now.plusSeconds(300);
    assertThat(certain(look(loading(new Loading.Dead("answers 404"), tawk), NO_DESK)))
        .containsExactly("chat.script-fails");
    assertThat(certain(later(Duration.ofMinutes(1), loading(new Loading.Fine(), tawk)))).isEmpty();
  }

  @Test
  void aScriptThatCannotBeSeenIsWhatItWas() {
    Sighting tawk = sighting("tawk", TAWK);
    Page unseen = loading(new Loading.Unseen(new Fault.Throttled("x")), tawk);
    assertThat(looks(unseen)).isEmpty();
    assertThat(last.observation()).isInstanceOf(Observation.Blind.class);

    looks(loading(new Loading.Dead("answers 404"), tawk));
    now = now.plusSeconds(300);
    look(unseen, NO_DESK);
    assertThat(last.observation()).isInstanceOf(Observation.Blind.class);
    assertThat(certain(looks(loading(new Loading.Fails("answers 500"), tawk))))
        .as("what is known to be bad is told at once")
        .containsExactly("chat.script-fails");
    assertThat(looks(loading(new Loading.Fine(), tawk))).isEmpty();
  }

  @Test
  void scriptsOfWhatMayBeNoChatDoNotMatterUntilTheyAreNamed() {
    Page dead = loading(new Loading.Dead("answers 404"), sighting("hubspot", "12345"));
    assertThat(certain(looks(dead))).isEmpty();
    settings = settings("widget", widget("vendor", "hubspot"));
    assertThat(certain(looks(dead))).containsExactly("chat.widget-dead");
  }

  @Test
  void aPageThatIsNotThereHidesItsChat() {
    Page gone =
        new Page.Silent(
            PAGE, new Answer.Cause.ConnectionRefused("shop.example"), Duration.ofSeconds(1));
    List<Finding> findings = looks(gone);
    assertThat(certain(findings)).containsExactly("chat.unseen");
    assertThat(findings.get(0).headline())
        .isEqualTo("Nobody answers at shop.example: whether the chat is there cannot be seen");
    assertThat(looks(new Page.Wrong(PAGE, 503)).get(0).headline())
        .isEqualTo("The page answers 503: whether the chat is there cannot be seen");
  }

  private static Desk desk(Waiting... waiting) {
    return new Desk.Seen("json", List.of(waiting), true, 0, Presence.UNKNOWN);
  }

  private static Desk presence(Presence presence) {
    return new Desk.Seen("json", List.of(), true, 0, presence);
  }

  private static Waiting since(String id, Instant since) {
    return new Waiting(id, since, false, null, null);
  }

  private List<Finding> after(Duration span, Desk desk) {
    now = now.plus(span);
    return look(NO_PAGE, desk);
  }

  @Test
  void remindsAtHalfTimeTellsAtTheEndAndIsOverWithTheAnswer() {
    settings = waiting("answerWithin", Within.workingHours(1));
    assertThat(look(NO_PAGE, desk())).isEmpty();

    Instant asked = now.plusSeconds(60);
    Desk waits = desk(since("42", asked));
    assertThat(after(Duration.ofMinutes(5), waits)).isEmpty();
    assertThat(last.again()).isEqualTo(asked.plusSeconds(1_800));
    assertThat(last.voices()).extracting(Voice::id).containsExactly("42");

    List<Finding> half = after(Duration.ofMinutes(26), waits);
    assertThat(codes(half)).containsExactly("chat.due");
    assertThat(half.get(0).due()).isEqualTo(asked.plusSeconds(3_600));
    assertThat(half.get(0).headline())
        .isEqualTo("A customer in the chat (conversation 42) waits for an answer");

    List<Finding> late = after(Duration.ofMinutes(30), waits);
    assertThat(codes(late)).containsExactly("chat.unanswered");
    assertThat(late.get(0).subject()).isEqualTo("json/42");
    assertThat(late.get(0).severity()).isEqualTo(Severity.MAJOR);

    assertThat(after(Duration.ofMinutes(5), desk())).isEmpty();
    Voice answered = last.voices().get(0);
    assertThat(answered.reply()).isEqualTo(Voice.Reply.PUBLISHED);
    assertThat(answered.answeredAt()).isEqualTo(now);
    assertThat(answered.goneAt()).isNull();
  }

  @Test
  void ofALongListThoseAreOverThatWereAskedFor() {
    settings = waiting("answerWithin", Within.workingHours(1));
    look(NO_PAGE, desk());
    Instant asked = now.plusSeconds(1);
    after(Duration.ofMinutes(2), desk(since("1", asked), since("2", asked), since("3", asked)));
    assertThat(after(Duration.ofHours(1), longList(Set.of(), Set.of()))).hasSize(3);
    List<Finding> left = after(Duration.ofMinutes(1), longList(Set.of("1"), Set.of("2")));
    assertThat(left).extracting(Finding::subject).containsExactly("json/3");
    assertThat(((Observation.Seen) last.observation()).gone()).containsExactly("json/2");
    assertThat(last.voices())
        .filteredOn(voice -> voice.answeredAt() != null)
        .extracting(Voice::id)
        .containsExactly("1");
    assertThat(last.voices())
        .filteredOn(voice -> voice.goneAt() != null)
        .extracting(Voice::id)
        .containsExactly("2");
  }

  private static Desk longList(Set<String> answered, Set<String> closed) {
    return new Desk.Seen("json", List.of(), false, 0, Presence.UNKNOWN, answered, closed);
  }

  /** Friday, a quarter to five in Berlin: three quarters of the hour are left for Monday. */
  @Test
  void theClockStandsStillOutsideOfThePromisedHours() {
    settings =
        waiting("answerWithin", Within.workingHours(1), "hours", Map.of("mon-fri", "09:00-17:00"));
    now = Instant.parse("2026-06-19T14:40:00Z");
    look(NO_PAGE, desk());
    Desk waits = desk(since("42", Instant.parse("2026-06-19T14:45:00Z")));
    after(Duration.ofMinutes(5), waits);
    assertThat(codes(after(Duration.ofMinutes(14), waits))).isEmpty();
    for (int i = 0; i < 64; i++) {
      assertThat(codes(after(Duration.ofHours(1), waits))).doesNotContain("chat.unanswered");
    }
    now = Instant.parse("2026-06-22T07:44:59Z");
    assertThat(codes(look(NO_PAGE, waits))).containsExactly("chat.due");
    assertThat(codes(after(Duration.ofSeconds(1), waits))).containsExactly("chat.unanswered");
  }

  @Test
  void whoAsksAgainDoesNotBeginToWaitAnew() {
    settings = waiting();
    look(NO_PAGE, desk());
    Instant first = now.plusSeconds(60);
    after(Duration.ofMinutes(5), desk(new Waiting("7", first, true, null, null)));
    Instant again = first.plusSeconds(1_800);
    after(Duration.ofMinutes(30), desk(new Waiting("7", again, true, null, null)));
    List<Finding> late =
        after(Duration.ofMinutes(30), desk(new Waiting("7", again, true, null, null)));
    assertThat(codes(late)).containsExactly("chat.unanswered");
    assertThat(late.get(0).since()).isEqualTo(first);
  }

  @Test
  void whoWasAnsweredInBetweenBeginsToWaitAnew() {
    settings = waiting();
    look(NO_PAGE, desk());
    Instant first = now.plusSeconds(60);
    after(Duration.ofMinutes(5), desk(new Waiting("7", first, true, null, null)));
    Instant again = first.plusSeconds(1_800);
    Desk anew = desk(new Waiting("7", again, true, first.plusSeconds(900), null));
    after(Duration.ofMinutes(30), anew);
    assertThat(codes(after(Duration.ofMinutes(20), anew))).isEmpty();
  }

  @Test
  void whatWaitedBeforeWeBeganIsShownAndAlarmsNobody() {
    settings = waiting();
    List<Finding> findings = look(NO_PAGE, desk(since("1", now.minus(Duration.ofDays(30)))));
    assertThat(codes(findings)).containsExactly("chat.old");
    assertThat(certain(findings)).isEmpty();
  }

  @Test
  void nobodyThereWithinPromisedHoursIsToldAfterAQuarterOfAnHour() {
    settings = waiting("hours", Map.of("mon-fri", "09:00-17:00"));
    assertThat(look(NO_PAGE, presence(Presence.AWAY))).isEmpty();
    assertThat(last.again()).isEqualTo(now.plusSeconds(900));
    assertThat(after(Duration.ofMinutes(14), presence(Presence.AWAY))).isEmpty();
    List<Finding> findings = after(Duration.ofMinutes(1), presence(Presence.AWAY));
    assertThat(certain(findings)).containsExactly("chat.away");
    assertThat(findings.get(0).subject()).isEqualTo("chat.away");
    assertThat(findings.get(0).evidence().toString())
        .contains("mon-fri 09:00-17:00 (Europe/Berlin)")
        .contains("away for 15 minutes");
    assertThat(after(Duration.ofMinutes(5), presence(Presence.THERE))).isEmpty();
    assertThat(after(Duration.ofMinutes(5), presence(Presence.AWAY))).isEmpty();
  }

  /** The first is a Sunday, the second after five, the third a holiday where the owner works. */
  @ParameterizedTest
  @CsvSource({"2026-06-14T10:00:00Z", "2026-06-15T16:00:00Z", "2026-06-16T10:00:00Z"})
  void nobodyThereOutsideOfPromisedHoursIsNothing(String moment) {
    settings = waiting("hours", Map.of("mon-fri", "09:00-17:00"));
    holidays = Set.of(LocalDate.parse("2026-06-16"));
    now = Instant.parse(moment);
    look(NO_PAGE, presence(Presence.AWAY));
    assertThat(after(Duration.ofMinutes(20), presence(Presence.AWAY))).isEmpty();
  }

  @Test
  void theNightDoesNotCount() {
    settings = waiting("hours", Map.of("mon-fri", "09:00-17:00"));
    now = Instant.parse("2026-06-15T14:55:00Z");
    look(NO_PAGE, presence(Presence.AWAY));
    for (int i = 0; i < 16; i++) {
      after(Duration.ofHours(1), presence(Presence.AWAY));
    }
    now = Instant.parse("2026-06-16T07:10:00Z");
    assertThat(look(NO_PAGE, presence(Presence.AWAY))).isEmpty();
    assertThat(after(Duration.ofMinutes(15), presence(Presence.AWAY))).hasSize(1);
  }

  @Test
  void theZoneOfTheHoursCounts() {
    settings =
        waiting("hours", Map.of("mon-fri", "09:00-17:00"), "zone", ZoneId.of("America/New_York"));
    now = Instant.parse("2026-06-15T12:30:00Z");
    look(NO_PAGE, presence(Presence.AWAY));
    assertThat(after(Duration.ofMinutes(20), presence(Presence.AWAY)))
        .as("half past eight there")
        .isEmpty();
  }

  @Test
  void aRefusedKeyIsBlindAndEndsNothing() {
    settings = waiting("hours", Map.of("mon-fri", "09:00-17:00"));
    Fault fault = new Fault.NoAccess("the key of Intercom", "source.intercom.token of shop/chat");
    look(NO_PAGE, desk());
    Instant asked = now.plusSeconds(1);
    after(Duration.ofMinutes(2), desk(since("9", asked)));
    assertThat(certain(after(Duration.ofHours(1), desk(since("9", asked)))))
        .containsExactly("chat.unanswered");
    after(Duration.ofMinutes(5), new Desk.Unseen(fault));
    assertThat(last.observation()).isEqualTo(new Observation.Blind(fault));
  }

  @Test
  void aWidgetThatDiesWhileTheKeyIsRefusedIsToldWithWhatStillWaits() {
    settings = waiting("widget", widget("vendor", "tawk"));
    Fault fault = new Fault.NoAccess("the key of Intercom", "source.intercom.token of shop/chat");
    Page well = page(sighting("tawk"));
    look(well, desk());
    Instant asked = now.plusSeconds(1);
    now = now.plusSeconds(120);
    look(well, desk(since("9", asked)));
    now = now.plusSeconds(3_600);
    assertThat(certain(look(well, desk(since("9", asked))))).containsExactly("chat.unanswered");

    now = now.plusSeconds(60);
    look(page(), new Desk.Unseen(fault));
    assertThat(last.observation()).isInstanceOf(Observation.Blind.class);
    now = now.plusSeconds(60);
    assertThat(certain(look(page(), new Desk.Unseen(fault))))
        .containsExactlyInAnyOrder("chat.widget-gone", "chat.unanswered");
    now = now.plusSeconds(60);
    assertThat(certain(look(well, new Desk.Unseen(fault))))
        .as("that it is back is told once, and the conversation still waits")
        .containsExactly("chat.unanswered");
    now = now.plusSeconds(60);
    look(well, new Desk.Unseen(fault));
    assertThat(last.observation()).isEqualTo(new Observation.Blind(fault));
  }

  @Test
  void anAnswerIsSeenAlthoughThePageIsNot() {
    settings = waiting();
    Page blocked = new Page.Unseen(new Fault.Blocked("challenge"));
    look(blocked, desk());
    Instant asked = now.plusSeconds(1);
    now = now.plusSeconds(120);
    look(blocked, desk(since("9", asked)));
    assertThat(last.observation()).isInstanceOf(Observation.Blind.class);
    now = now.plusSeconds(3_600);
    assertThat(codes(look(blocked, desk(since("9", asked))))).containsExactly("chat.unanswered");
    now = now.plusSeconds(60);
    assertThat(look(blocked, desk())).isEmpty();
    assertThat(last.observation()).isInstanceOf(Observation.Seen.class);
  }

  @Test
  void whatStaysWrongWithThePageDoesNotHideARefusedKey() {
    settings = waiting();
    Fault fault = new Fault.NoAccess("the key of Intercom", "source.intercom.token of shop/chat");
    Page two = page(sighting("tawk"), sighting("crisp"));
    look(two, desk());
    now = now.plusSeconds(60);
    assertThat(certain(look(two, desk()))).containsExactly("chat.two-widgets");
    now = now.plusSeconds(300);
    look(two, new Desk.Unseen(fault));
    assertThat(last.observation()).isEqualTo(new Observation.Blind(fault));
  }

  @Test
  void whoStillWaitsDoesNotHideThatThePageIsBlocked() {
    settings = waiting();
    Fault fault = new Fault.Blocked("challenge");
    look(page(sighting("tawk")), desk());
    Desk waits = desk(since("9", now.plusSeconds(1)));
    now = now.plusSeconds(120);
    look(page(sighting("tawk")), waits);
    now = now.plusSeconds(3_600);
    assertThat(codes(look(new Page.Unseen(fault), waits))).containsExactly("chat.unanswered");
    now = now.plusSeconds(300);
    look(new Page.Unseen(fault), waits);
    assertThat(last.observation()).isEqualTo(new Observation.Blind(fault));
  }

  @Test
  void isBlindWithNothingToLookAt() {
    look(NO_PAGE, NO_DESK);
    assertThat(last.observation())
        .isInstanceOfSatisfying(
            Observation.Blind.class,
            blind -> assertThat(blind.fault()).isInstanceOf(Fault.NotConfigured.class));
  }

  @Test
  void measures() {
    settings = waiting("hours", Map.of("mon-fri", "09:00-17:00"));
    look(NO_PAGE, desk());
    now = now.plusSeconds(600);
    look(
        page(sighting("tawk")),
        new Desk.Seen(
            "chatwoot", List.of(since("1", now.minusSeconds(120))), true, 3, Presence.THERE));
    List<Measurement> all = ((Observation.Seen) last.observation()).measurements();
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(
                new Measurement("latency_seconds", 0.08),
                new Measurement("chat_widgets", 1),
                new Measurement("conversations_waiting", 1),
                new Measurement("conversations_with_bot", 3),
                new Measurement("longest_wait_seconds", 120),
                new Measurement("somebody_there", 1)));
  }
}
