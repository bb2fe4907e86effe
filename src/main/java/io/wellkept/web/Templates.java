package io.wellkept.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.wellkept.incident.Storm;
import io.wellkept.plan.Plan;
import io.wellkept.words.Words;
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

  /** Answers a form that was taken: what there is to see now is at that address. */
  static void go(Context ctx, String address) {
    ctx.status(303);
    ctx.header("Location", address);
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
    Reader reader = Reader.of(ctx);
    List<String> banners = banners(true, reader.words());
    return new Frame(title, banners, true, Assets.path(Surface.PAGES), reader, ctx.path());
  }

  /** The frame of pages that a link opens. */
  Frame outside(Context ctx, String title) {
    Reader reader = Reader.of(ctx);
    List<String> banners = banners(false, reader.words());
    return new Frame(title, banners, false, Assets.path(Surface.PUBLIC), reader, "");
  }

  private List<String> banners(boolean inside, Words words) {
    Plan plan = context.plan().get();
    List<String> banners = new ArrayList<>();
    if (inside) {
      troubles(banners, plan, words);
    }
    double scale = plan.daemon().timeScale();
    if (scale != 1) {
      Duration hour = Duration.ofMillis(Math.round(3_600_000 / scale));
      banners.add(words.say("banner.demo", words.span(hour)));
    }
    return banners;
  }

  private void troubles(List<String> banners, Plan plan, Words words) {
    Circumstances circumstances = context.circumstances().get();
    PlanGate.Status status = context.gate().status();
    Instant now = context.clock().instant();
    if (circumstances.nobodyCanBeTold()) {
      banners.add(words.say("banner.nobody-can-be-told"));
    }
    if (circumstances.dry()) {
      banners.add(words.say("banner.dry"));
    }
    ownEyes(banners, circumstances, plan.daemon().zone(), words, now);
    if (!status.problems().isEmpty()) {
      int problems = status.problems().size();
      banners.add(words.say("banner.plan-refused", problems, status.problems().get(0)));
    }
    if (status.held() != null) {
      banners.add(words.say("banner.plan-held", status.held()));
    }
    long blind = context.board().blind(now);
    if (blind > 0) {
      String span = words.span(plan.daemon().timing().blindFor());
      banners.add(words.say("banner.blind", blind, span));
    }
  }

  private static void ownEyes(
      List<String> banners, Circumstances circumstances, ZoneId zone, Words words, Instant now) {
    Instant closed = circumstances.networkClosedSince();
    if (closed != null) {
      banners.add(words.say("banner.network-closed", words.moment(closed, zone, now)));
    }
    Storm storm = circumstances.storm();
    if (storm != null) {
      String until = words.moment(storm.until(), zone, now);
      banners.add(words.say("banner.storm", storm.turned(), storm.looked(), until));
    }
  }
}
