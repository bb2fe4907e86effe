package io.wellkept.probe.chat;

import io.wellkept.probe.Http;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Key;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * The sources of conversations that there are. One is enough for a process: it keeps which services
 * want to be left alone. Safe for many threads.
 */
public final class ChatSources {
  private static final Key NONE = new Key.Fixed(Map.of());

  private final Api api;

  public ChatSources(Http http, InstantSource clock) {
    this.api = new Api(http, clock);
  }

  /**
   * The source that the settings name.
   *
   * @param check where that is configured, for people, such as "shop/chat"
   * @param zone where times are meant that say no offset
   */
  ChatSource of(SourceSettings settings, String check, ZoneId zone) {
    IntercomSettings intercom = settings.intercom();
    if (intercom != null) {
      return intercom(intercom, check);
    }
    ChatwootSettings chatwoot = settings.chatwoot();
    if (chatwoot != null) {
      return chatwoot(chatwoot, check);
    }
    ZendeskSettings zendesk = settings.zendesk();
    if (zendesk != null) {
      return zendesk(zendesk, check);
    }
    HubspotSettings hubspot = settings.hubspot();
    if (hubspot != null) {
      Key key = Key.Fixed.bearer(hubspot.token());
      return new HubspotChats(
          hubspot, questions("HubSpot", key, "source.hubspot.token of " + check, Map.of()));
    }
    CrispSettings crisp = settings.crisp();
    if (crisp != null) {
      Key key = basic(crisp.identifier() + ":" + crisp.key());
      Map<String, String> tier = Map.of("X-Crisp-Tier", crisp.tier());
      return new CrispChats(crisp, questions("Crisp", key, "source.crisp.key of " + check, tier));
    }
    JsonSettings json = settings.json();
    if (json != null) {
      String name = "the list of conversations at " + HttpUrl.get(json.url()).host();
      Key key = new Key.Fixed(json.headers());
      return new JsonChats(json, questions(name, key, "source.json of " + check, Map.of()), zone);
    }
    throw new IllegalStateException("settings without a source are refused when they are made");
  }

  private ChatSource intercom(IntercomSettings settings, String check) {
    Key key = Key.Fixed.bearer(settings.token());
    Map<String, String> version = Map.of("Intercom-Version", settings.version());
    return new IntercomChats(
        settings, questions("Intercom", key, "source.intercom.token of " + check, version));
  }

  private ChatSource chatwoot(ChatwootSettings settings, String check) {
    String token = settings.token();
    Key key = token == null ? NONE : new Key.Fixed(Map.of("api_access_token", token));
    return new ChatwootChats(
        settings,
        questions("Chatwoot", key, "source.chatwoot.token of " + check, Map.of()),
        questions("Chatwoot", NONE, "source.chatwoot.website-token of " + check, Map.of()));
  }

  private ChatSource zendesk(ZendeskSettings settings, String check) {
    String email = settings.email();
    Key key =
        email == null
            ? Key.Fixed.bearer(settings.token())
            : basic(email + "/token:" + settings.token());
    return new ZendeskChats(
        settings, questions("Zendesk", key, "source.zendesk.token of " + check, Map.of()));
  }

  private Questions questions(String name, Key key, String where, Map<String, String> headers) {
    return new Questions(api, name, key, where, headers);
  }

  private static Key basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return new Key.Fixed(
        Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes)));
  }
}
