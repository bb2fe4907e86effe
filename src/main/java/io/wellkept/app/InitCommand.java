package io.wellkept.app;

import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Schemas;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The first files of a house. */
@Command(
    name = "init",
    description = {
      "Writes your first config/ and monitors/.",
      "They hold you, whoever stands in for you, one way to send and one page. At a terminal it asks"
          + " for what no flag says. Never overwrites anything, and writes nothing unless the whole"
          + " is a good plan. Secrets are written as references to environment variables only."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept init --home ~/wellkept",
      "  wellkept init --me 'Anna Berger' --email anna@example.org --smtp smtp.example.org:587 \\",
      "      --smtp-user wellkept --backup 'Ben Maurer' --backup-email ben@example.org \\",
      "      --url https://shop.example.org/",
      "  wellkept init --me Anna --slack U0123 --slack-token '$${env:SLACK_TOKEN}' \\",
      "      --backup Ben --backup-slack U0456 --url https://shop.example.org/"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "2:wrong usage, or something is in the way; nothing is written"})
final class InitCommand implements Callable<Integer> {
  private static final String TOKEN = "${env:SLACK_TOKEN}";
  private static final String THIS_MACHINE = "http://127.0.0.1:8800";

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Option(names = "--me", paramLabel = "NAME", description = "Your name.")
  @Nullable String me;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Your e-mail address.")
  @Nullable String email;

  @Option(names = "--slack", paramLabel = "ID", description = "Your Slack member id (U0123...).")
  @Nullable String slack;

  @Option(names = "--backup", paramLabel = "NAME", description = "Who stands in for you.")
  @Nullable String backup;

  @Option(names = "--backup-email", paramLabel = "ADDRESS", description = "Their e-mail address.")
  @Nullable String backupEmail;

  @Option(names = "--backup-slack", paramLabel = "ID", description = "Their Slack member id.")
  @Nullable String backupSlack;

  @Option(
      names = "--smtp",
      paramLabel = "HOST[:PORT]",
      description = "The mail server that sends (default port: 587).")
  @Nullable String smtp;

