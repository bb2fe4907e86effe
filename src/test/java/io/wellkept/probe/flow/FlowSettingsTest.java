package io.wellkept.probe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlowSettingsTest {
  private static final String WHOLE =
      """
      deadline: 20s
      headers: {Authorization: "Bearer ${env:PREVIEW}"}
      steps:
        - open: /contact
        - follow: Write to us
        - follow: {selector: a.cta}
        - submit:
            form: form#contact
            with: {email: "probe+{{run.id}}@example.org", agree: true, topics: [tea, cups], age: 7}
            button: Send
        - expect: {status: [200], contains: [Thank you], lands-at: shop.example.org/thanks*}
        - extract: {order: .order-no, token: {selector: "meta[name=t]", attribute: content}}
        - call: {url: "/api/orders/{{order}}", json: {secret: "${env:TOKEN}", mark: "{{run.id}}"}}
        - expect: {json: {$.status: open, $.count: 2}}
      """;
  private static final Map<String, String> SECRETS =
      Map.of("PREVIEW", "canary-preview", "TOKEN", "canary-token");

  @Test
  void readsEachSortOfStep() {
    FlowSettings settings = Flows.settings(WHOLE, SECRETS);

    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.walk())
        .extracting(step -> step.getClass().getSimpleName())
        .containsExactly(
            "Open", "Follow", "Follow", "Submit", "Expect", "Extract", "Call", "Expect");
    assertThat(settings.walk().get(1)).isEqualTo(new Step.Follow("Write to us", null));
    assertThat(((Step.Extract) settings.walk().get(5)).variables().get("order").selector())
        .isEqualTo(".order-no");
    assertThat(((Step.Call) settings.walk().get(6)).method()).isEqualTo("POST");
  }

  @Test
  void fillsInSecretsHoweverDeepAndShowsNone() {
    FlowSettings settings = Flows.settings(WHOLE, SECRETS);

    assertThat(((Step.Call) settings.walk().get(6)).json().toString()).contains("canary-token");
    assertThat(settings.headers()).containsValue("Bearer canary-preview");
    assertThat(settings.toString() + settings.steps() + settings.walk()).doesNotContain("canary");
  }

  @Test
  void actsWhereItSendsAndNothingSaysThatItIsHarmless() {
    assertThat(Flows.settings("steps: [{open: /}, {submit: {}}]").acts()).isTrue();
    assertThat(Flows.settings("steps: [{open: /}, {submit: {safe: true}}]").acts()).isFalse();
    assertThat(Flows.settings("steps: [{call: {url: /a}}]").acts()).isFalse();
    assertThat(Flows.settings("steps: [{call: {url: /a, method: delete}}]").acts()).isTrue();
    assertThat(FlowProbe.KIND.acts().test(Flows.settings("steps: [{open: /}]"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steps: [] | steps are missing",
        "deadline: 20s | steps",
        "steps: [{open: /}, {}] | step 2 says nothing: expected exactly one of open, follow",
        "steps: [{open: /, submit: {}}] | step 1 says open and submit",
        "steps: [{submit: {}}] | step 1 sends a form, but no page is open",
        "steps: [{call: {url: /}}, {follow: x}] | step 2 follows a link, but no page is open",
        "steps: [{expect: {contains: [x]}}] | step 1 expects an answer to nothing",
        "steps: [{open: /}, {expect: {}}] | expect is empty",
        "steps: [{open: /}, {follow: {}}] | follow needs exactly one of selector or text",
        "steps: [{open: /}, {follow: {selector: 'a['}}] | is not a CSS selector",
        "steps: [{open: /}, {extract: {}}] | extract is empty",
        "steps: [{open: /}, {extract: {'a b': x}}] | 'a b' is no name",
        "steps: [{open: /}, {extract: {a: {regex: '('}}}] | is no regular expression",
        "steps: [{open: /}, {extract: {a: {json: '$['}}}] | is no JSON path",
        "steps: [{open: /}, {extract: {a: {regex: x, json: $.x}}}] | extract needs exactly one of",
        "steps: [{open: '/{{order}}'}] | step 1 uses {{order}}, which no step before it extracts",
        "steps: [{call: {url: /, json: {}, body: x}}] | json or body, not both",
        "steps: [{call: {url: /, method: GET, body: x}}] | a GET sends neither",
        "steps: [{call: {url: /, method: BREW}}] | 'BREW' is none of",
        "steps: [{call: {url: /, headers: {Host: x}}}] | is set by Wellkept itself",
        "steps: [{open: /}, {submit: {with: {a: {b: c}}}}] | 'a' must be a text",
        "steps: [{open: /}, {jump: high}] | jump",
        "deadline: 40s; steps: [{open: /}] | deadline 40000ms is not between",
        "steps: [{open: /}, {expect: {contains: ['']}}] | contains is empty"
      })
  void saysWhatIsWrong(String line) {
    String[] parts = line.split(" \\| ");
    List<String> problems = Flows.problems(parts[0].replace("; ", "\n"));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith("monitors/shop.yaml:").contains(parts[1]);
  }
}
