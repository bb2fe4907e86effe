package io.wellkept.probe.flow;

import io.wellkept.probe.Ask;
import io.wellkept.probe.flow.Trail.Shortfall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds a form of a page, fills it in, and says what a browser would send. */
final class Filling {
  /** What came of it. */
  sealed interface Filled {
    /** It can be sent. */
    record Ready(HttpUrl to, Ask.Sending sending) implements Filled {}

    /** A visitor could not send it like that. */
    record Lacking(List<Shortfall> shortfalls) implements Filled {
      public Lacking {
        shortfalls = List.copyOf(shortfalls);
      }
    }
  }

  private final Document page;
  private final HttpUrl address;
  private final Step.Submit wanted;
  private final Variables variables;
  private final List<Shortfall> lacking = new ArrayList<>();

  private Filling(Document page, HttpUrl address, Step.Submit wanted, Variables variables) {
    this.page = page;
    this.address = address;
    this.wanted = wanted;
    this.variables = variables;
  }

  static Filled of(Document page, HttpUrl address, Step.Submit wanted, Variables variables) {
    return new Filling(page, address, wanted, variables).filled();
  }

  private Filled filled() {
    Form form = form().orElse(null);
    if (form == null) {
      return new Filled.Lacking(lacking);
    }
    wanted.with().forEach((name, value) -> fill(form, name, value));
    Element button = form.button(wanted.button()).orElse(null);
    if (button == null && wanted.button() != null) {
      lack("button", "The form has no button “" + wanted.button() + "”", form.buttonWords());
    }
    required(form, button);
    HttpUrl to = target(form, button).orElse(null);
    return lacking.isEmpty() && to != null ? ready(form, button, to) : new Filled.Lacking(lacking);
  }

  private void lack(String what, String headline, String found) {
    lacking.add(Shortfall.of(what, headline).with("found", found));
  }

  private Optional<Form> form() {
    List<Form> forms = Form.on(page);
    String selector = wanted.form();
    if (selector != null) {
      Optional<Form> meant = meant(forms, selector);
      if (meant.isEmpty()) {
        lack("form", "The form is not there: " + selector, listed(forms));
      }
      return meant;
    }
    List<Form> fitting =
        forms.size() < 2
            ? forms
            : forms.stream()
                .filter(form ->
                    wanted.with().keySet().stream().noneMatch(key -> form.named(key).isEmpty()))
                .toList();
    if (fitting.size() != 1) {
      String headline =
          forms.isEmpty()
              ? "The page has no form"
              : fitting.isEmpty() ? "No form has these fields" : "Several forms could be meant";
      lack("form", headline, listed(forms));
      return Optional.empty();
    }
    return Optional.of(fitting.get(0));
  }

  /** A selector may mean the form, what is in it, or what it is in. */
  private Optional<Form> meant(List<Form> forms, String selector) {
    for (Element match : page.select(selector)) {
      Element around = match.closest("form");
      Element meant = around != null ? around : match.selectFirst("form");
      Optional<Form> form = forms.stream().filter(each -> each.element() == meant).findFirst();
      if (form.isPresent()) {
        return form;
      }
    }
    return Optional.empty();
  }

  private static String listed(List<Form> forms) {
    return forms.isEmpty()
        ? "no form at all"
        : Sight.cut(forms.stream().map(Form::words).collect(Collectors.joining(", ")));
  }

  private void fill(Form form, String name, JsonNode value) {
    List<Control> fields = form.named(name).stream().filter(field -> !field.isDisabled()).toList();
    if (fields.isEmpty()) {
      String words =
          form.named(name).isEmpty()
              ? "The form has no field “" + name + "”"
              : "The field “" + name + "” is switched off";
      lack("field", words, form.fieldWords());
      return;
    }
    List<String> texts =
        value.isArray()
            ? value.valueStream().map(JsonNode::asString).map(variables::fill).toList()
            : List.of(variables.fill(value.asString()));
    if (fields.stream().anyMatch(field -> field.isBox() || field.isRadio())) {
      // some frameworks put a hidden field of the same name before a box
      tick(form, name, fields.stream().filter(field -> !field.isHidden()).toList(), texts);
    } else if (fields.get(0).isSelect()) {
      fields
          .get(0)
          .select(texts)
          .ifPresent(text -> noChoice(name, String.join(" · ", fields.get(0).choices())));
    } else if (fields.stream().anyMatch(Control::isFile)) {
      lack("field", "The field “" + name + "” takes a file", "which no flow can send");
    } else {
      for (int i = 0; i < Math.min(texts.size(), fields.size()); i++) {
        fields.get(i).write(texts.get(i));
      }
    }
  }

  private void noChoice(String name, String choices) {
    lack("field", "The field “" + name + "” cannot be set so", Sight.cut(choices));
  }

