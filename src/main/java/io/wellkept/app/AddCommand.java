package io.wellkept.app;

import io.wellkept.plan.Plan;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Sources;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One more touchpoint. */
@Command(
    name = "add",
    description = {
      "Adds a page as a touchpoint.",
      "It goes to the end of monitors/FILE.yaml; what stands there stays as it is. Refuses what is"
          + " there already and what would not be a good plan. A running daemon takes it up by"
          + " itself."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept add https://shop.example.org/summer --owner anna --backup ben",
      "  wellkept add shop.example.org/ --owner anna --backup ben,carla --name 'Home page' \\",
      "      --importance high --stage discover --channel website --file shop"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:added",
      "1:it is there already",
      "2:wrong usage, or it would not be a good plan"
    })
final class AddCommand implements Callable<Integer> {
  private static final String FIRST_LINE =
      "# yaml-language-server: $schema=../config/schema/touchpoints.json\n";

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "URL", description = "The page's address; https:// may be left out.")
  String url;

  @Option(
      names = "--owner",
      paramLabel = "PERSON",
      required = true,
      description = "Id of the one person who answers for it.")
  String owner;

  @Option(
      names = "--backup",
      paramLabel = "PERSON",
      required = true,
      split = ",",
      description = "Id of whoever stands in for the owner; several with commas.")
  List<String> backups;

  @Option(names = "--id", paramLabel = "ID", description = "Its id (default: made of the URL).")
  @Nullable String id;

  @Option(names = "--name", paramLabel = "TEXT", description = "How people call it.")
  @Nullable String name;

  @Option(names = "--importance", paramLabel = "WORD", description = "low, normal or high.")
  @Nullable Importance importance;

  @Option(names = "--stage", paramLabel = "ID", description = "Its stage in config/journey.yaml.")
  @Nullable String stage;

  @Option(
      names = "--channel",
      paramLabel = "ID",
      description = "Its channel in config/journey.yaml.")
  @Nullable String channel;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The file in monitors/, without .yaml (default: ${DEFAULT-VALUE}).")
  String file = "first";

  AddCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Added(String id, URI url, String file, List<String> entry) {}

  @Override
  public Integer call() {
    URI address =
        Whose.address(url)
            .filter(uri -> uri.getHost() != null)
            .orElseThrow(() ->
                new StartException(
                    "'" + url + "' is no address of a page, such as https://example.org/x"));
    String wanted = id == null ? Slug.of(address) : id;
    if (!Names.isName(wanted)) {
      throw new StartException(
          "--id '" + wanted + "' is no id: lower-case letters, digits and dashes, up to 63");
    }
    Home home = new Home(place, surroundings);
    Sources sources = home.sources();
    Plan before = plan(home, sources, "mend the files first");
    Optional<String> there = alreadyThere(before, address, wanted);
    if (there.isPresent()) {
      print.aside("wellkept: " + there.get());
      return Exit.FOUND;
    }
    requirePeople(before);
    String path = "monitors/" + file.replaceFirst("\\.ya?ml$", "") + ".yaml";
    List<String> entry = entry(address, wanted);
    write(home, sources, path, entry);
    say(new Added(wanted, address, path, entry));
    return Exit.DONE;
  }

  private Plan plan(Home home, Sources sources, String advice) {
    return switch (home.readWithoutSecrets(sources)) {
      case Reading.Good good -> good.plan();
      case Reading.Bad bad ->
          throw new StartException(
              "nothing was added; " + advice + ":\n" + Home.lines(bad.problems()));
    };
  }

  private static Optional<String> alreadyThere(Plan plan, URI address, String id) {
    Whose.Spot spot = Whose.spot(address);
    Optional<Touchpoint> same =
        plan.touchpoints().values().stream()
            .filter(t -> t.address() != null && Whose.spot(t.address()).equals(spot))
            .findFirst();
    if (same.isPresent()) {
      return Optional.of(address + " is there already: " + whose(plan, same.get()));
    }
    return plan.touchpoint(id)
        .map(t -> "the id '" + id + "' is taken by " + whose(plan, t) + "; give another with --id");
  }

  private static String whose(Plan plan, Touchpoint touchpoint) {
    return "touchpoint '"
        + touchpoint.id()
        + "' of "
        + plan.people().nameOf(touchpoint.owner())
        + (touchpoint.address() == null ? "" : " (" + touchpoint.address() + ")");
  }

  private List<String> entry(URI address, String wanted) {
    List<String> lines = new ArrayList<>();
    lines.add("id: " + wanted);
    put(lines, "name", name);
    lines.add("url: " + YamlText.literal(address.toString()));
    put(
        lines,
        "importance",
        importance == null ? null : importance.name().toLowerCase(Locale.ROOT));
    put(lines, "owner", owner);
    if (backups.size() == 1) {
      put(lines, "backup", backups.get(0));
    } else {
      lines.add("backup: " + YamlText.list(backups));
    }
    put(lines, "stage", stage);
    put(lines, "channel", channel);
    return lines;
  }

  private static void put(List<String> lines, String key, @Nullable String value) {
    if (value != null) {
      lines.add(key + ": " + YamlText.literal(value));
    }
  }

  /** Reads the whole plan with the new text before the file is replaced. */
  private void write(Home home, Sources sources, String path, List<String> entry) {
    String before = sources.files().getOrDefault(path, FIRST_LINE + "\n");
    String after =
        YamlText.appended(before, List.of(entry))
            .orElseThrow(() ->
                new StartException(
                    path
                        + " is written so that nothing can be added to its end: write its list"
                        + " with dashes, or give another file with --file"));
    Map<String, String> files = new TreeMap<>(sources.files());
    files.put(path, after);
    plan(home, Sources.of(files), "the plan would not be good with it");
    Replacing.write(home.folder().resolve(path), after);
  }

  /** Said in the words of the options rather than of the file. */
  private void requirePeople(Plan plan) {
    Wanted.person(plan, owner);
    backups.forEach(backup -> Wanted.person(plan, backup));
  }

  private void say(Added added) {
    if (print.json) {
      print.json(added);
      return;
    }
    print.line("Added to " + added.file() + ":");
    added.entry().forEach(line -> print.line("  " + line));
    print.line("Look at it now: wellkept check " + added.id());
  }
}
