package io.wellkept.probe.names;

import io.wellkept.probe.names.DomainFacts.Registered;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what registries answer. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9083">RFC 9083</a> for the answers
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9224">RFC 9224</a> for the list of services
 */
final class Rdap {
  private static final JsonMapper JSON = new JsonMapper();

  /** More of either is no answer of a registry. */
  private static final int MOST = 100;

  private Rdap() {}

  /**
   * The services of all endings.
   *
   * @return empty if the text is no such list
   */
  static Optional<JsonNode> services(String text) {
    return parse(text).map(root -> root.path("services")).filter(JsonNode::isArray);
  }

  /**
   * The service for a domain, by the longest ending that is listed; one with https if there is one.
   *
   * @return empty if no ending of the domain is listed
   */
  static Optional<URI> serviceFor(String domain, JsonNode services) {
    String ending = domain;
    while (!ending.isEmpty()) {
      for (JsonNode service : services) {
        Optional<URI> address =
            lists(service.path(0), ending) ? address(service.path(1)) : Optional.empty();
        if (address.isPresent()) {
          return address;
        }
      }
      int dot = ending.indexOf('.');
      ending = dot < 0 ? "" : ending.substring(dot + 1);
    }
    return Optional.empty();
  }

  private static boolean lists(JsonNode endings, String wanted) {
    for (JsonNode ending : endings) {
      if (ending.asString("").equalsIgnoreCase(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<URI> address(JsonNode addresses) {
    URI found = null;
    for (JsonNode written : addresses) {
      HttpUrl url = HttpUrl.parse(written.asString(""));
      if (url != null && (found == null || url.isHttps())) {
        found = url.uri();
      }
    }
    return Optional.ofNullable(found);
  }

  /** Where a service is asked about a domain. */
  static URI question(URI service, String domain) {
    String base = service.toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + "domain/" + domain);
  }

  /**
   * What a registry says of a domain.
   *
   * @return empty if the text says nothing of it
   */
  static Optional<Registered> registered(String text, String domain, String registry) {
    return parse(text)
        .filter(root -> root.path("objectClassName").asString("").equals("domain"))
        .filter(root -> isAbout(root, domain))
        .map(root ->
            new Registered(
                domain,
                registry,
                expires(root.path("events")),
                status(root.path("status")),
                nameServers(root.path("nameservers")),
                registrar(root.path("entities"))));
  }

  /** Whether an answer of 404 is the registry's own word, and not that of a server in between. */
  static boolean knowsNone(@Nullable String contentType, String text) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).contains("json")
        && parse(text)
            .filter(root -> root.path("errorCode").asString("").equals("404"))
            .isPresent();
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      return root.isObject() ? Optional.of(root) : Optional.empty();
    } catch (JacksonException e) {
      // Whoever answered is no registry; the caller says so.
      return Optional.empty();
    }
  }

  private static boolean isAbout(JsonNode root, String domain) {
    String name = root.path("ldhName").asString("");
    return name.isEmpty() || name.replaceAll("\\.$", "").equalsIgnoreCase(domain);
  }

  private static @Nullable Instant expires(JsonNode events) {
    for (JsonNode event : events) {
      if (event.path("eventAction").asString("").equals("expiration")) {
        return moment(event.path("eventDate").asString(""));
      }
    }
    return null;
  }

  private static @Nullable Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Set<String> status(JsonNode written) {
    Set<String> all = new HashSet<>();
    for (JsonNode one : written) {
      if (all.size() < MOST) {
        all.add(one.asString("").toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", ""));
      }
    }
    return Set.copyOf(all);
  }

  private static List<String> nameServers(JsonNode written) {
    List<String> all = new ArrayList<>();
    for (JsonNode one : written) {
      String name = one.path("ldhName").asString("");
      if (!name.isEmpty() && name.length() < 256 && all.size() < MOST) {
        all.add(name.toLowerCase(Locale.ROOT).replaceAll("\\.$", ""));
      }
    }
    return all.stream().sorted().distinct().toList();
  }

  /** Its name is the "fn" of a jCard, RFC 7095. */
  private static @Nullable String registrar(JsonNode entities) {
    for (JsonNode entity : entities) {
      if (!lists(entity.path("roles"), "registrar")) {
        continue;
      }
      for (JsonNode property : entity.path("vcardArray").path(1)) {
        if (property.path(0).asString("").equals("fn")) {
          String name = property.path(3).asString("").strip();
          return name.isEmpty() ? null : name.substring(0, Math.min(name.length(), 200));
        }
      }
    }
    return null;
  }
}
