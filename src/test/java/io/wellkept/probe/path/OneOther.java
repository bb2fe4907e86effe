package io.wellkept.probe.path;

import io.wellkept.probe.Register;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows the autumn offer, to which ways lead, and nothing else. */
record OneOther(URI address, Live live) implements Register {
  static final String ID = "autumn-offer";

  private Touchpoint touchpoint() {
    return new Touchpoint(
        ID,
        "Autumn tea box",
        address,
        Importance.NORMAL,
        "tom",
        List.of("ben"),
        null,
        null,
        Set.of(),
        Set.of(),
        null,
        live,
        Set.of(),
        Set.of(),
        Duration.ZERO,
        List.of());
  }

  @Override
  public Collection<Touchpoint> all() {
    return List.of(touchpoint());
  }

  @Override
  public Optional<Touchpoint> of(String id) {
    return id.equals(ID) ? Optional.of(touchpoint()) : Optional.empty();
  }

  @Override
  public Journey journey() {
    return Journey.NONE;
  }
}
