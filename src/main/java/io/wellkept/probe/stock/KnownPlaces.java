package io.wellkept.probe.stock;

import io.wellkept.probe.Landing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The well-known places where companies are met outside their own sites: {@code places.txt}. */
public final class KnownPlaces {
  public static final KnownPlaces ALL = read();

  /** Parts of a query that tell one place from another. */
  private static final List<String> TELLING =
      List.of("id", "cid", "place_id", "placeid", "phone", "q");

  /** Countries, telephones and the like before a host's name: de-de.facebook.com. */
  private static final String VARIANT = "^(www|m|mobile|web|[a-z]{2}(-[a-z]{2})?)\\.";

  private final List<Profile> profiles = new ArrayList<>();
  private final List<Where> shares = new ArrayList<>();
  private final List<Chat> chats = new ArrayList<>();

  /**
   * @param feed where its entries can be read, with a star for its own address; null if nowhere
   */
  record Profile(Where where, String channel, String name, @Nullable String feed) {}

  private record Chat(String mark, String name) {}

  /**
   * @param host with all below it; one that ends with a star means any country
   */
  private record Where(String host, String start) {
    static Where of(String text) {
      int slash = text.indexOf('/');
      return slash < 0
          ? new Where(text, "/")
          : new Where(text.substring(0, slash), text.substring(slash));
    }

    boolean holds(HttpUrl url) {
      String whole =
          url.encodedPath() + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
      return holds(url.host()) && whole.toLowerCase(Locale.ROOT).startsWith(start);
    }

    private boolean holds(String asked) {
      if (!host.endsWith(".*")) {
        return asked.equals(host) || asked.endsWith("." + host);
      }
      String bare = host.substring(0, host.length() - 1);
      String name = asked.startsWith(bare) ? asked : asked.replaceFirst(VARIANT, "");
      String country = name.startsWith(bare) ? name.substring(bare.length()) : "";
      return country.matches("[a-z]{2,4}|(co|com)\\.[a-z]{2}");
    }
  }

  private KnownPlaces() {}

  private static KnownPlaces read() {
    KnownPlaces places = new KnownPlaces();
    try (InputStream in = KnownPlaces.class.getResourceAsStream("places.txt")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(places::take);
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(String line) {
    List<String> parts = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    switch (parts.get(0)) {
      case "share" -> shares.add(Where.of(parts.get(1)));
      case "chat" -> chats.add(new Chat(parts.get(1), parts.get(2)));
      case "profile" ->
          profiles.add(
              new Profile(
                  Where.of(parts.get(1)),
                  parts.get(2),
                  parts.get(3),
                  parts.size() > 4 ? parts.get(4) : null));
      default -> throw new IllegalStateException("places.txt: " + line);
    }
  }

  /** The place that a link leads to; empty for pages of no such place and for buttons to share. */
  Optional<Profile> profile(HttpUrl url) {
    boolean whole = url.encodedPath().length() > 1 || url.encodedQuery() != null;
    return !whole || shares.stream().anyMatch(share -> share.holds(url))
        ? Optional.empty()
        : profiles.stream().filter(profile -> profile.where().holds(url)).findFirst();
  }

  /** The chats whose marks stand in a script, or in its address. */
  List<String> chats(String script) {
    return chats.stream()
        .filter(chat -> script.contains(chat.mark()))
        .map(Chat::name)
        .distinct()
        .toList();
  }

  /** The same text for addresses of the same place, whatever country or device they are for. */
  public String spot(URI address) {
    HttpUrl url = HttpUrl.get(address);
    if (url == null) {
      return address.toString();
    }
    if (profile(url).isEmpty()) {
      return Landing.page(address);
    }
    String host = url.host().replaceFirst(VARIANT, "");
    String path = url.encodedPath().replaceFirst("/+$", "");
    StringBuilder query = new StringBuilder();
    new TreeSet<>(url.queryParameterNames())
        .stream()
            .filter(TELLING::contains)
            .forEach(name ->
                query.append('?').append(name).append('=').append(url.queryParameter(name)));
    return (host.equals("twitter.com") ? "x.com" : host) + path.toLowerCase(Locale.ROOT) + query;
  }
}
