package io.wellkept.probe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.access.Mailbox;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a receipt may say, and what it may not. */
final class ReceiptSettingsTest {
  private static final String STEPS =
      """
      steps:
        - open: ""
        - submit: {with: {mail: "%s"}}
        - receipt: %s
      """;

  private static String flow(String mail, String receipt) {
    return STEPS.formatted(mail, receipt);
  }

  private static ReceiptSettings receipt(String written) {
    return Flows.settings(flow("{{run.id}}", written), Map.of("P", "canary-5"))
        .receipt()
        .orElseThrow();
  }

  @Test
  void waitsTenMinutesAndLooksSixTimesUnlessToldOtherwise() {
    ReceiptSettings usual = receipt("{webhook: true}");
    assertThat(usual.within()).isEqualTo(Duration.ofMinutes(10));
    assertThat(usual.againEvery()).isEqualTo(Duration.ofSeconds(100));
    assertThat(receipt("{webhook: true, within: 1h, again-every: 5m}").againEvery())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aMailboxIsSecretByItselfAndNeverShowsItsPassword() {
    ReceiptSettings written =
        receipt("{mailbox: {host: imap.example.org, user: leads, password: \"${env:P}\"}}");
    Mailbox mailbox = written.mailbox();
    assertThat(mailbox).isNotNull();
    assertThat(mailbox.port()).isEqualTo(993);
    assertThat(mailbox.password()).isEqualTo("canary-5");
    assertThat(written.toString() + mailbox + written.words()).doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{within: 5m} | exactly one of mailbox, webhook, json or csv",
        "{webhook: true, csv: {url: 'https://x.example/'}} | exactly one of mailbox",
        "{webhook: true, within: 8d} | at most 7d",
        "{webhook: true, within: 5m, again-every: 6m} | again-every is longer than within",
        "{json: {url: /leads}} | must be a whole address",
        "{json: {url: 'https://x.example/', find: '$['}} | is no JSON path",
        "{json: {url: 'https://x.example/?q={{order}}'}} | may hold {{run.id}} alone"
      })
  void refusesWhatMakesNoSense(String written, String because) {
    assertThat(Flows.problems(flow("{{run.id}}", written)))
        .singleElement()
        .asString()
        .contains(because);
  }

  @Test
  void whatIsSentMustCarryTheMark() {
    assertThat(Flows.problems(flow("probe@example.org", "{webhook: true}")))
        .singleElement()
        .asString()
        .contains("nothing that is sent carries it");
    assertThat(Flows.problems("steps: [{open: /a}, {receipt: {webhook: true}}]\n"))
        .singleElement()
        .asString()
        .contains("no step before it sends anything");
  }

  @Test
  void whatSendsSomethingIsNotConfirmed() {
    String steps = "steps: [{open: /a}, {submit: {with: {a: b}}}]\n";
    assertThat(Flows.problems("confirm: 30s\n" + steps))
        .singleElement()
        .asString()
        .contains("a second look would send it again");
    assertThat(Flows.settings("confirm: 0s\n" + steps).acts()).isTrue();
  }
}
