package io.wellkept.probe.table;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.wellkept.probe.HomeFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, as far as an address of JDBC tells. What it tells nothing of is refused:
 * nobody could say whether we may connect there.
 */
sealed interface DatabaseAddress {
  /** A file of SQLite below the home folder. */
  record SqliteFile(String file) implements DatabaseAddress {
    @Override
    public String toString() {
      return "the file " + file;
    }
  }

  /**
   * A server, or several that stand in for each other.
   *
   * @param system which database it is, such as "postgresql"
   */
  record Servers(String system, List<String> hosts) implements DatabaseAddress {
    public Servers {
      hosts = List.copyOf(hosts);
    }

    boolean isPostgres() {
      return system.equals("postgresql");
    }

    @Override
    public String toString() {
      return "the database at " + String.join(", ", hosts);
    }
  }

  Pattern FORM = Pattern.compile("jdbc:([a-z0-9]+):(.+)", Pattern.DOTALL);
  Pattern POSTGRES =
      Pattern.compile("(?://(?<hosts>[^/?]*)/?)?(?<database>[\\w.%-]*)(?:\\?(?<parameters>.*))?");

  /** Two slashes, perhaps after words such as {@code thin:@} or {@code tcp:}, then hosts. */
  Pattern HOSTS = Pattern.compile("[a-z:@]*//(?<hosts>[^/?;]+)([/?;].*)?", Pattern.DOTALL);

  Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?");

  /** What other systems call an account and its password. */
  Pattern ACCOUNT =
      Pattern.compile("[?;&,(]\\s*(user(_?name)?|uid|passw(or)?d\\d?|pwd)\\s*=", CASE_INSENSITIVE);

  /** Of the others, some load classes or read files by the name that stands in the address. */
  Set<String> HARMLESS =
      Set.of(
          "sslmode",
          "sslrootcert",
          "sslnegotiation",
          "channelbinding",
          "gssencmode",
          "currentschema",
          "targetservertype");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is none, or holds what does not belong there; without
   *     repeating it, for it may hold a password
   */
  static DatabaseAddress of(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "url is not an address such as jdbc:postgresql://db.example.org/shop");
    }
    String rest = form.group(2);
    return switch (form.group(1)) {
      case "sqlite" -> sqlite(rest);
      case "postgresql" -> postgres(rest);
      default -> other(form.group(1), rest);
    };
  }

  private static DatabaseAddress sqlite(String file) {
    if (file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
      throw new IllegalArgumentException(
          "url must name a file below the home folder, such as jdbc:sqlite:data/shop.db");
    }
    HomeFile.require(file);
    return new SqliteFile(file);
  }

  private static DatabaseAddress postgres(String rest) {
    Matcher parts = POSTGRES.matcher(rest);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "url is not an address such as jdbc:postgresql://db.example.org:5432/shop");
    }
    String parameters = parts.group("parameters");
    for (String parameter : parameters == null ? new String[0] : parameters.split("&", -1)) {
      String name = parameter.replaceFirst("=.*", "");
      if (!HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "url has the parameter '"
                + (name.matches("\\w{1,40}") ? name : "...")
                + "', which is not for here: user and password have settings of their own, and of"
                + " the others only sslmode, sslrootcert, sslNegotiation, channelBinding,"
                + " gssEncMode, currentSchema and targetServerType are taken");
      }
    }
    String hosts = parts.group("hosts");
    return new Servers("postgresql", hosts(hosts == null || hosts.isEmpty() ? "localhost" : hosts));
  }

  private static DatabaseAddress other(String system, String rest) {
    Matcher parts = HOSTS.matcher(rest);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "url does not say its host after two slashes, so nobody can tell whether we may connect");
    }
    if (ACCOUNT.matcher(rest).find()) {
      throw new IllegalArgumentException(
          "url holds a user or a password: they have settings of their own");
    }
    return new Servers(system, hosts(parts.group("hosts")));
  }

  private static List<String> hosts(String written) {
    List<String> hosts = new ArrayList<>();
    for (String host : Arrays.asList(written.split(",", -1))) {
      Matcher parts = HOST.matcher(host);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "url names a host that is none; user and password have settings of their own");
      }
      hosts.add(parts.group(1));
    }
    return hosts;
  }
}
