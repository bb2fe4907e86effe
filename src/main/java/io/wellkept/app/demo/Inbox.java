package io.wellkept.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everybody's post in the demo: the folder into which the {@code file} notifier writes, shown as a
 * mail program would, and read as a person would who looks for a link.
 */
public final class Inbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final JsonMapper mapper = new JsonMapper();

  private Inbox(Path folder, HttpServer server) {
    this.folder = folder;
    this.server = server;
  }

  /**
   * Shows the folder, on any free port of this machine.
   *
   * @throws IOException if nothing can listen there
   */
  public static Inbox open(Path folder) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    Inbox inbox = new Inbox(folder, server);
    server.setExecutor(inbox.threads);
    server.createContext("/", inbox::serve);
    server.start();
    return inbox;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The link in the newest message to a person that is about a touchpoint and asks to act. */
  public Optional<URI> link(String person, String touchpoint) throws IOException {
    for (Path file : files(".json")) {
      JsonNode data = mapper.readTree(Files.readString(file)).path("data");
      if (data.path("person").asString("").equals(person)) {
        for (JsonNode item : data.path("incidents")) {
          boolean wanted = item.path("touchpoint").path("id").asString("").equals(touchpoint);
          if (wanted && item.hasNonNull("link") && !item.path("resolved").asBoolean()) {
            return Optional.of(URI.create(item.path("link").asString()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Newest first. */
  private List<Path> files(String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().endsWith(ending))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String wanted = exchange.getRequestURI().getPath().substring(1);
      Answer answer = wanted.isEmpty() ? list() : letter(wanted);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (MessagingException e) {
      log.warn("A message in the demo's folder cannot be read", e);
    }
  }

  private Answer list() throws IOException, MessagingException {
    StringBuilder rows = new StringBuilder();
    for (Path file : files(".eml")) {
      MimeMessage mail = read(file);
      rows.append(
          "<tr><td>%s</td><td>%s</td><td><a href=\"/%s\">%s</a></td></tr>"
              .formatted(
                  Pages.escaped(String.valueOf(mail.getHeader("Date", null))),
                  Pages.escaped(
                      Arrays.stream(mail.getAllRecipients())
                          .map(Object::toString)
                          .collect(Collectors.joining(", "))),
                  Pages.escaped(file.getFileName().toString()),
                  Pages.escaped(String.valueOf(mail.getSubject()))));
    }
    return Answer.html(200, Pages.resource("inbox.html").replace("{{rows}}", rows));
  }

  private Answer letter(String name) throws IOException, MessagingException {
    Optional<Path> file =
        files(".eml").stream().filter(f -> f.getFileName().toString().equals(name)).findFirst();
    if (file.isEmpty()) {
      return Answer.html(404, "There is no such message.");
    }
    return Answer.html(200, html(read(file.get())));
  }

  private static MimeMessage read(Path file) throws IOException, MessagingException {
    try (InputStream in = Files.newInputStream(file)) {
      return new MimeMessage(Session.getInstance(new Properties()), in);
    }
  }

  private static String html(Part part) throws IOException, MessagingException {
    if (part.isMimeType("text/html")) {
      return String.valueOf(part.getContent());
    }
    if (part.getContent() instanceof MimeMultipart parts) {
      for (int i = parts.getCount() - 1; i >= 0; i--) {
        BodyPart inner = parts.getBodyPart(i);
        if (inner.isMimeType("text/html") || inner.isMimeType("multipart/*")) {
          return html(inner);
        }
      }
    }
    return "<pre>" + Pages.escaped(String.valueOf(part.getContent())) + "</pre>";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
