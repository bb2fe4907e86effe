package io.wellkept.probe.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;

/** Takes secrets out of what others say: some repeat in an error what they were sent. */
final class Scrubber {
  private static final int LONGEST = 200;

  /** Shorter ones may be a part of any word. */
  private static final int SHORTEST_SECRET = 6;

  /** What looks like a token of Google's, Meta's or a JWT, also if it is none that we sent. */
  private static final Pattern TOKEN =
      Pattern.compile("\\b(EAA|ya29\\.|1//|eyJ)[A-Za-z0-9_./~+=-]{10,}");

  private Scrubber() {}

  /** One line of at most 200 characters without the secrets. */
  static String scrub(String words, Collection<String> secrets) {
    String clean = words;
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        clean = clean.replace(secret, "…");
        clean = clean.replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "…");
      }
    }
    String line = TOKEN.matcher(clean).replaceAll("…").replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
