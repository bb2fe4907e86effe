package io.wellkept.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Kinds;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import io.wellkept.probe.AddressRange;
import io.wellkept.probe.Beats;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Manners;
import io.wellkept.probe.flow.FlowProbe;
import io.wellkept.probe.flow.FlowSettings;
import io.wellkept.probe.flow.HttpWalker;
import io.wellkept.probe.flow.Receipts;
import io.wellkept.probe.flow.Trail;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shop's contact form says thank you, and what was asked never reaches anybody. */
final class LostLeadsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Path HOME = Path.of("");

  @Test
  void areFoundByTheReceiptAndFoundAgainWhenTheyArrive() throws Exception {
    try (Shop shop = Shop.start(() -> NOW, Script.NOTES_EVERY, (fault, broken) -> {});
        Http http =
            new Http(
                new Http.Setup("test", List.of(AddressRange.parse("127.0.0.0/8")), Manners.USUAL),
                () -> NOW)) {
      Beats nobody = check -> new Beats.Heard(NOW, null, null, List.of());
      FlowProbe flow = new FlowProbe(new HttpWalker(http), new Receipts(http, nobody));
      Touchpoint form = form(shop);
      Judgement sent = look(flow, form, Memory.EMPTY, NOW);
      assertThat(findings(sent)).isEmpty();
      assertThat(sent.again()).isNotNull();
      assertThat(findings(look(flow, form, sent.memory(), NOW))).isEmpty();

      shop.breakIt(Fault.LEADS_ARE_LOST);
      Judgement thanked = look(flow, form, Memory.EMPTY, NOW);
      assertThat(findings(thanked)).isEmpty();
      Judgement lost = look(flow, form, thanked.memory(), NOW.plus(Duration.ofHours(1)));
      assertThat(findings(lost)).extracting(Finding::code).containsExactly("flow.not-received");

      shop.repair(Fault.LEADS_ARE_LOST);
      Judgement again = look(flow, form, lost.memory(), NOW);
      assertThat(findings(again)).as("it must arrive first").hasSize(1);
      assertThat(findings(look(flow, form, again.memory(), NOW))).isEmpty();
    }
  }

  private static Touchpoint form(Shop shop) throws IOException {
    Reading read =
        new PlanReader(Kinds.catalogue(), Secrets.of(shop.variables(), HOME), 1200)
            .read(Sources.readFrom(HOME));
    assertThat(read).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) read).plan().touchpoint("contact-form").orElseThrow();
  }

  private static Judgement look(FlowProbe flow, Touchpoint form, Memory memory, Instant now)
      throws InterruptedException {
    Check check =
        form.checks().stream()
            .filter(each -> each.kind() == FlowProbe.KIND)
            .findFirst()
            .orElseThrow();
    FlowSettings settings = (FlowSettings) check.settings();
    Look<FlowSettings> look =
        new Look<>(form, check, settings, memory, false, Look.DEADLINE, Leave.ALWAYS);
    Trail trail = flow.look(look);
    return flow.judge(look, trail, memory, now);
  }

  private static List<Finding> findings(Judgement judgement) {
    assertThat(judgement.observation()).isInstanceOf(Observation.Seen.class);
    return ((Observation.Seen) judgement.observation()).findings();
  }
}
