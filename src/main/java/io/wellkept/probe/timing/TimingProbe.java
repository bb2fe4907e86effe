package io.wellkept.probe.timing;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Passages;
import io.wellkept.probe.Passages.Passage;
import io.wellkept.probe.Probe;
import io.wellkept.probe.Register;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.table.CsvSource;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.probe.table.Moments;
import io.wellkept.probe.table.Row;
import io.wellkept.probe.table.SqlSource;
import io.wellkept.probe.table.Tables;
import io.wellkept.probe.table.Told;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.SubjectMark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares how long customers take from stage to stage with how long they were meant to. */
public final class TimingProbe implements Probe<TimingSettings, TimingFacts> {
  public static final Kind KIND =
      new Kind(
          "timing",
          TimingSettings.class,
          new Schedule(Duration.ofHours(6), Duration.ofMinutes(10)),
          0,
          false,
          false,
          settings -> ((TimingSettings) settings).target());

  /** A clock that is ahead of ours, or a zone that is meant otherwise. */
  private static final Duration AHEAD = Duration.ofHours(26);

  private static final int LONGEST_SEGMENT = 40;
  private static final int PARTS = 10;

  private final Tables tables;
  private final Passages passages;
  private final Register register;
  private final InstantSource clock;

  public TimingProbe(
      Http http, Passages passages, Register register, InstantSource clock, Path home) {
    this.tables = new Tables(http, clock, home);
    this.passages = passages;
    this.register = register;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public TimingFacts look(Look<TimingSettings> look) throws InterruptedException {
    TimingSettings settings = look.settings();
    CheckId check = look.check().id();
    Instant now = clock.instant();
    if (settings.push()) {
      List<Passage> all = passages.of(check, now.minus(settings.window()));
      return new TimingFacts.Events(all, 0, all.size() < Passages.MOST);
    }
    return switch (told(
        settings, check, TimeLeft.of(look.atMost(settings.timeout())), look.fresh())) {
      case Told.Nothing nothing -> new TimingFacts.Blind(nothing.fault());
      case Told.Rows rows -> events(look, rows, now);
    };
  }

  private Told told(TimingSettings settings, CheckId check, TimeLeft time, boolean fresh)
      throws InterruptedException {
    JsonSource json = settings.json();
    if (json != null) {
      return tables.json(json, "json of " + check, time, fresh);
    }
    CsvSource csv = settings.csv();
    if (csv != null) {
      return tables.csv(csv, "csv of " + check, time, fresh);
    }
    SqlSource sql = settings.sql();
    if (sql != null) {
      return tables.sql(sql, "sql.user of " + check, time, Tables.MOST_ROWS);
    }
    throw new IllegalStateException("settings without a source are refused when they are made");
  }

  private static TimingFacts events(Look<TimingSettings> look, Told.Rows rows, Instant now) {
    TimingSettings settings = look.settings();
    ZoneId zone = settings.zone() == null ? look.owner().zone() : settings.zone();
    List<Passage> read = new ArrayList<>();
    List<Instant> moments = new ArrayList<>();
    int unread = 0;
    for (Row row : rows.rows()) {
      Optional<Passage> passage = passage(settings.fields(), row, look.check().id(), zone);
      passage.map(Passage::at).ifPresent(moments::add);
      if (passage.isEmpty()) {
        unread++;
      } else if (counts(passage.get().at(), settings, now)) {
        read.add(passage.get());
      }
    }
    if (!rows.complete() && !newestFirst(moments)) {
      String why = "it has more events than are read, and the newest do not come first";
      return new TimingFacts.Blind(
          new Fault.ServiceFails("the source of " + look.check().id(), why));
    }
    return new TimingFacts.Events(read, unread, rows.complete());
  }

  /** What is cut off is what comes last: it must be what is over. A few may stand elsewhere. */
  private static boolean newestFirst(List<Instant> moments) {
    int part = moments.size() / PARTS;
    return part == 0
        || middle(moments.subList(0, part))
            .isAfter(middle(moments.subList(moments.size() - part, moments.size())));
  }

  private static Instant middle(List<Instant> moments) {
    return moments.stream().sorted().skip(moments.size() / 2).findFirst().orElseThrow();
  }

  private static boolean counts(Instant at, TimingSettings settings, Instant now) {
    return at.isAfter(now.minus(settings.window())) && at.isBefore(now.plus(AHEAD));
  }

  /** Whose it is becomes a mark before it goes anywhere. */
  private static Optional<Passage> passage(
      FieldSettings fields, Row row, CheckId check, ZoneId zone) {
    Optional<String> subject = row.at(fields.subject());
    Optional<String> stage = row.at(fields.stage());
    Optional<Instant> at = row.at(fields.at()).flatMap(text -> Moments.read(text, zone));
    if (subject.isEmpty() || stage.isEmpty() || at.isEmpty()) {
      return Optional.empty();
    }
    String segment = row.at(fields.segment()).orElse("").replaceAll("\\s+", " ");
    return Optional.of(
        new Passage(
            SubjectMark.of(check.toString(), subject.get()),
            stage.get(),
            at.get(),
            segment.substring(0, Math.min(LONGEST_SEGMENT, segment.length()))));
  }

  @Override
  public Judgement judge(Look<TimingSettings> look, TimingFacts facts, Memory memory, Instant now) {
    return TimingJudge.judge(look, facts, register.journey(), memory, now);
  }
}
