package io.wellkept.app;

import io.wellkept.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Something is wrong, and somebody saw it first. */
@Command(
    name = "report",
    description = {
      "Reports that something is wrong with a touchpoint; its owner is told.",
      "Gives it to the daemon that runs on this machine. What is reported stands until its owner"
          + " says that it is settled."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept report shop-sign \"The second N is dark\"",
      "  wellkept report checkout \"It wants my address twice\" --by anna --email kim@example.org"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:reported",
      "1:the daemon refused it; it says why",
      "2:wrong usage, an unknown id, no daemon answers, or the token cannot be read"
    })
final class ReportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;
  @Mixin DaemonDoor door;

  @Parameters(index = "0", paramLabel = "ID", description = "A touchpoint.")
  String id;

  @Parameters(index = "1", paramLabel = "TEXT", description = "What is wrong, in a few words.")
  String text;

  @Option(
      names = "--by",
      paramLabel = "PERSON",
      description = "Who of us reports it; where people sign in, the token says it.")
  @Nullable String person;

  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      description = "Who gets the owner's answer; deleted after that, or after 90 days.")
  @Nullable String email;

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Home home = new Home(place, surroundings);
    Plan plan = home.planToAsk(null, print::aside);
    if (plan.touchpoint(id).isEmpty()) {
      throw Wanted.unknown("touchpoint", id, plan.touchpoints().keySet());
    }
    if (person != null) {
      Wanted.person(plan, person);
    }
    DaemonDoor.Answer given =
        door.post(plan, "/api/v1/touchpoints/" + id + "/reports", body(), print);
    JsonNode answer = given.body();
    if (given.status() != 201) {
      print.aside(given.detail());
      return Exit.FOUND;
    }
    if (print.json) {
      print.json(answer);
    } else {
      boolean joined = answer.path("joined").asBoolean(false);
      print.line(
          (joined ? "Added to incident " : "Opened incident ")
              + answer.path("incident").asString(""));
    }
    return Exit.DONE;
  }

  private Map<String, String> body() {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("text", text);
    if (person != null) {
      body.put("person", person);
    }
    if (email != null) {
      body.put("email", email);
    }
    return body;
  }
}
