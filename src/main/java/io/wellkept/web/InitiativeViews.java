package io.wellkept.web;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Verdict;
import io.wellkept.ledger.Ledger;
import io.wellkept.plan.Plan;
import io.wellkept.report.Board;
import io.wellkept.report.Effect;
import io.wellkept.report.Effects;
import io.wellkept.report.Moving;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns initiatives into what a page shows of them. */
final class InitiativeViews {
  /** So long something is watched if nobody says otherwise. */
  private static final int USUAL_DAYS = 28;

  private static final int MOST_DAYS = 365;
  private static final Duration LATELY = Duration.ofDays(400);

  private final Plan plan;
  private final Reader reader;
  private final ZoneId zone;
  private final Instant now;

  /**
   * @param plan with what people changed
   * @param zone in which moments are shown
   */
  InitiativeViews(Plan plan, Reader reader, ZoneId zone, Instant now) {
    this.plan = plan;
    this.reader = reader;
    this.zone = zone;
    this.now = now;
  }

  List<InitiativeView> all(List<Initiative> initiatives, Ledger.View ledger) {
    Map<String, Initiative> byId =
        initiatives.stream().collect(Collectors.toMap(Initiative::id, Function.identity()));
    Map<String, String> followed =
        initiatives.stream()
            .filter(one -> one.follows() != null)
            .collect(Collectors.toMap(Initiative::follows, Initiative::id, (one, other) -> one));
    return initiatives.stream()
        .map(one -> {
          String follows = byId.containsKey(one.follows()) ? one.follows() : null;
          return view(one, ledger, follows, followed.get(one.id()));
        })
        .toList();
  }

  private InitiativeView view(
      Initiative one, Ledger.View ledger, @Nullable String follows, @Nullable String followed) {
    Words words = reader.words();
    Optional<Touchpoint> touchpoint = plan.touchpoint(one.touchpoint());
    Effect effect = Effects.of(ledger, one, touchpoint.orElse(null), plan.windows(), now);
    Verdict verdict = one.verdict();
    return new InitiativeView(
        one.id(),
        one.touchpoint(),
        touchpoint.map(Touchpoint::name).orElse(one.touchpoint()),
        one.what(),
        plan.people().nameOf(one.person()),
        When.of(one.changedAt(), zone, now, words),
        When.of(one.until(), zone, now, words),
        hope(one),
        figure(one),
        value(one, effect.was()),
        value(one, effect.became()),
        effect.move(),
        words.say("initiatives.move." + effect.move().name()),
        one.waits(now),
        verdict == null && touchpoint.filter(reader::mayAct).isPresent(),
        verdict == null ? null : verdict(verdict),
        verdict == null ? "" : verdict.why(),
        follows,
        followed);
  }

  private String hope(Initiative one) {
    Words words = reader.words();
    Double target = one.target();
    return target == null
        ? words.say("initiatives.hope." + one.direction().name(), figure(one))
        : words.say(
            "initiatives.hope-to." + one.direction().name(),
            figure(one),
            Moving.value(words, one.measure(), target));
  }

  private String figure(Initiative one) {
    return figure(reader.words(), one.measure(), one.check());
  }

  private static String figure(Words words, Measure measure, @Nullable String check) {
    String name = Moving.name(words, measure);
    return check == null ? name : words.say("initiatives.of-check", name, check);
  }

  private @Nullable String value(Initiative one, @Nullable Double value) {
    return value == null ? null : Moving.value(reader.words(), one.measure(), value);
  }

  private String verdict(Verdict verdict) {
    Words words = reader.words();
    return words.say(
        "initiatives.verdict." + verdict.word().name(),
        plan.people().nameOf(verdict.by()),
        words.moment(verdict.at(), zone, now));
  }

  /** What a page shows of all the initiatives of the house. */
  InitiativeView.Section section(List<Initiative> initiatives, Ledger.View ledger) {
    return section("", initiatives, ledger, List.of(), false);
  }

  /** What the page of a touchpoint shows, with the form for another one. */
  InitiativeView.Section section(Board.Row row, Ledger.View ledger) {
    Touchpoint touchpoint = row.touchpoint();
    return section(
        touchpoint.id(),
        ledger.initiatives(touchpoint.id()),
        ledger,
        figures(row, ledger),
        reader.mayAct(touchpoint));
  }

  private InitiativeView.Section section(
      String touchpoint,
      List<Initiative> initiatives,
      Ledger.View ledger,
      List<ActForm.Choice> figures,
      boolean mayNote) {
    return new InitiativeView.Section(
        touchpoint,
        all(initiatives, ledger),
        reader.signedIn() ? List.of() : ActForm.Choice.everybody(plan),
        figures,
        Moments.field(now, zone),
        day(MOST_DAYS),
        day(USUAL_DAYS),
        Moments.place(zone),
        mayNote);
  }

  private String day(int days) {
    return now.atZone(zone).toLocalDate().plusDays(days).toString();
  }

  /** What can move at a touchpoint: its condition, and whatever is measured there. */
  private List<ActForm.Choice> figures(Board.Row row, Ledger.View ledger) {
    Touchpoint touchpoint = row.touchpoint();
    Words words = reader.words();
    List<ActForm.Choice> figures = new ArrayList<>();
    figures.add(choice(words, Measure.CONDITION, null));
    if (!ledger.voices(touchpoint.id(), now.minus(LATELY)).isEmpty()) {
      figures.add(choice(words, Measure.ANSWER_TIME, null));
    }
    for (Check check : touchpoint.checks()) {
      String name = check.id().check();
      for (Measure measure : Measure.values()) {
        if (Effects.kept(measure).filter(check.kind().figures()::contains).isPresent()) {
          figures.add(choice(words, measure, name));
        }
      }
    }
    row.checks().stream()
        .filter(InitiativeViews::hasLatency)
        .forEach(s -> figures.add(choice(words, Measure.RESPONSE_TIME, s.check().check())));
    return figures;
  }

  private static boolean hasLatency(CheckState state) {
    return state.measurements().stream().anyMatch(m -> m.name().equals("latency_seconds"));
  }

  private static ActForm.Choice choice(Words words, Measure measure, @Nullable String check) {
    String value = measure.name() + (check == null ? "" : ":" + check);
    return new ActForm.Choice(value, figure(words, measure, check));
  }
}
