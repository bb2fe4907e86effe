package io.wellkept.probe.chat;

import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.chat.ChatFacts.Page;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the facts about a chat mean. */
final class ChatJudge {
  private ChatJudge() {}

  static Judgement judge(Look<ChatSettings> look, ChatFacts facts, Memory memory, Instant now) {
    ChatMemory known = ChatMemory.of(memory, look.settings().widget());
    if (facts.page() instanceof Page.None && facts.desk() instanceof Desk.NotAsked) {
      return new Judgement(nothingToLookAt(look), known.memory());
    }
    WidgetJudge.Outcome widget = WidgetJudge.judge(look, facts.page(), known, now);
    DeskJudge.Outcome desk = DeskJudge.judge(look, facts.desk(), known, now);
    boolean news = news(ChatMemory.Part.WIDGET, widget.findings(), widget.fault(), known);
    news |= news(ChatMemory.Part.DESK, desk.findings(), desk.fault(), known);
    Fault fault = desk.fault() == null ? widget.fault() : desk.fault();
    return new Judgement(
        fault != null && !news
            ? new Observation.Blind(fault)
            : new Observation.Seen(
                both(widget.findings(), desk.findings()),
                both(measurements(facts.page()), desk.measurements()),
                desk.gone()),
        known.memory(),
        DeskJudge.sooner(widget.again(), desk.again()),
        desk.voices());
  }

  private static Observation nothingToLookAt(Look<ChatSettings> look) {
    return new Observation.Blind(
        new Fault.NotConfigured(
            "page and no source of conversations", "the check " + look.check().id()));
  }

  /**
   * Whether what was seen of a part must be told although the other could not be seen: something
   * began or ended. What goes on as it was hides nobody's blindness.
   */
  private static boolean news(
      ChatMemory.Part part, List<Finding> findings, @Nullable Fault fault, ChatMemory memory) {
    if (fault != null) {
      return false;
    }
    List<String> now =
        findings.stream()
            .filter(WidgetJudge::certain)
            .map(one -> one.code() + " " + one.key())
            .sorted()
            .toList();
    return memory.tells(part, now);
  }

  private static List<Measurement> measurements(Page page) {
    List<Measurement> all = new ArrayList<>();
    if (page instanceof Page.Seen seen) {
      all.add(new Measurement(Measurement.LATENCY, seen.latency().toNanos() / 1e9));
      all.add(new Measurement("chat_widgets", ChatOnPage.alive(seen.sightings()).size()));
    }
    return all;
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
