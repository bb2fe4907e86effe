package io.wellkept.app;

import io.wellkept.notify.Notifiers;
import io.wellkept.plan.Catalogue;
import io.wellkept.probe.Beats;
import io.wellkept.probe.Files;
import io.wellkept.probe.FreshnessProbe;
import io.wellkept.probe.HeartbeatProbe;
import io.wellkept.probe.Http;
import io.wellkept.probe.PageProbe;
import io.wellkept.probe.Probes;
import io.wellkept.probe.Register;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.ad.AdProbe;
import io.wellkept.probe.ad.AdSources;
import io.wellkept.probe.attest.AttestProbe;
import io.wellkept.probe.attest.Attestations;
import io.wellkept.probe.browser.BrowserProbe;
import io.wellkept.probe.browser.Browsers;
import io.wellkept.probe.chat.ChatProbe;
import io.wellkept.probe.chat.ChatSources;
import io.wellkept.probe.flow.FlowProbe;
import io.wellkept.probe.flow.HttpWalker;
import io.wellkept.probe.flow.Receipts;
import io.wellkept.probe.kpi.KpiProbe;
import io.wellkept.probe.links.LinksProbe;
import io.wellkept.probe.mailbox.AutoReplyProbe;
import io.wellkept.probe.mailbox.MailboxProbe;
import io.wellkept.probe.names.CertificateProbe;
import io.wellkept.probe.names.DnsProbe;
import io.wellkept.probe.names.DomainProbe;
import io.wellkept.probe.path.PathProbe;
import io.wellkept.probe.qr.QrProbe;
import io.wellkept.probe.review.ReviewProbe;
import io.wellkept.probe.review.ReviewSources;
import io.wellkept.probe.social.SocialProbe;
import io.wellkept.probe.social.SocialSources;
import io.wellkept.probe.stock.InventoryProbe;
import io.wellkept.probe.timing.TimingProbe;
import io.wellkept.touchpoint.Kind;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The kinds of checks and notifiers that there are. A new check is a line in both lists here. */
public final class Kinds {
  private Kinds() {}

  /**
   * What looking needs.
   *
   * @param home where relative paths of files begin
   */
  public record Means(
      Http http,
      Browsers browsers,
      Beats beats,
      Register register,
      Files files,
      Attestations attestations,
      Path home,
      InstantSource clock) {}

  /** For the plan, which must know none. */
  public static Catalogue catalogue() {
    return new Catalogue(checks(), Notifiers.kinds(), PathProbe.KIND);
  }

  /** The kinds of checks, for whoever must know them without looking; in the order of the docs. */
  static List<Kind> checks() {
    return List.of(
        PageProbe.KIND,
        HeartbeatProbe.KIND,
        FreshnessProbe.KIND,
        FlowProbe.KIND,
        BrowserProbe.KIND,
        LinksProbe.KIND,
        PathProbe.KIND,
        AdProbe.KIND,
        QrProbe.KIND,
        CertificateProbe.KIND,
        DomainProbe.KIND,
        DnsProbe.KIND,
        InventoryProbe.KIND,
        ReviewProbe.KIND,
        MailboxProbe.KIND,
        AutoReplyProbe.KIND,
        ChatProbe.KIND,
        SocialProbe.KIND,
        KpiProbe.KIND,
        TimingProbe.KIND,
        AttestProbe.KIND);
  }

  /** The same with what looks. */
  public static Probes probes(Means means) {
    Http http = means.http;
    // shared, so that no host is asked for its rules more than once a day
    RobotRules robots = new RobotRules(http);
    Receipts receipts = new Receipts(http, means.beats);
    return new Probes(
        List.of(
            new PageProbe(http),
            new HeartbeatProbe(means.beats),
            new FreshnessProbe(http),
            new FlowProbe(new HttpWalker(http), receipts),
            new BrowserProbe(means.browsers, http, means.files, receipts),
            new LinksProbe(http, robots),
            new PathProbe(http, robots, means.register),
            new AdProbe(http, new AdSources(http, means.clock, means.home), means.clock),
            new QrProbe(http, means.home),
            new CertificateProbe(http),
            new DomainProbe(http),
            new DnsProbe(http),
            new InventoryProbe(http, robots, means.register),
            new ReviewProbe(new ReviewSources(http, means.clock, means.home), means.clock),
            new MailboxProbe(http, means.clock),
            new AutoReplyProbe(http, means.clock),
            new ChatProbe(http, new ChatSources(http, means.clock), means.clock),
            new SocialProbe(new SocialSources(http, means.clock), means.clock),
            new KpiProbe(http, means.beats, means.clock, means.home),
            new TimingProbe(http, means.beats.passages(), means.register, means.clock, means.home),
            new AttestProbe(means.attestations)));
  }
}
