package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A home folder in which nearly every mistake is made once, and what its writer is told. */
class TerribleHomeTest {
  @Test
  void saysEverythingThatIsWrongAtOnceAndInOrder() throws IOException, URISyntaxException {
    URL daemon = TerribleHomeTest.class.getResource("terrible/config/daemon.yaml");
    assertThat(daemon).isNotNull();
    Path home = Path.of(daemon.toURI()).getParent().getParent();
    Reading reading = Shop.reader(Map.of("SMTP_PORT", "canary-port")).read(Sources.readFrom(home));
    assertThat(String.join("\n", Shop.problems(reading)) + "\n").isEqualTo(expected());
  }

  private static String expected() throws IOException {
    try (InputStream text = TerribleHomeTest.class.getResourceAsStream("terrible/expected.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
