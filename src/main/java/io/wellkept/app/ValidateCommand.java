package io.wellkept.app;

import io.wellkept.plan.Daemon.NotifierSetup;
import io.wellkept.plan.Plan;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Sources;
import io.wellkept.touchpoint.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says everything that is wrong with the files. */
@Command(
    name = "validate",
    description = {
      "Lists every problem of config/ and monitors/.",
      "Each is a line that begins with file:line:column; what works but deserves a thought is a"
          + " warning. Nothing is looked at and nothing is sent."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept validate",
      "  wellkept validate -C /etc/wellkept --without-secrets    in CI, which knows no passwords"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:a plan that can run", "1:problems", "2:wrong usage"})
final class ValidateCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Option(
      names = "--without-secrets",
      description = "Take secrets that are not set here as set, for machines that know none.")
  boolean withoutSecrets;

  ValidateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * @param unreached ids of people whom a notifier does not reach, by the notifier's name
   */
  private record Answer(
      boolean good,
      List<Problem> problems,
      List<Problem> warnings,
      int touchpoints,
      long checks,
      int people,
      Map<String, List<String>> unreached) {}

  @Override
  public Integer call() {
    Home home = new Home(place, surroundings);
    Sources sources = home.sources();
    Reading reading = withoutSecrets ? home.readWithoutSecrets(sources) : home.read(sources);
    Answer answer =
        switch (reading) {
          case Reading.Good good -> good(good.plan(), good.warnings());
          case Reading.Bad bad -> new Answer(false, bad.problems(), List.of(), 0, 0, 0, Map.of());
        };
    if (print.json) {
      print.json(answer);
    } else {
      say(answer);
    }
    return answer.good() ? Exit.DONE : Exit.FOUND;
  }

  private static Answer good(Plan plan, List<Problem> warnings) {
    long checks = plan.touchpoints().values().stream().mapToLong(t -> t.checks().size()).sum();
    Map<String, List<String>> unreached = new LinkedHashMap<>();
    plan.daemon().notifiers().forEach(n -> unreached.put(n.name(), unreached(n, plan)));
    unreached.values().removeIf(List::isEmpty);
    return new Answer(
        true,
        List.of(),
        warnings,
        plan.touchpoints().size(),
        checks,
        plan.people().persons().size(),
        unreached);
  }

  private static List<String> unreached(NotifierSetup notifier, Plan plan) {
    return plan.people().persons().values().stream()
        .filter(person -> !plan.daemon().roadsTo(person).contains(notifier.name()))
        .map(Person::id)
        .toList();
  }

  private void say(Answer answer) {
    answer.problems().forEach(problem -> print.line(problem.toString()));
    answer.warnings().forEach(warning -> print.line(warning(warning)));
    answer
        .unreached()
        .forEach((notifier, people) ->
            print.line("Not reached by " + notifier + ": " + String.join(", ", people)));
    print.line(answer.good() ? summary(answer) : count(answer.problems().size(), "problem") + ".");
  }

  private static String warning(Problem problem) {
    return new Problem(
            problem.file(), problem.line(), problem.column(), "warning: " + problem.text())
        .toString();
  }

  private static String summary(Answer answer) {
    int warnings = answer.warnings().size();
    return count(answer.touchpoints(), "touchpoint")
        + ", "
        + count(answer.checks(), "check")
        + ", "
        + (answer.people() == 1 ? "1 person" : answer.people() + " people")
        + ": "
        + (warnings == 0 ? "no problems." : "no problems, " + count(warnings, "warning") + ".");
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
