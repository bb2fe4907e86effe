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
import io.wellkept.probe.ad.AdProbe;
import io.wellkept.probe.ad.AdSources;
import io.wellkept.probe.qr.QrProbe;
import io.wellkept.touchpoint.Kind;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The kinds of checks and notifiers that there are. A new check is a line in both lists here. */
public final class Kinds {
  private Kinds() {}

  /** For the plan, which must know none. */
  public static Catalogue catalogue() {
    return new Catalogue(checks(), Notifiers.kinds());
  }

  /** The kinds of checks, for whoever must know them without looking; in the order of the docs. */
  static List<Kind> checks() {
    return List.of(
        PageProbe.KIND, HeartbeatProbe.KIND, FreshnessProbe.KIND, AdProbe.KIND, QrProbe.KIND);
  }

  /**
   * The same with what looks.
   *
   * @param home where relative paths of files begin
   */
  static Probes probes(Http http, Beats beats, Register register, Path home, InstantSource clock) {
    return new Probes(
        List.of(
            new PageProbe(http),
            new HeartbeatProbe(beats),
            new FreshnessProbe(http),
            new AdProbe(http, new AdSources(http, clock, home), clock),
            new QrProbe(http, home)));
  }
}
