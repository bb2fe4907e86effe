package io.wellkept.app;

import io.wellkept.plan.Daemon.Listen;
import io.wellkept.plan.Plan;
import io.wellkept.plan.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the daemon on this machine takes what a command wants to be kept. */
final class DaemonDoor {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String VARIABLE = "WELLKEPT_TOKEN";

  /** What a header can carry; what else is wrong with a token only the daemon knows. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d+){3}|\\[::1]");

  private final Surroundings surroundings;

  @Option(
      names = "--at",
      paramLabel = "URL",
      description = "Where the daemon's pages are; web.pages in config/daemon.yaml if left out.")
  @Nullable URI at;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "Where people sign in: read an API token from this file, or with - from standard input.",
        "If left out, " + VARIABLE + " holds the token."
      })
  @Nullable Path tokenFile;

  DaemonDoor(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What the daemon answered.
   *
   * @param body an empty object if it was no JSON
   * @param signed whether a token was sent
   */
  record Answer(int status, JsonNode body, boolean signed) {
    /** Why it refused, and what would help. */
    String detail() {
      String said = body.path("detail").asString("The daemon answered " + status);
      return switch (status) {
        case 401 ->
            (signed
                    ? "the daemon does not take this token: it is none, or good no more"
                    : "people sign in here, and there is no token")
                + "; 'wellkept tokens add NAME --role owner --person ID' makes one, for"
                + " --token-file FILE or "
                + VARIABLE;
        case 403 ->
            said
                + " 'wellkept tokens add NAME --role operator --person ID' makes a token that may.";
        default -> said;
      };
    }
  }

  /** Whether a token says who acts. */
  boolean signs() {
    return tokenFile != null || !variable().isEmpty();
  }

  /**
   * Hands it over.
   *
   * @param path below the pages, such as {@code /api/v1/maintenance}
   * @throws StartException if no daemon answers, or the token cannot be read or sent
   */
  Answer post(Plan plan, String path, Map<String, ?> body, Printing print)
      throws InterruptedException {
    URI pages = pages(plan);
    String token = signs() ? token(pages, print) : null;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(pages.resolve(path))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), read(response.body()), token != null);
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          "no daemon answers at " + pages + ": start 'wellkept run', or name its pages with --at");
    }
  }

  private URI pages(Plan plan) {
    if (at != null) {
      return at;
    }
    Listen pages = plan.daemon().web().pages();
    // what listens everywhere listens here, and answers to no other name of this machine
    boolean everywhere = pages.host().equals("0.0.0.0") || pages.host().equals("::");
    String host = everywhere ? "127.0.0.1" : pages.host();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    URI here = URI.create("http://" + bracketed + ":" + pages.port() + "/");
    SignIn signIn = plan.daemon().web().signIn();
    URI url = signIn == null ? null : signIn.url();
    // another address of this machine is answered under the name of the sign-in alone
    return url == null || isSafe(here) ? here : url;
  }

  private String variable() {
    return surroundings.environment().getOrDefault(VARIABLE, "").strip();
  }

  /** The token; no message ever holds it. */
  private String token(URI pages, Printing print) {
    Path file = tokenFile;
    String token = file == null ? variable() : Doorkeeping.fromFile(file, "token").strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new StartException(
          (file == null ? VARIABLE : file.toString())
              + " holds no token: 'wellkept tokens add NAME --role owner --person ID' makes one");
    }
    if (!isSafe(pages)) {
      throw new StartException(
          "everybody on the way could read the token: --at must begin with https:// (http:// only"
              + " for loopback)");
    }
    if (file != null && isOpen(file)) {
      print.aside(file + " can be read by everybody on this machine: chmod 600 " + file);
    }
    return token;
  }

  private static boolean isSafe(URI address) {
    String host = address.getHost();
    return "https".equalsIgnoreCase(address.getScheme())
        || host != null && LOOPBACK.matcher(host).matches();
  }

  /** Whether others than the owner and the group may read it, where files have such rights. */
  private static boolean isOpen(Path file) {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      return view != null
          && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      // standard input has no such rights
      return false;
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }
}
