package io.wellkept.probe.chat;

import io.wellkept.probe.AtPage;
import io.wellkept.probe.Look;
import io.wellkept.probe.PageSettings;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.RealTime;
import io.wellkept.touchpoint.Within;
import io.wellkept.touchpoint.WorkingHours;
import io.wellkept.touchpoint.WrittenHours;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a chat must be like: on its page, open when promised, answered in time. */
@Doc("Whether a chat is on its page, open when promised, and answered in time")
public record ChatSettings(
    @Doc(
            value = "The page that the chat must be on; the touchpoint's own if left out",
            example = "https://shop.example.org/")
        @Nullable String url,
    @Doc("Which chat must be on the page; without it, the one that was there first")
        @Nullable WidgetSettings widget,
    @Doc("Where conversations are: one of intercom, chatwoot, zendesk, hubspot, crisp, json")
        @Nullable SourceSettings source,
    @Doc(
            value = "When somebody is promised to be there, by day as for people",
            example = "{mon-fri: \"09:00-17:00\"}")
        @Nullable Map<String, String> hours,
    @Doc(value = "The zone of these hours; the owner's if left out", example = "Europe/Berlin")
        @Nullable ZoneId zone,
    @Doc(
            value = "How long nobody may be there within these hours before that is told",
            standard = "15m")
        @Nullable Duration awayAfter,
    @Doc(
            value = "How soon a conversation is answered, in these hours or the owner's",
            standard = "1 working hour")
        @Nullable Within answerWithin,
    @Doc(
            value = "Headers to send along to the page; never shown anywhere",
            example = "{Authorization: \"Bearer ${env:PREVIEW_TOKEN}\"}")
        @Nullable Map<String, String> headers,
    @Doc(value = "When to give up on the page, at most 30s", standard = "10s") @RealTime
        @Nullable Duration timeout)
    implements AtPage {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration USUAL_AWAY = Duration.ofMinutes(15);
  private static final Within USUAL_ANSWER = Within.workingHours(1);

  public ChatSettings {
    PageSettings.requireAddress(url);
    headers = ordered(headers);
    headers.forEach(PageSettings::requireHeader);
    timeout =
        PageSettings.within("timeout", timeout == null ? USUAL_TIMEOUT : timeout, Look.DEADLINE);
    if (source == null && (answerWithin != null || hours != null)) {
      throw new IllegalArgumentException(
          "answer-within and hours need a source: nobody else tells who waits and who is there");
    }
    if (hours == null && (awayAfter != null || zone != null)) {
      throw new IllegalArgumentException("away-after and zone go with hours");
    }
    if (awayAfter != null && source != null && !source.tellsPresence()) {
      throw new IllegalArgumentException(
          "away-after needs a source that tells who is there: intercom, crisp, chatwoot with"
              + " website-token or json with online");
    }
    if (hours != null) {
      hours = ordered(hours);
      requireHours(hours);
      awayAfter = awayAfter == null ? USUAL_AWAY : awayAfter;
      PageSettings.within("away-after", awayAfter, Duration.ofDays(1));
    }
    answerWithin = source != null && answerWithin == null ? USUAL_ANSWER : answerWithin;
  }

  private static void requireHours(Map<String, String> written) {
    try {
      WrittenHours.read(written);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("hours: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> ordered(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }

  /** How long nobody may be there; only with {@link #hours}. */
  Duration mayBeAway() {
    return Objects.requireNonNull(awayAfter);
  }

  /** How soon is answered; only with a {@link #source}. */
  Within answers() {
    return Objects.requireNonNull(answerWithin);
  }

  /** Whose calendar counts: the owner's, with the promised hours in place of the owner's. */
  Person promised(Person owner) {
    Map<String, String> written = hours;
    if (written == null) {
      return owner;
    }
    WorkingHours promised = WrittenHours.read(written);
    return new Person(
        owner.id(),
        owner.name(),
        Map.of(),
        List.of(),
        zone == null ? owner.zone() : zone,
        promised,
        List.of(),
        owner.holidays());
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "ChatSettings[" + shown() + ", widget=" + widget + ", source=" + source + "]";
  }
}
