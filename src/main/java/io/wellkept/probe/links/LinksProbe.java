package io.wellkept.probe.links;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.links.LinksFacts.Link;
import io.wellkept.probe.links.LinksFacts.Spot;
import io.wellkept.probe.links.LinksFacts.Walk;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks where everything leads that a page links to, and whether what it fetches is there. */
public final class LinksProbe implements Probe<LinksSettings, LinksFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.6;

  public static final Kind KIND =
      new Kind(
          "links",
          LinksSettings.class,
          new Schedule(Duration.ofHours(6), Duration.ofMinutes(10)),
          THRESHOLD,
          true,
          false,
          settings -> ((LinksSettings) settings).target());

  private static final int TOO_MANY_REQUESTS = 429;

  /** Enough for the slowest address: a HEAD and a GET that both run out of time. */
  private static final Duration BUDGET = Duration.ofSeconds(17);

  /** What judging and handing over may take. */
  private static final Duration RESERVE = Duration.ofSeconds(3);

  private final Http http;
  private final LinkAsker asker;
  private final Walker walker;

  public LinksProbe(Http http, RobotRules robots) {
    this.http = http;
    this.asker = new LinkAsker(http, robots);
    this.walker = new Walker(http, robots);
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public LinksFacts look(Look<LinksSettings> look) throws InterruptedException {
    long last = System.nanoTime() + look.deadline().minus(RESERVE).toNanos();
    Ask ask = look.settings().ask(look);
    return switch (http.ask(ask)) {
      case Answer.Barred barred -> new LinksFacts.Barred(barred.fault());
      case Answer.NoAnswer none -> new LinksFacts.Silent(ask.url(), none.cause(), ask.timeout());
      case Answer.Got got -> got(look, got, last);
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
    };
  }

  private LinksFacts got(Look<LinksSettings> look, Answer.Got got, long last)
      throws InterruptedException {
    String mark = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (mark != null) {
      return new LinksFacts.Barred(new Fault.Blocked(mark));
    }
    if (got.status() == TOO_MANY_REQUESTS) {
      return new LinksFacts.Barred(
          new Fault.Throttled(got.way().address().getHost() + " answered 429"));
    }
    if (got.status() < 200 || got.status() > 299) {
      return new LinksFacts.Refused(got.status(), got.way());
    }
    PageLinks page = walker.read(got);
    long end = Math.min(last, System.nanoTime() + BUDGET.toNanos());
    return seen(look, page, got.way().latency(), end);
  }

  /** First the pages are read, then what they lead to is looked at, as far as there is time. */
  private LinksFacts seen(Look<LinksSettings> look, PageLinks page, Duration latency, long end)
      throws InterruptedException {
    LinksMemory memory = LinksMemory.of(look.memory());
    Site site = new Site(http, page.address(), look.settings().own(), look.settings().headers());
    Set<String> doubtful =
        memory.troubles().stream().map(Trouble::page).collect(Collectors.toSet());
    Walker.Tour tour =
        new Walker.Tour(
            look.check(),
            look.settings().depth(),
            look.settings().pages(),
            look.settings()::excepts,
            look.atMost(look.settings().timeout()),
            look.fresh());
    Walker.Way way = walker.new Way(tour, site, doubtful, end);
    Walk walk = way.from(page);
    List<Link> links = links(look.settings(), walk, site);
    Map<String, Outcome> outcomes = new HashMap<>(way.outcomes());
    if (!walk.whole()) {
      return new LinksFacts.Seen(latency, walk, links, outcomes, links.size());
    }
    List<Errand> errands = new ArrayList<>(new Due(look, memory, http.now()).of(links));
    errands.removeIf(errand -> outcomes.containsKey(errand.key()));
    Errands run = new Errands(http, asker, site, look.atMost(look.settings().timeout()));
    outcomes.putAll(run.run(errands, Duration.ofNanos(end - System.nanoTime())));
    if (run.closed()) {
      return new LinksFacts.Barred(http.references().last().fault());
    }
    long left = errands.stream().filter(errand -> !outcomes.containsKey(errand.key())).count();
    return new LinksFacts.Seen(latency, walk, links, outcomes, (int) left);
  }

  private static List<Link> links(LinksSettings settings, Walk walk, Site site) {
    Map<URI, List<Spot>> spots = new LinkedHashMap<>();
    for (PageLinks page : walk.pages()) {
      for (Place place : page.places()) {
        URI address = place.address();
        if (address != null && !settings.excepts(address)) {
          spots.computeIfAbsent(address, each -> new ArrayList<>()).add(new Spot(page, place));
        }
      }
    }
    List<Link> links = new ArrayList<>();
    spots.forEach((address, places) -> links.add(new Link(address, site.ours(address), places)));
    links.removeIf(link -> !link.ours() && !settings.foreign());
    // what is needed, and what is ours, first: of very many the rest is not looked at
    links.sort(
        Comparator.comparing((Link link) -> !link.worst().place().role().needed())
            .thenComparing(link -> !link.ours()));
    return links;
  }

  @Override
  public Judgement judge(Look<LinksSettings> look, LinksFacts facts, Memory memory, Instant now) {
    return LinksJudge.judge(look, facts, memory, now);
  }
}
