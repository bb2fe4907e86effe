package io.wellkept.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the files are; every command that reads them takes these. */
final class Place {
  @Option(
      names = {"-C", "--home"},
      paramLabel = "DIR",
      description = "The folder that holds config/ and monitors/ (default: the present folder).")
  Path home = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where Wellkept keeps what it remembers (default: storage.data, in the home).")
  @Nullable Path data;

  Path data() {
    return data == null ? home.resolve("data") : data;
  }
}
