package io.wellkept.probe.flow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

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

  public static Veil over(FlowSettings settings) {
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
    Stream.concat(written, settings.headers().values().stream())
        .flatMap(text -> Variables.piecesOf(text).stream())
        .map(String::strip)
        .filter(text -> text.length() >= SHORTEST)
        .distinct()
        .forEach(text -> {
          hidden.add(text);
          hidden.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        });
    hidden.sort(Comparator.comparingInt(String::length).reversed());
    return new Veil(List.copyOf(hidden));
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
    return shown;
  }
}
