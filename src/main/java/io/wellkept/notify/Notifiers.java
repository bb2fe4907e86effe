package io.wellkept.notify;

import io.wellkept.incident.NotifierKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Every kind of notifier, and how one is made of its settings. */
public final class Notifiers implements AutoCloseable {
  private final List<Made> all;
  private final Wire wire;

  /**
   * @param home the folder in which relative folders of settings lie
   */
  public Notifiers(Path home) {
    this(
        home,
        new Wire(Duration.ofSeconds(10), Duration.ofSeconds(20)),
        EmailNotifier.Patience.USUAL);
  }

  Notifiers(Path home, Wire wire, EmailNotifier.Patience patience) {
    this.wire = wire;
    this.all =
        List.of(
            new Made(
                EmailNotifier.KIND,
                setup ->
                    new EmailNotifier(setup.name(), (EmailSettings) setup.settings(), patience)),
            new Made(
                SlackNotifier.KIND,
                setup -> new SlackNotifier(setup.name(), (SlackSettings) setup.settings(), wire)),
            new Made(
                WebhookNotifier.KIND,
                setup ->
                    new WebhookNotifier(setup.name(), (WebhookSettings) setup.settings(), wire)),
            new Made(
                FileNotifier.KIND,
                setup -> new FileNotifier(setup.name(), (FileSettings) setup.settings(), home)));
  }

  private record Setup(String name, Record settings) {}

  private record Made(NotifierKind kind, Function<Setup, Notifier> from) {}

  /** What the plan must know of each kind. */
  public static List<NotifierKind> kinds() {
    return List.of(EmailNotifier.KIND, SlackNotifier.KIND, WebhookNotifier.KIND, FileNotifier.KIND);
  }

  /**
   * The notifier with these settings.
   *
   * @throws IllegalArgumentException if no kind has such settings
   */
  public Notifier create(String name, Record settings) {
    return all.stream()
        .filter(made -> made.kind().settings().isInstance(settings))
        .findFirst()
        .map(made -> made.from().apply(new Setup(name, settings)))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no kind of notifier has " + settings.getClass().getSimpleName()));
  }

  /** Ends the connections that are left. */
  @Override
  public void close() {
    wire.close();
  }
}
