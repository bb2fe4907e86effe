package io.wellkept.probe.social;

import io.wellkept.probe.Wording;
import io.wellkept.probe.voice.Manner;
import io.wellkept.probe.voice.Quotes;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;
import java.util.Locale;
import java.util.Map;

/** How we speak of comments and mentions. */
record SocialManner(SocialSettings settings) implements Manner {
  private static final Map<String, String> NAMES =
      Map.of(
          "youtube", "A comment on YouTube",
          "mastodon", "A comment on Mastodon",
          "bluesky", "A comment on Bluesky",
          "facebook", "A comment on Facebook",
          "instagram", "A comment on Instagram");

  @Override
  public String kind() {
    return "social";
  }

  @Override
  public Within within(Voice voice) {
    return settings.promisedAnswers();
  }

  @Override
  public Severity severity(Voice voice) {
    String text = plain(voice.text());
    boolean urgent = settings.urgent().stream().anyMatch(word -> text.contains(plain(word)));
    return urgent ? Severity.CRITICAL : Severity.MAJOR;
  }

  /** With the word that makes it urgent, wherever that stands. */
  @Override
  public String quote(Voice voice) {
    String quote = Quotes.of(voice.text());
    return severity(voice) == severity(voice.saying(quote)) ? quote : voice.text();
  }

  private static String plain(String text) {
    return Wording.plain(text).toLowerCase(Locale.ROOT);
  }

  @Override
  public String words(Voice voice) {
    return NAMES.getOrDefault(voice.source(), "A comment");
  }
}
