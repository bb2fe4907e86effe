package io.wellkept.probe.flow;

import io.wellkept.probe.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** A form as it stands on a page: its fields and its buttons. */
final class Form {
  private static final String FIELDS = "input, select, textarea, button";
  private static final String SENDING =
      "button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]";

  /** Beyond it, fields that only the parser knows to belong to a form are not looked for. */
  private static final int MANY = 2_000;

  private static final int MOST_LABELS = 3;

  private final FormElement element;
  private final List<Element> parts;
  private final List<Control> controls;

  /** What labels say, by the id of the field that each is for. */
  private final Map<String, List<String>> labels;

  private Form(FormElement element, List<Element> parts, Map<String, List<String>> labels) {
    this.element = element;
    this.parts = parts;
    this.labels = labels;
    this.controls =
        parts.stream()
            .filter(part -> Control.around(part, "datalist") == null)
            .flatMap(part -> Control.of(part).stream())
            .toList();
  }

  /** All forms of a page, in its order. */
  static List<Form> on(Document page) {
    List<Element> all = page.select(FIELDS);
    Map<String, List<String>> labels = new HashMap<>();
    for (Element label : page.select("label[for]")) {
      List<String> said = labels.computeIfAbsent(label.attr("for"), id -> new ArrayList<>());
      if (said.size() < MOST_LABELS) {
        said.add(label.text());
      }
    }
    List<FormElement> elements = new ArrayList<>();
    Map<String, Element> byId = new HashMap<>();
    for (Element element : page.select("form")) {
      if (element instanceof FormElement form) {
        elements.add(form);
        byId.putIfAbsent(form.id(), form);
      }
    }
    Map<Element, List<Element>> parts = new IdentityHashMap<>();
    for (Element part : all) {
      Element owner =
          part.hasAttr("form") ? byId.get(part.attr("form")) : Control.around(part, "form");
      if (owner != null) {
        parts.computeIfAbsent(owner, form -> new ArrayList<>()).add(part);
      }
    }
    return elements.stream()
        .map(form -> new Form(form, partsOf(form, parts, all.size()), labels))
        .toList();
  }

  /** A form that begins within a table and ends outside of it has nothing in it. */
  private static List<Element> partsOf(
      FormElement form, Map<Element, List<Element>> parts, int fields) {
    List<Element> own = parts.getOrDefault(form, List.of());
    return own.isEmpty() && fields <= MANY ? List.copyOf(form.elements()) : own;
  }

  FormElement element() {
    return element;
  }

  List<Control> controls() {
    return controls;
  }

  /** By its name, else by its id, else by its label; several where they share a name. */
  List<Control> named(String key) {
    List<Control> byName = where(control -> control.name().equals(key));
    if (!byName.isEmpty()) {
      return byName;
    }
    List<Control> byId = where(control -> control.element().id().equals(key));
    String label = Wording.comparable(key);
    return !byId.isEmpty() ? byId : where(control -> labels(control).contains(label));
  }

  private List<Control> where(Predicate<Control> wanted) {
    return controls.stream().filter(wanted).toList();
  }

  /** What stands beside the field, as people compare it, without a star for "required". */
  List<String> labels(Control control) {
    Element field = control.element();
    Stream<String> byId = labels.getOrDefault(field.id(), List.of()).stream();
    Element around = Control.around(field, "label");
    Stream<String> own =
        Stream.of(
            around == null ? "" : around.ownText(),
            around == null ? "" : around.text(),
            field.attr("aria-label"),
            field.attr("placeholder"));
    return Stream.concat(byId, own)
        .map(text -> Wording.comparable(text).replaceAll("[\\s*:]+$", ""))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The button that is meant; the first if none is named. */
  Optional<Element> button(@Nullable String wanted) {
    List<Element> buttons = buttons();
    if (wanted == null) {
      return buttons.stream().findFirst();
    }
    String words = Wording.comparable(wanted);
    return Stream.<Predicate<Element>>of(
            button -> Wording.comparable(says(button)).equals(words),
            button -> button.attr("name").equals(wanted) || button.id().equals(wanted),
            button -> Wording.comparable(says(button)).contains(words))
        .flatMap(rule -> buttons.stream().filter(rule).limit(1))
        .findFirst();
  }

  private List<Element> buttons() {
    return parts.stream().filter(part -> part.is(SENDING) && !Control.isDisabled(part)).toList();
  }

  private static String says(Element button) {
    return Stream.of(
            button.text(), button.attr("value"), button.attr("aria-label"), button.attr("alt"))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /** What its buttons say, for people. */
  String buttonWords() {
    List<String> said = buttons().stream().map(Form::says).map(Wording::plain).toList();
    return said.isEmpty() ? "no button that sends it" : Sight.cut(String.join(" · ", said));
  }

  /** The names of its fields, for people. */
  String fieldWords() {
    Set<String> names = new LinkedHashSet<>();
    controls.stream()
        .filter(control -> !control.isHidden() && !control.name().isEmpty())
        .forEach(control -> names.add(control.name()));
    return names.isEmpty() ? "a form without fields" : Sight.cut(String.join(", ", names));
  }

  /** A short name for people: "form#contact". */
  String words() {
    if (!element.id().isEmpty()) {
      return "form#" + element.id();
    }
    if (element.hasAttr("name")) {
      return "form[name=" + element.attr("name") + "]";
    }
    String action = element.attr("action");
    return action.isEmpty() ? "form" : "form[action=" + action + "]";
  }

  String attribute(String name, @Nullable Element button) {
    String own = button == null ? "" : button.attr("form" + name).strip();
    return (own.isEmpty() ? element.attr(name).strip() : own).toLowerCase(Locale.ROOT);
  }
}
