package io.wellkept.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What guards a mailbox and is no person: opens every address in a message and everything that
 * leads on from there, by GET and HEAD, from several machines, and sends every form, by every
 * button, with and without its hidden fields, twice. Knows nothing of Wellkept's addresses.
 */
final class MailScanner implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'<>|\\\\]+");

  private final URI site;
  private final String soon;
  private final boolean fills;
  private final List<HttpClient> machines = new ArrayList<>();
  private final Set<String> opened = new HashSet<>();
  private final Set<String> pressed = new LinkedHashSet<>();
  private final Set<String> strange = new LinkedHashSet<>();
  private int turn;

  /**
   * @param site where what messages call public-url is really reached
   * @param soon what it writes where a moment is asked for and no latest one is named
   * @param fills whether it fills in what is required, as hardly any does; else it only presses
   */
  MailScanner(URI site, String soon, boolean fills) {
    this.site = site;
    this.soon = soon;
    this.fills = fills;
    for (int machine = 7; machine < 10; machine++) {
      machines.add(
          HttpClient.newBuilder()
              .localAddress(address("127.0.0." + machine))
              .followRedirects(HttpClient.Redirect.ALWAYS)
              .build());
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that looks like an address, in a mail's source, its HTML or Slack's JSON. */
  void reads(String message) {
    Deque<URI> left = new ArrayDeque<>();
    Matcher found = ADDRESS.matcher(message.replace("&amp;", "&").replace("\\/", "/"));
    while (found.find()) {
      reachable(found.group()).ifPresent(left::add);
    }
    Jsoup.parse(message).select("[href]").stream()
        .map(link -> link.attr("href"))
        .forEach(link -> reachable(link).ifPresent(left::add));
    while (!left.isEmpty()) {
      opens(left.remove(), left);
    }
  }

  /** Messages name the public address; everything else is not ours to open. */
  private java.util.Optional<URI> reachable(String text) {
    try {
      URI address =
          URI.create(
              text.replaceFirst("#.*", "")
                  .replaceFirst(
                      "^http://127.0.0.1:1(?=/|$)", site.toString().replaceFirst("/$", "")));
      boolean ours = site.getAuthority().equals(address.getAuthority());
      return ours ? java.util.Optional.of(address) : java.util.Optional.empty();
    } catch (IllegalArgumentException e) {
      return java.util.Optional.empty();
    }
  }

  private void opens(URI address, Deque<URI> left) {
    if (!opened.add(address.toString())) {
      return;
    }
    send(HttpRequest.newBuilder(address).HEAD());
    HttpResponse<String> page = send(HttpRequest.newBuilder(address).GET());
    send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()));
    follow(page, left);
  }

  private void follow(HttpResponse<String> page, Deque<URI> left) {
    Document document = Jsoup.parse(page.body(), page.uri().toString());
    document.select("a[href], area[href]").stream()
        .map(link -> link.absUrl("href"))
        .forEach(link -> reachable(link).ifPresent(left::add));
    document.select("form").forEach(form -> sends(form, left));
  }

  private void sends(Element form, Deque<URI> left) {
    List<Element> buttons = form.select("button, input[type=submit]");
    for (boolean hidden : new boolean[] {true, false}) {
      presses(form, fields(form, hidden), left);
      for (Element button : buttons) {
        Map<String, String> fields = fields(form, hidden);
        if (button.hasAttr("name")) {
          fields.put(button.attr("name"), button.attr("value"));
        }
        presses(form, fields, left);
        presses(form, fields, left);
      }
    }
  }

  private void presses(Element form, Map<String, String> fields, Deque<URI> left) {
    String body =
        fields.entrySet().stream()
            .map(field -> House.encoded(field.getKey()) + "=" + House.encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    URI action = URI.create(form.absUrl("action"));
    pressed.add(action.getPath().replaceFirst(".*/", ""));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    Jsoup.parse(answer.body(), answer.uri().toString()).select("a[href]").stream()
        .map(link -> link.absUrl("href"))
        .forEach(link -> reachable(link).ifPresent(left::add));
  }

  private Map<String, String> fields(Element form, boolean hidden) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Element field : form.select("input[name], textarea[name], select[name]")) {
      if (hidden || !field.attr("type").equals("hidden")) {
        fields.put(field.attr("name"), value(field));
      }
    }
    return fields;
  }

  private String value(Element field) {
    String standard = field.is("textarea") ? field.text() : field.attr("value");
    if (!fills || !standard.isEmpty()) {
      return standard;
    }
    if (field.is("select")) {
      return field.select("option").last().attr("value");
    }
    boolean moment = field.attr("type").startsWith("date");
    return !moment ? "scanned" : field.hasAttr("max") ? field.attr("max") : soon;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpClient machine = machines.get(turn++ % machines.size());
    try {
      HttpResponse<String> answer =
          machine.send(
              request.header("User-Agent", "Mozilla/5.0 (scanner)").build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 500) {
        strange.add(answer.statusCode() + " " + answer.request());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Addresses that it opened. */
  Set<String> opened() {
    return opened;
  }

  /** The acts for which it found a form. */
  Set<String> pressed() {
    return pressed;
  }

  /** Answers that no visitor should ever get. */
  Set<String> strange() {
    return strange;
  }

  @Override
  public void close() {
    machines.forEach(HttpClient::close);
  }
}
