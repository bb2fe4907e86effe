package io.wellkept.app;

import io.wellkept.app.stock.Columns;
import io.wellkept.app.stock.Field;
import io.wellkept.app.stock.Spreadsheet;
import io.wellkept.plan.Nearest;
import io.wellkept.plan.Plan;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The spreadsheet that everybody has. */
@Command(
    name = "csv",
    description = {
      "Takes over a spreadsheet of touchpoints.",
      "Finds out how the file is written and what its columns hold, shows what it would do, and"
          + " does it only with --write, or when you say yes at a terminal. Good rows go to the end"
          + " of a file in monitors/; nothing that stands there is touched. Rows that cannot be"
          + " taken over are listed with the reason."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept import csv touchpoints.csv",
      "  wellkept import csv touchpoints.csv --column 'owner=Responsible person' --column url=F \\",
      "      --backup ben --into shop --rejected mend-these.csv --write"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every row fits, or is there already",
      "1:some rows do not fit; the others are taken over all the same",
      "2:wrong usage, no such file, or it would not be a good plan; nothing is written"
    })
final class ImportCsvCommand implements Callable<Integer> {
  private static final String FIRST_LINE =
      "# yaml-language-server: $schema=../config/schema/touchpoints.json\n\n";

  /** No part begins with a dot: it stays below monitors/. */
  private static final String FILE = "[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)*";

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "FILE", description = "The table, saved as CSV.")
  Path csv;

  @Option(
      names = "--column",
      paramLabel = "FIELD=COLUMN",
      description =
          "Where it stands, by heading or letter. Fields: id, name, url, owner, backup, channel,"
              + " stage, importance, personas, tags, playbook. May be repeated.")
  Map<String, String> chosen = Map.of();

  @Option(
      names = "--owner",
      paramLabel = "PERSON",
      description = "Id of the owner where a row names none.")
  @Nullable String owner;

  @Option(
      names = "--backup",
      paramLabel = "PERSON",
      split = ",",
      description = "Id of whoever stands in where a row names nobody; several with commas.")
  List<String> backups = List.of();

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description = "The file in monitors/, without .yaml (default: called as the table).")
  @Nullable String into;

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description = "Where all rows that do not fit are written, with their reasons, as CSV.")
  @Nullable Path rejected;

  @Option(names = "--write", description = "Do it.")
  boolean write;

  ImportCsvCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Home home = new Home(place, surroundings);
    Sources sources = home.sources();
    Plan plan = plan(home, sources, "mend the files first").plan();
    requirePeople(plan);
    Takeover takeover = takeover(plan);
    if (takeover.fit().isEmpty() && takeover.refused().isEmpty() && takeover.there().isEmpty()) {
      throw new StartException(csv + " has no rows below its headings");
    }
    String path = "monitors/" + file() + ".yaml";
    List<String> warnings = List.of();
    Map<String, String> files = new TreeMap<>(sources.files());
    if (!takeover.fit().isEmpty()) {
      files.put(path, after(files.getOrDefault(path, FIRST_LINE), path, takeover));
      warnings = warnings(plan(home, Sources.of(files), "the plan would not be good with it"));
    }
    TakeoverWords words = new TakeoverWords(print, csv, path, plan.touchpoints().size());
    if (!print.json) {
      words.show(takeover, warnings);
    }
    boolean now = !takeover.fit().isEmpty() && (write || agreed(takeover));
    if (now) {
      requireUnchanged(home, sources);
      Replacing.write(home.folder().resolve(path), files.getOrDefault(path, FIRST_LINE));
    }
    if (rejected != null) {
      takeover.writeRefused(rejected);
    }
    words.close(takeover, now, rejected);
    return takeover.refused().isEmpty() ? Exit.DONE : Exit.FOUND;
  }

  /** Somebody may have edited while the question waited. */
  private static void requireUnchanged(Home home, Sources before) {
    Map<String, String> after = home.sources().files();
    Set<String> changed = new TreeSet<>(after.keySet());
    changed.addAll(before.files().keySet());
    changed.removeIf(path -> Objects.equals(after.get(path), before.files().get(path)));
    if (!changed.isEmpty()) {
      throw new StartException(
          "nothing was imported: meanwhile somebody changed "
              + String.join(", ", changed)
              + "; give the command again");
    }
  }

  private boolean agreed(Takeover takeover) {
    Asking asking = surroundings.asking();
    return asking != null
        && !print.json
        && asking
            .ask("Add " + takeover.fit().size() + " touchpoints? (yes or no)")
            .matches("(?i)y|yes|j|ja");
  }

  private Takeover takeover(Plan plan) {
    Meant meant = new Meant(plan.people());
    try {
      Spreadsheet sheet = Spreadsheet.of(bytes());
      Columns columns =
          Columns.of(
              sheet.rows(),
              chosen(),
              ImportCsvCommand::looksLikePage,
              cell -> !meant.person(cell).isEmpty() || cell.matches("\\S+@\\S+\\.\\S+"));
      Intake intake = new Intake(plan, columns, meant, new Intake.Defaults(owner, backups));
      return Takeover.of(sheet, columns, intake);
    } catch (Spreadsheet.UnreadableException e) {
      throw new StartException(csv + " " + e.getMessage());
    }
  }

  private static boolean looksLikePage(String cell) {
    return cell.matches("(?i)(https?://|www\\.)\\S+|[\\w.-]+\\.[a-z]{2,}(/\\S*)?")
        && Whose.address(cell).isPresent();
  }

  private byte[] bytes() {
    try {
      if (Files.isDirectory(csv)) {
        throw new StartException(csv + " is a folder; give the file that was saved as CSV");
      }
      if (Files.size(csv) > Spreadsheet.LARGEST) {
        return new byte[Spreadsheet.LARGEST + 1];
      }
      return Files.readAllBytes(csv);
    } catch (NoSuchFileException e) {
      throw new StartException("there is no file " + csv);
    } catch (IOException e) {
      throw new StartException(csv + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Map<Field, String> chosen() {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    List<String> known = Arrays.stream(Field.values()).map(Field::key).toList();
    chosen.forEach((key, column) ->
        fields.put(
            Field.of(key)
                .orElseThrow(() ->
                    new StartException(
                        "--column " + key + " is no field" + Nearest.hint(key, known))),
            column));
    return fields;
  }

  private String file() {
    if (into == null) {
      String name = String.valueOf(csv.getFileName()).replaceFirst("\\.[^.]*$", "");
      return Slug.of(name, "imported");
    }
    String file = into.replaceFirst("\\.ya?ml$", "");
    if (!file.matches(FILE)) {
      throw new StartException(
          "--into '"
              + into
              + "' is no file in monitors/: letters, digits, dashes, and / for a folder in it,"
              + " such as shop or shop/summer");
    }
    return file;
  }

  private String after(String before, String path, Takeover takeover) {
    String after =
        YamlText.appended(before, takeover.fit().stream().map(Intake.Row.Fit::entry).toList())
            .orElseThrow(() ->
                new StartException(
                    path
                        + " is written so that nothing can be added to its end: write its list"
                        + " with dashes, or give another file with --into"));
    if (after.length() > Sources.LARGEST_FILE) {
      throw new StartException(
          path + " would become too large: cut the table into several, each --into another file");
    }
    return after;
  }

  private Reading.Good plan(Home home, Sources sources, String advice) {
    return switch (home.readWithoutSecrets(sources)) {
      case Reading.Good good -> good;
      case Reading.Bad bad ->
          throw new StartException(
              "nothing was imported; " + advice + ":\n" + Home.lines(bad.problems()));
    };
  }

  private static List<String> warnings(Reading.Good good) {
    return good.warnings().stream().map(Object::toString).toList();
  }

  private void requirePeople(Plan plan) {
    if (owner != null) {
      Wanted.person(plan, owner);
    }
    backups.forEach(backup -> Wanted.person(plan, backup));
  }
}
