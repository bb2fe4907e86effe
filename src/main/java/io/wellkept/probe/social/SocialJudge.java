package io.wellkept.probe.social;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Post;
import io.wellkept.probe.social.Profile.Talk;
import io.wellkept.probe.social.Profile.Unseen;
import io.wellkept.probe.voice.AnswerClock;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a profile. Pure. */
final class SocialJudge {
  /** How soon a profile that seems to be away is looked at again, if not sooner by its schedule. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private static final Duration LEAST_PATIENCE = Duration.ofHours(1);
  private static final int QUICKLY_SURE = 2;

  private final Look<SocialSettings> look;
  private final Instant now;

  private SocialJudge(Look<SocialSettings> look, Instant now) {
    this.look = look;
    this.now = now;
  }

  static Judgement judge(Look<SocialSettings> look, Profile seen, Memory given, Instant now) {
    SocialJudge judge = new SocialJudge(look, now);
    Memory memory = SocialMemory.of(given);
    return switch (seen) {
      case Unseen unseen -> new Judgement(new Observation.Blind(unseen.fault()), memory);
      case Away away -> judge.away(away, memory);
      case Here here -> judge.here(here, SocialMemory.there(memory));
    };
  }

  /** One look may have met a hiccup: until enough of them have seen it, nothing is known. */
  private Judgement away(Away away, Memory given) {
    Duration every = look.check().schedule().every();
    boolean quickly = away.looks() <= QUICKLY_SURE && PAUSE.compareTo(every) < 0;
    Duration pause = quickly ? PAUSE : every;
    // half of it, so that a look that comes a little early counts as well
    Memory memory = SocialMemory.away(given, away, pause.dividedBy(2), now);
    if (SocialMemory.looks(memory) < away.looks()) {
      Fault unsure =
          new Fault.ServiceFails(away.service(), away.found() + "; to be sure, it is looked again");
      return new Judgement(new Observation.Blind(unsure), memory, now.plus(pause));
    }
    Finding finding =
        Finding.of(
                away.sort().code(),
                Severity.MAJOR,
                Condition.BROKEN,
                away.sort().words(),
                SocialMemory.since(memory))
            .with("found", away.found())
            .with("according to", away.service());
    return new Judgement(asBefore(finding, memory), memory);
  }

  /** Who waited there still does: nobody was answered, and nothing was posted, by going away. */
  private Observation asBefore(Finding away, Memory memory) {
    List<Finding> findings = new ArrayList<>(List.of(away));
    if (look.settings().postEvery() != null) {
      Post last = SocialMemory.last(memory).map(at -> new Post(at, "", null)).orElse(null);
      silence(last, memory)
          .filter(silent -> silent.since().isBefore(SocialMemory.since(memory)))
          .ifPresent(findings::add);
    }
    // the clocks stand still, so their memory is left as it is
    return look.settings().comments()
        ? waiting(new Talk(List.of(), false), memory).seen(findings, List.of())
        : new Observation.Seen(findings, List.of());
  }

  private Judgement here(Here here, Memory given) {
    List<Finding> findings = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    Memory memory = given;
    if (here.posts()) {
      memory = posted(here.last(), memory);
      silence(here.last(), memory).ifPresent(findings::add);
      SocialMemory.last(memory)
          .map(last -> new Measurement("last_post_age_seconds", seconds(last)))
          .ifPresent(measurements::add);
    }
    Long followers = here.followers();
    if (followers != null) {
      measurements.add(new Measurement("followers", followers));
    }
    if (!look.settings().comments()) {
      return new Judgement(new Observation.Seen(findings, measurements), memory);
    }
    // who does not tell this time has not said that nobody waits
    Talk talk = here.talk() == null ? new Talk(List.of(), false) : here.talk();
    AnswerClock.Outcome outcome = waiting(talk, memory);
    if (here.talk() != null) {
      measurements.add(new Measurement("comments_waiting", outcome.waiting()));
    }
    return new Judgement(
        outcome.seen(findings, measurements),
        threads(outcome.memory(), talk),
        outcome.again(),
        outcome.voices());
  }

  private AnswerClock.Outcome waiting(Talk talk, Memory memory) {
    Duration twice = look.check().schedule().every().multipliedBy(2);
    return AnswerClock.judge(
        new SocialManner(look.settings()),
        look.owner(),
        new Heard.Told(
            talk.comments().stream().map(Comment::voice).toList(), talk.complete(), null),
        memory,
        look.settings().lookBack(),
        twice.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : twice,
        now);
  }

  /** Who was not told of this time may wait still, but not where all were seen to be answered. */
  private static Memory threads(Memory memory, Talk talk) {
    Set<String> told =
        talk.comments().stream().map(Comment::thread).collect(Collectors.toUnmodifiableSet());
    Stream<String> before =
        talk.complete()
            ? Stream.of()
            : SocialMemory.threads(memory).stream().filter(thread -> !told.contains(thread));
    Stream<String> waiting =
        talk.comments().stream().filter(comment -> comment.voice().waits()).map(Comment::thread);
    return SocialMemory.threads(memory, Stream.concat(waiting, before).toList());
  }

  private Memory posted(@Nullable Post last, Memory memory) {
    return last == null ? SocialMemory.empty(memory, now) : SocialMemory.posted(memory, last.at());
  }

  /**
   * A profile that shows no post is as old as the last one that we saw there, or as our looking.
   */
  private Optional<Finding> silence(@Nullable Post last, Memory memory) {
    Duration promised = look.settings().promisedPosts();
    Instant from = SocialMemory.last(memory).or(() -> SocialMemory.emptySince(memory)).orElse(now);
    Instant end = from.plus(promised);
    if (!now.isAfter(end)) {
      return Optional.empty();
    }
    String span = Spans.words(Duration.between(from, now));
    Finding finding =
        Finding.of(
                "social.silent",
                Severity.MAJOR,
                Condition.STALE,
                "Nothing was posted for " + span,
                end)
            .with("agreed", "something new every " + Spans.words(promised));
    if (last == null) {
      return Optional.of(finding.with("found", "no post at all"));
    }
    finding = finding.with("last post", from.toString());
    finding = last.text().isBlank() ? finding : finding.with("quote", last.text());
    String link = last.link();
    return Optional.of(link == null ? finding : finding.with("address", link));
  }

  private double seconds(Instant since) {
    return Duration.between(since, now).toMillis() / 1e3;
  }
}
