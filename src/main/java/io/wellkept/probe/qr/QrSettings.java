package io.wellkept.probe.qr;

import io.wellkept.probe.HomeFile;
import io.wellkept.probe.Look;
import io.wellkept.probe.PageSettings;
import io.wellkept.probe.Wording;
import io.wellkept.probe.destination.Tracking;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.RealTime;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The picture of a code, and where the code must lead. */
@Doc("Whether a QR code can be read, and leads where it should")
public record QrSettings(
    @Doc(
            value =
                "The picture's address: PNG, JPEG, GIF or BMP; the touchpoint's own if left out",
            example = "https://shop.example.org/poster.png")
        @Nullable String url,
    @Doc(
            value = "The picture as a file below the home folder, instead of url",
            example = "posters/window.png")
        @Nullable String file,
    @Doc(value = "What the code must hold", standard = "address") @Nullable Expects expects,
    @Doc(
            value =
                "Where visitors must end up, one of them: addresses, or host and path in which *"
                    + " stands for anything",
            example = "[shop.example.org/autumn*]")
        @Nullable List<String> landsAt,
    @Doc(value = "Texts that must be on the page", example = "[Add to basket]")
        @Nullable List<String> claims,
    @Doc(
            value =
                "Parameters that every redirect must hand on; those that the large vendors and"
                    + " tools use if left out",
            example = "[utm_*, poster]")
        @Nullable List<String> keep,
    @Doc(
            value =
                "Words that say that there is nothing left, wherever they stand on the page;"
                    + " the usual ones of several languages if left out",
            example = "[All places are taken]")
        @Nullable List<String> soldOut,
    @Doc(
            value =
                "Where the page's days end; a day is over when it is over everywhere on Earth if"
                    + " left out",
            example = "Europe/Berlin")
        @Nullable ZoneId zone,
    @Doc(value = "When to give up on the picture or the page, at most 30s", standard = "15s")
        @RealTime
        @Nullable Duration timeout) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);

  /** What a code must hold. */
  public enum Expects {
    /** The address of a page. */
    ADDRESS,
    /** Anything that can be read; a web address is followed all the same. */
    ANYTHING
  }

  public QrSettings {
    PageSettings.requireAddress(url);
    if (url != null && file != null) {
      throw new IllegalArgumentException("set either url or file, and not both");
    }
    HomeFile.require(file);
    expects = expects == null ? Expects.ADDRESS : expects;
    landsAt = texts("lands-at", landsAt);
    claims = texts("claims", claims);
    keep = texts("keep", keep);
    Tracking.of(keep);
    soldOut = texts("sold-out", soldOut);
    timeout = timeout == null ? USUAL_TIMEOUT : timeout;
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Look.DEADLINE) > 0) {
      throw new IllegalArgumentException("timeout is not between 1ms and 30s");
    }
  }

  private static List<String> texts(String name, @Nullable List<String> texts) {
    List<String> copy = texts == null ? List.of() : List.copyOf(texts);
    if (copy.stream().anyMatch(text -> Wording.plain(text).isEmpty())) {
      throw new IllegalArgumentException(name + " has an empty text: leave it out");
    }
    return copy;
  }

  /** Where to look, if not at the touchpoint's own address. */
  Optional<String> target() {
    return file == null
        ? Optional.ofNullable(url)
        : Optional.of("file:" + file.replace(' ', '_').toLowerCase(Locale.ROOT));
  }

  URI addressOr(@Nullable URI touchpoints) {
    return url != null
        ? HttpUrl.get(url).uri()
        : Objects.requireNonNull(touchpoints, "the plan lets no code pass without a picture");
  }

  @Override
  public Expects expects() {
    return Objects.requireNonNull(expects);
  }

  @Override
  public List<String> landsAt() {
    return Objects.requireNonNull(landsAt);
  }

  @Override
  public List<String> claims() {
    return Objects.requireNonNull(claims);
  }

  @Override
  public List<String> keep() {
    return Objects.requireNonNull(keep);
  }

  @Override
  public List<String> soldOut() {
    return Objects.requireNonNull(soldOut);
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout);
  }
}
