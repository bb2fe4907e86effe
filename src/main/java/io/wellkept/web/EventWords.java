package io.wellkept.web;

import static java.util.Map.entry;

import io.wellkept.incident.Event;
import io.wellkept.incident.NoticeKind;
import io.wellkept.report.Maintained;
import io.wellkept.touchpoint.Spans;
import io.wellkept.words.Composed;
import io.wellkept.words.Words;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says in a reader's language what is kept of an event beyond its type and reason, as far as we
 * made it of parts: to whom, until when, by which way. What people wrote in it stays as they wrote
 * it, and what was put otherwise as it was said.
 */
final class EventWords {
  private static final String BY = "(?<via>by (?:page|link|slack|api))";
  private static final String UNIT = "(?:day|hour|minute|second)s?";
  private static final String SPAN = "(?<span>\\d+ " + UNIT + "(?: \\d+ " + UNIT + ")?)";
  private static final String WHY = "(?<why>(?:: .*)?)";
  private static final String ROLE = "(?<role>viewer|owner|operator|admin)";
  private static final String FROM_UNTIL = ", from (?<from>\\S+) until (?<until>\\S+)";
  private static final Pattern ACT =
      Pattern.compile("(?<what>.*) \\(" + BY + "\\)", Pattern.DOTALL);
  private static final Pattern FOR =
      Pattern.compile("for (?<other>[^:]+): (?<what>.*)", Pattern.DOTALL);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  /** What somebody may say for another, whose word it then is. */
  private static final Set<Event.Type> FOR_OTHERS =
      Set.of(
          Event.Type.AWAY, Event.Type.OWNER_CONFIRMED, Event.Type.DISOWNED, Event.Type.HANDED_OVER);

  /** What is of none of these types is what people wrote, or what we saw. */
  private static final Map<Event.Type, List<Composed>> FORMS =
      Map.ofEntries(
          entry(
              Event.Type.OPENED, List.of(composed("not-settled", "not settled after all, " + BY))),
          entry(Event.Type.RESOLVED, List.of(composed("way", BY))),
          entry(
              Event.Type.TAKEN,
              List.of(composed("promised", "promised within " + SPAN + ", " + BY + WHY))),
          entry(Event.Type.UNTAKEN, List.of(composed("way", BY))),
          entry(Event.Type.HANDED, List.of(composed("to-by", "to (?<name>[^:]+?), " + BY + WHY))),
          entry(Event.Type.SNOOZED, List.of(composed("span", "for " + SPAN))),
          entry(
              Event.Type.MUTED,
              List.of(composed("muted", "(?<what>.*), until (?<until>\\S+Z)" + WHY))),
          entry(Event.Type.UNMUTED, List.of()),
          entry(
              Event.Type.ATTESTED,
              List.of(composed("fine", "fine"), composed("not-fine", "not fine"))),
          entry(
              Event.Type.NOT_ANSWERED,
              List.of(
                  composed("refused", "the mail server refused it; the address was deleted"),
                  composed("not-taken", "the mail server did not take it; the address was deleted"),
                  composed(
                      "no-notifier",
                      "no notifier of kind email is configured; the address was deleted"))),
          entry(
              Event.Type.OWNER_CONFIRMED,
              List.of(
                  composed("after-all", "theirs after all"),
                  composed("confirmed", "(?<number>\\d+) touchpoints?"))),
          entry(Event.Type.DISOWNED, List.of()),
          entry(Event.Type.OFFERED, List.of(composed("to", "to (?<name>[^:]+)" + WHY))),
          entry(Event.Type.NOT_HANDED_OVER, List.of(composed("to", "to (?<name>[^:]+)" + WHY))),
          entry(
              Event.Type.HANDED_OVER,
              List.of(composed("from-to", "from (?<one>.+?) to (?<other>.+)"))),
          entry(
              Event.Type.HAND_OVER_ENDED,
              List.of(
                  composed("filed", "the file names (?<name>.+) as owner by now"),
                  composed("to-filed", "to (?<name>[^;]+); the file names (?<filed>.+)"),
                  composed("to", "to (?<name>[^:]+)" + WHY))),
          entry(
              Event.Type.AWAY,
              List.of(
                  composed("back", "back again"),
                  composed(
                      "away",
                      "from (?<first>\\d+ [A-Z]\\w+ \\d+) until (?<last>\\d+ [A-Z]\\w+ \\d+)"))),
          entry(Event.Type.TRIED, List.of()),
          entry(Event.Type.JUDGED, List.of(composed("judged", "(?<word>keep|adjust|undo)" + WHY))),
          entry(Event.Type.TOLD, List.of(composed("told", notices() + "(?<more>(?:, .*)?)"))),
          entry(Event.Type.NOT_TOLD, List.of(composed("told", notices() + "(?<more>(?:, .*)?)"))),
          entry(Event.Type.MAINTENANCE_PLANNED, windows()),
          entry(Event.Type.MAINTENANCE_BEGAN, windows()),
          entry(Event.Type.MAINTENANCE_ENDED, windows()),
          entry(
              Event.Type.SIGNED_IN,
              List.of(
                  composed("in-password", "by password from (?<from>.*)"),
                  composed("in-oidc", "by single sign-on from (?<from>.*)"),
                  composed("in-anew", "password changed, from (?<from>.*)"),
                  composed("in-proxy", "by a proxy(?<more>.*)"))),
          entry(
              Event.Type.NOT_SIGNED_IN,
              List.of(
                  composed("out-often", "too many attempts, from (?<from>.*)"),
                  composed("out-disabled", "the account is disabled, from (?<from>.*)"),
                  composed("out-wrong", "wrong name or password, from (?<from>.*)"),
                  composed("out-oidc", "by single sign-on: (?<why>.*), from (?<from>.*)"))),
          entry(
              Event.Type.SIGNED_OUT,
              List.of(
                  composed("everywhere", "everywhere(?<more>.*)"),
                  composed("everywhere-by", "by (?<who>.*), everywhere"))),
          entry(
              Event.Type.ACCOUNT_CHANGED,
              List.of(
                  composed(
                      "account-of", "added (?<name>\\S+) as " + ROLE + ", the person (?<who>.*)"),
                  composed("account-added", "added (?<name>\\S+) as " + ROLE),
                  composed("account-role", "made (?<name>\\S+) " + ROLE),
                  composed("account-nobody", "said that (?<name>\\S+) is nobody"),
                  composed("account-person", "said that (?<name>\\S+) is (?<who>.*)"),
                  composed("account-disabled", "disabled (?<name>.*)"),
                  composed("account-enabled", "enabled (?<name>.*)"),
                  composed("account-password", "changed the password of (?<name>.*)"))),
          entry(
              Event.Type.TOKEN_CHANGED,
              List.of(
                  composed(
                      "token-looks",
                      "made the token (?<id>\\S+) \"(?<name>.*)\", " + ROLE + ", to look only"),
                  composed("token-made", "made the token (?<id>\\S+) \"(?<name>.*)\", " + ROLE),
                  composed("token-revoked", "revoked the token (?<id>.*)"))));

