package io.wellkept.plan;

import io.wellkept.incident.Policies;
import io.wellkept.incident.Windows;
import io.wellkept.plan.MonitorReading.Entry;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a home folder's files into one {@link Plan}, or says everything that is wrong with them at
 * once. Each file is held against its schema first; what the schema accepts becomes records; what
 * names something elsewhere is checked last. May be used by several threads.
 */
public final class PlanReader {
  private final Catalogue catalogue;
  private final Secrets secrets;
  private final double timeScale;
  private final Map<FileKind, Complaints> schemas = new EnumMap<>(FileKind.class);

  /**
   * @param timeScale every duration is divided by this; 1 outside the demo
   * @throws IllegalArgumentException if the scale is not a number of at least 1
   */
  public PlanReader(Catalogue catalogue, Secrets secrets, double timeScale) {
    if (!(timeScale >= 1) || Double.isInfinite(timeScale)) {
      throw new IllegalArgumentException("time scale " + timeScale + " is not 1 or more");
    }
    this.catalogue = catalogue;
    this.secrets = secrets;
    this.timeScale = timeScale;
    for (FileKind kind : FileKind.values()) {
      schemas.put(kind, new Complaints(kind, catalogue));
    }
  }

  /** Never throws for what is written in the files. */
  public Reading read(Sources sources) {
    Pass pass = new Pass(catalogue, secrets, timeScale);
    pass.problems().addAll(sources.unreadable());
    @Nullable Plan plan = new Assembly(pass, sources).plan();
    if (plan == null || !pass.problems().isEmpty()) {
      return new Reading.Bad(sorted(pass.problems()));
    }
    return new Reading.Good(plan, sorted(pass.warnings()));
  }

  /**
   * The folder of the ledger as {@code storage.data} names it, as far as that can be read; empty if
   * it is not written. Asked apart from the plan: the last good plan lies in that folder.
   */
  public Optional<String> dataFolder(Sources sources) {
    Pass pass = new Pass(catalogue, secrets, timeScale);
    return sources.files().entrySet().stream()
        .filter(file -> FileKind.of(file.getKey()).filter(FileKind.DAEMON::equals).isPresent())
        .findFirst()
        .flatMap(file -> YamlDocument.read(file.getKey(), file.getValue(), problem -> {}))
        .map(document -> document.root().path("storage").path("data").asString(""))
        .filter(data -> !data.isBlank())
        .flatMap(data -> pass.resolve(data, new Spot("", 1, 1)));
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return List.copyOf(new TreeSet<>(problems));
  }

  /** One reading. */
  private final class Assembly {
    private final Pass pass;
    private final Sources sources;
    private final Map<FileKind, Checked> config = new EnumMap<>(FileKind.class);
    private boolean monitorsWhole = true;

    Assembly(Pass pass, Sources sources) {
      this.pass = pass;
      this.sources = sources;
    }

    @Nullable Plan plan() {
      sources
          .files()
          .forEach((path, text) -> {
            if (!Sources.isCalendar(path)) {
              config(path, text);
            }
          });
      require(FileKind.DAEMON);
      require(FileKind.PEOPLE);
      DaemonReading daemon =
          Optional.ofNullable(config.get(FileKind.DAEMON))
              .map(file -> new DaemonReading(pass, file))
              .orElse(null);
      PeopleReading people = people(daemon);
      if (daemon != null) {
        daemon.checkDigests(people);
      }
      Roads roads = new Roads(pass, daemon, people);
      PoliciesReading policies = new PoliciesReading(pass, config.get(FileKind.POLICIES), people);
      JourneyReading journey = new JourneyReading(pass, config.get(FileKind.JOURNEY));
      boolean known = journey.whole() && !broken(FileKind.JOURNEY);
      @Nullable Daemon settings = daemon == null ? null : daemon.daemon();
      Duration observe = settings == null ? Duration.ofDays(1) : settings.observe();
      List<Entry> entries = monitors(people, known ? journey : null, observe);
      TouchpointsReading all = new TouchpointsReading(pass, entries, monitorsWhole);
      List<Touchpoint> read = all.read(roads);
      List<Touchpoint> touchpoints =
          new EdgesReading(pass, read, all.addressed(), monitorsWhole).with(journey.edgesAt());
      roads.check();
      Windows windows = windows(daemon, journey, touchpoints, known && monitorsWhole);
      Policies ladders = policies.policies(daemon == null ? "" : daemon.operators());
      if (settings == null || people == null || !pass.problems().isEmpty()) {
        return null;
      }
      Plan plan =
          Plan.of(settings, people.people(), ladders, journey.journey(), touchpoints)
              .with(people.feeds())
              .with(windows);
      roads.warn(plan);
      if (touchpoints.isEmpty()) {
        pass.warnings().add(Problem.ofFile("monitors", "holds no touchpoints yet"));
      }
      OwnEyesReading.warnings(plan).forEach(pass.warnings()::add);
      BrowserReading.warnings(plan).forEach(pass.warnings()::add);
      Load.warnings(plan).stream()
          .filter(warning -> !pass.reveals(warning.text()))
          .forEach(pass.warnings()::add);
      return plan;
    }

