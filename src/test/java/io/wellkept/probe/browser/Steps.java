package io.wellkept.probe.browser;

import io.wellkept.probe.Scene;
import io.wellkept.probe.flow.Step;
import io.wellkept.probe.flow.StepSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Steps as tests write them. */
final class Steps {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Steps() {}

  static StepSettings open(String address) {
    return Scene.settings(StepSettings.class, "open", address);
  }

  static StepSettings follow(String text) {
    return step("follow", Scene.settings(Step.Follow.class, "text", text));
  }

  static StepSettings expect(String text) {
    return expect(List.of(text), List.of());
  }

  static StepSettings expect(List<String> contains, List<String> has) {
    return step("expect", Scene.settings(Step.Expect.class, "contains", contains, "has", has));
  }

  static StepSettings expectNot(String text) {
    return step("expect", Scene.settings(Step.Expect.class, "containsNot", List.of(text)));
  }

  static StepSettings submit(String button, Object... fields) {
    Map<String, JsonNode> with = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      with.put((String) fields[i], MAPPER.valueToTree(fields[i + 1]));
    }
    return step("submit", Scene.settings(Step.Submit.class, "with", with, "button", button));
  }

  static StepSettings extract(String name, String selector) {
    return step("extract", Map.of(name, Scene.settings(Step.Source.class, "selector", selector)));
  }

  static StepSettings call(String url) {
    return step("call", Scene.settings(Step.Call.class, "url", url));
  }

  private static StepSettings step(String name, Object value) {
    return Scene.settings(StepSettings.class, name, value);
  }
}
