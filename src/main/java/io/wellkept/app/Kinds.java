package io.wellkept.app;

import io.wellkept.notify.Notifiers;
import io.wellkept.plan.Catalogue;
import io.wellkept.probe.Beats;
import io.wellkept.probe.FreshnessProbe;
import io.wellkept.probe.HeartbeatProbe;
import io.wellkept.probe.Http;
import io.wellkept.probe.PageProbe;
import io.wellkept.probe.Probes;
import io.wellkept.probe.Register;
import io.wellkept.probe.links.LinksProbe;
import io.wellkept.probe.path.PathProbe;
import io.wellkept.touchpoint.Kind;
import java.util.List;

/** The kinds of checks and notifiers that there are. A new check is a line in both lists here. */
public final class Kinds {
  private Kinds() {}

  /** For the plan, which must know none. */
  public static Catalogue catalogue() {
    return new Catalogue(checks(), Notifiers.kinds(), PathProbe.KIND);
  }

  /** The kinds of checks, for whoever must know them without looking; in the order of the docs. */
  static List<Kind> checks() {
    return List.of(
        PageProbe.KIND, HeartbeatProbe.KIND, FreshnessProbe.KIND, LinksProbe.KIND, PathProbe.KIND);
  }

  /** The same with what looks. */
  static Probes probes(Http http, Beats beats, Register register) {
    return new Probes(
        List.of(
            new PageProbe(http),
            new HeartbeatProbe(beats),
            new FreshnessProbe(http),
            new LinksProbe(http),
            new PathProbe(http, register)));
  }
}
