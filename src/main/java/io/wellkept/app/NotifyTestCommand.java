package io.wellkept.app;

import io.wellkept.incident.Delivery;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Notice;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Reason;
import io.wellkept.notify.Message;
import io.wellkept.notify.Message.Item;
import io.wellkept.notify.Message.Where;
import io.wellkept.plan.Daemon.NotifierSetup;
import io.wellkept.plan.Plan;
import io.wellkept.probe.Beats;
import io.wellkept.probe.Files;
import io.wellkept.probe.Register;
import io.wellkept.probe.attest.Attestations;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Can we tell this person anything? */
@Command(
    name = "notify-test",
    description = {
      "Sends a person a trial message by every road.",
      "One after the other, and says how each went. Needs the secrets that sending needs."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept notify-test anna",
      "  SMTP_PASSWORD=... wellkept notify-test anna --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:sent by every road",
      "1:not sent by some road, or there is none",
      "2:wrong usage, or no plan to work with"
    })
final class NotifyTestCommand implements Callable<Integer> {
  private static final CheckId TRIAL = new CheckId(Troubles.SELF, "trial");

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "PERSON", description = "Id of a person in config/people.yaml.")
  String id;

  NotifyTestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Tried(String notifier, String kind, boolean sent, String words) {}

  @Override
  public Integer call() throws InterruptedException {
    Home home = new Home(place, surroundings);
    Plan plan = home.planToSend();
    Person person = Wanted.person(plan, id);
    List<Tried> tried = new ArrayList<>();
    try (Outfit outfit =
        new Outfit(
            plan.daemon(),
            home.folder(),
            nobodyCalls(),
            Register.EMPTY,
            Files.NONE,
            nobodySpoke(),
            surroundings.clock(),
            false)) {
      for (String road : plan.daemon().roadsTo(person)) {
        Message message = message(plan, person, road);
        tried.add(tried(plan, road, outfit.notifier(road).orElseThrow().send(message)));
      }
    }
    if (print.json) {
      print.json(tried);
    } else {
      say(person, tried);
    }
    boolean all = !tried.isEmpty() && tried.stream().allMatch(Tried::sent);
    return all ? Exit.DONE : Exit.FOUND;
  }

  private Attestations nobodySpoke() {
    return check -> new Attestations.Attested(surroundings.clock().instant(), null, List.of());
  }

  private Beats nobodyCalls() {
    return check -> new Beats.Heard(surroundings.clock().instant(), null, null, List.of());
  }

  /** A trial is an incident about nothing, which is kept nowhere. */
  private Message message(Plan plan, Person person, String road) {
    Instant now = surroundings.clock().instant();
    Incident incident =
        Incidents.trouble(
            TRIAL, "trial", Severity.MINOR, "this is how Wellkept tells you by " + road, now);
    Notice notice =
        new Notice(
            incident.id() + "-" + road,
            incident.id(),
            NoticeKind.TRIAL,
            person.id(),
            -1,
            now,
            now,
            Reason.FIRST_TOLD);
    Where where =
        new Where(
            Troubles.SELF, "Wellkept itself", null, null, null, Importance.NORMAL, null, null);
    Item item = new Item(notice, incident, where, null, null, now, List.of(), List.of(), null);
    return new Message(
        notice.id(),
        person,
        List.of(item),
        plan.people(),
        plan.daemon().web().publicUrl(),
        now,
        plan.daemon().timeScale());
  }

  private static Tried tried(Plan plan, String road, Delivery delivery) {
    NotifierSetup setup =
        plan.daemon().notifiers().stream()
            .filter(notifier -> notifier.name().equals(road))
            .findFirst()
            .orElseThrow();
    boolean sent = delivery instanceof Delivery.Sent;
    String note = sent && !setup.kind().countsAsRoad() ? ", which only writes it down" : "";
    return new Tried(road, setup.kind().name(), sent, words(delivery) + note);
  }

  private static String words(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Sent sent -> "sent";
      case Delivery.TryLater(String why, @Nullable Duration wait) ->
          "not sent, may work later: "
              + why
              + (wait == null ? "" : " (it asks for " + Spans.words(wait) + ")");
      case Delivery.Refused(String why) -> "refused: " + why;
    };
  }

  private void say(Person person, List<Tried> tried) {
    tried.forEach(one -> print.line(one.notifier() + ": " + one.words()));
    if (tried.isEmpty()) {
      print.line(
          "Nobody can tell "
              + person.name()
              + " anything: no notifier in config/daemon.yaml knows an address of "
              + person.id()
              + " in config/people.yaml");
    }
  }
}
