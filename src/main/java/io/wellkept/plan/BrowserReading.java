package io.wellkept.plan;

import io.wellkept.plan.Daemon.Browser;
import io.wellkept.touchpoint.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From {@code browser} in {@code config/daemon.yaml} to {@link Browser}. */
final class BrowserReading {
  private static final int USUALLY_AT_ONCE = 2;
  private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");

  private final Pass pass;
  private final Spot spot;

  BrowserReading(Pass pass, Spot spot) {
    this.pass = pass;
    this.spot = spot;
  }

  @Nullable Browser read(DaemonFile.@Nullable BrowserPart part) {
    if (part == null) {
      return null;
    }
    if ((part.executable() == null) == (part.endpoint() == null)) {
      pass.wrong(
          spot,
          "'browser' needs either an executable or an endpoint; expected one such as executable:"
              + " /usr/bin/chromium");
      return null;
    }
    Path executable = part.executable() == null ? null : executable(part.executable());
    URI endpoint = part.endpoint() == null ? null : endpoint(part.endpoint());
    return executable == null && endpoint == null
        ? null
        : new Browser(executable, endpoint, atOnce(part.atOnce()), part.sandbox());
  }

  /** The schema sees numbers that are written; what references stand for is seen here first. */
  private int atOnce(@Nullable Integer written) {
    if (written != null && (written < 1 || written > 20)) {
      pass.wrong(
          spot.at("at-once"), "'at-once' is out of range; expected a whole number from 1 to 20");
    }
    return Objects.requireNonNullElse(written, USUALLY_AT_ONCE);
  }

  private @Nullable Path executable(String written) {
    try {
      Path path = Path.of(written.strip());
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // said below
    }
    pass.wrong(
        spot.at("executable"),
        "'executable' is not the full path of a program; expected one such as /usr/bin/chromium");
    return null;
  }

  private @Nullable URI endpoint(String written) {
    try {
      URI uri = new URI(written.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (SCHEMES.contains(scheme) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    pass.wrong(
        spot.at("endpoint"),
        "'endpoint' is no address of a browser; expected ws://... or http://... (what it is is not"
            + " shown)");
    return null;
  }

  /** Checks that will see nothing, because what they look with is not there. */
  static List<Problem> warnings(Plan plan) {
    Set<String> parts = new TreeSet<>();
    plan.touchpoints().values().stream()
        .flatMap(touchpoint -> touchpoint.checks().stream())
        .map(check -> needed(plan.daemon(), check))
        .flatMap(Optional::stream)
        .forEach(parts::add);
    return parts.stream().map(part -> warning(plan, part)).toList();
  }

  private static Optional<String> needed(Daemon daemon, Check check) {
    return Optional.ofNullable(check.kind().needs()).filter(part -> !daemon.has(part));
  }

  private static Problem warning(Plan plan, String part) {
    List<String> blind =
        plan.touchpoints().values().stream()
            .filter(touchpoint ->
                touchpoint.checks().stream().anyMatch(check -> part.equals(check.kind().needs())))
            .map(touchpoint -> "'" + touchpoint.id() + "'")
            .toList();
    String named = String.join(", ", blind.subList(0, Math.min(3, blind.size())));
    String more = blind.size() > 3 ? " and " + (blind.size() - 3) + " more" : "";
    return Problem.ofFile(
        "config/daemon.yaml",
        "has no '" + part + "', without which checks of " + named + more + " see nothing");
  }
}
