package io.wellkept.probe.flow;

import io.wellkept.probe.Wording;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Hides in texts of the outside what the settings fill in or send along: any of it may be a secret,
 * and pages say again what they were told.
 */
public final class Veil {
  /** Shorter ones would hide half of every sentence. */
  private static final int SHORTEST = 4;

  private static final String HIDDEN = "…";

  private final List<String> hidden;

  private Veil(List<String> hidden) {
    this.hidden = hidden;
  }

  /**
   * @param extracted what a walk read from pages, such as the token of a session
   */
  public static Veil over(FlowSettings settings, Set<String> extracted) {
    Stream<String> written =
        settings.walk().stream()
            .flatMap(step ->
                switch (step) {
                  case Step.Submit submit -> submit.with().values().stream().flatMap(Veil::scalars);
                  case Step.Call call ->
                      Stream.of(
                              call.headers().values().stream(),
                              Stream.ofNullable(call.body()),
                              Stream.ofNullable(call.json()).flatMap(Veil::scalars))
                          .flatMap(each -> each);
                  default -> Stream.<String>empty();
                });
    List<String> hidden = new ArrayList<>();
    Stream.concat(
            Stream.concat(written, settings.headers().values().stream())
                .flatMap(text -> Variables.piecesOf(text).stream()),
            extracted.stream())
        .map(String::strip)
        .filter(text -> text.length() >= SHORTEST)
        .distinct()
        .flatMap(Veil::forms)
        .distinct()
        .forEach(hidden::add);
    hidden.sort(Comparator.comparingInt(String::length).reversed());
    return new Veil(List.copyOf(hidden));
  }

  /** As addresses, pages and programs write it. */
  private static Stream<String> forms(String text) {
    String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
    String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String quoted = html.replace("\"", "&quot;");
    String json = StringNode.valueOf(text).toString();
    String inJson = json.substring(1, json.length() - 1);
    return Stream.of(
        text,
        Wording.plain(text),
        form,
        form.replace("+", "%20"),
        html,
        quoted,
        quoted.replace("'", "&#39;"),
        quoted.replace("'", "&#039;"),
        inJson,
        inJson.replace("/", "\\/"));
  }

  private static Stream<String> scalars(JsonNode node) {
    if (node.isBoolean()) {
      return Stream.empty();
    }
    return node.isValueNode()
        ? Stream.of(node.asString())
        : node.valueStream().flatMap(Veil::scalars);
  }

  /** The text as people may see it. */
  public String over(String text) {
    String shown = text;
    for (String each : hidden) {
      shown = shown.replace(each, HIDDEN);
    }
    return withoutRemains(shown);
  }

  /** What was quoted in part shows but the beginning of a secret before a cut, or its end after. */
  private String withoutRemains(String text) {
    String[] parts = text.split(HIDDEN, -1);
    int last = parts.length - 1;
    for (int i = 0; i <= last; i++) {
      String part = parts[i];
      boolean between = i > 0 && i < last && part.length() >= SHORTEST;
      int begun = i < last ? longest(part, String::endsWith, (each, n) -> each.substring(0, n)) : 0;
      String left = part.substring(0, part.length() - begun);
      int ended =
          i > 0
              ? longest(left, String::startsWith, (each, n) -> each.substring(each.length() - n))
              : 0;
      parts[i] =
          between && hidden.stream().anyMatch(each -> each.contains(part))
              ? ""
              : left.substring(ended);
    }
    return String.join(HIDDEN, parts);
  }

  /** How much of a text is a part of something hidden; a single letter is none. */
  private int longest(
      String text, BiPredicate<String, String> holds, BiFunction<String, Integer, String> part) {
    int longest = 0;
    for (String each : hidden) {
      for (int n = Math.min(each.length(), text.length()); n > Math.max(longest, 1); n--) {
        if (holds.test(text, part.apply(each, n))) {
          longest = n;
        }
      }
    }
    return longest;
  }
}
