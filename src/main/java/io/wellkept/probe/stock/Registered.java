package io.wellkept.probe.stock;

import io.wellkept.probe.Landing;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answers for already, by address; and by name where a place has none.
 *
 * @param spots of all addresses of touchpoints and of what their checks look at
 * @param words names, playbooks and channels of all touchpoints, in lower case
 */
public record Registered(Set<String> spots, String words) {
  public Registered {
    spots = Set.copyOf(spots);
  }

  public static Registered of(Collection<Touchpoint> touchpoints) {
    Set<String> spots = new HashSet<>();
    StringBuilder words = new StringBuilder();
    for (Touchpoint touchpoint : touchpoints) {
      add(spots, touchpoint.address());
      for (Check check : touchpoint.checks()) {
        check
            .kind()
            .target()
            .apply(check.settings())
            .map(HttpUrl::parse)
            .map(HttpUrl::uri)
            .ifPresent(target -> add(spots, target));
      }
      words.append(' ').append(touchpoint.name()).append(' ').append(touchpoint.id());
      words.append(' ').append(touchpoint.playbook()).append(' ').append(touchpoint.channel());
      words.append(' ').append(touchpoint.tags());
    }
    return new Registered(spots, words.toString().toLowerCase(Locale.ROOT));
  }

  private static void add(Set<String> spots, @Nullable URI address) {
    if (address != null && HttpUrl.get(address) != null) {
      spots.add(KnownPlaces.ALL.spot(address));
    }
  }

  /** Whether somebody answers for it. */
  boolean has(Candidate candidate) {
    return switch (candidate.sort()) {
      case CHAT -> words.contains(candidate.address().toLowerCase(Locale.ROOT)) || hasWord("chat");
      case MAILBOX -> words.contains(candidate.address());
      case PHONE -> digits(words).contains(digits(candidate.address()));
      case PAGE ->
          at(candidate.address()) || !candidate.spotted().promoted() && below(candidate.address());
      case DOWNLOAD, SECTION -> at(candidate.address()) || below(candidate.address());
      case PROFILE, FORM, FEED -> at(candidate.address());
    };
  }

  private boolean hasWord(String word) {
    return List.of(words.split("[^\\p{L}]+")).contains(word);
  }

  private static String digits(String text) {
    return text.replaceAll("(?<=\\d)[ ()/.-]+(?=\\d)", "").replaceAll("[^\\d\\s]", "");
  }

  private boolean at(String address) {
    return url(address).map(url -> spots.contains(KnownPlaces.ALL.spot(url.uri()))).orElse(false);
  }

  /** The home page is above everything and answers for nothing but itself. */
  private boolean below(String address) {
    HttpUrl url = url(address).orElse(null);
    while (url != null && url.pathSize() > 1) {
      url = url.newBuilder().query(null).removePathSegment(url.pathSize() - 1).build();
      boolean home = url.encodedPath().length() <= 1;
      if (!home && spots.contains(Landing.page(url.uri()))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<HttpUrl> url(String address) {
    return Optional.ofNullable(HttpUrl.parse(address));
  }
}
