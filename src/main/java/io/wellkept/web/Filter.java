package io.wellkept.web;

import io.javalin.http.Context;
import io.wellkept.report.Kept;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which touchpoints are asked for; an address says it, so that it can be shared.
 *
 * @param wanted by the names of {@link #NAMES}; what is not there asks for everything
 */
public record Filter(Map<String, String> wanted) {
  /** What an address may ask for, in the order in which it says it. */
  static final List<String> NAMES =
      List.of("q", "condition", "owner", "team", "stage", "channel", "persona", "tag", "missing");

  /** Asks for touchpoints without a stage, or without a channel: no place has such an id. */
  static final String NONE = "-";

  public Filter {
    wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
  }

  /** Tells programs how to ask. */
  static Promised told(Promised promised) {
    return promised
        .query("q", "a part of the name or of the address")
        .query("condition", "a condition, such as broken")
        .query("owner", "id of a person")
        .query("team", "id of a team")
        .query("stage", "id of a stage; - for none")
        .query("channel", "id of a channel; - for none")
        .query("persona", "id of a persona")
        .query("tag", "a tag")
        .query("missing", "what it lacks: owner, backup, check, look, confirmation or word");
  }

  static Filter of(Context ctx) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String name : NAMES) {
      String value = ctx.queryParam(name);
      if (value != null && !value.isBlank()) {
        wanted.put(name, value.strip());
      }
    }
    return new Filter(wanted);
  }

  /** What is asked for by that name; empty if everything is. */
  public String get(String name) {
    return wanted.getOrDefault(name, "");
  }

  public boolean any() {
    return !wanted.isEmpty();
  }

  /** The same, asking for this as well; for everything if the value is empty. */
  public Filter with(String name, String value) {
    Map<String, String> other = new LinkedHashMap<>();
    for (String each : NAMES) {
      String kept = each.equals(name) ? value : get(each);
      if (!kept.isEmpty()) {
        other.put(each, kept);
      }
    }
    return new Filter(other);
  }

  /** The address of a page that shows what is asked for. */
  public String at(String page) {
    String query =
        wanted.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? page : page + "?" + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  boolean passes(Kept kept, People people) {
    return wanted.entrySet().stream()
        .allMatch(one -> passes(kept, one.getKey(), one.getValue(), people));
  }

  private static boolean passes(Kept kept, String name, String value, People people) {
    Touchpoint touchpoint = kept.touchpoint();
    return switch (name) {
      case "condition" -> Listing.value(kept.condition()).equals(value);
      case "owner" -> touchpoint.owner().equals(value);
      case "team" ->
          people.team(value).filter(t -> t.members().contains(touchpoint.owner())).isPresent();
      case "stage" -> value.equals(touchpoint.stage() == null ? NONE : touchpoint.stage());
      case "channel" -> value.equals(touchpoint.channel() == null ? NONE : touchpoint.channel());
      case "persona" -> touchpoint.personas().contains(value);
      case "tag" -> touchpoint.tags().contains(value);
      case "missing" ->
          Arrays.stream(Kept.Has.values())
              .filter(has -> value(has).equals(value))
              .anyMatch(kept::lacks);
      default -> says(touchpoint, lower(value));
    };
  }

  /** What is missing as addresses and JSON write it. */
  static String value(Kept.Has has) {
    return lower(has.name());
  }

  private static boolean says(Touchpoint touchpoint, String text) {
    URI address = touchpoint.address();
    return lower(touchpoint.name()).contains(text)
        || touchpoint.id().contains(text)
        || (address != null && lower(address.toString()).contains(text));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
