package io.wellkept.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.LedgerException;
import io.wellkept.words.Words;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a request gets when it cannot be answered: a plain page, or a problem for programs. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** A problem as RFC 9457 writes it. */
  record Problem(String type, String title, int status, String detail) {}

  static void handle(JavalinConfig config) {
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> answer(ctx, e.getStatus(), sentence(e, Reader.of(ctx).words())));
    config.routes.exception(
        LedgerException.class,
        (e, ctx) -> {
          LOG.warn(
              "A request failed: the ledger cannot be used. route={} why=\"{}\"",
              route(ctx),
              e.getMessage());
          ctx.header("Retry-After", "10");
          answer(ctx, 503, Reader.of(ctx).words().say("failure.no-memory"));
        });
    config.routes.exception(
        Passwords.BusyException.class,
        (e, ctx) -> {
          ctx.header("Retry-After", "10");
          answer(ctx, 503, say(ctx, "failure.busy"));
        });
    config.routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("A request failed by a fault of ours. route={}", route(ctx), e);
          answer(ctx, 500, Reader.of(ctx).words().say("failure.our-fault"));
        });
    config.router.javaLangErrorHandler((response, error) -> {
      LOG.error("A request failed by a grave fault.", error);
      response.setStatus(500);
    });
  }

  private static String sentence(HttpResponseException e, Words words) {
    String given = e.getMessage();
    String message = given == null ? "" : given;
    return switch (e.getStatus()) {
      case 404 -> unlessTold(message, "Not Found", words.say("failure.nothing-here"));
      case 405 -> words.say("failure.not-that-method");
      case 413 -> words.say("failure.too-much", WebServer.LONGEST_BODY / 1024);
      default -> message;
    };
  }

  private static String unlessTold(String message, String standard, String ours) {
    return message.isEmpty() || message.startsWith(standard) || message.startsWith("Endpoint")
        ? ours
        : message;
  }

  /** Answers in the form that fits who asks. */
  static void answer(Context ctx, int status, String detail) {
    String title = Reader.of(ctx).words().say(title(status));
    if (isForPrograms(ctx)) {
      Problem problem = new Problem("about:blank", title, status, detail);
      Json.answer(ctx, status, "application/problem+json", problem);
      return;
    }
    String accept = ctx.header("Accept");
    if (accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html")) {
      Templates.failure(ctx, status, title, detail);
      return;
    }
    ctx.status(status).contentType("text/plain;charset=utf-8").result(title + ". " + detail + "\n");
  }

  static boolean isForPrograms(Context ctx) {
    return ctx.path().startsWith("/api/") || ctx.path().startsWith("/health/");
  }

  /** A sentence for whoever is refused. */
  static String say(Context ctx, String key, Object... values) {
    return Reader.of(ctx).words().say(key, values);
  }

  private static String title(int status) {
    return switch (status) {
      case 400, 422 -> "failure.title.not-as-it-stands";
      case 401 -> "failure.title.sign-in";
      case 403, 421 -> "failure.title.not-from-there";
      case 404 -> "failure.title.not-found";
      case 405 -> "failure.title.not-that-way";
      case 409 -> "failure.title.conflict";
      case 410 -> "failure.title.no-longer-valid";
      case 411 -> "failure.title.length";
      case 413 -> "failure.title.too-much";
      case 415 -> "failure.title.form";
      case 429 -> "failure.title.too-often";
      case 503 -> "failure.title.not-now";
      default -> "failure.title.went-wrong";
    };
  }

  /** The pattern of the address, never the address: that may hold a token. */
  private static String route(Context ctx) {
    var endpoint = ctx.endpoints().lastHttpEndpoint();
    return endpoint == null ? "none" : ctx.method() + " " + endpoint.path;
  }
}
