package io.wellkept.probe.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.wellkept.probe.PageSettings;
import io.wellkept.probe.ShownAddress;
import io.wellkept.touchpoint.Briefly;
import io.wellkept.touchpoint.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that a visitor does on the way, or makes sure of. Texts may hold {@code {{run.id}}} and
 * the names of what earlier steps extracted; {@link Variables} fills them in.
 */
public sealed interface Step {
  /** As a person would say it, without anything that is filled in: "open /contact". */
  String words();

  /** Whether it must not be done twice. */
  default boolean acts() {
    return false;
  }

  /** The texts in which something may be left to be filled in. */
  default Stream<String> texts() {
    return Stream.empty();
  }

  /**
   * Opens a page.
   *
   * @param address whole, or as a link on the touchpoint's own page would write it; empty for that
   *     page itself
   */
  record Open(String address) implements Step {
    @Override
    public String words() {
      return "open " + (address.isEmpty() ? "the page" : ShownAddress.of(address));
    }

    @Override
    public Stream<String> texts() {
      return Stream.of(address);
    }

    @Override
    public String toString() {
      return words();
    }
  }

  /** Goes where a link of the page leads. */
  @Briefly("the text of a link")
  @Doc("A link to follow: its text alone, or one of these.")
  record Follow(
      @Doc(value = "What the link says, or begins to say", example = "Write to us")
          @Nullable String text,
      @Doc(
              value = "A CSS selector of the link, or of a frame, whose page is then opened",
              example = "a.call-to-action")
          @Nullable String selector)
      implements Step {
    public Follow {
      Wanted.one("follow", Map.of("text", text != null, "selector", selector != null));
      Wanted.textOrNothing("follow", text);
      Wanted.selector("follow", selector);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Follow of(String text) {
      return new Follow(text, null);
    }

    @Override
    public String words() {
      return "follow the link " + (text == null ? selector : "“" + text + "”");
    }

    @Override
    public Stream<String> texts() {
      return Stream.ofNullable(text);
    }
  }

  /** Fills in a form of the page and sends it. */
  @Doc("A form of the page that is filled in and sent.")
  record Submit(
      @Doc(
              value = "A CSS selector of the form; may be left out where the page has only one",
              example = "form#contact")
          @Nullable String form,
      @Doc(
              value =
                  "What to fill in, by the field's name, id or label: a text, true or false for a"
                      + " box to tick, a list where several can be chosen. All other fields are"
                      + " sent as the page has them",
              example = "{email: \"probe+{{run.id}}@example.org\"}")
          @Nullable Map<String, JsonNode> with,
      @Doc(
              value = "The button to press, by what it says, its name or id; the first if left out",
              example = "Send")
          @Nullable String button,
      @Doc(
              value =
                  "Whether sending it leaves nothing behind, as with a search or a log-in; only"
                      + " then may it be sent more than once",
              standard = "false")
          @Nullable Boolean safe)
      implements Step {
    public Submit {
      Wanted.selector("form", form);
      Wanted.textOrNothing("button", button);
      with = Wanted.ordered(with);
      with.forEach((name, value) -> Wanted.scalars("with", name, value));
      safe = safe != null && safe;
    }

    @Override
    public Map<String, JsonNode> with() {
      return Objects.requireNonNull(with);
    }

    @Override
    public Boolean safe() {
      return Objects.requireNonNull(safe);
    }

    @Override
    public String words() {
      return "send the form" + (form == null ? "" : " " + form);
    }

    @Override
    public boolean acts() {
      return !safe();
    }

    @Override
    public Stream<String> texts() {
      return with().values().stream().flatMap(Wanted::strings);
    }

    @Override
    public String toString() {
      return words() + " with " + with().keySet();
    }
  }

  /** Makes sure that the answer is what it should be. */
  @Doc("What the answer of the step before must be like; in the words of the page check.")
  record Expect(
      @Doc(
              value =
                  "The answers that are right, as HTTP status codes; any from 200 to 299 if left"
                      + " out",
              example = "[200]")
          @Nullable List<Integer> status,
      @Doc(
              value =
                  "Where the visitor must be by now: an address, or host and path in which * stands"
                      + " for anything",
              example = "shop.example.org/thanks*")
          @Nullable String landsAt,
      @Doc(value = "Texts that a visitor must be able to read", example = "[Thank you]")
          @Nullable List<String> contains,
      @Doc(value = "Texts that a visitor must not read", example = "[went wrong]")
          @Nullable List<String> containsNot,
      @Doc(value = "CSS selectors that must match an element", example = "[.order-number]")
          @Nullable List<String> has,
      @Doc(value = "CSS selectors that must match nothing", example = "[.error]")
          @Nullable List<String> hasNot,
      @Doc(
              value = "Texts by CSS selector: one of the matching elements must contain the text",
              example = "{h1: Thank you}")
          @Nullable Map<String, String> selectorText,
      @Doc(value = "What the page's title must contain", example = "Thank you")
          @Nullable String title,
      @Doc(
              value = "Values by JSON path, for answers in JSON",
              example = "{\"$.status\": open, \"$.items.length()\": 2}")
          @Nullable Map<String, JsonNode> json)
      implements Step {
    public Expect {
      status = Wanted.list(status);
      contains = Wanted.list(contains);
      containsNot = Wanted.list(containsNot);
      has = Wanted.list(has);
      hasNot = Wanted.list(hasNot);
      selectorText = Wanted.ordered(selectorText);
      json = Wanted.ordered(json);
      json.keySet().forEach(JsonPaths::require);
      json.forEach((path, value) -> Wanted.scalar("json", path, value));
      boolean nothing =
          landsAt == null
              && title == null
              && Stream.of(status, contains, containsNot, has, hasNot).allMatch(List::isEmpty)
              && selectorText.isEmpty()
              && json.isEmpty();
      if (nothing) {
        throw new IllegalArgumentException("expect is empty: say what the answer must be like");
      }
      page(status, landsAt, contains, containsNot, has, hasNot, selectorText, title);
    }

    /** What of it the page check knows how to read, which also refuses what makes no sense. */
    PageSettings page() {
      return page(
          status(), landsAt, contains(), containsNot(), has(), hasNot(), selectorText(), title);
    }

    private static PageSettings page(
        @Nullable List<Integer> status,
        @Nullable String landsAt,
        @Nullable List<String> contains,
        @Nullable List<String> containsNot,
        @Nullable List<String> has,
        @Nullable List<String> hasNot,
        @Nullable Map<String, String> selectorText,
        @Nullable String title) {
      return new PageSettings(
          null,
          status,
          landsAt,
          contains,
          containsNot,
          has,
          hasNot,
          selectorText,
          title,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }

    /** The same with every text filled in. */
    Expect filled(UnaryOperator<String> fill) {
      return new Expect(
          status,
          landsAt == null ? null : fill.apply(landsAt),
          contains().stream().map(fill).toList(),
          containsNot().stream().map(fill).toList(),
          has,
          hasNot,
          Wanted.mapped(selectorText(), fill),
          title == null ? null : fill.apply(title),
          Wanted.mapped(json(), node -> Wanted.filled(node, fill)));
    }

    public boolean accepts(int answered) {
      return status().isEmpty() ? answered >= 200 && answered < 300 : status().contains(answered);
    }

    @Override
    public List<Integer> status() {
      return Objects.requireNonNull(status);
    }

    @Override
    public List<String> contains() {
      return Objects.requireNonNull(contains);
    }

    @Override
    public List<String> containsNot() {
      return Objects.requireNonNull(containsNot);
    }

    @Override
    public List<String> has() {
      return Objects.requireNonNull(has);
    }

    @Override
    public List<String> hasNot() {
      return Objects.requireNonNull(hasNot);
    }

    @Override
    public Map<String, String> selectorText() {
      return Objects.requireNonNull(selectorText);
    }

    @Override
    public Map<String, JsonNode> json() {
      return Objects.requireNonNull(json);
    }

    @Override
    public String words() {
      return "make sure of the answer";
    }

    @Override
    public Stream<String> texts() {
      List<String> texts = new ArrayList<>(contains());
      texts.addAll(containsNot());
      texts.addAll(selectorText().values());
      json().values().stream().flatMap(Wanted::strings).forEach(texts::add);
      return Stream.concat(
          texts.stream(),
          Stream.of(landsAt, title).filter(Objects::nonNull).map(String.class::cast));
    }
  }

  /**
   * Keeps parts of the answer for later steps.
   *
   * @param variables where each is found, by the name that later steps know it by
   */
  record Extract(Map<String, Source> variables) implements Step {
    public Extract {
      variables = Wanted.ordered(variables);
      if (variables.isEmpty()) {
        throw new IllegalArgumentException("extract is empty: say what to keep, and from where");
      }
      variables.keySet().forEach(Variables::requireName);
    }

    @Override
    public String words() {
      return "read " + String.join(", ", variables.keySet());
    }
  }

  /** Where in an answer something is found. */
  @Briefly("a CSS selector")
  @Doc("Where it stands: a CSS selector alone, or one of these.")
  record Source(
      @Doc(value = "A CSS selector; the text of the first match", example = ".order-number")
          @Nullable String selector,
      @Doc(
              value = "With `selector`: the attribute to read in place of the text",
              example = "content")
          @Nullable String attribute,
      @Doc(
              value = "A regular expression on the source; its first group, or all that it matches",
              example = "Order (\\d+)")
          @Nullable String regex,
      @Doc(value = "A JSON path", example = "$.order.id") @Nullable String json,
      @Doc(value = "The name of a header of the answer", example = "X-Order")
          @Nullable String header) {
    public Source {
      Wanted.one(
          "extract",
          Map.of(
              "selector", selector != null,
              "regex", regex != null,
              "json", json != null,
              "header", header != null));
      Wanted.selector("selector", selector);
      Wanted.regex(regex);
      if (json != null) {
        JsonPaths.require(json);
      }
      if (attribute != null && selector == null) {
        throw new IllegalArgumentException("attribute needs a selector: say of which element");
      }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Source of(String selector) {
      return new Source(selector, null, null, null, null);
    }

    /** For people: "selector .order-number". */
    public String words() {
      return Stream.of("selector", "regex", "json", "header")
          .filter(name -> value(name) != null)
          .map(name -> name + " " + value(name))
          .findFirst()
          .orElseThrow();
    }

    private @Nullable String value(String name) {
      return switch (name) {
        case "selector" -> selector;
        case "regex" -> regex;
        case "json" -> json;
        default -> header;
      };
    }
  }

  /** Asks an address that programs use, beside the pages. */
  @Doc("An address that programs use; the answer is there for expect and extract.")
  record Call(
      @Doc(
              value = "Where: a whole address, or one as a link on the touchpoint's page writes it",
              example = "/api/orders/{{order}}")
          String url,
      @Doc(value = "GET, POST, PUT, PATCH, DELETE or HEAD; POST if something is sent, else GET")
          @Nullable String method,
      @Doc(value = "What is sent, as JSON", example = "{email: \"probe+{{run.id}}@example.org\"}")
          @Nullable JsonNode json,
      @Doc(value = "What is sent, as it is; its type is the header Content-Type")
          @Nullable String body,
      @Doc(
              value = "Headers to send along; never shown anywhere",
              example = "{Authorization: \"Bearer ${env:SHOP_TOKEN}\"}")
          @Nullable Map<String, String> headers,
      @Doc(
              value = "Whether it leaves nothing behind although it is no GET, as a search does",
              standard = "false")
          @Nullable Boolean safe)
      implements Step {
    private static final Set<String> METHODS =
        Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> BARE = Set.of("GET", "HEAD");

    public Call {
      Wanted.text("url", url);
      Wanted.one("call", json != null, body != null);
      boolean sends = json != null || body != null;
      method = method == null ? (sends ? "POST" : "GET") : method.toUpperCase(Locale.ROOT);
      if (!METHODS.contains(method)) {
        throw new IllegalArgumentException(
            "method '" + method + "' is none of GET, HEAD, POST, PUT, PATCH, DELETE");
      }
      if (sends && BARE.contains(method)) {
        throw new IllegalArgumentException("a " + method + " sends neither json nor body");
      }
      headers = Wanted.headers(headers);
      safe = BARE.contains(method) || (safe != null && safe);
    }

    @Override
    public String method() {
      return Objects.requireNonNull(method);
    }

    @Override
    public Map<String, String> headers() {
      return Objects.requireNonNull(headers);
    }

    @Override
    public Boolean safe() {
      return Objects.requireNonNull(safe);
    }

    @Override
    public String words() {
      return "call " + method + " " + ShownAddress.of(url);
    }

    @Override
    public boolean acts() {
      return !safe();
    }

    @Override
    public Stream<String> texts() {
      return Stream.of(
              Stream.of(url),
              Stream.ofNullable(body),
              json == null ? Stream.<String>empty() : Wanted.strings(json),
              headers().values().stream())
          .flatMap(each -> each);
    }

    @Override
    public String toString() {
      return words() + " with headers " + headers().keySet();
    }
  }

  /** Waits for what was sent to arrive; not walked, but looked for later. */
  record Receipt(ReceiptSettings settings) implements Step {
    @Override
    public String words() {
      return "wait until it has arrived";
    }

    @Override
    public Stream<String> texts() {
      return settings.texts();
    }
  }
}
