package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SlackSignatureTest {
  // The worked example of Slack's documentation.
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final String TIMESTAMP = "1531420618";
  private static final String SIGNATURE =
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
  private static final byte[] BODY =
      ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
              + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
              + "&command=%2Fwebhook-collect&text="
              + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
              + "%2F96rGlfmibIGlgcZRskXaIFfN"
              + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
          .getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.ofEpochSecond(1531420618);

  @Test
  void believesWhatSlackSigned() {
    assertThat(SlackSignature.verify(SECRET, TIMESTAMP, SIGNATURE, BODY, NOW)).isTrue();
  }

  @Test
  void believesItForFiveMinutesEitherWay() {
    assertThat(verifyAt(NOW.plusSeconds(300))).isTrue();
    assertThat(verifyAt(NOW.minusSeconds(300))).isTrue();
    assertThat(verifyAt(NOW.plusSeconds(301))).isFalse();
    assertThat(verifyAt(NOW.minusSeconds(301))).isFalse();
  }

  private static boolean verifyAt(Instant now) {
    return SlackSignature.verify(SECRET, TIMESTAMP, SIGNATURE, BODY, now);
  }

  @Test
  void doubtsEverythingElse() {
    byte[] other = BODY.clone();
    other[0]++;
    assertThat(SlackSignature.verify(SECRET, TIMESTAMP, SIGNATURE, other, NOW)).isFalse();
    assertThat(SlackSignature.verify("other", TIMESTAMP, SIGNATURE, BODY, NOW)).isFalse();
    assertThat(SlackSignature.verify(SECRET, "1531420619", SIGNATURE, BODY, NOW)).isFalse();
    assertThat(SlackSignature.verify(SECRET, TIMESTAMP, "v0=", BODY, NOW)).isFalse();
    assertThat(SlackSignature.verify(SECRET, null, SIGNATURE, BODY, NOW)).isFalse();
    assertThat(SlackSignature.verify(SECRET, TIMESTAMP, null, BODY, NOW)).isFalse();
    assertThat(SlackSignature.verify(SECRET, "soon", SIGNATURE, BODY, NOW)).isFalse();
  }
}
