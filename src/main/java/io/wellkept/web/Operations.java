package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.ledger.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What operations read: metrics, and whether we are well. */
final class Operations {
  private final WebContext context;

  /** How long ago a loop completed a round, in seconds, and how long ago that may be. */
  record LoopState(String name, Instant completed, long secondsAgo, long atMost, boolean late) {}

  /**
   * @param process whose loops they are
   * @param plan whether the files are what runs; a refused plan is no reason to restart anything
   */
  record EngineState(String status, String process, String plan, List<LoopState> loops) {}

  Operations(WebContext context) {
    this.context = context;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.OPERATIONS, "/metrics", this::metrics),
        Route.get(Surface.OPERATIONS, "/health/live", ctx -> state(ctx, 200, "alive")),
        Route.get(Surface.OPERATIONS, "/health/ready", this::ready),
        Route.get(Surface.OPERATIONS, "/health/engine", this::engine));
  }

  private void metrics(Context ctx) {
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(context.metrics().scrape());
  }

  /** Only whether we can serve: a stalled round must not take the pages down. */
  private void ready(Context ctx) {
    try {
      context.ledger().read(view -> view.pulses().size());
      state(ctx, 200, "ready");
    } catch (LedgerException e) {
      state(ctx, 503, "the ledger cannot be read");
    }
  }

  private void engine(Context ctx) {
    Instant now = context.clock().instant();
    List<LoopState> loops =
        context.health().loops().stream().map(loop -> state(loop, now)).toList();
    List<String> late = loops.stream().filter(LoopState::late).map(LoopState::name).toList();
    String status = late.isEmpty() ? "running" : "late: " + String.join(", ", late);
    Json.answer(
        ctx, late.isEmpty() ? 200 : 503, new EngineState(status, context.process(), plan(), loops));
  }

  private String plan() {
    PlanGate.Status plan = context.gate().status();
    if (!plan.problems().isEmpty()) {
      return "refused, the last good one runs: problems " + plan.problems().size();
    }
    return plan.held() == null ? "in force" : "waits for a yes";
  }

  private static LoopState state(Health.Loop loop, Instant now) {
    return new LoopState(
        loop.name(),
        loop.completed(),
        Math.max(0, Duration.between(loop.completed(), now).toSeconds()),
        loop.within().toSeconds(),
        loop.late(now));
  }

  private static void state(Context ctx, int status, String words) {
    Json.answer(ctx, status, Map.of("status", words));
  }
}
