package io.wellkept.probe.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Scene;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Post;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.probe.social.Profile.Talk;
import io.wellkept.probe.social.Profile.Unseen;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Observation.Seen;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import io.wellkept.touchpoint.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SocialJudgeTest {
  /** A Monday at noon, two in the afternoon in Berlin. */
  private static final Instant NOON = Scene.NOON;

  private static final Person ANNA =
      new Person(
          "anna",
          "Anna",
          Map.of(),
          List.of(),
          ZoneId.of("Europe/Berlin"),
          WorkingHours.USUAL,
          List.of());
  private static final SourceSettings MASTODON =
      Scene.settings(
          SourceSettings.class,
          "mastodon",
          new MastodonSettings("shop@social.example", null, null));
  private static final SourceSettings FEED =
      Scene.settings(
          SourceSettings.class, "feed", new FeedSettings("https://shop.example.org/blog"));

  private Memory memory = Memory.EMPTY;

  private static SocialSettings settings(Object... pairs) {
    return Scene.settings(SocialSettings.class, pairs);
  }

  private Judgement judge(SocialSettings settings, Profile seen, Instant now) {
    Touchpoint touchpoint = Scene.touchpoint(null, SocialProbe.KIND, settings);
    Look<SocialSettings> look =
        new Look<>(
            touchpoint,
            touchpoint.checks().get(0),
            settings,
            memory,
            false,
            Look.DEADLINE,
            Leave.NEVER,
            ANNA);
    Judgement judgement = SocialJudge.judge(look, seen, memory, now);
    memory = judgement.memory();
    return judgement;
  }

  private List<Finding> findings(SocialSettings settings, Profile seen, Instant now) {
    return ((Seen) judge(settings, seen, now).observation()).findings();
  }

  private static Here posted(@Nullable Instant at, Comment... comments) {
    Post last = at == null ? null : new Post(at, "First flush", "https://social.example/1");
    return new Here(true, last, new Talk(List.of(comments), true), 900L);
  }

  private static Comment waits(String id, Instant at, String text) {
    return new Comment(Voice.said("mastodon", id, at, Voice.Reply.NONE, text), "p1");
  }

  private static Comment answered(String id, Instant at, Instant when) {
    Voice voice = Voice.said("mastodon", id, at, Voice.Reply.PUBLISHED, "?").answered(when);
    return new Comment(voice, "p1");
  }

  private static Instant days(int days) {
    return NOON.plus(Duration.ofDays(days));
  }

  @Test
  void aProfileThatFellSilentIsStale() {
    SocialSettings settings = settings("source", MASTODON, "postEvery", Duration.ofDays(14));
    assertThat(findings(settings, posted(days(-13)), NOON)).isEmpty();
    assertThat(findings(settings, posted(days(-15)), NOON))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("social.silent");
          assertThat(finding.headline()).isEqualTo("Nothing was posted for 15 days");
          assertThat(finding.leadsTo()).isEqualTo(Condition.STALE);
          assertThat(finding.since()).isEqualTo(days(-1));
          assertThat(finding.evidence())
              .contains(
                  new Evidence("agreed", "something new every 14 days"),
                  new Evidence("quote", "First flush"),
                  new Evidence("address", "https://social.example/1"));
        });
  }

  @Test
  void thirtyDaysAreAgreedIfNothingIsSaid() {
    SocialSettings settings = settings("source", FEED);
    Here here = new Here(true, new Post(days(-29), "", null), null, null);
    assertThat(findings(settings, here, NOON)).isEmpty();
    assertThat(findings(settings, here, days(1))).isEmpty();
    assertThat(findings(settings, here, days(2))).hasSize(1);
  }

  @Test
  void anEmptyFeedIsSilentOnlyOnceWeHaveWaitedThatLong() {
    SocialSettings settings = settings("source", FEED, "postEvery", Duration.ofDays(7));
    Here empty = new Here(true, null, null, null);
    assertThat(findings(settings, empty, NOON)).isEmpty();
    assertThat(findings(settings, empty, days(6))).isEmpty();
    assertThat(findings(settings, empty, days(8)))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.evidence()).contains(new Evidence("found", "no post at all")));
  }

  @Test
  void aFeedThatWasEmptiedIsAsOldAsTheLastPostThatWeSawThere() {
    SocialSettings settings = settings("source", FEED, "postEvery", Duration.ofDays(7));
    findings(settings, posted(days(-5)), NOON);
    Here empty = new Here(true, null, null, null);
    assertThat(findings(settings, empty, days(1))).isEmpty();
    assertThat(findings(settings, empty, days(3))).hasSize(1);
  }

  @Test
  void aCommentIsToBeAnsweredWithinAWorkingDay() {
    SocialSettings settings = settings("source", MASTODON);
    findings(settings, posted(NOON), NOON.minusSeconds(600));
    Comment comment = waits("7", NOON.minusSeconds(60), "Still available?");
    Judgement first = judge(settings, posted(NOON, comment), NOON);
    assertThat(((Seen) first.observation()).findings()).isEmpty();
    assertThat(first.again()).isNotNull();

    for (int hour = 1; hour < 20; hour++) {
      Instant then = NOON.plusSeconds(3600L * hour);
      assertThat(findings(settings, posted(NOON, comment), then)).isEmpty();
    }
    // four of eight working hours are over on Tuesday at ten
    for (int hour = 20; hour < 24; hour++) {
      Instant then = NOON.plusSeconds(3600L * hour);
      assertThat(findings(settings, posted(NOON, comment), then))
          .singleElement()
          .matches(finding -> finding.hasTime(then));
    }
    List<Finding> late = findings(settings, posted(NOON, comment), days(1));
    assertThat(late)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("social.unanswered");
          assertThat(finding.subject()).isEqualTo("mastodon/7");
          assertThat(finding.headline()).isEqualTo("A comment on Mastodon is without an answer");
          assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
          assertThat(finding.leadsTo()).isEqualTo(Condition.UNANSWERED);
        });

    Comment done = answered("7", NOON.minusSeconds(60), days(1).plusSeconds(60));
    assertThat(findings(settings, posted(NOON, done), days(1).plusSeconds(120))).isEmpty();
  }

  @Test
  void urgentWordsMakeItCritical() {
    SocialSettings settings =
        settings(
            "source",
            MASTODON,
            "urgent",
            List.of("Refund"),
            "answerWithin",
            Within.clock(Duration.ofHours(1)));
    Comment comment = waits("7", NOON, "I want a  REFUND now");
    findings(settings, posted(NOON, comment), NOON);
    assertThat(findings(settings, posted(NOON, comment), NOON.plusSeconds(3600)))
        .extracting(Finding::severity)
        .containsExactly(Severity.CRITICAL);
  }

  @Test
  void remembersWhereSomebodyWaits() {
    SocialSettings settings = settings("source", MASTODON);
    judge(settings, posted(NOON, waits("7", NOON, "?"), answered("8", NOON, NOON)), NOON);
    assertThat(SocialMemory.threads(memory)).containsExactly("p1");
    judge(settings, posted(NOON, answered("7", NOON, NOON)), NOON.plusSeconds(60));
    assertThat(SocialMemory.threads(memory)).isEmpty();
  }

  @Test
  void aSourceThatTellsNoCommentsThisTimeHasNotSaidThatNobodyWaits() {
    SocialSettings settings =
        settings("source", MASTODON, "answerWithin", Within.clock(Duration.ofHours(1)));
    Comment comment = waits("7", NOON, "?");
    findings(settings, posted(NOON, comment), NOON);
    Here deaf = new Here(true, new Post(NOON, "", null), null, null);
    assertThat(findings(settings, deaf, NOON.plusSeconds(3600))).hasSize(1);
    assertThat(SocialMemory.threads(memory)).containsExactly("p1");
  }

  @Test
  void whereAllWereSeenToBeAnsweredNobodyIsLookedForAgain() {
    SocialSettings settings = settings("source", MASTODON);
    judge(settings, posted(NOON, waits("7", NOON, "?")), NOON);
    Talk some = new Talk(List.of(answered("7", NOON, NOON)), false);
    judge(settings, new Here(true, null, some, null), NOON.plusSeconds(60));
    assertThat(SocialMemory.threads(memory)).isEmpty();
  }

  @Test
  void commentsAreLeftAloneWhereNobodyPromisedToAnswer() {
    SocialSettings settings = settings("source", MASTODON, "comments", false);
    Comment comment = waits("7", days(-3), "?");
    Judgement judgement = judge(settings, posted(NOON, comment), NOON);
    assertThat(((Seen) judgement.observation()).findings()).isEmpty();
    assertThat(judgement.voices()).isEmpty();
  }

  @Test
  void aProfileIsGoneWhenTwoLooksSayIt() {
    SocialSettings settings = settings("source", MASTODON);
    Away gone = Away.of(Sort.GONE, "there is no account", "Mastodon");
    Judgement first = judge(settings, gone, NOON);
    assertThat(((Blind) first.observation()).fault()).isInstanceOf(Fault.ServiceFails.class);
    assertThat(first.again()).isEqualTo(NOON.plusSeconds(600));
    Judgement atOnce = judge(settings, gone, NOON.plusSeconds(5));
    assertThat(atOnce.observation()).isInstanceOf(Blind.class);

    assertThat(findings(settings, gone, NOON.plusSeconds(600)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("social.gone");
          assertThat(finding.since()).isEqualTo(NOON);
          assertThat(finding.leadsTo()).isEqualTo(Condition.BROKEN);
        });
    assertThat(findings(settings, posted(NOON), NOON.plusSeconds(900))).isEmpty();
    assertThat(judge(settings, gone, NOON.plusSeconds(1200)).observation())
        .as("it was there in between")
        .isInstanceOf(Blind.class);
  }

  @Test
  void whoWaitedAtAProfileThatIsGoneWaitsStill() {
    SocialSettings settings =
        settings(
            "source",
            MASTODON,
            "postEvery",
            Duration.ofDays(14),
            "answerWithin",
            Within.clock(Duration.ofHours(1)));
    Comment comment = waits("7", NOON, "?");
    findings(settings, posted(days(-15), comment), NOON);
    assertThat(findings(settings, posted(days(-15), comment), NOON.plusSeconds(3600)))
        .extracting(Finding::code)
        .containsExactly("social.unanswered", "social.silent");
    Away gone = Away.of(Sort.GONE, "there is no account", "Mastodon");
    judge(settings, gone, NOON.plusSeconds(7200));
    assertThat(findings(settings, gone, NOON.plusSeconds(7800)))
        .extracting(Finding::code)
        .containsExactly("social.unanswered", "social.gone", "social.silent");
    assertThat(findings(settings, gone, days(3)))
        .extracting(Finding::code)
        .containsExactly("social.unanswered", "social.gone", "social.silent");
    Comment done = answered("7", NOON, days(4));
    assertThat(findings(settings, posted(days(4), done), days(4))).isEmpty();
  }

  @Test
  void aProfileThatIsGoneDoesNotFallSilentBesides() {
    SocialSettings settings = settings("source", MASTODON, "postEvery", Duration.ofDays(7));
    findings(settings, posted(days(-5)), NOON);
    Away gone = Away.of(Sort.GONE, "there is no account", "Mastodon");
    judge(settings, gone, NOON.plusSeconds(3600));
    assertThat(findings(settings, gone, days(5)))
        .extracting(Finding::code)
        .containsExactly("social.gone");
  }

  @Test
  void aCommentThatWasDeletedWasNotAnswered() {
    SocialSettings settings =
        settings("source", MASTODON, "answerWithin", Within.clock(Duration.ofHours(1)));
    findings(settings, posted(NOON, waits("7", NOON, "?")), NOON);
    Judgement deleted = judge(settings, posted(NOON), NOON.plusSeconds(4000));
    assertThat(((Seen) deleted.observation()).gone()).containsExactly("mastodon/7");
  }

  @Test
  void whatHiccupsNeedsThreeLooksOfTheSchedule() {
    SocialSettings settings = settings("source", MASTODON);
    Away gone = new Away(Sort.GONE, "answered 404", "YouTube", 3);
    Judgement first = judge(settings, gone, NOON);
    assertThat(first.again()).isEqualTo(NOON.plusSeconds(3600));
    assertThat(judge(settings, gone, NOON.plusSeconds(3600)).observation())
        .isInstanceOf(Blind.class);
    assertThat(findings(settings, gone, NOON.plusSeconds(7200))).hasSize(1);
  }

  @Test
  void whatCouldNotBeSeenIsNeitherFineNorForgotten() {
    SocialSettings settings = settings("source", MASTODON);
    Judgement judgement = judge(settings, new Unseen(new Fault.Blocked("answered 999")), NOON);
    assertThat(judgement.observation()).isEqualTo(new Blind(new Fault.Blocked("answered 999")));
  }

  @Test
  void measuresWhatItSaw() {
    SocialSettings settings = settings("source", MASTODON);
    Judgement judgement = judge(settings, posted(days(-1), waits("7", NOON, "?")), NOON);
    assertThat(((Seen) judgement.observation()).measurements())
        .containsExactly(
            new Measurement("last_post_age_seconds", 86_400),
            new Measurement("followers", 900),
            new Measurement("comments_waiting", 1));
  }

  @Test
  void refusesSettingsThatWouldDoNothing() {
    SourceSettings profile =
        Scene.settings(
            SourceSettings.class, "profile", new ProfileSettings("https://network.example/@x"));
    assertThatThrownBy(() -> settings("source", profile, "postEvery", Duration.ofDays(3)))
        .hasMessageContaining("post-every");
    assertThatThrownBy(() -> settings("source", FEED, "comments", true))
        .hasMessageContaining("does not tell who speaks to us");
    assertThatThrownBy(() -> settings("source", MASTODON, "postEvery", Duration.ZERO))
        .hasMessageContaining("more than nothing");
    assertThatThrownBy(() -> Scene.settings(SourceSettings.class))
        .hasMessageContaining("exactly one source");
  }
}
