package io.wellkept.plan;

import io.wellkept.incident.Timing;
import io.wellkept.touchpoint.RealTime;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Divides every duration inside a settings record, however deep, by the demo's time scale, except
 * those that are {@link RealTime}.
 */
final class Scaled {
  private Scaled() {}

  /**
   * The same settings with shorter durations.
   *
   * @throws IllegalArgumentException if the record refuses the shorter durations
   */
  static Record settings(Record settings, double scale) {
    return scale == 1 ? settings : record(settings, scale);
  }

  private static @Nullable Object value(@Nullable Object value, double scale) {
    return switch (value) {
      case null -> null;
      case Duration span -> Timing.divide(span, scale);
      case Record record -> record(record, scale);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(value(item, scale)));
        yield copy;
      }
      case Set<?> set -> {
        Set<@Nullable Object> copy = new LinkedHashSet<>();
        set.forEach(item -> copy.add(value(item, scale)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(key, value(item, scale)));
        yield copy;
      }
      default -> value;
    };
  }

  private static Record record(Record record, double scale) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        components[i].getAccessor().setAccessible(true);
        Object written = components[i].getAccessor().invoke(record);
        boolean ours = !components[i].isAnnotationPresent(RealTime.class);
        values[i] = ours ? value(written, scale) : written;
      }
      Constructor<? extends Record> constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("cannot rebuild " + record.getClass().getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot rebuild " + record.getClass().getName(), e);
    }
  }
}
