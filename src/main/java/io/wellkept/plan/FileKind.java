package io.wellkept.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that a home folder holds. */
enum FileKind {
  DAEMON(DaemonFile.class),
  PEOPLE(PeopleFile.class),
  POLICIES(PoliciesFile.class),
  JOURNEY(JourneyFile.class),
  TOUCHPOINTS(TouchpointsFile.class);

  private final Class<? extends Record> shape;

  FileKind(Class<? extends Record> shape) {
    this.shape = shape;
  }

  Class<? extends Record> shape() {
    return shape;
  }

  /** Where such a file stands, as the docs say it. */
  String path() {
    return this == TOUCHPOINTS ? "monitors/**/*.yaml" : "config/" + word() + ".yaml";
  }

  String schemaFile() {
    return word() + ".json";
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a file by its path; empty for a name in config/ that means nothing. */
  static Optional<FileKind> of(String path) {
    if (path.startsWith("monitors/")) {
      return Optional.of(TOUCHPOINTS);
    }
    String plain = path.replaceAll("\\.ya?ml$", "");
    return Arrays.stream(values())
        .filter(kind -> kind != TOUCHPOINTS)
        .filter(kind -> plain.equals("config/" + kind.word()))
        .findFirst();
  }

  static List<String> configNames() {
    return Arrays.stream(values())
        .filter(kind -> kind != TOUCHPOINTS)
        .map(kind -> kind.word() + ".yaml")
        .toList();
  }
}
