package io.wellkept.app;

import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

  @Option(
      names = "--ledger",
      paramLabel = "ADDRESS",
      description =
          "The PostgreSQL that holds the ledger, as postgresql://USER@HOST/DATABASE"
              + " (default: WELLKEPT_LEDGER, else a file in the data folder).")
  @Nullable String ledger;

  /** What the environment says, and what the command line says instead. */
  Map<String, String> environment(Map<String, String> environment) {
    if (ledger == null) {
      return environment;
    }
    if (LedgerPlace.namesPassword(ledger)) {
      throw new StartException(
          "--ledger must not hold a password, which everybody on this machine could read:"
              + " put it into WELLKEPT_LEDGER_PASSWORD");
    }
    Map<String, String> all = new HashMap<>(environment);
    all.put(LedgerPlace.VARIABLE, ledger);
    return all;
  }

  /** The data folder, by the environment of this process. */
  Path data() {
    return data(System.getenv());
  }

  Path data(Map<String, String> environment) {
    if (data != null) {
      return data;
    }
    PlanReader reader = new PlanReader(Kinds.catalogue(), Secrets.of(environment, home), 1);
    return home.resolve(reader.dataFolder(Sources.readFrom(home)).orElse("data"));
  }
}
