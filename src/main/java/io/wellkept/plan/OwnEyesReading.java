package io.wellkept.plan;

import io.wellkept.incident.Storm;
import io.wellkept.plan.Daemon.OwnEyes;
import io.wellkept.plan.Daemon.Reference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From {@code own-eyes} in {@code config/daemon.yaml} to {@link OwnEyes}. */
final class OwnEyesReading {
  private final Pass pass;
  private final Spot spot;

  OwnEyesReading(Pass pass, Spot spot) {
    this.pass = pass;
    this.spot = spot;
  }

  OwnEyes read(DaemonFile.@Nullable OwnEyesPart part) {
    return part == null
        ? new OwnEyes(List.of(), storm(null))
        : new OwnEyes(references(part.references()), storm(part.storm()));
  }

  private List<Reference> references(@Nullable List<DaemonFile.ReferencePart> written) {
    List<Reference> references = new ArrayList<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      DaemonFile.@Nullable ReferencePart part = written.get(i);
      if (part != null) {
        reference(part, spot.at("references").at(i)).ifPresent(references::add);
      }
    }
    return references;
  }

  private Optional<Reference> reference(DaemonFile.ReferencePart part, Spot at) {
    @Nullable String written = part.url();
    if (written == null) {
      return Optional.empty();
    }
    Optional<URI> address = DaemonReading.address(written);
    if (address.isEmpty()) {
      pass.wrong(
          at.at("url"),
          "'url' is no address to ask; expected one such as https://www.example.org/");
    }
    return address.map(url -> new Reference(url, part.contains()));
  }

  private Storm.Terms storm(DaemonFile.@Nullable StormPart part) {
    Storm.Terms usual = Storm.Terms.USUAL;
    if (part == null) {
      return new Storm.Terms(
          usual.share(), usual.atLeast(), pass.scaled(usual.within()), pass.scaled(usual.hold()));
    }
    return new Storm.Terms(
        number(part.share(), usual.share(), 1, 100, "share"),
        number(part.atLeast(), usual.atLeast(), 2, 1_000_000, "at-least"),
        span(part.within(), usual.within(), "within"),
        span(part.hold(), usual.hold(), "hold"));
  }

  /** The schema sees numbers that are written; what references stand for is seen here first. */
  private int number(@Nullable Integer written, int usual, int least, int most, String key) {
    if (written == null) {
      return usual;
    }
    if (written < least || written > most) {
      pass.wrong(
          spot.at("storm").at(key),
          "'" + key + "' is out of range; expected a whole number from " + least + " to " + most);
      return usual;
    }
    return written;
  }

  private Duration span(@Nullable Duration written, Duration usual, String key) {
    if (written != null && written.compareTo(Duration.ofMinutes(1)) < 0) {
      pass.wrong(spot.at("storm").at(key), "is too short; expected 1m or more");
      return pass.scaled(usual);
    }
    return pass.scaled(written == null ? usual : written);
  }

  /** Without references nobody can tell our own network from that of others. */
  static List<Problem> warnings(Plan plan) {
    boolean looksOut = Load.of(plan).stream().anyMatch(load -> !isHere(load.host()));
    return looksOut && plan.daemon().ownEyes().references().isEmpty()
        ? List.of(
            Problem.ofFile(
                "config/daemon.yaml",
                "names no references: when our own network is out, owners are told that their"
                    + " touchpoints are; expected own-eyes: {references: [{url: https://...}]}"))
        : List.of();
  }

  private static boolean isHere(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
