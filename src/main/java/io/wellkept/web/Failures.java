package io.wellkept.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.ledger.LedgerException;
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
        HttpResponseException.class, (e, ctx) -> answer(ctx, e.getStatus(), sentence(e)));
    config.routes.exception(
        LedgerException.class,
        (e, ctx) -> {
          LOG.warn(
              "A request failed: the ledger cannot be used. route={} why=\"{}\"",
              route(ctx),
              e.getMessage());
          ctx.header("Retry-After", "10");
          answer(ctx, 503, "Wellkept cannot reach its memory at the moment. Please try again.");
        });
    config.routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("A request failed by a fault of ours. route={}", route(ctx), e);
          answer(ctx, 500, "A fault in Wellkept itself. Its log says more.");
        });
    config.router.javaLangErrorHandler((response, error) -> {
      LOG.error("A request failed by a grave fault.", error);
      response.setStatus(500);
    });
  }

  private static String sentence(HttpResponseException e) {
    String given = e.getMessage();
    String message = given == null ? "" : given;
    return switch (e.getStatus()) {
      case 404 -> unlessTold(message, "Not Found", "There is nothing at this address.");
      case 405 -> "This address does not answer that method.";
      case 413 -> "That is more than the " + WebServer.LONGEST_BODY / 1024 + " KB we read.";
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
    String title = title(status);
    if (ctx.path().startsWith("/api/") || ctx.path().startsWith("/health/")) {
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

  static String title(int status) {
    return switch (status) {
      case 400, 422 -> "That cannot be done as it stands";
      case 401 -> "Sign in first";
      case 403, 421 -> "Not from there";
      case 404 -> "Not found";
      case 405 -> "Not that way";
      case 409 -> "Not as things stand";
      case 410 -> "No longer valid";
      case 411 -> "Not without its length";
      case 413 -> "Too much";
      case 415 -> "Not in that form";
      case 429 -> "Too often";
      case 503 -> "Not now";
      default -> "Something went wrong";
    };
  }

  /** The pattern of the address, never the address: that may hold a token. */
  private static String route(Context ctx) {
    var endpoint = ctx.endpoints().lastHttpEndpoint();
    return endpoint == null ? "none" : ctx.method() + " " + endpoint.path;
  }
}
