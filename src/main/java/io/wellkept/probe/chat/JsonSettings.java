package io.wellkept.probe.chat;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.wellkept.probe.PageSettings;
import io.wellkept.probe.ShownAddress;
import io.wellkept.touchpoint.Doc;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSON document that lists conversations. */
@Doc("Conversations that a JSON document lists")
public record JsonSettings(
    @Doc(value = "Where it is", example = "https://desk.example.org/open.json") String url,
    @Doc(
            value = "Headers to send along; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:DESK_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "Where the list of conversations is within, as a JSON path", standard = "$")
        @Nullable String path,
    @Doc(value = "The field with what tells one conversation from another", standard = "id")
        @Nullable String id,
    @Doc(
            value = "The field with the time since when somebody waits; empty if nobody does",
            standard = "waiting_since")
        @Nullable String waitingSince,
    @Doc(
            value = "The field with the time of the last answer, which ends the waiting",
            example = "answered_at")
        @Nullable String answeredAt,
    @Doc(value = "The field with the address at which people answer", example = "link")
        @Nullable String link,
    @Doc(value = "The JSON path to who is there: true, online or available", example = "$.online")
        @Nullable String online) {
  public JsonSettings {
    PageSettings.requireAddress(url);
    headers =
        headers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    headers.forEach(PageSettings::requireHeader);
    path = Objects.requireNonNullElse(path, "$");
    requirePath("path", path);
    requirePath("online", online);
    id = Objects.requireNonNullElse(id, "id");
    waitingSince = Objects.requireNonNullElse(waitingSince, "waiting_since");
  }

  private static void requirePath(String name, @Nullable String written) {
    try {
      if (written != null) {
        JsonPath.compile(written);
      }
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " '" + written + "' is not a JSON path such as $.conversations", e);
    }
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public String path() {
    return Objects.requireNonNull(path);
  }

  @Override
  public String id() {
    return Objects.requireNonNull(id);
  }

  @Override
  public String waitingSince() {
    return Objects.requireNonNull(waitingSince);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "JsonSettings[" + ShownAddress.of(url) + ", path=" + path + "]";
  }
}
