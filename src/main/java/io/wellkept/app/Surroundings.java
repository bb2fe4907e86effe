package io.wellkept.app;

import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * What a command is given from outside. A command that wants it has a constructor that takes it
 * alone.
 *
 * @param asking asks whoever sits at the terminal; null if nobody does
 */
record Surroundings(Map<String, String> environment, InstantSource clock, @Nullable Asking asking)
    implements IFactory {
  Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(System.getenv(), InstantSource.system(), Asking.atTerminal());
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      Class<?>[] wanted = constructor.getParameterTypes();
      if (wanted.length == 1 && wanted[0] == Surroundings.class) {
        return type.cast(constructor.newInstance(this));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
