package io.wellkept.app;

import io.wellkept.plan.Plan;
import io.wellkept.probe.AddressRange;
import io.wellkept.probe.Http;
import io.wellkept.probe.Manners;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.stock.Crawl;
import io.wellkept.probe.stock.Registered;
import io.wellkept.probe.stock.Stock;
import io.wellkept.probe.stock.Walk;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a site shows of touchpoints, and who answers for them. */
@Command(
    name = "discover",
    description = {
      "Walks through a site and lists touchpoints that nobody registered.",
      "Reads navigation, footer, sitemap, links to profiles elsewhere, chats, forms and feeds, as a"
          + " polite visitor: one page after the other, where robots.txt allows. Also lists what"
          + " the site promotes although it is dead. Needs no plan; with one, it knows what is"
          + " registered. Changes nothing."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept discover https://shop.example.org/",
      "  wellkept discover shop.example.org --pages 200 --except 'shop.example.org/legal/*'",
      "  wellkept discover shop.example.org --yaml --owner anna --backup ben | tee found.yaml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:somebody answers for everything, and all of it lives",
      "1:something is unregistered or dead",
      "2:wrong usage",
      "3:blind: nothing of the kind was found, but the site could not be looked at to the end"
    })
final class DiscoverCommand implements Callable<Integer> {
  /** With which it looks where no plan says how to. */
  private static final String USER_AGENT = "Wellkept";

  /** Nothing is written down on the way: enough for the most pages that may be asked for. */
  private static final int ROOM = 25;

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "URL", description = "Where to begin; https:// may be left out.")
  String url;

  @Option(
      names = "--pages",
      paramLabel = "N",
      description = "How many pages are read at most (default: ${DEFAULT-VALUE}).")
  int pages = 50;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "How many links away from the beginning (default: ${DEFAULT-VALUE}).")
  int depth = 2;

  @Option(
      names = "--except",
      paramLabel = "PATTERN",
      split = ",",
      description = "What nobody needs to answer for: addresses with *, parts of names.")
  List<String> except = List.of();

  @Option(
      names = "--silent-after",
      paramLabel = "TIME",
      description = "A feed without an entry for so long has fallen silent (default: 180d).")
  Duration silentAfter = Duration.ofDays(180);

  @Option(
      names = "--within",
      paramLabel = "TIME",
      description = "How long it may take (default: 10m); what was found until then is listed.")
  Duration within = Duration.ofMinutes(10);

  @Option(names = "--yaml", description = "Print touchpoints for a file in monitors/.")
  boolean yaml;

  @Option(names = "--owner", paramLabel = "PERSON", description = "Their owner, for --yaml.")
  @Nullable String owner;

  @Option(
      names = "--backup",
      paramLabel = "PERSON",
      description = "Who stands in for the owner, for --yaml.")
  @Nullable String backup;

  DiscoverCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI start = start();
    requireOptions();
    Plan plan = plan();
    if (plan == null) {
      print.aside("There is no plan in this folder: nothing counts as registered.");
    }
    Walk walk = Walk.from(HttpUrl.get(start), ROOM);
    Crawl.Bounds bounds = new Crawl.Bounds(pages, depth, true, Duration.ofSeconds(20));
    try (Http http = new Http(looking(plan, start), surroundings.clock())) {
      Crawl.Came came = new Crawl(http, new RobotRules(http)).go(walk, bounds, within);
      String trouble = trouble(came, start, bounds);
      if (trouble != null && walk.pages() == 0) {
        print.aside("wellkept: " + trouble);
        return Exit.BLIND;
      }
      if (trouble != null) {
        print.aside("This is not all of it: " + trouble);
      }
    }
    Instant now = surroundings.clock().instant();
    Registered registered = Registered.of(plan == null ? List.of() : plan.touchpoints().values());
    Discovered discovered =
        new Discovered(
            start,
            walk,
            Stock.unregistered(walk.found(), registered, except),
            Stock.lapsed(walk.lapses(now.minus(silentAfter)), except));
    say(discovered, plan);
    if (!discovered.fine()) {
      return Exit.FOUND;
    }
    return discovered.whole() ? Exit.DONE : Exit.BLIND;
  }

  private void say(Discovered discovered, @Nullable Plan plan) {
    if (print.json) {
      print.json(discovered.summary());
    } else if (yaml) {
      discovered.yaml(plan, String.valueOf(owner), String.valueOf(backup)).forEach(print::line);
    } else {
      discovered.lines().forEach(print::line);
    }
  }

  private URI start() {
    return Whose.address(url)
        .filter(uri -> HttpUrl.get(uri) != null)
        .orElseThrow(() ->
            new StartException(
                "'" + url + "' is no address of a page, such as https://example.org/"));
  }

  private void requireOptions() {
    if (pages < 1 || pages > 5_000 || depth < 0) {
      throw new StartException("--pages must be 1 to 5000, and --depth 0 or more");
    }
    if (yaml && (owner == null || backup == null || owner.equals(backup))) {
      throw new StartException(
          "--yaml needs --owner and --backup, two ids of people: every touchpoint has both");
    }
  }

  private @Nullable Plan plan() {
    return Files.isDirectory(place.home.resolve("config"))
        ? new Home(place, surroundings).planToLook()
        : null;
  }

  /** Whoever names a page on this machine or in the house means it to be looked at. */
  private static Http.Setup looking(@Nullable Plan plan, URI start) {
    if (plan != null) {
      return Outfit.looking(plan.daemon());
    }
    String near = FirstFiles.allowed(start).orElse(null);
    if (near == null) {
      return new Http.Setup(USER_AGENT, List.of(), Manners.USUAL);
    }
    Manners usual = Manners.USUAL;
    Manners own =
        new Manners(Set.of(start.getHost()), usual.own(), usual.foreign(), usual.patience());
    return new Http.Setup(USER_AGENT, List.of(AddressRange.parse(near)), own);
  }

  private @Nullable String trouble(Crawl.Came came, URI start, Crawl.Bounds bounds) {
    return switch (came) {
      case Crawl.Came.Along along -> null;
      case Crawl.Came.Barred barred -> barred.fault().words();
      case Crawl.Came.NoPage none -> start + " answers " + none.status();
      case Crawl.Came.NoAnswer none ->
          PageUnreachable.finding(
                  start, none.cause(), bounds.timeout(), surroundings.clock().instant())
              .headline();
    };
  }
}