  @Option(
      names = "--smtp-user",
      paramLabel = "USER",
      description = "Who signs in there; the password comes from SMTP_PASSWORD.")
  @Nullable String smtpUser;

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "The address from which mails come (default: yours).")
  @Nullable String from;

  @Option(
      names = "--slack-webhook",
      paramLabel = "REF",
      description = "An incoming webhook, as a reference: '$${env:SLACK_WEBHOOK}'.")
  @Nullable String slackWebhook;

  @Option(
      names = "--slack-token",
      paramLabel = "REF",
      description = "An app's token, as a reference: '$${env:SLACK_TOKEN}'.")
  @Nullable String slackToken;

  @Option(names = "--url", paramLabel = "URL", description = "The first page to keep well.")
  @Nullable String url;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "Where people reach the links in messages, such as https://wellkept.example.org"
              + " (default: "
              + THIS_MACHINE
              + ", which nobody else can open).")
  @Nullable String publicUrl;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Your time zone, such as Europe/Berlin (default: this machine's).")
  @Nullable String zone;

  InitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Written(
      List<String> files, List<String> variables, List<String> warnings, String next) {}

  @Override
  public Integer call() {
    Path home = place.home;
    FirstFiles first = new FirstFiles(answers());
    Map<String, String> files = new LinkedHashMap<>(first.files());
    requireFree(home, files);
    List<String> warnings = requireGood(files, home, first.variables());
    Schemas.generate(Kinds.catalogue())
        .forEach((name, text) -> files.put("config/schema/" + name, text));
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = home.resolve(file.getKey());
      if (!Files.exists(path)) {
        Replacing.write(path, file.getValue());
        written.add(path.toString());
      }
    }
    say(new Written(written, first.variables(), warnings, next(home, first)));
    return Exit.DONE;
  }

  private FirstFiles.Answers answers() {
    String name = given(me, "Your name?", "--me NAME");
    askForAddress();
    askForRoad();
    String other =
        given(
            backup,
            "Who stands in for you when you are away? (name)",
            "--backup NAME with --backup-email or --backup-slack. A touchpoint needs somebody who"
                + " is told when its owner is silent; nobody at hand? Name yourself again with"
                + " another address, such as your private mail");
    if (email != null && backupEmail == null && (backupSlack == null || slack == null)) {
      backupEmail = given(null, "Their e-mail address?", "--backup-email ADDRESS");
    } else if (email == null && backupSlack == null) {
      backupSlack = given(null, "Their Slack member id?", "--backup-slack ID");
    }
    String first = given(url, "The first page to keep well? (address)", "--url URL");
    URI address =
        Whose.address(first)
            .filter(uri -> uri.getHost() != null)
            .orElseThrow(() -> new StartException("'" + first + "' is no address of a page"));
    return new FirstFiles.Answers(
        new FirstFiles.Someone(name, email, slack),
        new FirstFiles.Someone(other, backupEmail, backupSlack),
        smtp,
        smtpUser,
        from,
        slackWebhook,
        slackToken,
        address,
        reached(),
        zone == null ? java.time.ZoneId.systemDefault().getId() : zone);
  }

  private String reached() {
    String answer =
        publicUrl == null
            ? ask(
                "Where do people reach the links in messages? (https://..., or press Enter for "
                    + THIS_MACHINE
                    + ", which nobody else can open)")
            : publicUrl.strip();
    return answer.isEmpty() ? THIS_MACHINE : answer;
  }

  private void askForAddress() {
    if (email != null || slack != null) {
      return;
    }
    String answer = ask("Your e-mail address? (or press Enter for Slack)");
    if (!answer.isEmpty()) {
      email = answer;
    } else {
      slack = given(null, "Your Slack member id? (U0123...)", "--email ADDRESS or --slack ID");
    }
  }

  /** One way to send that fits the address. */
  private void askForRoad() {
    if (email != null && smtp == null && (slack == null || noSlackRoad())) {
      smtp =
          given(
              null,
              "Which mail server sends? (host:port)",
              "--smtp HOST:PORT, the mail server that sends to " + email);
      if (smtpUser == null) {
        String user = ask("Who signs in there? (user, or press Enter for nobody)");
        smtpUser = user.isEmpty() ? null : user;
      }
    }
    if (email == null && noSlackRoad()) {
      if (surroundings.asking() == null) {
        throw new StartException(
            "it does not say how to send: give --slack-token '"
                + TOKEN
                + "' or --slack-webhook '${env:SLACK_WEBHOOK}'");
      }
      slackToken = TOKEN;
    }
    requireReference("--slack-webhook", slackWebhook, "${env:SLACK_WEBHOOK}");
    requireReference("--slack-token", slackToken, TOKEN);
  }

  private boolean noSlackRoad() {
    return slackWebhook == null && slackToken == null;
  }

  private static void requireReference(String option, @Nullable String value, String example) {
    if (value != null && !value.matches("\\$\\{env:[A-Za-z_][A-Za-z0-9_]*}|\\$\\{file:[^}]+}")) {
      throw new StartException(
          option
              + " is a secret and does not belong into a file: put it into an environment variable"
              + " and give "
              + option
              + " '"
              + example
              + "'");
    }
  }

  private String given(@Nullable String flag, String question, String missing) {
    if (flag != null && !flag.isBlank()) {
      return flag.strip();
    }
    String answer = ask(question);
    if (answer.isEmpty()) {
      throw new StartException("something is missing, nothing was written: give " + missing);
    }
    return answer;
  }

  private String ask(String question) {
    Asking asking = surroundings.asking();
    return asking == null ? "" : asking.ask(question);
  }

  private static void requireFree(Path home, Map<String, String> files) {
    List<String> there =
        files.keySet().stream().filter(file -> Files.exists(home.resolve(file))).toList();
    if (!there.isEmpty()) {
      throw new StartException(
          "nothing was written, because it is there already: "
              + String.join(", ", there)
              + "; choose another folder with --home DIR");
    }
  }

  /** Whoever runs this need not have the secrets yet. */
  private static List<String> requireGood(
      Map<String, String> files, Path home, List<String> variables) {
    Map<String, String> standIns = new LinkedHashMap<>();
    variables.forEach(name -> standIns.put(name, FirstFiles.standIn(name)));
    PlanReader reader = new PlanReader(Kinds.catalogue(), Secrets.of(standIns, home), 1);
    return switch (reader.read(Sources.of(files))) {
      case Reading.Bad bad ->
          throw new StartException(
              "nothing was written, because the answers do not make a plan:\n"
                  + Home.lines(bad.problems()));
      case Reading.Good good -> good.warnings().stream().map(Problem::toString).toList();
    };
  }

  private String next(Path home, FirstFiles first) {
    String where = home.toString().isEmpty() ? "" : " -C " + home;
    return "wellkept check " + first.touchpoint() + where;
  }

  private void say(Written written) {
    if (print.json) {
      print.json(written);
      return;
    }
    written.files().forEach(file -> print.line("Wrote " + file));
    written.warnings().forEach(warning -> print.line("Mind: " + warning));
    if (!written.variables().isEmpty()) {
      print.line(
          "Set before you run or send: "
              + String.join(
                  ", ",
                  written.variables().stream().map(name -> "export " + name + "=...").toList()));
    }
    String where = place.home.toString().isEmpty() ? "" : " -C " + place.home;
    print.line("Next: " + written.next() + "   (then: wellkept run" + where + ")");
  }
}
