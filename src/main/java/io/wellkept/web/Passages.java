package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.ledger.Ledger.Passage;
import io.wellkept.touchpoint.Called;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.SubjectMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where others tell which customers reached which stage, one or many at once. Who they are is
 * turned into a mark here and goes no further; a batch is taken as a whole or not at all.
 */
final class Passages {
  /** The longest body, in bytes. */
  static final int LONGEST = 10 * 1024;

  /** What is older is of no use to any check. */
  private static final Duration OLDEST = Duration.ofDays(400);

  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_SEGMENT = 40;
  private static final String SALT = "passages";
  private static final int SALT_BYTES = 32;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final WebContext context;
  private final SecureRandom random = new SecureRandom();

  /** That what was sent cannot be taken; says why. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String why) {
      super(why);
    }
  }

  Passages(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(Route.post(Surface.PUBLIC, "/passages/{token}", this::take));
  }

  private void take(Context ctx) throws IOException {
    Optional<CheckId> check =
        context
            .tokens()
            .readBeat(ctx.pathParam("token"))
            .flatMap(id -> context.plan().get().nowCalled(id));
    Optional<Duration> keeps = check.flatMap(this::keeps);
    if (check.isEmpty() || keeps.isEmpty()) {
      Failures.answer(ctx, 404, "No check here listens to this address.");
      return;
    }
    byte[] body = ctx.req().getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      Failures.answer(ctx, 413, "At most 10 KB are taken at once: send several batches.");
      return;
    }
    Instant now = context.clock().instant();
    try {
      List<Passage> told = read(new String(body, StandardCharsets.UTF_8), now);
      keep(check.get(), told, now.minus(keeps.get()));
      ctx.contentType("text/plain;charset=utf-8").result("OK, " + told.size() + " taken\n");
    } catch (RefusedException e) {
      Failures.answer(ctx, 400, String.valueOf(e.getMessage()));
    }
  }

  /** For how long the check keeps them; empty if it listens to nobody. */
  private Optional<Duration> keeps(CheckId id) {
    return context
        .plan()
        .get()
        .check(id)
        .map(Check::settings)
        .filter(Called.class::isInstance)
        .map(Called.class::cast)
        .filter(called -> Called.PASSAGES.equals(called.door()))
        .map(Called::keepsPassages);
  }

  private void keep(CheckId check, List<Passage> told, Instant since) {
    byte[] fresh = new byte[SALT_BYTES];
    random.nextBytes(fresh);
    context
        .ledger()
        .change(work -> {
          String salt = work.makeOnce(SALT, HexFormat.of().formatHex(fresh)) + check;
          List<Passage> marked =
              told.stream()
                  .map(one ->
                      new Passage(
                          SubjectMark.of(salt, one.subject()),
                          one.stage(),
                          one.at(),
                          one.segment()))
                  .toList();
          work.pass(check, marked, since);
        });
  }

  /** Still with the subjects as they were sent. */
  private static List<Passage> read(String body, Instant now) throws RefusedException {
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new RefusedException("This is no JSON, or it breaks off.");
    }
    List<Passage> told = new ArrayList<>();
    if (root.isArray()) {
      for (JsonNode one : root) {
        told.add(passage(one, told.size() + 1, now));
      }
    } else {
      told.add(passage(root, 1, now));
    }
    return told;
  }

  private static Passage passage(JsonNode one, int number, Instant now) throws RefusedException {
    String subject = text(one, "subject");
    String stage = text(one, "stage");
    String segment = text(one, "segment");
    if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      throw refused(number, "needs a subject of at most " + LONGEST_SUBJECT + " characters");
    }
    if (!Names.isName(stage)) {
      throw refused(number, "needs a stage: lower-case letters, digits and dashes");
    }
    if (segment.length() > LONGEST_SEGMENT) {
      throw refused(number, "has a segment of more than " + LONGEST_SEGMENT + " characters");
    }
    return new Passage(subject, stage, at(text(one, "at"), number, now), segment);
  }

  /** What says no time is of now. */
  private static Instant at(String text, int number, Instant now) throws RefusedException {
    if (text.isEmpty()) {
      return now;
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      if (at.isAfter(now.plus(AHEAD)) || at.isBefore(now.minus(OLDEST))) {
        throw refused(number, "is of a time to come, or more than 400 days ago");
      }
      return at;
    } catch (DateTimeException e) {
      throw refused(number, "needs at as 2026-06-01T12:00:00Z or 2026-06-01T14:00:00+02:00");
    }
  }

  private static String text(JsonNode one, String name) {
    JsonNode value = one.path(name);
    return value.isValueNode() && !value.isNull() ? value.asString("").strip() : "";
  }

  private static RefusedException refused(int number, String why) {
    return new RefusedException("Event " + number + " " + why + ". None was taken.");
  }
}
