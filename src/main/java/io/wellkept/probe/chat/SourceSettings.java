package io.wellkept.probe.chat;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where conversations are: exactly one of them. */
@Doc("Where conversations are: exactly one of intercom, chatwoot, zendesk, hubspot, crisp, json")
public record SourceSettings(
    @Doc("Conversations in Intercom") @Nullable IntercomSettings intercom,
    @Doc("Conversations in Chatwoot, theirs or your own") @Nullable ChatwootSettings chatwoot,
    @Doc("Tickets in Zendesk") @Nullable ZendeskSettings zendesk,
    @Doc("Conversations in HubSpot") @Nullable HubspotSettings hubspot,
    @Doc("Conversations in Crisp") @Nullable CrispSettings crisp,
    @Doc("Conversations that a JSON document lists") @Nullable JsonSettings json) {
  public SourceSettings {
    long parts =
        Stream.of(intercom, chatwoot, zendesk, hubspot, crisp, json)
            .filter(Objects::nonNull)
            .count();
    if (parts != 1) {
      throw new IllegalArgumentException(
          "name exactly one source: intercom, chatwoot, zendesk, hubspot, crisp or json");
    }
  }

  /** Whether it can tell if somebody is there. */
  boolean tellsPresence() {
    return intercom != null
        || crisp != null
        || (chatwoot != null && chatwoot.websiteToken() != null)
        || (json != null && json.online() != null);
  }
}
