package io.wellkept.probe.names;

import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a look at a domain's registration found out. */
sealed interface DomainFacts {
  /** We could not ask. */
  record Barred(Fault fault) implements DomainFacts {}

  /** The registry knows no such domain. */
  record NotRegistered(String domain, String registry) implements DomainFacts {}

  /** Nobody answers for names of that ending. */
  record NoRegistry(String domain) implements DomainFacts {}

  /** The touchpoint's address is no name that anybody can register. */
  record NoDomain(String host) implements DomainFacts {}

  /**
   * What the registry says.
   *
   * @param registry the host that said it
   * @param expires null if it does not say
   * @param status as RDAP writes them, in lower case without blanks: {@code clienthold}
   * @param nameServers in order
   * @param registrar its name; null if it is not said
   */
  record Registered(
      String domain,
      String registry,
      @Nullable Instant expires,
      Set<String> status,
      List<String> nameServers,
      @Nullable String registrar)
      implements DomainFacts {}
}
