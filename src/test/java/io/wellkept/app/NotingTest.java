package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.CheckState;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.Figure;
import io.wellkept.ledger.Said;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.plan.Daemon.Retention;
import io.wellkept.probe.Judgement;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Measurement;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Voice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a look, and for how long. */
final class NotingTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final CheckId ID = new CheckId("board", "reviews");
  private static final Retention KEEP =
      new Retention(
          Duration.ofDays(400),
          Duration.ofDays(400),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofDays(90));

  private record NoSettings() {}

  private static final Check CHECK =
      new Check(
          ID,
          new Kind(
                  "told",
                  NoSettings.class,
                  new Schedule(Duration.ofHours(1), Duration.ZERO),
                  0.5,
                  false,
                  false,
                  settings -> Optional.empty())
              .keeping("rating"),
          new NoSettings(),
          new Schedule(Duration.ofHours(1), Duration.ZERO));

  @TempDir Path folder;
  private Ledger ledger;
  private CheckState state = CheckState.born(ID, NOW);

  @BeforeEach
  void open() {
    ledger = SqliteLedger.open(folder);
    ledger.change(work -> work.bear(state, NOW));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void looks(Instant now, List<Measurement> measured, Voice... voices) {
    Observation seen = new Observation.Seen(List.of(), measured);
    Judgement judgement = new Judgement(seen, Memory.EMPTY, null, List.of(voices));
    ledger.change(work -> Noting.note(work, CHECK, state, judgement, KEEP, now));
  }

  private List<Said> said() {
    return ledger.read(view -> view.voices("board", Instant.EPOCH));
  }

  private static Voice voice(String id, Instant at) {
    return Voice.said("google", id, at, Voice.Reply.NONE, "Cold tea");
  }

  @Test
  void keepsTheHistoryOfTheFiguresThatTheKindNames() {
    looks(
        NOW,
        List.of(
            new Measurement("rating", 4.5),
            new Measurement("rating", Double.NaN),
            new Measurement("waiting", 3)));
    assertThat(ledger.<List<Figure>>read(view -> view.figures(ID, "rating", NOW)))
        .containsExactly(new Figure(NOW, 4.5, 4.5, 4.5, 4.5, 1));
    assertThat(ledger.<List<Figure>>read(view -> view.figures(ID, "waiting", NOW))).isEmpty();
  }

  @Test
  void takesNothingInThatWouldBeForgottenAtOnce() {
    Instant old = NOW.minus(Duration.ofDays(91));
    Instant older = NOW.minus(Duration.ofDays(401));
    looks(NOW, List.of(), voice("r1", NOW), voice("r2", old), voice("r3", older));
    assertThat(said())
        .extracting(one -> one.voice().id() + one.voice().text())
        .containsExactly("r1Cold tea", "r2");
  }

  @Test
  void whatWasSaidAndAnsweredBetweenTwoLooksWasAnsweredByTheSecond() {
    state = seenAt(NOW);
    Instant now = NOW.plus(Duration.ofHours(1));
    Voice before = answered(voice("r1", NOW.minusSeconds(1)));
    Voice between = answered(voice("r2", NOW.plusSeconds(60)));
    looks(now, List.of(), before, between);
    List<String> times = new ArrayList<>();
    said().forEach(one -> times.add(one.voice().id() + " " + one.answerTook().orElse(null)));
    assertThat(times).containsExactly("r2 PT59M", "r1 null");
  }

  private static CheckState seenAt(Instant at) {
    CheckState born = CheckState.born(ID, NOW.minusSeconds(86_400));
    return new CheckState(
        born.check(),
        born.born(),
        at,
        at,
        null,
        null,
        List.of(),
        List.of(),
        born.suspicions(),
        Memory.EMPTY,
        born.tally(),
        born.swings());
  }

  private static Voice answered(Voice of) {
    return Voice.said(of.source(), of.id(), of.at(), Voice.Reply.PUBLISHED, of.text());
  }
}
