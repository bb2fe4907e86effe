package io.wellkept.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wellkept.touchpoint.CheckId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is good that was not signed, and what was signed is good in one spelling only. */
final class SignaturesFuzzTest {
  private static final Instant NOW = Instant.parse("2026-06-02T07:00:00Z");
  private static final String SECRET = "a secret that only Slack and we know";

  private final Tokens tokens = tokens();

  private static Tokens tokens() {
    byte[] old = new byte[32];
    Arrays.fill(old, (byte) 7);
    return new Tokens(List.of(Tokens.Key.of("k2", new byte[32]), Tokens.Key.of("k1", old)));
  }

  static Stream<byte[]> seeds() {
    String at = Long.toString(NOW.getEpochSecond());
    byte[] body = "payload=x".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
            tokens().incident("g30ry3560ar4", "anna", NOW),
            tokens().beat(new CheckId("job", "hourly")),
            "k2.a~b~zzzzzzzzzzzzzzzz.AAAAAAAAAAAAAAAAAAAAAA",
            "k1.~~.",
            at + "\n" + SlackSignature.sign(SECRET, at, body) + "\npayload=x",
            "999999999999\nv0=\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5s")
  void areNeverGuessed(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    tokens
        .readIncident(text)
        .ifPresent(grant ->
            assertThat(text)
                .isEqualTo(tokens.incident(grant.incident(), grant.person(), grant.issuedAt())));
    tokens.readBeat(text).ifPresent(check -> assertThat(text).isEqualTo(tokens.beat(check)));
    String[] lines = text.split("\n", 3);
    if (lines.length == 3) {
      slack(lines[0], lines[1], lines[2].getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void slack(String at, String signature, byte[] body) {
    boolean good = SlackSignature.verify(SECRET, at, signature, body, NOW);
    if (good) {
      assertThat(signature).isEqualTo(SlackSignature.sign(SECRET, at, body));
      assertThat(Long.parseLong(at))
          .isBetween(NOW.getEpochSecond() - 300, NOW.getEpochSecond() + 300);
    }
  }
}
