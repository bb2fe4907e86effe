package io.wellkept.web;

import io.wellkept.incident.Event;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Reason;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Verdict;
import io.wellkept.ledger.Initiative.Word;
import io.wellkept.ledger.Ledger.Work;
import io.wellkept.plan.Plan;
import io.wellkept.report.Effect;
import io.wellkept.report.Effects;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what was changed, and what is to become of it: each act is one transaction. */
final class Initiating {
  private static final Logger LOG = LoggerFactory.getLogger(Initiating.class);

  /** What was changed longer ago has moved its figure by now. */
  private static final Duration OLDEST = Duration.ofDays(180);

  /** Nobody remembers for longer what they tried. */
  private static final Duration FURTHEST = Duration.ofDays(366);

  private final WebContext context;

  /**
   * What somebody wants to note.
   *
   * @param check null for what is the touchpoint's own figure
   * @param target null if any move that way will do
   */
  record Draft(
      String what,
      Instant changedAt,
      Measure measure,
      @Nullable String check,
      Direction direction,
      @Nullable Double target,
      Instant until) {}

  /** What is tried instead, and until when. */
  record Next(String what, Instant until) {}

  Initiating(WebContext context) {
    this.context = context;
  }

  // ---- note

  Owning.Answer note(Touchpoint touchpoint, Draft draft, Acting.Actor actor) {
    Instant now = context.clock().instant();
    Sentence refused = refused(touchpoint, draft, now);
    if (refused != null) {
      return new Owning.Answer.Refused(refused);
    }
    boolean added =
        context.ledger().write(work -> add(work, touchpoint.id(), draft, null, actor, now));
    return said(added, "noted", touchpoint.id(), actor);
  }

  private static @Nullable Sentence refused(Touchpoint touchpoint, Draft draft, Instant now) {
    Sentence text = refusedText(draft.what(), draft.until(), now);
    if (text != null) {
      return text;
    }
    if (draft.changedAt().isAfter(now) || draft.changedAt().isBefore(now.minus(OLDEST))) {
      return Sentence.of("initiatives.refused.changed", OLDEST.toDays());
    }
    Double target = draft.target();
    if (target != null && !Double.isFinite(target)) {
      return Sentence.of("initiatives.refused.form");
    }
    return isKnown(touchpoint, draft.measure(), draft.check())
        ? null
        : Sentence.of("initiatives.refused.figure");
  }

  /** Whether the check can have the figure, or nothing would ever be seen of it. */
  private static boolean isKnown(Touchpoint touchpoint, Measure measure, @Nullable String check) {
    if (check == null || !measure.ofOneCheck()) {
      return check == null && !measure.ofOneCheck();
    }
    return Names.isName(check)
        && touchpoint
            .check(new CheckId(touchpoint.id(), check))
            .filter(one -> Effects.kept(measure).map(one.kind()::keeps).orElse(true))
            .isPresent();
  }

  private static @Nullable Sentence refusedText(String what, Instant until, Instant now) {
    if (what.isBlank() || what.strip().length() > Initiative.LONGEST) {
      return Sentence.of("initiatives.refused.what", Initiative.LONGEST);
    }
    boolean near = until.isBefore(now.plus(Effect.LEAST));
    return near || until.isAfter(now.plus(FURTHEST))
        ? Sentence.of("initiatives.refused.until", FURTHEST.toDays())
        : null;
  }

  private static boolean add(
      Work work,
      String touchpoint,
      Draft draft,
      @Nullable String follows,
      Acting.Actor actor,
      Instant now) {
    String id =
        Ids.of(
            "initiative",
            touchpoint,
            draft.what().strip(),
            draft.changedAt().toString(),
            draft.measure() + ":" + draft.check(),
            draft.until().toString());
    Initiative made =
        new Initiative(
            id,
            touchpoint,
            actor.person(),
            now,
            draft.changedAt(),
            draft.what().strip(),
            draft.measure(),
            draft.check(),
            draft.direction(),
            draft.target(),
            draft.until(),
            follows,
            null,
            null);
    if (!work.add(made)) {
      return false;
    }
    work.append(event(Event.Type.TRIED, made, null, actor, now, made.what()));
    return true;
  }

