package io.wellkept.probe.qr;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.HomeFile;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.destination.Destinations;
import io.wellkept.probe.destination.Visit;
import io.wellkept.probe.destination.Wants;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import okhttp3.HttpUrl;

/** Looks whether a printed code can be read, and where it leads. */
public final class QrProbe implements Probe<QrSettings, QrFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.6;

  public static final Kind KIND =
      new Kind(
          "qr",
          QrSettings.class,
          new Schedule(Duration.ofHours(1), Duration.ofMinutes(5)),
          THRESHOLD,
          true,
          false,
          settings -> ((QrSettings) settings).target());

  private static final int TOO_MANY_REQUESTS = 429;

  private final Http http;
  private final Path home;
  private final Destinations destinations;

  /** A picture takes much memory while it is read: one after the other. */
  private final Semaphore reading = new Semaphore(1);

  /**
   * @param home where the paths of pictures begin, and below which they must be
   */
  public QrProbe(Http http, Path home) {
    this.http = http;
    this.home = home;
    this.destinations = new Destinations(http);
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public QrFacts look(Look<QrSettings> look) throws InterruptedException {
    long end = System.nanoTime() + look.deadline().toNanos();
    String file = look.settings().file();
    return file == null
        ? address(look, look.settings().addressOr(look.touchpoint().address()), end)
        : file(look, file, end);
  }

  private QrFacts address(Look<QrSettings> look, URI address, long end)
      throws InterruptedException {
    Duration timeout = shorter(look.settings().timeout(), end);
    return switch (http.ask(Ask.of(address, timeout).fresh(look.fresh()))) {
      case Answer.Barred barred -> new QrFacts.Barred(barred.fault());
      case Answer.NoAnswer none -> new QrFacts.Silent(address, none.cause(), timeout);
      case Answer.Got got -> got(look, ShownAddress.of(address), got, end);
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
    };
  }

  private QrFacts got(Look<QrSettings> look, String picture, Answer.Got got, long end)
      throws InterruptedException {
    String protection = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (protection != null) {
      return new QrFacts.Barred(new Fault.Blocked(protection));
    }
    if (got.status() == TOO_MANY_REQUESTS) {
      return new QrFacts.Barred(
          new Fault.Throttled(got.way().address().getHost() + " answered 429"));
    }
    if (got.status() < 200 || got.status() > 299) {
      return new QrFacts.NoPicture(picture, "its address answers " + got.status());
    }
    if (got.body().truncated()) {
      return new QrFacts.Seen(picture, new Codes.Unreadable("the file is too large"), Map.of());
    }
    return read(look, picture, got.body().bytes(), end);
  }

  private QrFacts file(Look<QrSettings> look, String file, long end) throws InterruptedException {
    return switch (HomeFile.of(home, file)) {
      case HomeFile.Away away -> new QrFacts.NoPicture(file, away.why());
      case HomeFile.There there -> file(look, file, there.path(), end);
    };
  }

  private QrFacts file(Look<QrSettings> look, String file, Path path, long end)
      throws InterruptedException {
    try {
      return Files.size(path) > Http.BODY_LIMIT
          ? new QrFacts.Seen(file, new Codes.Unreadable("the file is too large"), Map.of())
          : read(look, file, Files.readAllBytes(path), end);
    } catch (IOException e) {
      return new QrFacts.NoPicture(file, "the file cannot be read");
    }
  }

  private QrFacts read(Look<QrSettings> look, String picture, byte[] bytes, long end)
      throws InterruptedException {
    Codes codes;
    reading.acquire();
    try {
      codes = CodeReader.read(bytes);
    } finally {
      reading.release();
    }
    List<String> texts = codes instanceof Codes.Read read ? read.texts() : List.of();
    Wants wants = new Wants(Set.copyOf(look.settings().claims()), look.settings().soldOut());
    Map<String, Visit> visits = new LinkedHashMap<>();
    for (String text : texts) {
      HttpUrl address = web(text);
      if (address != null) {
        visits.put(text, visit(look, address, wants, end));
      }
    }
    return new QrFacts.Seen(picture, codes, visits);
  }

  /** What waiting and reading left of the time may make a slow page a dead one. */
  private Visit visit(Look<QrSettings> look, HttpUrl address, Wants wants, long end)
      throws InterruptedException {
    Duration timeout = look.settings().timeout();
    Duration half = look.deadline().dividedBy(2);
    Duration needed = timeout.compareTo(half) < 0 ? timeout : half;
    Duration left = shorter(timeout, end);
    return left.compareTo(needed) < 0
        ? new Visit.Unknown(new Fault.Crowded(address.host()))
        : destinations.visit(address.uri(), wants, left, look.fresh());
  }

  private static @org.jspecify.annotations.Nullable HttpUrl web(String text) {
    return HttpUrl.parse(text.strip());
  }

  private static Duration shorter(Duration timeout, long end) {
    Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    return left.compareTo(timeout) < 0 ? left : timeout;
  }

  @Override
  public Judgement judge(Look<QrSettings> look, QrFacts facts, Memory memory, Instant now) {
    return QrJudge.judge(look, facts, memory, now);
  }
}