    private Windows windows(
        @Nullable DaemonReading daemon,
        JourneyReading journey,
        List<Touchpoint> touchpoints,
        boolean all) {
      if (daemon == null) {
        return Windows.NONE;
      }
      MaintenanceReading reading = daemon.maintenance();
      Windows windows = reading.read();
      if (all) {
        reading.check(windows, journey.journey(), touchpoints);
      }
      return windows;
    }

    /** Takes in a file of {@code config/}, and complains of one that means nothing. */
    private void config(String path, String text) {
      Optional<FileKind> kind = FileKind.of(path);
      if (kind.isEmpty()) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String hint = Nearest.hint(name, FileKind.configNames());
        pass.problems().add(Problem.ofFile(path, "is not a file that means something" + hint));
      } else if (kind.get() != FileKind.TOUCHPOINTS) {
        check(pass, kind.get(), path, text).ifPresent(file -> put(kind.get(), path, file));
      }
    }

    /** The file, held against its schema; empty if it could not be read at all. */
    private Optional<Checked> check(Pass reading, FileKind kind, String path, String text) {
      if (text.length() > Sources.LARGEST_FILE) {
        reading.problems().add(Problem.ofFile(path, Sources.tooLarge()));
        return Optional.empty();
      }
      return YamlDocument.read(path, text, reading.problems()::add)
          .map(document -> complaints(kind).check(document, reading.problems()::add));
    }

    private Complaints complaints(FileKind kind) {
      Complaints complaints = schemas.get(kind);
      if (complaints == null) {
        throw new IllegalStateException("no schema for " + kind);
      }
      return complaints;
    }

    private void put(FileKind kind, String path, Checked file) {
      if (config.putIfAbsent(kind, file) != null) {
        pass.problems()
            .add(Problem.ofFile(path, "is there twice, as .yaml and as .yml; keep one of them"));
      }
    }

    /**
     * What one file of touchpoints holds, and what was wrong with it.
     *
     * @param entries null if it could not be read at all
     */
    private record Monitor(Pass pass, @Nullable List<Entry> entries) {}

    /** One file does not need another: with hundreds of them two cores take half the time. */
    private List<Entry> monitors(
        @Nullable PeopleReading people, @Nullable JourneyReading journey, Duration observe) {
      List<Monitor> monitors =
          sources.files().entrySet().parallelStream()
              .filter(file -> is(FileKind.TOUCHPOINTS, file.getKey()))
              .map(file -> {
                Pass reading = pass.aside();
                return new Monitor(
                    reading,
                    check(reading, FileKind.TOUCHPOINTS, file.getKey(), file.getValue())
                        .map(new MonitorReading(reading, people, journey, observe)::read)
                        .orElse(null));
              })
              .toList();
      List<Entry> entries = new ArrayList<>();
      for (Monitor monitor : monitors) {
        pass.take(monitor.pass());
        monitorsWhole &= monitor.entries() != null;
        entries.addAll(monitor.entries() == null ? List.of() : monitor.entries());
      }
      return entries;
    }

    private void require(FileKind kind) {
      if (!there(kind)) {
        pass.problems()
            .add(Problem.ofFile(kind.path(), "is missing; 'wellkept init' writes a first one"));
      }
    }

    private static boolean is(FileKind kind, String path) {
      return FileKind.of(path).filter(kind::equals).isPresent();
    }

    private @Nullable PeopleReading people(@Nullable DaemonReading daemon) {
      Checked file = config.get(FileKind.PEOPLE);
      if (file == null) {
        return null;
      }
      ZoneId zone = daemon == null ? ZoneId.of("UTC") : daemon.zone();
      Language language = daemon == null ? Language.EN : daemon.language();
      return new PeopleReading(
          pass, file, zone, language, daemon == null ? null : daemon.notifierNames(), calendars());
    }

    private Map<String, String> calendars() {
      Map<String, String> calendars = new HashMap<>(sources.files());
      calendars.keySet().removeIf(path -> !Sources.isCalendar(path));
      return calendars;
    }

    /** Whether the file is there and could not be read at all. */
    private boolean broken(FileKind kind) {
      return there(kind) && config.get(kind) == null;
    }

    private boolean there(FileKind kind) {
      return sources.files().keySet().stream().anyMatch(path -> is(kind, path))
          || sources.unreadable().stream().anyMatch(problem -> is(kind, problem.file()));
    }
  }
}
