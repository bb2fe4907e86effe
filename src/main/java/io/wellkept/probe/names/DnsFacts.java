package io.wellkept.probe.names;

import io.wellkept.probe.names.DnsSettings.Expected;
import io.wellkept.probe.names.NameServers.Reply;
import io.wellkept.touchpoint.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What name servers said of a domain. */
sealed interface DnsFacts {
  /** Something that was asked about has no answer, and so nothing is known for certain. */
  record Barred(Fault fault) implements DnsFacts {}

  /** The touchpoint's address is below no domain. */
  record NoDomain(String host) implements DnsFacts {}

  /**
   * All that was asked about is known.
   *
   * @param keys what stands at each selector, in the order of the settings
   * @param mail null if no mail is sent from the domain
   */
  record Seen(String domain, List<Answered> records, Map<String, Reply> keys, @Nullable Mail mail)
      implements DnsFacts {}

  /** A record that is expected, at its full name, and what there is. */
  record Answered(Expected expected, String name, Reply reply) {}

  /**
   * What makes mail of the domain believed, and where answers to it arrive.
   *
   * @param policies the texts at {@code _dmarc}
   * @param exchanges mail servers, each with whether it has an address
   * @param ownAddress whether the domain has one itself: it stands in for missing mail servers
   */
  record Mail(
      SpfWalk.Walked spf,
      List<String> policies,
      Map<String, Boolean> exchanges,
      boolean ownAddress) {}
}
