package io.wellkept.app.demo;

import io.wellkept.incident.Timing;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Plays the script: presses the shop's buttons, and opens links and presses what is there. */
public final class Player {
  private static final Duration A_MOMENT = Duration.ofMillis(100);

  private final ShopControl control;
  private final Inbox inbox;
  private final double timeScale;
  private final InstantSource clock;
  private final BiConsumer<String, String> teller;
  private final HttpClient browser = HttpClient.newHttpClient();

  /**
   * @param teller hears a person's id and, as a clause, what the person does
   */
  public Player(
      ShopControl control,
      Inbox inbox,
      double timeScale,
      InstantSource clock,
      BiConsumer<String, String> teller) {
    this.control = control;
    this.inbox = inbox;
    this.timeScale = timeScale;
    this.clock = clock;
    this.teller = teller;
  }

  /**
   * Plays all steps, each at its time after now.
   *
   * @param zone the zone in which the form behind a link reads dates
   * @throws IOException if a page does not answer as it should
   */
  public void play(ZoneId zone) throws IOException, InterruptedException {
    Instant start = clock.instant();
    for (Script.Step step : Script.steps()) {
      waitUntil(start.plus(Timing.divide(step.at(), timeScale)));
      switch (step) {
        case Script.Step.Break one -> control.breakIt(one.fault());
        case Script.Step.Repair one -> control.repair(one.fault());
        case Script.Step.Take one -> take(one, zone);
      }
    }
    waitUntil(start.plus(Timing.divide(Script.LENGTH, timeScale)));
  }

  private void waitUntil(Instant moment) throws InterruptedException {
    Duration wait = Duration.between(clock.instant(), moment);
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }

  private void take(Script.Step.Take step, ZoneId zone) throws IOException, InterruptedException {
    URI link = waitForLink(step);
    teller.accept(step.person(), step.words());
    LocalDateTime until =
        LocalDateTime.ofInstant(
                clock.instant().plus(Timing.divide(step.promise(), timeScale)), zone)
            .truncatedTo(ChronoUnit.SECONDS);
    String form = "until=" + encoded(until.toString()) + "&reason=" + encoded(step.reason());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(link + "/take"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    int status = browser.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status >= 400) {
      throw new IOException("the page behind the link answered " + status + " to \"I take it\"");
    }
  }

  /** The message may be a moment late on a slow machine. */
  private URI waitForLink(Script.Step.Take step) throws IOException, InterruptedException {
    Duration patience = Timing.divide(Duration.ofHours(5), timeScale);
    Instant latest = clock.instant().plus(patience);
    while (clock.instant().isBefore(latest)) {
      Optional<URI> link = inbox.link(step.person(), step.touchpoint());
      if (link.isPresent()) {
        return link.get();
      }
      Thread.sleep(A_MOMENT);
    }
    throw new IOException(step.person() + " got no message about " + step.touchpoint());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
