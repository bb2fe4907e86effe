package io.wellkept.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the files of a home folder changed, by being asked now and then: names, sizes and
 * times first, contents only when those moved. No kernel is asked to notify: mounted ConfigMaps and
 * network volumes do not. For one thread.
 */
public final class PlanWatch {
  private final Path home;
  private Sources last;
  private SortedMap<String, Stamp> stamps;
  private @Nullable SortedMap<String, Stamp> unsettled;

  /** Watches from what was read just now. */
  public PlanWatch(Path home, Sources read) {
    this.home = home;
    this.last = read;
    this.stamps = new TreeMap<>(); // so that the first poll compares contents
  }

  private record Stamp(long size, long modified, String key) {}

  /**
   * The files as they are now, if they say anything else than the last ones given out. A change is
   * given out by the poll after the one that saw it, once it has stopped moving: a file that is
   * half written is not a decision.
   */
  public Optional<Sources> poll() {
    SortedMap<String, Stamp> now = stamps();
    if (now.equals(stamps)) {
      unsettled = null;
      return Optional.empty();
    }
    boolean settled = now.equals(unsettled);
    unsettled = now;
    if (!settled) {
      return Optional.empty();
    }
    Sources sources = Sources.readFrom(home);
    stamps = now;
    unsettled = null;
    if (sources.equals(last)) {
      return Optional.empty();
    }
    last = sources;
    return Optional.of(sources);
  }

  private SortedMap<String, Stamp> stamps() {
    SortedMap<String, Stamp> found = new TreeMap<>();
    var unreadable = new ArrayList<Problem>();
    for (Path file : Sources.list(home, unreadable)) {
      found.put(file.toString(), stamp(file));
    }
    unreadable.forEach(problem -> found.put(problem.file(), new Stamp(-1, 0, problem.text())));
    return found;
  }

  /** Follows links: a ConfigMap is changed by pointing a link elsewhere. */
  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.size(),
          attributes.lastModifiedTime().toMillis(),
          String.valueOf(attributes.fileKey()));
    } catch (IOException e) {
      return new Stamp(-1, 0, e.getClass().getSimpleName());
    }
  }
}
