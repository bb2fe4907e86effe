package io.wellkept.app;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of a first configuration, made of a few answers. */
final class FirstFiles {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([^}]+)}");
  private static final String OPERATORS = "operators";

  private final Answers answers;
  private final String me;
  private final String other;

  FirstFiles(Answers answers) {
    this.answers = answers;
    String myFirst = Slug.of(firstWord(answers.me().name()), "me");
    String otherFirst = Slug.of(firstWord(answers.backup().name()), "backup");
    boolean same = myFirst.equals(otherFirst);
    this.me = same ? Slug.of(answers.me().name(), "me") : myFirst;
    String otherWhole = same ? Slug.of(answers.backup().name(), "backup") : otherFirst;
    this.other = otherWhole.equals(me) ? Slug.of("backup-of-" + me, "backup") : otherWhole;
  }

  /** A person as far as a first configuration knows one. */
  record Someone(String name, @Nullable String email, @Nullable String slack) {}

  /**
   * What must be known.
   *
   * @param smtp host or host:port; null if nothing is sent by mail
   * @param slackWebhook a reference to a secret; null if there is none; so with the token
   */
  record Answers(
      Someone me,
      Someone backup,
      @Nullable String smtp,
      @Nullable String smtpUser,
      @Nullable String from,
      @Nullable String slackWebhook,
      @Nullable String slackToken,
      URI address,
      String publicUrl,
      String zone) {}

  private static String firstWord(String name) {
    return name.strip().split("\\s+", 2)[0];
  }

  /** Text by path relative to the home folder. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("config/daemon.yaml", daemon());
    files.put("config/people.yaml", people());
    files.put("config/journey.yaml", JOURNEY);
    files.put("monitors/first.yaml", monitors());
    return files;
  }

  /** Id of the first touchpoint. */
  String touchpoint() {
    return Slug.of(answers.address());
  }

  /** Names of the environment variables that the files refer to. */
  List<String> variables() {
    Matcher matcher = VARIABLE.matcher(daemonSettings());
    List<String> names = new ArrayList<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** A value with which such a variable could be read. */
  static String standIn(String variable) {
    return variable.contains("WEBHOOK") ? "https://stand-in.invalid/secret" : "stand-in";
  }

  private String daemon() {
    return """
    # yaml-language-server: $schema=schema/daemon.json
    #
    # How Wellkept itself is set up. Every setting: docs/config.md. Secrets do not stand here,
    # only where they come from: ${env:NAME} or ${file:PATH}.

    """
        + daemonSettings();
  }

  private String daemonSettings() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        web:
          listen: "127.0.0.1:8800"
          # Links in messages begin with it: people must reach it where they read them.
          public-url: %s

        # By what people are told. 'wellkept notify-test PERSON' tries it.
        notifiers:
        """
            .formatted(YamlText.literal(answers.publicUrl())));
    mail(text);
    slack(text);
    text.append(
        """

        # The team in people.yaml that hears about Wellkept's own troubles.
        operators: %s

        # Hosts that are yours may be looked at harder than those of others.
        # own-hosts: [shop.example.org, "*.shop.example.org"]

        # What answers whenever your network is open, best three of different keepers. If none of them
        # does, it is your network that is out, and nobody is blamed.
        # own-eyes:
        #   references: [{url: https://www.example.org/}, {url: https://www.example.com/}]
        """
            .formatted(OPERATORS));
    allowed()
        .forEach(range ->
            text.append(
                """

                # Looks connect to public addresses only, and to these.
                allow-addresses: [%s]
                """
                    .formatted(range)));
    text.append(
        """

        # What comes by itself, also when all is well: docs/digest.md.
        digests:
          - {name: week, when: weekly mon 07:30, audience: company, to: [%s]}
        """
            .formatted(me));
    text.append("\n# For dates and people without a zone of their own.\nzone: ")
        .append(YamlText.literal(answers.zone()))
        .append('\n');
    return text.toString();
  }

  private void mail(StringBuilder text) {
    String smtp = answers.smtp();
    if (smtp == null) {
      return;
    }
    int colon = smtp.lastIndexOf(':');
    String host = colon < 0 ? smtp : smtp.substring(0, colon);
    String port = colon < 0 ? "587" : smtp.substring(colon + 1);
    String from = answers.from() == null ? answers.me().email() : answers.from();
    text.append("  mail:\n    kind: email\n");
    text.append("    host: ").append(YamlText.literal(host)).append('\n');
    text.append("    port: ").append(port.matches("\\d{1,5}") ? port : YamlText.literal(port));
    text.append("\n    security: ").append(security(host, port)).append('\n');
    if (answers.smtpUser() != null) {
      text.append("    user: ").append(YamlText.literal(answers.smtpUser())).append('\n');
      text.append("    password: \"${env:SMTP_PASSWORD}\"\n");
    }
    String sender = from == null ? "wellkept@localhost" : from;
    String named = sender.contains("<") ? sender : "Wellkept <" + sender + ">";
    text.append("    from: ").append(YamlText.literal(named)).append('\n');
  }

  /** Only this machine is spoken to in the clear. */
  private static String security(String host, String port) {
    if (host.equals("localhost") || host.startsWith("127.")) {
      return "none";
    }
    return port.equals("465") ? "tls" : "starttls";
  }

  private void slack(StringBuilder text) {
    if (answers.slackToken() == null && answers.slackWebhook() == null) {
      return;
    }
    text.append("  slack:\n");
    if (answers.slackToken() != null) {
      text.append("    token: \"").append(answers.slackToken()).append("\"\n");
    } else {
      text.append("    webhook: \"").append(answers.slackWebhook()).append("\"\n");
    }
  }

  /** A first page on this machine or in the house is meant to be looked at. */
  private Stream<String> allowed() {
    return allowed(answers.address()).stream();
  }

  /** What must be allowed beside public addresses, so that such a page can be looked at. */
  static Optional<String> allowed(URI address) {
    String host = address.getHost();
    if (host.equals("localhost") || host.startsWith("127.")) {
      return Optional.of("127.0.0.0/8");
    }
    boolean house = host.matches("(10|192\\.168|172\\.(1[6-9]|2\\d|3[01]))(\\.\\d{1,3})+");
    return house ? Optional.of(host + "/32") : Optional.empty();
  }

  private String people() {
    return """
    # yaml-language-server: $schema=schema/people.json
    #
    # Who answers for touchpoints. Working hours are Monday to Friday, nine to five, unless
    # somebody has others: nobody is told outside of them unless something is critical.
    #   hours: {mon-fri: "09:00-12:30, 13:30-17:00", sat: "10:00-14:00"}
    #   away: [{from: 2026-12-24, until: 2027-01-02}]

    people:
    """
        + person(me, answers.me())
        + person(other, answers.backup())
        + """

        teams:
          %s:
            name: Operators of Wellkept
            lead: %s
            members: [%s, %s]
        """
            .formatted(OPERATORS, me, me, other);
  }

  private static String person(String id, Someone someone) {
    StringBuilder text = new StringBuilder();
    text.append("  ").append(id).append(":\n");
    text.append("    name: ").append(YamlText.literal(someone.name())).append('\n');
    if (someone.email() != null) {
      text.append("    email: ").append(YamlText.literal(someone.email())).append('\n');
    }
    if (someone.slack() != null) {
      text.append("    slack: ").append(YamlText.literal(someone.slack())).append('\n');
    }
    return text.toString();
  }

  private static final String JOURNEY =
      """
      # yaml-language-server: $schema=schema/journey.json
      #
      # The map on which every touchpoint has its place, in the customer's order. Make it yours.

      stages:
        - {id: discover, name: Discovers us}
        - {id: consider, name: Looks around}
        - {id: buy, name: Buys}
        - {id: use, name: Uses it}
        - {id: stay, name: Stays with us}

      channels:
        - {id: website, name: Website}
        - {id: search, name: Search and ads}
        - {id: social, name: Social networks}
        - {id: reviews, name: Reviews}
        - {id: email, name: E-mail}
        - {id: store, name: Store}

      personas: []
      """;

  private String monitors() {
    return """
    # yaml-language-server: $schema=../config/schema/touchpoints.json
    #
    # Where customers meet you. One more: wellkept add URL --owner %s --backup %s

    touchpoints:
      - id: %s
        name: %s
        url: %s
        importance: normal
        owner: %s
        backup: %s
        stage: discover
        channel: website
        # What to do when it is wrong: text or a link. It stands in every message.
        # playbook: Ask the web team to put the last release back.
        checks:
          page:
            # contains: [Add to basket]
            every: 5m
    """
        .formatted(
            me,
            other,
            touchpoint(),
            YamlText.literal(name(answers.address())),
            YamlText.literal(answers.address().toString()),
            me,
            other);
  }

  private static String name(URI address) {
    String path = address.getPath() == null ? "" : address.getPath().replaceFirst("/+$", "");
    return path.isEmpty() ? "Home page of " + address.getHost() : address.getHost() + path;
  }
}