  private final Words words;

  private static Composed composed(String key, String pattern) {
    return Composed.of("event.text." + key, pattern);
  }

  EventWords(Words words) {
    this.words = words;
  }

  /** The longest first: one may begin as another does. */
  private static String notices() {
    return Arrays.stream(NoticeKind.values())
        .map(NoticeKind::words)
        .sorted(Comparator.comparing(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?<notice>", ")"));
  }

  private static List<Composed> windows() {
    String snoozed = Pattern.quote(Maintained.SNOOZED);
    return List.of(
        composed("snooze-once", snoozed + "(?<what>.*)" + FROM_UNTIL),
        composed("snooze-always", snoozed + "(?<what>.*)"),
        composed("window-once", "(?<what>.*)" + FROM_UNTIL),
        composed("window-weekly", "(?<what>.*), now until (?<until>\\S+Z)"));
  }

  /** The text of the event; empty if there is none. */
  String of(Event event) {
    List<Composed> forms = FORMS.get(event.type());
    if (forms == null) {
      return event.text();
    }
    Matcher act = ACT.matcher(event.text());
    if (!act.matches()) {
      return said(forms, event.text());
    }
    Matcher other = FOR.matcher(act.group("what"));
    String what =
        FOR_OTHERS.contains(event.type()) && other.matches()
            ? words.say("event.text.for", other.group("other"), said(forms, other.group("what")))
            : said(forms, act.group("what"));
    return words.say("event.text.act", what, via(act.group("via")));
  }

  private String said(List<Composed> forms, String text) {
    return forms.stream()
        .flatMap(form -> form.in(words, text, this::part).stream())
        .findFirst()
        .orElse(text);
  }

  private Object part(String name, String text) {
    return switch (name) {
      case "via" -> via(text);
      case "span" -> span(text);
      case "role" -> words.say("signin.role." + text);
      case "word" -> words.say("event.word." + text);
      case "notice" -> notice(text);
      case "first", "last" -> day(text);
      case "number" -> Integer.valueOf(text);
      default -> text;
    };
  }

  private String via(String text) {
    return way(text.substring("by ".length()), words);
  }

  /** By which way somebody acted. */
  static String way(String via, Words words) {
    String key = "event.via." + via;
    return words.knows(key) ? words.say(key) : via;
  }

  private String span(String text) {
    // "2 hours 20 minutes": each unit begins with its sign
    return words.span(Spans.parse(text.replaceAll("([dhms])[a-z]+", "$1")));
  }

  private String notice(String text) {
    return Arrays.stream(NoticeKind.values())
        .filter(kind -> kind.words().equals(text))
        .findFirst()
        .map(kind -> words.say("event.notice." + kind.name()))
        .orElse(text);
  }

  private String day(String text) {
    try {
      return words.day(LocalDate.parse(text, DAY));
    } catch (DateTimeException e) {
      return text;
    }
  }
}
