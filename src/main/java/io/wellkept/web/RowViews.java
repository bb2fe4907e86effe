package io.wellkept.web;

import io.wellkept.incident.CheckState;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Touchpoints as a list shows them, for readers of one language in one zone. */
record RowViews(Plan plan, Words words, ZoneId zone, Instant now) {
  RowView of(Board.Row row) {
    Touchpoint touchpoint = row.touchpoint();
    Instant since = row.since();
    return new RowView(
        touchpoint.id(),
        touchpoint.name(),
        row.condition(),
        why(row),
        since == null ? null : when(since),
        plan.people().nameOf(touchpoint.owner()),
        touchpoint.owner(),
        place(touchpoint),
        touchpoint.tags().stream().sorted().toList(),
        row.open().isEmpty()
            ? ""
            : new IncidentViews(plan, words, zone, now).standing(row.open().get(0)),
        held(touchpoint),
        live(touchpoint));
  }

  /** That nobody is told now of what is wrong there; null if somebody is. */
  @Nullable String held(Touchpoint touchpoint) {
    if (!plan.windows().in(touchpoint, now)) {
      return null;
    }
    boolean worked = plan.windows().ofWork().in(touchpoint, now);
    return words.say(worked ? "windows.mark" : "windows.mark-snoozed");
  }

  When when(Instant moment) {
    return When.of(moment, zone, now, words);
  }

  /** The headline of the worst that is open, or why nothing is known; empty if all is well. */
  String why(Board.Row row) {
    if (!row.open().isEmpty()) {
      int more = row.open().size() - 1;
      String first = words.of(row.open().get(0).worst());
      return more == 0 ? first : words.say("list.and-more", first, more);
    }
    return row.condition() == Condition.HEALTHY ? "" : blind(row);
  }

  private String blind(Board.Row row) {
    boolean nothing = row.touchpoint().checks().isEmpty();
    return row.checks().stream()
        .map(CheckState::fault)
        .filter(Objects::nonNull)
        .findFirst()
        .map(fault -> FaultWords.of(fault, words))
        .orElseGet(() -> words.say(nothing ? "list.nothing-looks" : "list.not-looked"));
  }

  private @Nullable String live(Touchpoint touchpoint) {
    return touchpoint.live().notYet(now)
        ? words.say("list.not-live-yet")
        : touchpoint.live().over(now) ? words.say("list.over") : null;
  }

  /** Importance, stage and channel in one line. */
  private String place(Touchpoint touchpoint) {
    List<String> parts = new ArrayList<>();
    String stage = touchpoint.stage();
    String channel = touchpoint.channel();
    if (stage != null) {
      parts.add(name(plan.journey().stages(), stage));
    }
    if (channel != null) {
      parts.add(name(plan.journey().channels(), channel));
    }
    parts.add(words.say("list.importance", words.of(touchpoint.importance())));
    return String.join(" · ", parts);
  }

  static String name(List<Journey.Place> places, String id) {
    return Journey.find(places, id).map(Journey.Place::name).orElse(id);
  }
}
