package io.wellkept.app;

import io.wellkept.app.demo.Inbox;
import io.wellkept.app.demo.Player;
import io.wellkept.app.demo.Script;
import io.wellkept.app.demo.Shop;
import io.wellkept.app.demo.ShopControl;
import io.wellkept.incident.Timing;
import io.wellkept.incident.Tokens;
import io.wellkept.ledger.Ledger;
import io.wellkept.probe.browser.Browsers;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.web.Surface;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole story on this machine: a shop that breaks, and people who are told. */
@Command(
    name = "demo",
    description = {
      "Opens a small shop on this machine, keeps it with the shipped configuration, and tells here",
      "what happens. Same program as run; only an hour takes seconds, and messages go to a folder."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept demo               break and repair things yourself; ends with Ctrl-C",
      "  wellkept demo --for 90s     the story plays by itself, in 90 seconds"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:played", "1:could not start or play; the message says why", "2:wrong usage"})
final class DemoCommand implements Callable<Integer> {
  private static final List<Path> BROWSERS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  private static final CheckId STOCK_EXPORT = new CheckId("stock-export", "export");
  private static final CheckId FRONT = new CheckId("shop-front", "attest");

  @Spec CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Where the pages are, on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  int port = 8800;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "Play the story in this time, for example 90s, and end.")
  @Nullable Duration length;

  @Override
  public Integer call() throws IOException, InterruptedException {
    double scale = length == null ? Script.USUAL_SCALE : Script.timeScale(length);
    Path home = copyOfTheHouse();
    InstantSource clock = InstantSource.system();
    PrintWriter out = spec.commandLine().getOut();
    try (Story story = new Story(out, clock, scale);
        Shop shop = Shop.start(clock, Timing.divide(Script.NOTES_EVERY, scale), story::turned);
        Inbox inbox = Inbox.open(home.resolve("outbox"))) {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.putAll(shop.variables());
      // the story is none of the real ledger's
      environment.remove(LedgerPlace.VARIABLE);
      Setup setup = new Setup(home, home.resolve("data"), environment, scale, false, clock);
      try (Wellkept wellkept = Wellkept.open(setup)) {
        URI pages = wellkept.address(Surface.PAGES);
        shop.wellkeptAt(pages);
        somebodyLooked(wellkept, clock.instant());
        Tokens tokens = wellkept.tokens();
        URI beat = Links.beat(pages, tokens.beat(STOCK_EXPORT));
        shop.exportStock(Timing.divide(Script.EXPORT_EVERY, scale), () -> beat);
        story.opens(pages, shop.control(), inbox.address(), home);
        wellkept.start();
        story.follow(wellkept);
        if (length == null) {
          Thread.currentThread().join();
        }
        try (ShopControl control = new ShopControl(shop.address())) {
          People people = wellkept.plan().people();
          new Player(
                  control,
                  inbox,
                  scale,
                  clock,
                  (who, words) -> story.person(people.nameOf(who), words))
              .play(wellkept.plan().daemon().zone());
        }
        return story.ends(wellkept) ? 0 : 1;
      }
    }
  }

  /** Sam has just looked at the front, so that the demo does not begin with a question. */
  private static void somebodyLooked(Wellkept wellkept, Instant now) {
    String person = wellkept.plan().touchpoint(FRONT.touchpoint()).orElseThrow().owner();
    List<Ledger.Answer> answers =
        wellkept
            .plan()
            .check(FRONT)
            .map(Check::settings)
            .filter(Questionnaire.class::isInstance)
            .map(settings -> ((Questionnaire) settings).questions())
            .orElse(List.of())
            .stream()
            .map(question -> new Ledger.Answer(question, true))
            .toList();
    Ledger.Attestation fine =
        new Ledger.Attestation(
            "demo", FRONT, person, now, true, "All as it should be.", answers, null, "page");
    wellkept.ledger().change(work -> work.attest(fine));
  }

  /** A fresh folder with the shipped files, so that the demo leaves nothing behind in the house. */
  private Path copyOfTheHouse() throws IOException {
    Path house = Path.of(System.getProperty("wellkept.house", ""));
    if (!Files.isRegularFile(house.resolve("config/daemon.yaml"))) {
      throw new StartException(
          "The demo's config/ and monitors/ are not in "
              + house.toAbsolutePath()
              + ": start it with the launcher of a clone, ./wellkept demo");
    }
    Path home = Files.createTempDirectory("wellkept-demo");
    for (String folder : new String[] {"config", "monitors"}) {
      copy(house.resolve(folder), home.resolve(folder));
    }
    Path daemon = home.resolve("config/daemon.yaml");
    Files.writeString(
        daemon, Files.readString(daemon).replace("127.0.0.1:8800", "127.0.0.1:" + openPort()));
    addTeaFinder(home);
    return home;
  }

  /** Only where there is what sees it: otherwise the demo would tell of its own blindness. */
  static void addTeaFinder(Path home) throws IOException {
    Optional<Path> browser = BROWSERS.stream().filter(Files::isExecutable).findFirst();
    if (browser.isEmpty() || !Browsers.canStart(System.getenv())) {
      return;
    }
    Files.writeString(
        home.resolve("config/daemon.yaml"),
        "\nbrowser:\n  executable: " + browser.get() + "\n",
        StandardOpenOption.APPEND);
    try (InputStream file = Shop.class.getResourceAsStream("tea-finder.yaml")) {
      Files.copy(Objects.requireNonNull(file), home.resolve("monitors/tea-finder.yaml"));
    }
  }

  /** Links must name the port, so a free one is looked for before anything listens on it. */
  private int openPort() throws IOException {
    if (port != 0) {
      return port;
    }
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
