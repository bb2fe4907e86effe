package io.wellkept.probe.voice;

import io.wellkept.touchpoint.Memory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the clocks remember from look to look. What cannot be read any more, because another version
 * wrote it, is as if it were not there.
 *
 * @param since what was said before it gets no clock; null before the first look
 * @param heard when we listened last; null before the first look
 * @param said the mark of what was said then
 * @param open clocks that run, by the key of their voice
 * @param away clocks of what is not there at the moment, in the same way
 */
record ClockMemory(
    @Nullable Instant since,
    @Nullable Instant heard,
    String said,
    Map<String, Clock> open,
    Map<String, Clock> away) {
  private static final String PREFIX = "answers.";
  private static final String SINCE = PREFIX + "since";
  private static final String HEARD = PREFIX + "heard";
  private static final String SAID = PREFIX + "said";
  private static final String OPEN = PREFIX + "open:";
  private static final String AWAY = PREFIX + "away:";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .build();

  static ClockMemory of(Memory memory) {
    Map<String, Clock> open = new LinkedHashMap<>();
    Map<String, Clock> away = new LinkedHashMap<>();
    new TreeMap<>(memory.values())
        .forEach((key, json) -> {
          if (key.startsWith(OPEN)) {
            clock(json).ifPresent(clock -> open.put(AnswerClock.key(clock.voice()), clock));
          } else if (key.startsWith(AWAY)) {
            clock(json)
                .filter(clock -> clock.gone() != null)
                .ifPresent(clock -> away.put(AnswerClock.key(clock.voice()), clock));
          }
        });
    return new ClockMemory(
        moment(memory, SINCE), moment(memory, HEARD), memory.text(SAID).orElse(""), open, away);
  }

  private static @Nullable Instant moment(Memory memory, String key) {
    try {
      return memory.instant(key).orElse(null);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Optional<Clock> clock(String json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, Clock.class)).filter(Clock::whole);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The memory of the check with this in it, in place of what the clocks remembered before. */
  static Memory into(
      Memory memory,
      Instant since,
      Instant heard,
      String said,
      List<Clock> open,
      List<Clock> away) {
    Map<String, String> values = new TreeMap<>(memory.values());
    values.keySet().removeIf(key -> key.startsWith(PREFIX));
    open.forEach(
        clock -> values.put(OPEN + AnswerClock.key(clock.voice()), JSON.writeValueAsString(clock)));
    away.forEach(
        clock -> values.put(AWAY + AnswerClock.key(clock.voice()), JSON.writeValueAsString(clock)));
    return new Memory(memory.version(), values)
        .with(SINCE, since)
        .with(HEARD, heard)
        .with(SAID, said);
  }
}
