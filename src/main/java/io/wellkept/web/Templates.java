package io.wellkept.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.wellkept.incident.Storm;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills the templates and says on every page what a reader must not miss. */
final class Templates {
  private static final String HTML = "text/html;charset=utf-8";
  private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

  private final WebContext context;

  Templates(WebContext context) {
    this.context = context;
  }

  static void answer(
      Context ctx, int status, String template, Frame frame, Map<String, Object> values) {
    ctx.status(status).html(render(template, frame, values)).contentType(HTML);
  }

  static void failure(Context ctx, int status, String title, String detail) {
    Frame frame =
        new Frame(title, List.of(), false, Assets.path(Surface.PUBLIC), Reader.of(ctx), "");
    answer(ctx, status, "failure", frame, Map.of("detail", detail));
  }

  static String render(String template, Frame frame, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("frame", frame);
    StringOutput output = new StringOutput();
    ENGINE.render("web/" + template + ".jte", all, output);
    return output.toString();
  }

  /** The frame of pages for whoever runs Wellkept. */
  Frame inside(Context ctx, String title) {
    return new Frame(
        title, banners(true), true, Assets.path(Surface.PAGES), Reader.of(ctx), ctx.path());
  }

  /** The frame of pages that a link opens. */
  Frame outside(Context ctx, String title) {
    return new Frame(
        title, banners(false), false, Assets.path(Surface.PUBLIC), Reader.of(ctx), "");
  }

  private List<String> banners(boolean inside) {
    Plan plan = context.plan().get();
    List<String> banners = new ArrayList<>();
    if (inside) {
      troubles(banners, plan);
    }
    double scale = plan.daemon().timeScale();
    if (scale != 1) {
      banners.add(
          "This is the demo: an hour passes in "
              + Spans.words(Duration.ofMillis(Math.round(3_600_000 / scale)))
              + ".");
    }
    return banners;
  }

  private void troubles(List<String> banners, Plan plan) {
    Circumstances circumstances = context.circumstances().get();
    PlanGate.Status status = context.gate().status();
    Instant now = context.clock().instant();
    if (circumstances.nobodyCanBeTold()) {
      banners.add("Nobody can be told: no notifier in config/daemon.yaml is a road to a person.");
    }
    if (circumstances.dry()) {
      banners.add("This is a dry run: messages are decided and shown, and none is sent.");
    }
    ownEyes(banners, circumstances, plan.daemon().zone(), now);
    if (!status.problems().isEmpty()) {
      banners.add(
          "The plan on disk is not what runs: it has "
              + count(status.problems().size(), "problem")
              + ", so the last good one stays. First: "
              + status.problems().get(0));
    }
    if (status.held() != null) {
      banners.add("A change of the plan waits for a yes: " + status.held());
    }
    long blind = context.board().blind(now);
    if (blind > 0) {
      banners.add(
          count(blind, "check")
              + " could not look for longer than "
              + Spans.words(plan.daemon().timing().blindFor())
              + ": what they watch is not known.");
    }
  }

  private static void ownEyes(
      List<String> banners, Circumstances circumstances, ZoneId zone, Instant now) {
    Instant closed = circumstances.networkClosedSince();
    if (closed != null) {
      banners.add(
          "Our own network is closed since "
              + Moments.words(closed, zone, now)
              + ": what we do not see counts against nobody.");
    }
    Storm storm = circumstances.storm();
    if (storm != null) {
      banners.add(
          "A storm: "
              + storm.turned()
              + " of "
              + storm.looked()
              + " touchpoints turned bad at once. Messages about them are held while they are"
              + " looked at again, until "
              + Moments.words(storm.until(), zone, now)
              + " at the latest.");
    }
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
