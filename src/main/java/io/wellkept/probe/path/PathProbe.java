package io.wellkept.probe.path;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.Register;
import io.wellkept.probe.RobotRules;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.links.LinksFacts.Walk;
import io.wellkept.probe.links.PageLinks;
import io.wellkept.probe.links.Site;
import io.wellkept.probe.links.Walker;
import io.wellkept.probe.path.PathFacts.Found;
import io.wellkept.probe.path.PathFacts.Read;
import io.wellkept.probe.path.WaySearch.Likely;
import io.wellkept.probe.path.WaySearch.Step;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Journey.Means;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks whether a page really offers a way to another touchpoint. */
public final class PathProbe implements Probe<PathSettings, PathFacts> {
  /** Findings with less confidence are shown and alarm nobody. */
  static final double THRESHOLD = 0.6;

  public static final Kind KIND =
      new Kind(
              "path",
              PathSettings.class,
              new Schedule(Duration.ofHours(1), Duration.ofMinutes(10)),
              THRESHOLD,
              true,
              false,
              settings -> ((PathSettings) settings).target())
          .concerning(settings -> Set.of(((PathSettings) settings).to()));

  private static final int TOO_MANY_REQUESTS = 429;

  /** What judging and handing over may take. */
  private static final Duration RESERVE = Duration.ofSeconds(3);

  /** How many links are followed to see where they redirect to. */
  private static final int MOST_FOLLOWED = 12;

  /** How many ways are tried before all of them count as broken. */
  private static final int MOST_TRIED = 4;

  private static final int LIMIT = 50_000;

  private final Http http;
  private final Register register;
  private final RobotRules robots;
  private final Walker walker;