  // ---- judge

  /**
   * A person's verdict.
   *
   * @param next what is tried instead; null unless it is adjusted
   */
  Owning.Answer judge(
      Initiative one,
      Touchpoint touchpoint,
      Word word,
      String why,
      @Nullable Next next,
      Acting.Actor actor) {
    Instant now = context.clock().instant();
    if (why.strip().length() > Initiative.LONGEST) {
      return new Owning.Answer.Refused("initiatives.refused.why", Initiative.LONGEST);
    }
    if (word == Word.ADJUST) {
      Sentence refused =
          next == null
              ? Sentence.of("initiatives.refused.what", Initiative.LONGEST)
              : refusedText(next.what(), next.until(), now);
      if (refused != null) {
        return new Owning.Answer.Refused(refused);
      }
    }
    Owning.Answer answer =
        context
            .ledger()
            .write(work -> {
              Initiative present = work.initiative(one.id()).orElse(one);
              Verdict before = present.verdict();
              if (before != null) {
                return before.word() == word
                    ? new Owning.Answer.AlreadySo()
                    : new Owning.Answer.Refused("initiatives.refused.judged");
              }
              if (!judge(work, present, touchpoint, word, why.strip(), actor, now)) {
                return new Owning.Answer.Refused("initiatives.refused.judged");
              }
              if (word == Word.ADJUST && next != null) {
                add(work, one.touchpoint(), adjusted(one, next, now), one.id(), actor, now);
              }
              return new Owning.Answer.Done();
            });
    return answer instanceof Owning.Answer.Done
        ? said(true, "judged", one.touchpoint(), actor)
        : answer;
  }

  private static Draft adjusted(Initiative one, Next next, Instant now) {
    return new Draft(
        next.what(), now, one.measure(), one.check(), one.direction(), one.target(), next.until());
  }

  /** The question ends with the answer, in one transaction: nobody is asked after it. */
  private boolean judge(
      Work work,
      Initiative one,
      Touchpoint touchpoint,
      Word word,
      String why,
      Acting.Actor actor,
      Instant now) {
    Plan plan = context.planAt(work, now);
    Effect effect = Effects.of(work, one, touchpoint, plan.windows(), now);
    Verdict said = new Verdict(word, now, actor.person(), why, effect.was(), effect.became());
    if (!work.judge(one.id(), said)) {
      // somebody else was faster by less than a transaction
      return false;
    }
    CheckId check = Ownership.verdict(one.touchpoint(), one.id());
    List<Incident> open = work.openIncidents(List.of(check));
    String asked = open.isEmpty() ? null : open.get(0).id();
    String text = word.name().toLowerCase(Locale.ROOT);
    text = why.isEmpty() ? text : text + ": " + why;
    work.append(event(Event.Type.JUDGED, one, asked, actor, now, text));
    open.forEach(incident -> work.close(incident, Reason.JUDGED, now));
    return true;
  }

  private static Event event(
      Event.Type type,
      Initiative one,
      @Nullable String incident,
      Acting.Actor actor,
      Instant now,
      String text) {
    CheckId check = Ownership.verdict(one.touchpoint(), one.id());
    String words = text + " (by " + actor.via() + ")";
    return new Event(now, type, check, incident, actor.person(), null, words);
  }

  private static Owning.Answer said(
      boolean done, String what, String touchpoint, Acting.Actor actor) {
    if (!done) {
      return new Owning.Answer.AlreadySo();
    }
    LOG.atInfo()
        .setMessage("Somebody spoke of an initiative.")
        .addKeyValue("what", what)
        .addKeyValue("touchpoint", touchpoint)
        .addKeyValue("person", actor.person())
        .addKeyValue("via", actor.via())
        .log();
    return new Owning.Answer.Done();
  }
}
