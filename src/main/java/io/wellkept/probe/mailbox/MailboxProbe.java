package io.wellkept.probe.mailbox;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.access.MailServers;
import io.wellkept.probe.voice.AnswerClock;
import io.wellkept.probe.voice.Heard;
import io.wellkept.probe.voice.Manner;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks who wrote to a mailbox and has no answer. */
public final class MailboxProbe implements Probe<MailboxSettings, MailFacts> {
  public static final Kind KIND =
      new Kind(
          "mailbox",
          MailboxSettings.class,
          new Schedule(Duration.ofMinutes(15), Duration.ZERO),
          0.5,
          false,
          false,
          settings -> Optional.empty());

  private static final Duration LEAST_PATIENCE = Duration.ofHours(1);

  private final MailFolders folders;
  private final InstantSource clock;

  public MailboxProbe(Http http, InstantSource clock) {
    this.folders = new MailFolders(new MailServers(http));
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public MailFacts look(Look<MailboxSettings> look) throws InterruptedException {
    String configured = "mailbox of " + look.check().id();
    return folders.read(
        look.settings(), since(look), AnswerClock.open(look.memory()), configured, look.deadline());
  }

  /** Whoever still waits is looked for, however long that takes. */
  private Instant since(Look<MailboxSettings> look) {
    Instant usual = clock.instant().minus(look.settings().lookBack());
    return AnswerClock.running(look.memory()).stream()
        .map(Voice::at)
        .filter(usual::isAfter)
        .min(Comparator.naturalOrder())
        .orElse(usual);
  }

  @Override
  public Judgement judge(Look<MailboxSettings> look, MailFacts facts, Memory memory, Instant now) {
    return switch (facts.heard()) {
      case Heard.Deaf deaf -> new Judgement(new Observation.Blind(deaf.fault()), memory);
      case Heard.Told told -> told(look, withAnswered(told, facts, memory), memory, now);
    };
  }

  private static Judgement told(
      Look<MailboxSettings> look, Heard.Told told, Memory memory, Instant now) {
    MailboxSettings settings = look.settings();
    Duration twice = look.check().schedule().every().multipliedBy(2);
    AnswerClock.Outcome outcome =
        AnswerClock.judge(
            new MailManner(settings),
            look.owner(),
            told,
            memory,
            settings.lookBack(),
            twice.compareTo(LEAST_PATIENCE) > 0 ? twice : LEAST_PATIENCE,
            now);
    List<Measurement> measured =
        List.of(
            new Measurement("waiting", outcome.waiting()),
            new Measurement("oldest_wait_seconds", outcome.longest().toSeconds()));
    return new Judgement(
        outcome.seen(List.of(), measured), outcome.memory(), outcome.again(), outcome.voices());
  }

  /** Whose mail was answered and put away is answered, not gone. */
  private static Heard.Told withAnswered(Heard.Told told, MailFacts facts, Memory memory) {
    List<String> there = told.voices().stream().map(Voice::id).toList();
    List<Voice> all = new ArrayList<>(told.voices());
    for (Voice open : AnswerClock.running(memory)) {
      Instant answer = facts.answered().get(open.id());
      if (answer != null && !there.contains(open.id())) {
        all.add(
            Voice.said(open.source(), open.id(), open.at(), Voice.Reply.PUBLISHED, open.text())
                .answered(answer));
      }
    }
    return new Heard.Told(all, told.complete(), null);
  }

  /** How mails are spoken of. */
  private record MailManner(MailboxSettings settings) implements Manner {
    @Override
    public String kind() {
      return "mailbox";
    }

    @Override
    public Within within(Voice voice) {
      return settings.within();
    }

    @Override
    public Severity severity(Voice voice) {
      String subject = voice.text().toLowerCase(Locale.ROOT);
      return settings.keywords().stream().anyMatch(subject::contains)
          ? Severity.CRITICAL
          : Severity.MAJOR;
    }

    @Override
    public String words(Voice voice) {
      return voice.text().isBlank() ? "A mail" : "The mail \"" + voice.text() + "\"";
    }
  }
}
