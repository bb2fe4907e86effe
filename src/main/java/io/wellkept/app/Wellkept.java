package io.wellkept.app;

import io.wellkept.incident.Delivery;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Storm;
import io.wellkept.incident.Tokens;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.ClaimedLook;
import io.wellkept.ledger.LedgerException;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Secrets;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.report.Board;
import io.wellkept.report.Metrics;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.web.CannotListenException;
import io.wellkept.web.Circumstances;
import io.wellkept.web.Health;
import io.wellkept.web.PlanGate;
import io.wellkept.web.Surface;
import io.wellkept.web.WebContext;
import io.wellkept.web.WebServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running Wellkept: every room wired to the others. */
public final class Wellkept implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Wellkept.class);

  /** A stop is done within 10 s, whatever hangs: these and what comes between add up to less. */
  private static final Duration ROUNDS_END_WITHIN = Duration.ofSeconds(2);

  private static final Duration FINISH_WITHIN = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  /**
   * How long a look or a message and its commit may take before another process may have it: longer
   * than any of them takes.
   */
  static final Duration CLAIM = Duration.ofMinutes(5);

  /** Longer than any look or message may take. */
  private static final Duration OUTFIT_IN_USE = Duration.ofMinutes(2);

  private final Setup setup;
  private final InstantSource clock;
  private final Ledger ledger;
  private final Tokens tokens;
  private final Board board = new Board();
  private final Metrics metrics;
  private final PresentScore presentScore;
  private final Processes processes;
  private final PlanDesk desk;
  private final Abreast abreast;
  private final Clocks clocks;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Listening listening;
  private final Storms storms;
  private final OwnEyes ownEyes;
  private final Looks looks;
  private final Courier courier;
  private final Engine engine;
  private final WebServer web;
  private volatile @Nullable Outfit outfit;
  private volatile @Nullable Plan onBoard;

  /** The plan with what was handed over. */
  private volatile @Nullable Plan inHands;

  /**
   * Opens the ledger, brings the plan into force and serves the pages; nothing ticks yet.
   *
   * @throws StartException if it cannot; the message says why and what to do
   */
  public static Wellkept open(Setup setup) {
    return open(setup, CLAIM, UnaryOperator.identity());
  }

  /**
   * The same for those who must see it from closer by.
   *
   * @param claim how long a look or a message may take before somebody else may have it
   * @param before given the ledger, returns what everything here uses as the ledger
   */
  static Wellkept open(Setup setup, Duration claim, UnaryOperator<Ledger> before) {
    LedgerPlace place = LedgerPlace.of(setup.environment(), setup.data());
    requireHome(setup, place);
    Ledger ledger;
    try {
      ledger = before.apply(place.open());
    } catch (LedgerException e) {
      throw new StartException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    }
    Instant now = setup.clock().instant();
    try {
      Processes processes = new Processes(ledger, ProcessName.of(setup.environment()), now);
      return wire(setup, ledger, processes, claim);
    } catch (CannotListenException e) {
      throw new StartException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private static Wellkept wire(Setup setup, Ledger ledger, Processes processes, Duration claim) {
    try {
      return new Wellkept(setup, ledger, processes, claim);
    } catch (RuntimeException e) {
      leave(setup, ledger, processes, e);
      ledger.close();
      throw e;
    }
  }

  /** Whoever does not come up need not be missed. */
  private static void leave(
      Setup setup, Ledger ledger, Processes processes, RuntimeException because) {
    try {
      ledger.change(work -> processes.leave(work, setup.clock().instant()));
    } catch (LedgerException e) {
      because.addSuppressed(e);
    }
  }

  /** Nothing is made in a folder in which Wellkept was started by mistake. */
  private static void requireHome(Setup setup, LedgerPlace place) {
    Path home = setup.home().toAbsolutePath().normalize();
    if (!Files.isDirectory(home)) {
      throw new StartException("there is no folder " + home + ": name the right one with -C");
    }
    if (!place.ranBefore() && !Files.exists(home.resolve("config"))) {
      throw new StartException(
          "there is no config/ in "
              + home
              + ": 'wellkept init' writes a first one, or name the right folder with -C");
    }
  }

  private Wellkept(Setup setup, Ledger opened, Processes processes, Duration claim) {
    this.setup = setup;
    this.clock = setup.clock();
    this.tokens = Keys.tokens(setup.environment(), setup.data(), opened);
    this.processes = processes;
    this.metrics =
        new Metrics(
            board,
            opened,
            clock,
            () -> plan().daemon().metricsPerTouchpointUpTo(),
            Version.current());
    this.ledger = new TimedLedger(opened, metrics::wrote);
    this.presentScore = new PresentScore(ledger, this::plan, clock, metrics::health);
    this.abreast = new Abreast(ledger, board);
    this.clocks = new Clocks(ledger, processes, clock, metrics::clockIsAhead);
    PlanReader reader =
        new PlanReader(
            Kinds.catalogue(), Secrets.of(setup.environment(), setup.home()), setup.timeScale());
    this.desk =
        new PlanDesk(setup.home(), reader, ledger, clock, processes, this::fitOut, this::loaded);
    Climbing climbing = new Climbing(metrics::decided);
    this.storms = new Storms(ledger, this::plan, this::storming);
    this.ownEyes =
        new OwnEyes(ledger, processes, this::plan, () -> outfit().references(), metrics::network);
    this.looks =
        new Looks(
            ledger,
            this::plan,
            desk::rules,
            claim,
            this::look,
            climbing,
            storms,
            this::saw,
            threads);
    Instant begun = clock.instant();
    boolean first = processes.enter(begun);
    this.listening = new Listening(ledger, processes, this::plan, first, begun);
    this.courier =
        new Courier(
            ledger,
            this::plan,
            desk::rules,
            claim,
            name -> outfit().notifier(name),
            new Messages(ledger, tokens),
            deliveries(),
            clock,
            listening::since,
            threads);
    desk.open(first);
    this.engine = new Engine(rounds(climbing), clock, metrics::completed);
    this.web = serve();
    Instant now = clock.instant();
    ledger.change(w -> {
      w.append(event(Event.Type.STARTED, now));
      Troubles.beginAnew(w, processes.mine(), now);
    });
    clocks.run(now);
  }

  private List<Round> rounds(Climbing climbing) {
    OutsideHeartbeat heartbeat = new OutsideHeartbeat(() -> plan().daemon(), setup.dry());
    List<Round> rounds =
        new ArrayList<>(
            List.of(
                listening,
                processes,
                desk,
                ownEyes,
                looks,
                storms,
                new Owners(ledger, this::plan, desk::rules, () -> rebuildBoard(plan())),
                new Upkeep(ledger, this::plan, desk::rules, board::maintain, clock),
                new Ladder(ledger, this::plan, desk::rules, climbing, board::see),
                courier,
                new Answers(ledger, this::plan, () -> outfit().correspondent(), CLAIM),
                new Calendars(ledger, this::plan, () -> outfit().http()),
                new Digests(ledger, this::plan, desk::rules, metrics::digested),
                presentScore,
                new Watch(ledger, processes, this::stalled, heartbeat),
                new Keeping(ledger, this::plan)));
    if (ledger.shared()) {
      rounds.add(abreast);
      rounds.add(clocks);
    }
    return rounds;
  }

  private WebServer serve() {
    WebContext context =
        new WebContext(
            this::plan,
            desk,
            ledger,
            board,
            metrics,
            clock,
            tokens,
            this::loops,
            processes.mine(),
            SlackDoor.of(this::plan),
            this::circumstances,
            presentScore);
    return WebServer.start(plan().daemon().web(), context);
  }

  private List<Health.Loop> loops() {
    return engine.rounds().stream()
        .map(r -> new Health.Loop(r.name(), engine.completed(r, awakeSince()), Engine.patience(r)))
        .toList();
  }

  private List<String> stalled(Instant now) {
    return engine.stalled(now, awakeSince());
  }

  /** Neither a machine that slept nor a process that stood still has stalled. */
  private Instant awakeSince() {
    Instant house = listening.since();
    Instant here = processes.awakeSince();
    return here.isAfter(house) ? here : house;
  }

  private Circumstances circumstances() {
    // in the demo everybody reads the folder
    boolean demo = setup.timeScale() != 1;
    boolean nobody =
        !demo && plan().daemon().notifiers().stream().noneMatch(n -> n.kind().countsAsRoad());
    return new Circumstances(
        setup.dry(),
        nobody,
        outfit().correspondent().isEmpty(),
        ownEyes.closedSince(),
        storms.lasting());
  }

  /** Counts what a storm holds back. */
  private void storming(@Nullable Storm storm) {
    long held =
        storm == null
            ? 0
            : board.open().stream()
                .filter(storm::brought)
                .filter(i -> i.uncalled() && storm.holds(i.severity(), clock.instant()))
                .count();
    metrics.storm(storm != null, held);
  }

  private Event event(Event.Type type, Instant at) {
    String which = ledger.shared() ? processes.mine() : "";
    return new Event(at, type, null, null, null, null, which);
  }

  /** Makes ready what the plan looks and tells with. */
  private void fitOut(Plan next) {
    Outfit before = outfit;
    if (before != null && before.fits(next.daemon())) {
      return;
    }
    outfit =
        new Outfit(
            next.daemon(),
            setup.home(),
            new LedgerBeats(ledger, clock),
            new PlanRegister(new PlanNow(this::plan, ledger, clock)),
            new LedgerFiles(ledger, clock),
            new LedgerAttestations(ledger, id -> plan().people().nameOf(id), clock),
            clock,
            setup.dry());
    if (before != null) {
      threads.execute(() -> closeLater(before));
    }
  }

  /** Looks and messages that were begun with it still use it. */
  private static void closeLater(Outfit before) {
    try {
      Thread.sleep(OUTFIT_IN_USE);
    } catch (InterruptedException e) {
      // Wellkept stops: now nobody uses it any more
      Thread.currentThread().interrupt();
    } finally {
      before.close();
    }
  }

  private void loaded(PlanGate.Status status) {
    boolean good = status.problems().isEmpty() && status.held() == null;
    metrics.loaded(new Metrics.PlanFacts(status.generation(), good, status.problems().size()));
    if (desk.ready() && onBoard != plan()) {
      rebuildBoard(plan());
    }
  }

  private void rebuildBoard(Plan plan) {
    Instant now = clock.instant();
    ledger.read(view -> {
      Plan present = EffectivePlan.of(plan, view.overrides(), now);
      inHands = plan.with(present.touchpoints());
      board.rebuild(
          present.touchpoints().values(),
          plan.daemon().timing().blindFor(),
          view.checks(),
          view.openIncidents());
      abreast.from(view.settled());
      return true;
    });
    onBoard = plan;
  }

  private Judgement look(
      Touchpoint touchpoint, Check check, ClaimedLook claimed, boolean fresh, Intent leave)
      throws InterruptedException {
    metrics.began(Duration.between(claimed.dueAt(), clock.instant()));
    long begun = System.nanoTime();
    Memory memory = claimed.state().memory();
    String cutOff = claimed.intent();
    Judgement judgement;
    if (cutOff == null) {
      Judgement seen =
          outfit().looker().look(inHands(touchpoint), check, memory, fresh, Look.DEADLINE, leave);
      judgement = ownEyes.doubted(seen, check, claimed.state(), leave.wasGiven());
    } else {
      log.warn("A look was cut off while it acted, it is not done again check={}", check.id());
      judgement = new Judgement(new Observation.Blind(new Fault.CutOff(cutOff)), memory);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    metrics.looked(check.kind().name(), judgement.observation(), took);
    return judgement;
  }

  private Plan inHands() {
    Plan known = inHands;
    return known == null ? plan() : known;
  }

  /** As it is in the hands of whoever answers for it now. */
  private Touchpoint inHands(Touchpoint touchpoint) {
    return inHands()
        .touchpoint(touchpoint.id())
        .map(known ->
            known.owner().equals(touchpoint.owner())
                ? touchpoint
                : touchpoint.ownedBy(known.owner()))
        .orElse(touchpoint);
  }

  private void saw(ClaimedLook before, Incidents.Step step, Collection<Incident> changed) {
    metrics.decided(step.why());
    metrics.lagging(Duration.between(before.dueAt(), clock.instant()));
    board.see(step.next());
    changed.forEach(board::see);
    for (Event event : step.events()) {
      log.info(
          "A look changed the picture check={} what=\"{}\" why={} {}",
          event.check(),
          event.type().words(),
          step.why().label(),
          event.text());
    }
  }

  private Courier.Figures deliveries() {
    return new Courier.Figures() {
      @Override
      public void ended(NoticeKind kind, String notifier, Posting.Ending ending) {
        metrics.ended(kind, notifier, ending);
      }

      @Override
      public void attempted(String notifier, Delivery delivery) {
        metrics.attempted(notifier, delivery);
      }
    };
  }

  private Outfit outfit() {
    Outfit current = outfit;
    if (current == null) {
      throw new IllegalStateException("nothing is ready before the first plan");
    }
    return current;
  }

  /** The plan in force. */
  public Plan plan() {
    return desk.plan();
  }

  public Ledger ledger() {
    return ledger;
  }

  /** What signs the links. */
  public Tokens tokens() {
    return tokens;
  }

  /** How the plan stands, and the way to load it again. */
  public PlanGate gate() {
    return desk;
  }

  /** Where a surface can be reached from this machine. */
  public URI address(Surface surface) {
    return web.address(surface);
  }

  /** Lets Quartz tick the rounds from now on. */
  public void start() {
    engine.start();
  }

  /**
   * Does all that is due at the clock's present moment, until nothing is. For those who move the
   * clock by hand.
   *
   * @throws InterruptedException if the caller is told to stop waiting
   */
  public void settle() throws InterruptedException {
    boolean any = true;
    while (any) {
      any = engine.runAll();
      looks.awaitAll();
      courier.awaitAll();
      any |= looks.underWay() > 0;
    }
  }

  /** Finishes what was begun, settles its rows and closes everything; within 10 s. */
  @Override
  public void close() {
    Thread pages = Thread.ofPlatform().daemon().name("stop-pages").start(web::close);
    engine.stop(ROUNDS_END_WITHIN);
    finish();
    threads.shutdownNow();
    within(CLOSE_WITHIN, () -> threads.awaitTermination(1, TimeUnit.MINUTES));
    within(CLOSE_WITHIN, () -> pages.join());
    Outfit last = outfit;
    if (last != null) {
      last.close();
    }
    // from here on whoever still waits for a locked ledger is told that it is closed
    ledger.close();
  }

  private void finish() {
    long deadline = System.nanoTime() + FINISH_WITHIN.toNanos();
    within(FINISH_WITHIN.plus(CLOSE_WITHIN), () -> finishUntil(deadline));
    int left = looks.underWay() + courier.underWay();
    if (left > 0) {
      log.warn("Stopped with work under way that is done again at the next start left={}", left);
    }
  }

  private void finishUntil(long deadline) throws InterruptedException {
    try {
      while (looks.underWay() + courier.underWay() > 0 && System.nanoTime() < deadline) {
        if (!looks.commit(clock.instant())) {
          Thread.sleep(20);
        }
      }
      Instant now = clock.instant();
      ledger.change(w -> {
        w.append(event(Event.Type.STOPPED, now));
        processes.leave(w, now);
      });
    } catch (LedgerException e) {
      log.warn("The last looks could not be stored and are taken again why=\"{}\"", e.getMessage());
    }
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  /** Runs the step, and goes on without it when it takes too long. */
  private static void within(Duration most, Step step) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("stop")
            .start(() -> {
              try {
                step.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      thread.join(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
