package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.wellkept.ledger.Ledger;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Where others call us to say that they are alive, or that they failed. {@code GET} counts like
 * {@code POST}: whoever calls is a program with a token of its own, and no person's act follows.
 */
final class Beats {
  /** As much of a body as is kept, in bytes; marks that stand further down are kept besides. */
  static final int KEPT = 10 * 1024;

  /** As much as is read after that; the rest is left on the line. */
  static final int READ = 1024 * 1024;

  /** Beats of one check that are taken in one {@link #WINDOW}. */
  static final int MOST = 60;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private final WebContext context;
  private final Map<CheckId, Window> windows = new ConcurrentHashMap<>();

  private record Window(Instant from, int taken) {
    static Window next(Window before, Instant now) {
      boolean over = !now.isBefore(before.from().plus(WINDOW)) || now.isBefore(before.from());
      return over ? new Window(now, 1) : new Window(before.from(), before.taken() + 1);
    }
  }

  Beats(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PUBLIC, "/beat/{token}", ctx -> beat(ctx, true)),
        Route.post(Surface.PUBLIC, "/beat/{token}", ctx -> beat(ctx, true)),
        Route.get(Surface.PUBLIC, "/beat/{token}/fail", ctx -> beat(ctx, false)),
        Route.post(Surface.PUBLIC, "/beat/{token}/fail", ctx -> beat(ctx, false)));
  }

  private void beat(Context ctx, boolean ok) throws IOException {
    if (ctx.method() == HandlerType.HEAD) {
      ctx.header("Allow", "GET, POST");
      Failures.answer(ctx, 405, "A beat is sent by GET or POST.");
      return;
    }
    Optional<CheckId> check =
        context
            .tokens()
            .readBeat(ctx.pathParam("token"))
            .flatMap(id -> context.plan().get().nowCalled(id));
    if (check.isEmpty()) {
      Failures.answer(ctx, 404, "No check here listens to this address.");
      return;
    }
    Instant now = context.clock().instant();
    boolean acts = !context.plan().get().mayLookSooner(check.get());
    String body = ctx.method() == HandlerType.POST ? body(ctx) : "";
    if (acts && !Mark.isIn(body)) {
      // somebody's real lead: nobody waits for it here, and it is not ours to keep
      ctx.contentType("text/plain;charset=utf-8").result("OK, not kept\n");
      return;
    }
    if (tooMany(check.get(), now)) {
      ctx.header("Retry-After", Long.toString(WINDOW.toSeconds()));
      Failures.answer(ctx, 429, "At most " + MOST + " beats a minute are taken.");
      return;
    }
    context
        .ledger()
        .change(work -> {
          work.beat(check.get(), new Ledger.Beat(now, ok, body));
          // what acts looks for its receipt when it said that it would
          if (!acts) {
            work.lookAt(check.get(), now);
          }
        });
    context.metrics().beaten(ok);
    ctx.contentType("text/plain;charset=utf-8").result("OK\n");
  }

  private boolean tooMany(CheckId check, Instant now) {
    Window window =
        windows.merge(check, new Window(now, 1), (before, first) -> Window.next(before, now));
    return window.taken() > MOST;
  }

  /**
   * The beginning of the body, and the marks that come after it: cut off, they would make a lead
   * that came one that is lost.
   */
  private static String body(Context ctx) throws IOException {
    InputStream in = ctx.req().getInputStream();
    byte[] read = in.readNBytes(KEPT + READ);
    String kept = new String(read, 0, Math.min(KEPT, read.length), StandardCharsets.UTF_8);
    if (read.length <= KEPT) {
      return kept;
    }
    return Mark.in(new String(read, StandardCharsets.UTF_8)).stream()
        .filter(mark -> !kept.contains(mark))
        .limit(MOST)
        .collect(Collectors.joining(" ", kept, ""));
  }
}