  private void tick(Form form, String name, List<Control> boxes, List<String> texts) {
    String only = texts.size() == 1 ? texts.get(0) : "";
    if (only.equals("true") || only.equals("false")) {
      boxes.forEach(box -> box.tick(only.equals("true")));
      return;
    }
    for (String text : texts) {
      if (boxes.stream().noneMatch(box -> box.isChoice(text, form.labels(box)))) {
        noChoice(
            name,
            boxes.stream()
                .flatMap(box -> box.choices().stream())
                .collect(Collectors.joining(" · ")));
        return;
      }
    }
    for (Control box : boxes) {
      box.tick(texts.stream().anyMatch(text -> box.isChoice(text, form.labels(box))));
    }
  }

  /** What a browser would not let anybody send. */
  private void required(Form form, @Nullable Element button) {
    boolean lenient =
        form.element().hasAttr("novalidate")
            || (button != null && button.hasAttr("formnovalidate"));
    if (lenient) {
      return;
    }
    form.controls().stream()
        .filter(Control::lacks)
        .filter(field -> !(field.isRadio() && chosen(form, field.name())))
        .map(Control::name)
        .distinct()
        .forEach(name ->
            lack(
                "required",
                "The form demands what is not filled in: " + name,
                "a field that must be filled in"));
  }

  private static boolean chosen(Form form, String name) {
    return form.controls().stream()
        .anyMatch(field -> field.isRadio() && field.name().equals(name) && !field.lacks());
  }

  private Optional<HttpUrl> target(Form form, @Nullable Element button) {
    if (form.attribute("method", button).equals("dialog")) {
      lack("action", "The form is not sent anywhere", "method=dialog");
      return Optional.empty();
    }
    Element says = button != null && button.hasAttr("formaction") ? button : form.element();
    String action = says.attr(says == form.element() ? "action" : "formaction").strip();
    if (action.isEmpty()) {
      return Optional.of(address);
    }
    Optional<HttpUrl> to = Anchors.resolve(says, address, action);
    if (to.isEmpty()) {
      lack("action", "The form leads to no page", Sight.cut(action));
    }
    return to;
  }

  private record Entry(String name, String value, boolean file) {}

  private Filled ready(Form form, @Nullable Element button, HttpUrl to) {
    List<Entry> entries = entries(form, button);
    if (!form.attribute("method", button).equals("post")) {
      HttpUrl asked = to.newBuilder().fragment(null).encodedQuery(encoded(entries)).build();
      return new Filled.Ready(asked, Ask.Sending.GET);
    }
    Ask.Sending sending =
        switch (form.attribute("enctype", button)) {
          case "multipart/form-data" -> multipart(entries);
          case "text/plain" ->
              Ask.Sending.post(
                  "text/plain",
                  entries.stream()
                      .map(entry -> entry.name + "=" + entry.value + "\r\n")
                      .collect(Collectors.joining()));
          default -> Ask.Sending.post("application/x-www-form-urlencoded", encoded(entries));
        };
    return new Filled.Ready(to, sending);
  }

  private static List<Entry> entries(Form form, @Nullable Element button) {
    List<Entry> entries = new ArrayList<>();
    for (Control field : form.controls()) {
      if (field.isDisabled() || field.name().isEmpty()) {
        continue;
      }
      boolean charset = field.isHidden() && field.name().equalsIgnoreCase("_charset_");
      field
          .values()
          .forEach(value ->
              entries.add(new Entry(field.name(), charset ? "UTF-8" : value, field.isFile())));
    }
    if (button != null) {
      pressed(button, entries);
    }
    return entries;
  }

  private static void pressed(Element button, List<Entry> entries) {
    String name = button.attr("name");
    if (button.attr("type").toLowerCase(Locale.ROOT).equals("image")) {
      String before = name.isEmpty() ? "" : name + ".";
      entries.add(new Entry(before + "x", "0", false));
      entries.add(new Entry(before + "y", "0", false));
    } else if (!name.isEmpty()) {
      entries.add(new Entry(name, button.attr("value"), false));
    }
  }

  private static String encoded(List<Entry> entries) {
    return entries.stream()
        .map(entry -> encoded(entry.name) + "=" + encoded(entry.value))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(lines(text), StandardCharsets.UTF_8);
  }

  /** Line breaks as forms send them. */
  private static String lines(String text) {
    return text.replaceAll("\\r\\n|\\r|\\n", "\r\n");
  }

  private Ask.Sending multipart(List<Entry> entries) {
    String boundary = variables.fill("----{{run.id}}-form");
    StringBuilder body = new StringBuilder();
    for (Entry entry : entries) {
      body.append("--").append(boundary).append("\r\n");
      body.append("Content-Disposition: form-data; name=\"").append(quoted(entry.name)).append('"');
      if (entry.file) {
        body.append("; filename=\"\"\r\nContent-Type: application/octet-stream");
      }
      body.append("\r\n\r\n").append(lines(entry.value)).append("\r\n");
    }
    body.append("--").append(boundary).append("--\r\n");
    return Ask.Sending.post("multipart/form-data; boundary=" + boundary, body.toString());
  }

  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }
}
