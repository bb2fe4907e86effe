package io.wellkept.app;

import io.wellkept.notify.Notifiers;
import io.wellkept.plan.Catalogue;
import io.wellkept.probe.Probes;

/** The kinds of checks and notifiers that there are, for the plan that must know none. */
public final class Kinds {
  private Kinds() {}

  public static Catalogue catalogue() {
    return new Catalogue(Probes.kinds(), Notifiers.kinds());
  }
}
