package io.wellkept.probe.flow;

import io.wellkept.probe.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, and what it is going to send.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/form-control-infrastructure.html">HTML, form
 *     control infrastructure</a>
 */
final class Control {
  private static final Set<String> BUTTONS = Set.of("submit", "image", "reset", "button");

  private final Element element;
  private final String type;
  private final boolean disabled;
  private List<String> values;

  private Control(Element element) {
    this.element = element;
    this.type = type(element);
    this.disabled = isDisabled(element);
    this.values = initial();
  }

  /** As the page has it; empty for a button, which is no field. */
  static Optional<Control> of(Element element) {
    boolean button = element.normalName().equals("button") || BUTTONS.contains(type(element));
    return button ? Optional.empty() : Optional.of(new Control(element));
  }

  private static String type(Element element) {
    return switch (element.normalName()) {
      case "select", "textarea" -> element.normalName();
      default -> element.attr("type").strip().toLowerCase(Locale.ROOT);
    };
  }

  /** Disabled itself, or in a group that is; the legend of a group is not part of that. */
  static boolean isDisabled(Element element) {
    Element below = element;
    for (Element at = element; at != null; at = at.parent()) {
      boolean group = at != element && at.normalName().equals("fieldset");
      boolean inLegend = group && below.normalName().equals("legend");
      if (at.hasAttr("disabled") && (at == element || (group && !inLegend))) {
        return true;
      }
      below = at;
    }
    return false;
  }

  /** The next element around it with that name; quicker than a selector for a hundred thousand. */
  static @Nullable Element around(Element element, String name) {
    Element at = element.parent();
    while (at != null && !at.normalName().equals(name)) {
      at = at.parent();
    }
    return at;
  }

  private List<String> initial() {
    return switch (type) {
      case "checkbox", "radio" -> element.hasAttr("checked") ? List.of(tick()) : List.of();
      case "select" -> chosen();
      case "textarea" -> List.of(element.wholeText());
      case "file" -> List.of("");
      default -> List.of(element.attr("value"));
    };
  }

  private List<String> chosen() {
    List<Element> open =
        element.select("option").stream().filter(option -> !closed(option)).toList();
    List<String> selected =
        open.stream().filter(option -> option.hasAttr("selected")).map(Control::value).toList();
    if (element.hasAttr("multiple")) {
      return selected;
    }
    if (!selected.isEmpty()) {
      return selected.subList(selected.size() - 1, selected.size());
    }
    return open.stream().limit(1).map(Control::value).toList();
  }

  private static boolean closed(Element option) {
    Element group = around(option, "optgroup");
    return option.hasAttr("disabled") || (group != null && group.hasAttr("disabled"));
  }

  private static String value(Element option) {
    return option.hasAttr("value") ? option.attr("value") : option.text();
  }

  private String tick() {
    return element.hasAttr("value") ? element.attr("value") : "on";
  }

  String name() {
    return element.attr("name");
  }

  Element element() {
    return element;
  }

  boolean isDisabled() {
    return disabled;
  }

  boolean isFile() {
    return type.equals("file");
  }

  boolean isHidden() {
    return type.equals("hidden");
  }

  boolean isBox() {
    return type.equals("checkbox");
  }

  boolean isRadio() {
    return type.equals("radio");
  }

  boolean isSelect() {
    return type.equals("select");
  }

  /** What it sends; nothing for a box that is not ticked. */
  List<String> values() {
    return values;
  }

  /**
   * Whether it must be filled in, and is not. Of boxes and choices that is for the group to say.
   */
  boolean lacks() {
    boolean asked = element.hasAttr("required") && !disabled && !isHidden();
    return asked && !element.hasAttr("readonly") && values.stream().allMatch(String::isEmpty);
  }

  void write(String text) {
    boolean lines = type.equals("textarea");
    values = List.of(lines ? text : text.replaceAll("[\\r\\n]+", ""));
  }

  void tick(boolean whether) {
    values = whether ? List.of(tick()) : List.of();
  }

  /**
   * Whether it is the box or choice that a text names, by its value or by what stands beside it.
   */
  boolean isChoice(String text, List<String> labels) {
    return tick().equals(text)
        || labels.stream().anyMatch(label -> label.equals(Wording.comparable(text)));
  }

  /** Selects the options that the texts name; gives back the first text that names none. */
  Optional<String> select(List<String> texts) {
    List<String> found = new ArrayList<>();
    for (String text : texts) {
      Optional<Element> option =
          options()
              .filter(each -> value(each).equals(text))
              .findFirst()
              .or(() ->
                  options()
                      .filter(
                          each -> Wording.comparable(each.text()).equals(Wording.comparable(text)))
                      .findFirst());
      if (option.isEmpty()) {
        return Optional.of(text);
      }
      found.add(value(option.get()));
    }
    values = element.hasAttr("multiple") ? found : found.subList(found.size() - 1, found.size());
    return Optional.empty();
  }

  private Stream<Element> options() {
    return element.select("option").stream().filter(option -> !closed(option));
  }

  /** What can be chosen, in the page's words. */
  List<String> choices() {
    return isSelect()
        ? options().map(option -> Wording.plain(option.text())).toList()
        : List.of(Objects.requireNonNull(tick()));
  }
}
