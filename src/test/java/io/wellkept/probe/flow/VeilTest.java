package io.wellkept.probe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing that was filled in is shown, whole or in part, however a page writes it. */
final class VeilTest {
  private static final String SECRET = "ca/n'a\"ry & <9d21> plenty";
  private final Veil veil = Veil.over(Flows.settings("steps: [{open: /}]"), Set.of(SECRET));

  @Test
  void hidesWhatIsEscaped() {
    assertThat(veil.over("say {\"a\": \"ca\\/n'a\\\"ry & <9d21> plenty\"}"))
        .isEqualTo("say {\"a\": \"…\"}");
    assertThat(veil.over("ca/n'a\\\"ry & <9d21> plenty")).isEqualTo("…");
    assertThat(veil.over("x ca/n&#39;a&quot;ry &amp; &lt;9d21&gt; plenty y")).isEqualTo("x … y");
    assertThat(veil.over("ca%2Fn%27a%22ry%20%26%20%3C9d21%3E%20plenty")).isEqualTo("…");
  }

  @Test
  void hidesWhatIsLeftOfItAtACut() {
    assertThat(veil.over(Sight.cut("x".repeat(290) + SECRET))).isEqualTo("x".repeat(290) + "…");
    assertThat(veil.over("…9d21> plenty of them")).isEqualTo("… of them");
    assertThat(veil.over("…9d21> ple…")).isEqualTo("……");
    assertThat(veil.over("a cat, and… no more")).isEqualTo("a cat, and… no more");
  }

  @Test
  void hidesWhatWasExtracted() {
    Variables variables = new Variables("wk-22222222");
    variables.put("token", "session-4711");
    Veil over = Veil.over(Flows.settings("steps: [{open: /}]"), variables.extracted());
    assertThat(over.over("https://x.example/session-4711/wk-22222222"))
        .isEqualTo("https://x.example/…/wk-22222222");
  }
}
