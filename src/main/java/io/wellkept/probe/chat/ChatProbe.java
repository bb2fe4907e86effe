package io.wellkept.probe.chat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.chat.ChatFacts.Page;
import io.wellkept.probe.voice.AnswerClock;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Looks whether customers can chat, whether somebody is there, and who waits for an answer. */
public final class ChatProbe implements Probe<ChatSettings, ChatFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.6;

  public static final Kind KIND =
      new Kind(
          "chat",
          ChatSettings.class,
          new Schedule(Duration.ofMinutes(5), Duration.ZERO),
          THRESHOLD,
          false,
          false,
          settings -> ((ChatSettings) settings).target());

  private final ChatPage pages;
  private final ChatSources sources;
  private final InstantSource clock;

  /**
   * @param clock tells how far back tickets are listed
   */
  public ChatProbe(Http http, ChatSources sources, InstantSource clock) {
    this.pages = new ChatPage(http);
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public ChatFacts look(Look<ChatSettings> look) throws InterruptedException {
    TimeLeft time = TimeLeft.of(look.deadline());
    Desk desk = desk(look, time);
    return new ChatFacts(page(look, time), desk);
  }

  /** First, because it is often quick: slow pages cost those who wait no time. */
  private Desk desk(Look<ChatSettings> look, TimeLeft time) throws InterruptedException {
    SourceSettings source = look.settings().source();
    if (source == null) {
      return new Desk.NotAsked();
    }
    Map<String, Instant> open = new HashMap<>();
    AnswerClock.running(look.memory()).forEach(one -> open.put(one.id(), one.lastWord()));
    boolean hours = look.settings().hours() != null;
    Duration least = look.settings().timeout();
    Duration left = time.left().minus(least);
    TimeLeft own = TimeLeft.of(left.isNegative() ? least.dividedBy(2) : left);
    ZoneId zone = look.settings().promised(look.owner()).zone();
    return sources
        .of(source, look.check().id().toString(), zone)
        .ask(open, hours, clock.instant(), own, look.fresh());
  }

  private Page page(Look<ChatSettings> look, TimeLeft time) throws InterruptedException {
    boolean none = look.settings().url() == null && look.touchpoint().address() == null;
    return none ? new Page.None() : pages.look(look, time);
  }

  @Override
  public Judgement judge(Look<ChatSettings> look, ChatFacts facts, Memory memory, Instant now) {
    return ChatJudge.judge(look, facts, memory, now);
  }
}
