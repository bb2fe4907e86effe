package io.wellkept.probe.chat;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Body;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.chat.ChatFacts.Loading;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says whether what came for a widget's script is one that browsers can run. */
final class ScriptReader {
  private static final int TOO_MANY_REQUESTS = 429;

  /** A vendor says with these that it knows no such widget, or does not serve it any more. */
  private static final Set<Integer> DEAD = Set.of(401, 402, 403, 404, 410);

  /** What is longer is the widget's program, in which any word may stand. */
  private static final int SHORT = 2_000;

  private static final int LONGEST_QUOTE = 120;

  /** In lower case, what stands in place of a widget that was switched off. */
  private static final List<String> SWITCHED_OFF =
      List.of(
          "account disabled",
          "account is disabled",
          "account has been disabled",
          "account_disabled",
          "account suspended",
          "account is suspended",
          "account has been suspended",
          "account not found",
          "account expired",
          "widget disabled",
          "widget is disabled",
          "widget has been disabled",
          "widget not found",
          "subscription expired",
          "subscription has expired",
          "trial expired",
          "trial has expired",
          "invalid license",
          "license expired",
          "no longer available",
          "has been deactivated",
          "is deactivated");

  private ScriptReader() {}

  static Loading read(URI asked, Answer answer, Duration timeout) {
    return switch (answer) {
      case Answer.Barred barred -> new Loading.Unseen(barred.fault());
      case Answer.NoAnswer none ->
          new Loading.Fails(
              PageUnreachable.finding(asked, none.cause(), timeout, Instant.EPOCH)
                  .headline()
                  .replace("The page", "The script"));
      case Answer.Got got -> read(got);
      case Answer.Unchanged same -> throw new IllegalStateException("not asked: " + same);
    };
  }

  private static Loading read(Answer.Got got) {
    Optional<String> protection = BotProtection.markOf(got.status(), got.headers(), got.body());
    if (protection.isPresent()) {
      return new Loading.Unseen(new Fault.Blocked(protection.get()));
    }
    if (got.status() == TOO_MANY_REQUESTS) {
      String host = got.way().address().getHost();
      return new Loading.Unseen(new Fault.Throttled(host + " answered 429"));
    }
    if (DEAD.contains(got.status())) {
      return new Loading.Dead("answers " + got.status());
    }
    if (got.status() < 200 || got.status() > 299) {
      return new Loading.Fails("answers " + got.status());
    }
    return contents(got.body());
  }

  private static Loading contents(Body body) {
    String text = body.text().strip();
    if (text.isEmpty()) {
      return new Loading.Dead("is empty");
    }
    String lower = text.length() > SHORT ? "" : text.toLowerCase(Locale.ROOT);
    for (String words : SWITCHED_OFF) {
      if (lower.contains(words)) {
        return new Loading.Dead("says “" + words + "”");
      }
    }
    String type = body.contentType().orElse("").toLowerCase(Locale.ROOT);
    boolean markup = text.startsWith("<");
    boolean other = type.contains("html") || type.contains("json") || type.startsWith("image/");
    return markup || other
        ? new Loading.Fails("is no script but " + (type.isEmpty() ? quote(text) : type))
        : new Loading.Fine();
  }

  private static String quote(String text) {
    return "“" + text.substring(0, Math.min(text.length(), LONGEST_QUOTE)) + "”";
  }
}
