package io.wellkept.probe;

import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import okhttp3.Dns;

/** What tests of this room share: a clock moved by hand, clients, touchpoints, certificates. */
public final class Scene {
  public static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** The servers of tests are ours, and may be asked as often as the test likes. */
  public static final Manners GENEROUS =
      new Manners(
          Set.of("127.0.0.1", "localhost", "*.example"),
          new Manners.Pace(100, 1e6),
          new Manners.Pace(100, 1e6),
          Duration.ofSeconds(2));

  private Scene() {}

  /** Stands still until it is moved. */
  public static final class Clock implements InstantSource {
    private volatile Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    public void move(Duration span) {
      now = now.plus(span);
    }
  }

  /** May connect to 127.0.0.1 and to no other address that is not public. */
  public static Http.Setup setup(Manners manners) {
    return new Http.Setup(
        "Wellkept/test (+https://w.example)", List.of(AddressRange.parse("127.0.0.1/32")), manners);
  }

  public static Http http(InstantSource clock) {
    return http(clock, Dns.SYSTEM);
  }

  public static Http http(InstantSource clock, Dns dns) {
    return new Http(setup(GENEROUS), clock, dns, authorities());
  }

  /** A name service that knows every name as this address. */
  public static Dns always(String address) {
    return host -> List.of(address(address));
  }

  public static Dns failing(String words) {
    return host -> {
      throw new UnknownHostException(host + ": " + words);
    };
  }

  public static InetAddress address(String digits) {
    try {
      return InetAddress.getByName(digits);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings of which only the named components are given: name, value, name, value. */
  public static PageSettings page(Object... pairs) {
    return settings(PageSettings.class, pairs);
  }

  public static FreshnessSettings freshness(Object... pairs) {
    return settings(FreshnessSettings.class, pairs);
  }

  public static <S extends Record> S settings(Class<S> type, Object... pairs) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments =
        Arrays.stream(components).map(component -> values.remove(component.getName())).toArray();
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("no such settings: " + values.keySet());
    }
    try {
      return type.cast(type.getDeclaredConstructors()[0].newInstance(arguments));
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Touchpoint touchpoint(URI address, Kind kind, Record settings) {
    return touchpoint(address, Live.ALWAYS, kind, settings, 1);
  }

  public static Touchpoint touchpoint(
      URI address, Live live, Kind kind, Record settings, int numberOfChecks) {
    List<Check> checks = new java.util.ArrayList<>();
    for (int i = 0; i < numberOfChecks; i++) {
      checks.add(new Check(new CheckId("shop", "check-" + i), kind, settings, kind.schedule()));
    }
    return new Touchpoint(
        "shop",
        "Shop",
        address,
        Importance.NORMAL,
        "anna",
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
        checks);
  }

  public static <S extends Record> Look<S> look(Touchpoint touchpoint, S settings, boolean fresh) {
    return new Look<>(touchpoint, touchpoint.checks().get(0), settings, fresh, Look.DEADLINE);
  }

  /** The authority of the test certificates, and nobody else. */
  public static KeyStore authorities() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", certificates().getCertificate("authority"));
      return trusted;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * How a server shows itself: "good" until 2119, "expired" since 2021, for "elsewhere", or signed
   * "alone".
   */
  public static SSLContext serverTls(String alias) {
    try {
      KeyStore all = certificates();
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(one, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore certificates() throws GeneralSecurityException, IOException {
    try (InputStream file = Scene.class.getResourceAsStream("certificates.p12")) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, PASSWORD);
      return store;
    }
  }
}