  public PathProbe(Http http, RobotRules robots, Register register) {
    this.http = http;
    this.register = register;
    this.robots = robots;
    this.walker = new Walker(http, robots);
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public PathFacts look(Look<PathSettings> look) throws InterruptedException {
    long end = System.nanoTime() + look.deadline().minus(RESERVE).toNanos();
    Touchpoint to = register.of(look.settings().to()).orElse(null);
    if (to == null || to.address() == null) {
      String missing = "no address is known of the touchpoint " + look.settings().to();
      return new PathFacts.Barred(new Fault.OurBug(missing));
    }
    if (to.live().notYet(http.now()) || to.live().over(http.now())) {
      return new PathFacts.NotLive();
    }
    Ask ask = look.settings().ask(look);
    return switch (http.ask(ask)) {
      case Answer.Barred barred -> new PathFacts.Barred(barred.fault());
      case Answer.NoAnswer none -> new PathFacts.Silent(ask.url(), none.cause(), ask.timeout());
      case Answer.Got got -> got(look, got, to, end);
      case Answer.Unchanged same ->
          throw new IllegalStateException("not modified, although not asked: " + same);
    };
  }

  private PathFacts got(Look<PathSettings> look, Answer.Got got, Touchpoint to, long end)
      throws InterruptedException {
    Fault refusal = refusal(got);
    if (refusal != null) {
      return new PathFacts.Barred(refusal);
    }
    if (got.status() < 200 || got.status() > 299) {
      return new PathFacts.Refused(got.status(), got.way());
    }
    PageLinks page = walker.read(got);
    return new Search(look, to, page, end).seen(page, got.way().latency());
  }

  /** What refuses us, and says nothing of the page; null if nothing does. */
  private static @Nullable Fault refusal(Answer.Got got) {
    String mark = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (mark != null) {
      return new Fault.Blocked(mark);
    }
    return got.status() == TOO_MANY_REQUESTS
        ? new Fault.Throttled(got.way().address().getHost() + " answered 429")
        : null;
  }

  /** Why nothing can be told from an answer; null if something can. */
  private static @Nullable Fault hidden(URI asked, Answer answer) {
    return switch (answer) {
      case Answer.Got got -> refusal(got);
      case Answer.Barred barred -> barred.fault();
      case Answer.NoAnswer(Answer.Cause.NoSuchHost none) -> null;
      case Answer.NoAnswer none -> unusable(asked, "where it leads cannot be seen");
      case Answer.Unchanged same -> null;
    };
  }

  private static Fault unusable(URI address, String why) {
    return new Fault.ServiceFails(ShownAddress.of(address), why);
  }

  @Override
  public Judgement judge(Look<PathSettings> look, PathFacts facts, Memory memory, Instant now) {
    return PathJudge.judge(look, facts, memory, now);
  }

  /** One search, within the time of one look. */
  private final class Search {
    private final Look<PathSettings> look;
    private final Touchpoint to;
    private final Site site;
    private final Goal goal;
    private final long end;
    private boolean inTime = true;

    /** Why something that may lead there could not be seen. */
    private @Nullable Fault unseen;

    /** Whether a way was found that works: nothing else matters then. */
    private boolean certain;

    Search(Look<PathSettings> look, Touchpoint to, PageLinks page, long end) {
      this.look = look;
      this.site = new Site(http, page.address(), List.of(), look.settings().headers());
      this.to = to;
      this.goal = new Goal(Objects.requireNonNull(to.address()));
      this.end = end;
    }

    PathFacts seen(PageLinks page, Duration latency) throws InterruptedException {
      PathSettings settings = look.settings();
      Walker.Tour tour =
          new Walker.Tour(
              look.check(),
              settings.within() - 1,
              settings.pages(),
              address -> false,
              look.atMost(look.settings().timeout()),
              look.fresh());
      Walk walk = walker.new Way(tour, site, Set.of(), end).from(page);
      WaySearch search = new WaySearch(walk, settings.by());
      walk.pages().stream()
          .filter(each -> !each.whole() || each.more() > 0)
          .forEach(each -> unseen = unusable(each.address(), "not all ways on it can be seen"));
      Found way = way(search);
      boolean sought = certain || (walk.whole() && inTime);
      Read read = new Read(walk.pages().size(), search.size());
      List<String> nearest = way == null ? search.nearest(goal, to.name()) : List.of();
      return new PathFacts.Seen(latency, to, sought, certain ? null : unseen, way, read, nearest);
    }

    /**
     * One that works; else the first that says it leads there, rather one that could not be tried
     * than one that is broken; null if none does.
     */
    private @Nullable Found way(WaySearch search) throws InterruptedException {
      Found broken = null;
      Found untried = null;
      for (Step step : search.leadingTo(goal).stream().limit(MOST_TRIED).toList()) {
        Found tried = tried(step);
        if (tried == null) {
          untried = untried == null ? found(step, null) : untried;
        } else if (tried.wrong() == null) {
          certain = true;
          return tried;
        } else {
          broken = broken == null ? tried : broken;
        }
      }
      Found best = untried == null ? broken : untried;
      return best != null || look.settings().by() == Means.FORM ? best : redirecting(search);
    }

    private @Nullable Found redirecting(WaySearch search) throws InterruptedException {
      for (Likely likely : search.perhaps(goal, to.name()).stream().limit(MOST_FOLLOWED).toList()) {
        URI address = likely.step().address();
        if (!isOpen(address)) {
          // most sites link to networks that keep robots out: only what speaks of the goal counts
          if (likely.named() || (likely.likeness() > 0 && robots.unknown(address))) {
            unseen = unusable(address, "its robots.txt keeps us out");
          }
          continue;
        }
        Answer answer = follow(address).orElse(null);
        if (answer != null && leadsThere(answer)) {
          certain = true;
          return found(likely.step(), null);
        }
        Fault hidden = answer == null ? null : hidden(address, answer);
        if (hidden != null && (site.ours(address) || likely.likeness() > 0)) {
          unseen = hidden;
        }
      }
      return null;
    }

    /**
     * What the click leads to; null if that cannot be seen. A form that sends is not pressed; and
     * that the touchpoint itself does not answer, under its own address, is its own matter.
     */
    private @Nullable Found tried(Step step) throws InterruptedException {
      URI address = step.address();
      if (step.place().posts() || address.equals(goal.address()) || !isOpen(address)) {
        return found(step, null);
      }
      Answer answer = seen(address);
      if (answer == null) {
        return null;
      }
      if (!(answer instanceof Answer.Got got)
          || (got.status() < 400 && goal.is(got.way().address()))) {
        return found(step, null);
      }
      Answer own = isOpen(goal.address()) ? seen(goal.address()) : null;
      if (own == null) {
        return null;
      }
      URI landing = got.way().address();
      boolean bad = got.status() >= 400;
      boolean alike = bad ? fails(own) : endsAt(own, landing);
      String wrong = bad ? "answers " + got.status() : "leads to " + ShownAddress.of(landing);
      return found(step, alike ? null : wrong);
    }

    /** An answer that tells something; null if there is none. */
    private @Nullable Answer seen(URI address) throws InterruptedException {
      Answer answer = follow(address).orElse(null);
      Fault hidden = answer == null ? null : hidden(address, answer);
      if (hidden != null) {
        unseen = hidden;
      }
      return hidden == null ? answer : null;
    }

    private boolean leadsThere(Answer answer) {
      return answer instanceof Answer.Got got
          && (goal.is(got.way().address())
              || got.way().hops().stream().anyMatch(hop -> goal.is(hop.address())));
    }

    private Found found(Step step, @Nullable String wrong) {
      return new Found(step.text(), step.page(), step.address(), step.clicks(), wrong);
    }

    private boolean isOpen(URI address) throws InterruptedException {
      return site.ours(address) || robots.allow(address);
    }

    /** Where an address leads; empty if there is no time to ask. */
    private Optional<Answer> follow(URI address) throws InterruptedException {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.compareTo(look.atMost(look.settings().timeout())) < 0) {
        inTime = false;
        return Optional.empty();
      }
      return Optional.of(
          http.ask(
              Ask.of(address, look.atMost(look.settings().timeout()))
                  .headers(site.headers(address))
                  .fresh(look.fresh())
                  .limit(LIMIT)));
    }
  }

  private static boolean fails(Answer answer) {
    return !(answer instanceof Answer.Got got) || got.status() >= 400;
  }

  private static boolean endsAt(Answer answer, URI landing) {
    return answer instanceof Answer.Got got && new Goal(got.way().address()).is(landing);
  }
}
