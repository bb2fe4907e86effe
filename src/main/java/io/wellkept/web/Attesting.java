package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.incident.Event;
import io.wellkept.incident.Ids;
import io.wellkept.incident.Incident;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Answer;
import io.wellkept.ledger.Ledger.Attestation;
import io.wellkept.ledger.Ledger.KeptFile;
import io.wellkept.touchpoint.CheckId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a person's word on what no machine sees, in one transaction of the ledger. */
final class Attesting {
  private static final Logger LOG = LoggerFactory.getLogger(Attesting.class);

  /** The longest note, in characters. */
  static final int LONGEST_NOTE = 2_000;

  /** The same word within this time is the same word: somebody pressed twice. */
  private static final Duration SAME_WORD = Duration.ofHours(1);

  private final WebContext context;
  private final Rate often = new Rate(20, Duration.ofMinutes(1));

  /** What a person says. */
  record Word(List<Answer> answers, String note, @Nullable Photo photo) {
    Word {
      answers = List.copyOf(answers);
    }

    boolean fine() {
      return answers.stream().allMatch(Answer::fine);
    }
  }

  Attesting(WebContext context) {
    this.context = context;
  }

  /** Counts one more word of that person, or on that check, by any way; too many are refused. */
  void require(Context ctx, String of) {
    often.require(ctx, of, context.clock().instant(), "failure.said-often");
  }

  /** False if the person has said just that a moment ago. */
  boolean take(CheckId check, Acting.Actor actor, Word word) {
    Instant now = context.clock().instant();
    Photo photo = word.photo();
    KeptFile file = photo == null ? null : KeptFile.of(photo.bytes(), photo.type(), now);
    Attestation said =
        new Attestation(
            Ids.of("attestation", check.toString(), actor.person(), now.toString()),
            check,
            actor.person(),
            now,
            word.fine(),
            word.note(),
            word.answers(),
            file == null ? null : file.id(),
            actor.via());
    boolean news = context.ledger().write(work -> store(work, said, file, now));
    if (news) {
      LOG.atInfo()
          .setMessage("A person answered for what no machine sees.")
          .addKeyValue("check", check)
          .addKeyValue("person", actor.person())
          .addKeyValue("fine", said.fine())
          .addKeyValue("via", actor.via())
          .log();
    }
    return news;
  }

  private static boolean store(
      Ledger.Work work, Attestation said, @Nullable KeptFile file, Instant now) {
    work.alone("attestations");
    boolean sameAgain =
        work.lastAttestation(said.check())
            .filter(last -> last.saysTheSame(said) && now.isBefore(last.at().plus(SAME_WORD)))
            .isPresent();
    if (sameAgain) {
      return false;
    }
    if (file != null) {
      work.keep(file);
    }
    work.attest(said);
    List<Incident> open = work.openIncidents(List.of(said.check()));
    work.append(event(said, open.isEmpty() ? null : open.get(0).id()));
    work.lookAt(said.check(), now);
    return true;
  }

  private static Event event(Attestation said, @Nullable String incident) {
    String text = (said.fine() ? "fine" : "not fine") + " (by " + said.via() + ")";
    return new Event(
        said.at(), Event.Type.ATTESTED, said.check(), incident, said.person(), null, text);
  }
}
