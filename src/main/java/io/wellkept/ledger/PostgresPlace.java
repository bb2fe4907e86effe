package io.wellkept.ledger;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is and who we are there. The password is nowhere but in its own component, and
 * never in what is printed.
 *
 * @param url {@code jdbc:postgresql://host:port/database?settings}, without user and password
 * @param user null for the name that the server takes for us
 * @param password null where the server asks for none
 */
public record PostgresPlace(String url, @Nullable String user, @Nullable String password) {
  private static final String JDBC = "jdbc:";
  private static final String SCHEME = "postgresql://";

  /**
   * Reads an address as the driver or as PostgreSQL's own programs write it: {@code
   * jdbc:postgresql://host/database}, {@code postgresql://user:password@host/database}. What stands
   * in the address itself wins over what is given beside it.
   *
   * @throws IllegalArgumentException if it is no such address; the message never holds it, because
   *     a password may be in it
   */
  public static PostgresPlace parse(String text, @Nullable String user, @Nullable String password) {
    String rest = withoutScheme(text.strip());
    int end = rest.indexOf('/');
    String authority = end < 0 ? rest : rest.substring(0, end);
    String path = end < 0 ? "" : rest.substring(end);
    int at = authority.lastIndexOf('@');
    List<String> who = at < 0 ? List.of() : List.of(authority.substring(0, at).split(":", 2));
    int query = path.indexOf('?');
    String database = query < 0 ? path : path.substring(0, query);
    if (authority.substring(at + 1).isBlank() || database.length() < 2) {
      throw unreadable();
    }
    String settings = query < 0 ? "" : path.substring(query + 1);
    return new PostgresPlace(
        JDBC + SCHEME + authority.substring(at + 1) + database + kept(settings),
        first(setting(settings, "user"), part(who, 0), user),
        first(setting(settings, "password"), part(who, 1), password));
  }

  private static String withoutScheme(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String scheme : List.of(JDBC + SCHEME, SCHEME, "postgres://")) {
      if (lower.startsWith(scheme)) {
        return text.substring(scheme.length());
      }
    }
    throw unreadable();
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "must be like jdbc:postgresql://host:5432/wellkept or postgresql://host/wellkept");
  }

  private static Optional<String> part(List<String> who, int index) {
    return index < who.size() ? Optional.of(decode(who.get(index))) : Optional.empty();
  }

  private static Optional<String> setting(String settings, String name) {
    return List.of(settings.split("&", -1)).stream()
        .filter(setting -> setting.startsWith(name + "="))
        .map(setting -> decode(setting.substring(name.length() + 1)))
        .findFirst();
  }

  private static String kept(String settings) {
    List<String> kept = new ArrayList<>(List.of(settings.split("&", -1)));
    kept.removeIf(one -> one.isBlank() || one.startsWith("user=") || one.startsWith("password="));
    return kept.isEmpty() ? "" : "?" + String.join("&", kept);
  }

  private static @Nullable String first(
      Optional<String> one, Optional<String> other, @Nullable String last) {
    return one.or(() -> other).orElse(last);
  }

  private static String decode(String text) {
    try {
      // a plus is a plus here, as in every address outside of forms
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  /** Host and database, for sentences. */
  String name() {
    String rest = url.substring((JDBC + SCHEME).length());
    int query = rest.indexOf('?');
    return query < 0 ? rest : rest.substring(0, query);
  }

  @Override
  public String toString() {
    return "postgresql://" + (user == null ? "" : user + "@") + name();
  }
}
