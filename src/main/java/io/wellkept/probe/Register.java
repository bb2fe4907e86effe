package io.wellkept.probe;

import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What touchpoints there are and who answers, for a look that must know more than its own. */
public interface Register {
  /** Nothing is registered. */
  Register EMPTY =
      new Register() {
        @Override
        public Collection<Touchpoint> all() {
          return List.of();
        }

        @Override
        public Optional<Touchpoint> of(String id) {
          return Optional.empty();
        }

        @Override
        public Journey journey() {
          return Journey.NONE;
        }
      };

  Collection<Touchpoint> all();

  Optional<Touchpoint> of(String id);

  Journey journey();

  /** Somebody who answers for touchpoints. */
  default Optional<Person> person(String id) {
    return Optional.empty();
  }
}
