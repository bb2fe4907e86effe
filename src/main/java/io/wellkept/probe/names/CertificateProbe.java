package io.wellkept.probe.names;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.Wire;
import io.wellkept.probe.names.CertificateFacts.Place;
import io.wellkept.probe.names.CertificateFacts.Shown;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at the certificate of a server, at every address behind its name. */
public final class CertificateProbe implements Probe<CertificateSettings, CertificateFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.5;

  public static final Kind KIND =
      new Kind(
          "certificate",
          CertificateSettings.class,
          new Schedule(Duration.ofHours(6), Duration.ofMinutes(10)),
          THRESHOLD,
          true,
          false,
          settings -> ((CertificateSettings) settings).target());

  /** More than nearly anybody has behind one name; of the others the next look sees some. */
  private static final int MOST_ADDRESSES = 8;

  private final Http http;

  public CertificateProbe(Http http) {
    this.http = http;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public CertificateFacts look(Look<CertificateSettings> look) throws InterruptedException {
    CertificateSettings settings = look.settings();
    URI address = look.touchpoint().address();
    String host = settings.hostOr(address);
    int port = settings.portOr(address);
    StartTls first = settings.starttls();
    Duration timeout = look.atMost(settings.timeout());
    List<Wire.Heard<Shown>> heard =
        http.wire()
            .talk(
                host,
                port,
                MOST_ADDRESSES,
                timeout,
                look.fresh(),
                socket -> {
                  if (first != null) {
                    first.ask(socket);
                  }
                  return Presenting.over(socket, host, port);
                });
    return facts(settings, host, port, heard);
  }

  /** An address that we could not ask, such as one of IPv6 where we have none, is left out. */
  private CertificateFacts facts(
      CertificateSettings settings, String host, int port, List<Wire.Heard<Shown>> heard) {
    List<Place> places = new ArrayList<>();
    Fault fault = null;
    for (Wire.Heard<Shown> one : heard) {
      String at = one.address() == null ? host : one.address().getHostAddress();
      if (one.failure() instanceof Answer.Barred barred) {
        fault = fault == null ? barred.fault() : fault;
      } else if (one.failure() instanceof Answer.NoAnswer none) {
        places.add(new Place(at, null, none.cause()));
      } else {
        places.add(new Place(at, one.said(), null));
      }
    }
    if (places.isEmpty() && fault != null) {
      return new CertificateFacts.Barred(fault);
    }
    List<X509Certificate> trusted = new ArrayList<>(http.authorities());
    trusted.addAll(settings.ownAuthorities());
    return new CertificateFacts.Seen(host, port, List.copyOf(trusted), places);
  }

  @Override
  public Judgement judge(
      Look<CertificateSettings> look, CertificateFacts facts, Memory memory, Instant now) {
    return new Judgement(CertificateJudge.judge(look.settings(), facts, now), memory);
  }
}
