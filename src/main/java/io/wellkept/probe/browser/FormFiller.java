package io.wellkept.probe.browser;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import io.wellkept.probe.flow.Step;
import io.wellkept.probe.flow.Trail.Shortfall;
import io.wellkept.probe.flow.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills a form in as a person does, field by field. */
final class FormFiller {
  private final Patience patient;
  private final Supplier<java.time.Duration> patience;
  private final Supplier<PageView> view;
  private final Variables variables;

  /** Waits for something to be there. */
  interface Patience {
    <T> Optional<T> await(BrowserVisit.Glance<T> glance);
  }

  FormFiller(
      Patience patient,
      Supplier<java.time.Duration> patience,
      Supplier<PageView> view,
      Variables variables) {
    this.patient = patient;
    this.patience = patience;
    this.view = view;
    this.variables = variables;
  }

  /** What stands in the way; empty if everything is filled in. */
  List<Shortfall> fill(Step.Submit submit) {
    if (element(asked("form", submit)).isEmpty()) {
      String form = submit.form();
      return List.of(
          Shortfall.of("form", "The form is not there" + (form == null ? "" : ": " + form))
              .with("found", view.get().links(patience.get())));
    }
    List<Shortfall> wrong = new ArrayList<>();
    submit
        .with()
        .forEach((name, value) -> {
          if (wrong.isEmpty() && !fill(submit, name, value)) {
            wrong.add(
                Shortfall.of(
                    "field:" + name, "The form has no field “" + name + "” to be filled in"));
          }
        });
    return wrong;
  }

  Optional<ElementHandle> button(Step.Submit submit) {
    Map<String, @Nullable Object> asked = asked("button", submit);
    String button = submit.button();
    asked.put("button", button == null ? null : variables.fill(button));
    return element(asked);
  }

  private Map<String, @Nullable Object> asked(String what, Step.Submit submit) {
    Map<String, @Nullable Object> asked = new HashMap<>();
    asked.put("what", what);
    asked.put("form", submit.form());
    asked.put("names", List.copyOf(submit.with().keySet()));
    return asked;
  }

  private Optional<ElementHandle> element(Map<String, @Nullable Object> asked) {
    return patient.await(() -> view.get().element(asked, patience.get()));
  }

  private boolean fill(Step.Submit submit, String name, JsonNode value) {
    List<JsonNode> values =
        value.isArray()
            ? StreamSupport.stream(value.spliterator(), false).toList()
            : List.of(value);
    List<String> texts = values.stream().map(each -> variables.fill(each.asString())).toList();
    Map<String, @Nullable Object> asked = asked("field", submit);
    asked.put("name", name);
    asked.put("value", value.isBoolean() ? null : texts.isEmpty() ? "" : texts.get(0));
    Optional<ElementHandle> first = element(asked);
    if (first.isEmpty()) {
      return false;
    }
    try {
      if (!isBox(first.get())) {
        return fill(first.get(), texts);
      }
      if (value.isBoolean()) {
        return tick(first.get(), value.asBoolean());
      }
      return texts.stream().allMatch(text -> tickOne(asked, text));
    } catch (TimeoutError e) {
      return false;
    } catch (PlaywrightException e) {
      if (Mishap.isOurs(e)) {
        throw e;
      }
      return false;
    }
  }

  private boolean tickOne(Map<String, @Nullable Object> asked, String text) {
    asked.put("value", text);
    return element(asked).map(box -> tick(box, true)).orElse(false);
  }

  private boolean tick(ElementHandle box, boolean on) {
    box.setChecked(
        on, new ElementHandle.SetCheckedOptions().setTimeout(PageView.millis(patience.get())));
    return true;
  }

  private boolean fill(ElementHandle field, List<String> texts) {
    double timeout = PageView.millis(patience.get());
    if ("SELECT".equals(field.evaluate("field => field.tagName"))) {
      field.selectOption(
          texts.toArray(String[]::new),
          new ElementHandle.SelectOptionOptions().setTimeout(timeout));
    } else if ("hidden".equals(field.evaluate("field => field.type"))) {
      field.evaluate("(field, value) => { field.value = value; }", String.join(",", texts));
    } else {
      field.fill(String.join(",", texts), new ElementHandle.FillOptions().setTimeout(timeout));
    }
    return true;
  }

  private static boolean isBox(ElementHandle field) {
    Object type = field.evaluate("field => field.type");
    return "checkbox".equals(type) || "radio".equals(type);
  }
}
