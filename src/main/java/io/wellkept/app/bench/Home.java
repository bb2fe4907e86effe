package io.wellkept.app.bench;

import java.io.IOException;
import java.net.spi.InetAddressResolverProvider;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A home folder for one measurement; it goes when the measurement ends. */
record Home(Path folder) implements AutoCloseable {
  private static final int PER_FILE = 1_000;

  static Home make() throws IOException {
    return new Home(Files.createTempDirectory("wellkept-bench"));
  }

  /** What the daemon is to look at, on the pages at this port. */
  void write(Load load, int port) throws IOException {
    file(
        "config/daemon.yaml",
        """
        web: {listen: "127.0.0.1:0", public-url: "http://127.0.0.1:1"}
        notifiers:
          hook: {kind: webhook, url: "http://127.0.0.1:%d/", secret: "%s"}
        operators: bench
        own-hosts: ["*%s"]
        allow-addresses: [127.0.0.0/8]
        observe: 0s
        """
            .formatted(port, "whsec_" + "c2lnbmVk".repeat(4), BenchNames.DOMAIN));
    file(
        "config/people.yaml",
        """
        people:
          anna: {name: Anna, hours: always}
          ben: {name: Ben, hours: always}
        teams:
          bench: {name: Bench, lead: anna, members: [anna]}
        """);
    for (int from = 0; from < load.touchpoints(); from += PER_FILE) {
      file("monitors/m%04d.yaml".formatted(from / PER_FILE), touchpoints(load, port, from));
    }
    // where Java looks for whoever resolves names, once this folder is on its class path
    file(
        "names/META-INF/services/" + InetAddressResolverProvider.class.getName(),
        BenchNames.class.getName());
  }

  Path names() {
    return folder.resolve("names");
  }

  private static String touchpoints(Load load, int port, int from) {
    StringBuilder text = new StringBuilder("touchpoints:\n");
    for (int i = from; i < Math.min(from + PER_FILE, load.touchpoints()); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              """
                - id: t%d
                  url: http://h%d%s:%d%s%d
                  owner: anna
                  backup: ben
                  checks:
                    page: {contains: [%s], every: %dms}
              """,
              i,
              i % load.hosts(),
              BenchNames.DOMAIN,
              port,
              load.bad(i) ? PageServer.BAD : "/page/",
              i,
              PageServer.SAYS,
              load.every().toMillis()));
    }
    return text.toString();
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
