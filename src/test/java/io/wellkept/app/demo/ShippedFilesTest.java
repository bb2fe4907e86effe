package io.wellkept.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.app.Kinds;
import io.wellkept.app.demo.Script.Step;
import io.wellkept.incident.Policy;
import io.wellkept.incident.Timing;
import io.wellkept.plan.Plan;
import io.wellkept.plan.PlanReader;
import io.wellkept.plan.Problem;
import io.wellkept.plan.Reading;
import io.wellkept.plan.Secrets;
import io.wellkept.plan.Sources;
import io.wellkept.probe.AddressRange;
import io.wellkept.probe.Beats;
import io.wellkept.probe.FreshnessSettings;
import io.wellkept.probe.HeartbeatSettings;
import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Leave;
import io.wellkept.probe.Look;
import io.wellkept.probe.Looker;
import io.wellkept.probe.Manners;
import io.wellkept.probe.PageSettings;
import io.wellkept.probe.Register;
import io.wellkept.probe.attest.Attestations;
import io.wellkept.probe.browser.Browsers;
import io.wellkept.probe.social.SocialSettings;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Questionnaire;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files in {@code config/} and {@code monitors/}, as the demo and newcomers read them. */
final class ShippedFilesTest {
  private static final Path HOME = Path.of("");
  private static final double SCALE = Script.USUAL_SCALE;

  /** What messages may take on a slow machine. */
  private static final Duration LEEWAY = Duration.ofSeconds(3);

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  /** The shop is ours and on this machine: nobody has to wait between two looks. */
  private static final Manners QUICK =
      new Manners(
          Set.of("127.0.0.1"),
          new Manners.Pace(4, 1_000),
          Manners.USUAL.foreign(),
          Manners.USUAL.patience());

  /** More looks than any check of the shop needs until it has seen all. */
  private static final int GOES_ON = 10;

  private final Http http =
      new Http(
          new Http.Setup("Wellkept test", List.of(AddressRange.parse("127.0.0.0/8")), QUICK),
          () -> this.now);
  private volatile Instant now = NOW;
  private Shop shop;

  @BeforeEach
  void open() throws IOException {
    shop = Shop.start(() -> now, Script.NOTES_EVERY, (fault, broken) -> {});
  }

  @AfterEach
  void shut() {
    shop.close();
    http.close();
  }

  @Test
  void areReadWithoutAProblemInTheDemo() {
    assertThat(read(shop.variables(), SCALE))
        .isInstanceOfSatisfying(Reading.Good.class, good -> assertThat(good.warnings()).isEmpty());
  }

  @Test
  void areRefusedOutsideOfTheDemoForTheirShopAndTheirFolderOfMessages() {
    assertThat(read(Map.of(), 1))
        .isInstanceOfSatisfying(
            Reading.Bad.class,
            bad ->
                assertThat(bad.problems())
                    .extracting(Problem::text)
                    .anyMatch(text -> text.contains("'SHOP_URL' is not set"))
                    .anyMatch(text -> text.contains("nobody can be told"))
                    .allMatch(text -> text.contains("'SHOP_") || text.contains("be told")));
  }

  @Test
  void nameTheirSchemaInTheFirstLine() throws IOException {
    for (Path file : files()) {
      String first = Files.readAllLines(file).get(0);
      String start = "# yaml-language-server: $schema=";

      assertThat(first).as(file.toString()).startsWith(start);
      Path schema = file.resolveSibling(first.substring(start.length())).normalize();
      String kind = file.startsWith("monitors") ? "touchpoints" : name(file);
      assertThat(schema).isEqualTo(Path.of("config/schema", kind + ".json"));
    }
  }

  @Test
  void everythingOfTheShopIsFineUntilSomethingIsBroken() throws Exception {
    assertThat(complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LANDING_FAILS, landing-page links-of-the-shop shop-chat",
    "LINK_LEADS_NOWHERE, links-of-the-shop",
    "OFFER_NOT_LINKED, landing-page",
    "OFFER_NOT_LINKED, landing-page",
    "OFFER_WITHOUT_BUTTON, autumn-offer",
    "OFFER_IS_OVER, autumn-ad autumn-offer window-poster",
    "AD_LEADS_NOWHERE, autumn-ad",
    "AD_LOSES_ITS_TRACKING, autumn-ad",
    "POSTER_LEADS_ELSEWHERE, window-poster",
    "CONTACT_WITHOUT_FORM, contact-form",
    "CONTACT_SLOW, contact-form",
    "CONTACT_REFUSES, contact-form",
    "LEADS_ARE_LOST, contact-form",
    "BLOG_HIDDEN, journal",
    "CERTIFICATE_RUNS_OUT, checkout",
    "DOMAIN_RUNS_OUT, domain",
    "ORDERS_DRY_UP, orders",
    "MAIL_DOMAIN_WITHOUT_SPF, order-mail",
    "PAGE_NOBODY_REGISTERED, shop-window",
    "REVIEW_UNANSWERED, review-board",
    "COMMENT_UNANSWERED, tea-houses-wall",
    "CHANNEL_PROMOTED_BUT_DEAD, links-of-the-shop shop-window",
    "CHAT_WIDGET_DEAD, links-of-the-shop shop-chat",
    "CHAT_UNANSWERED, shop-chat",
    "SITE_BLOCKS_ROBOTS, "
        + "blind autumn-ad blind autumn-offer blind contact-form blind journal "
        + "blind landing-page blind links-of-the-shop blind most-read-post blind newsletter "
        + "blind shop-chat blind shop-window blind window-poster"
  })
  void everyFaultOfTheShopIsSeenWhereItBelongs(Fault fault, String expected) throws Exception {
    shop.breakIt(fault);

    assertThat(String.join(" ", complaints())).isEqualTo(expected);
  }

  @Test
  void journalIsCalledSilentOnlyWhenNobodyWritesForIt() throws Exception {
    Duration agreed = freshnessOf("journal").maxAge();
    now = now.plus(agreed);
    assertThat(complaints()).isEmpty();

    shop.breakIt(Fault.BLOG_FALLS_SILENT);
    now = now.plus(agreed).plusSeconds(1);

    assertThat(complaints()).containsExactly("journal");
    assertThat(scaled(Script.NOTES_EVERY).multipliedBy(2)).isLessThan(agreed);
  }

  @Test
  void wallIsCalledSilentOnlyWhenNobodyPostsOnIt() throws Exception {
    Duration agreed =
        plan().touchpoint("tea-houses-wall").orElseThrow().checks().stream()
            .map(Check::settings)
            .map(SocialSettings.class::cast)
            .map(SocialSettings::postEvery)
            .findFirst()
            .orElseThrow();
    now = now.plus(agreed);
    assertThat(complaints()).doesNotContain("tea-houses-wall");

    shop.breakIt(Fault.SOCIAL_FALLS_SILENT);
    now = now.plus(agreed).plusSeconds(1);

    assertThat(complaints()).contains("tea-houses-wall");
    assertThat(scaled(Script.NOTES_EVERY).multipliedBy(2)).isLessThan(agreed);
  }

  private FreshnessSettings freshnessOf(String touchpoint) {
    return plan().touchpoint(touchpoint).orElseThrow().checks().stream()
        .map(Check::settings)
        .filter(FreshnessSettings.class::isInstance)
        .map(FreshnessSettings.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void stockExportIsWaitedForLongerThanTheShopTakes() {
    assertThat(scaled(Script.EXPORT_EVERY)).isLessThan(stockExport().expectEvery());
  }

  @Test
  void whatTheNetworkTakesIsNotSqueezedByTheTimeScale() {
    for (Touchpoint touchpoint : plan().touchpoints().values()) {
      for (Check check : touchpoint.checks()) {
        if (check.settings() instanceof PageSettings settings) {
          assertThat(settings.timeout()).isEqualTo(Look.DEADLINE);
          assertThat(settings.slowerThan()).isGreaterThan(Duration.ofSeconds(1));
        }
      }
    }
  }

  @Test
  void nothingIsLookedAtMoreThanTwiceASecond() {
    assertThat(plan().touchpoints().values())
        .flatExtracting(Touchpoint::checks)
        .extracting(check -> check.schedule().every())
        .allMatch(every -> every.compareTo(Duration.ofMillis(500)) >= 0);
  }

  @Test
  void scriptIsAboutPeopleAndTouchpointsThatExist() {
    Plan plan = plan();
    for (Step.Take take : takes()) {
      Touchpoint touchpoint = plan.touchpoint(take.touchpoint()).orElseThrow();

      assertThat(plan.people().person(take.person())).isPresent();
      assertThat(touchpoint.owner().equals(take.person()))
          .isNotEqualTo(touchpoint.backups().contains(take.person()));
    }
  }

  @Test
  void landingPageIsTakenAfterItsBackupWasToldAndBeforeItsLeadWouldBe() {
    Touchpoint touchpoint = plan().touchpoint("landing-page").orElseThrow();
    Schedule schedule = touchpoint.checks().get(0).schedule();
    Policy ladder = plan().policyFor(touchpoint, Severity.CRITICAL);
    Duration toBackup = ladder.rungs().get(1).after();
    Duration toLead = ladder.rungs().get(2).after();
    Step.Take take = takes().get(0);
    Duration broken = at(Step.Break.class, Fault.LANDING_FAILS);
    Duration lapse = scaled(take.at().plus(take.promise()));

    Duration backup = broken.plus(schedule.every()).plus(schedule.confirm()).plus(toBackup);
    assertThat(scaled(take.at()))
        .isBetween(
            backup.plus(LEEWAY),
            broken.plus(schedule.confirm()).plus(toBackup).plus(toLead).minus(LEEWAY));
    assertThat(scaled(take.promise())).isLessThan(ladder.promiseAtMost());
    assertThat(at(Step.Repair.class, Fault.LANDING_FAILS)).isGreaterThan(lapse.plus(LEEWAY));
  }

  @Test
  void stockExportIsTakenByItsOwnerAndMendedBeforeAnybodyElseIsTold() {
    Touchpoint touchpoint = plan().touchpoint("stock-export").orElseThrow();
    Duration toBackup = plan().policyFor(touchpoint, Severity.MAJOR).rungs().get(1).after();
    Step.Take take = takes().get(1);
    Duration late = stockExport().expectEvery().plus(stockExport().grace());
    Duration noticed = late.plus(touchpoint.checks().get(0).schedule().every());
    Duration stopped = at(Step.Break.class, Fault.STOCK_EXPORT_STOPS);

    Duration latest = stopped.plus(noticed);
    Duration soonest = stopped.plus(late).minus(scaled(Script.EXPORT_EVERY));
    assertThat(take.person()).isEqualTo(touchpoint.owner());
    assertThat(scaled(take.at()))
        .isBetween(latest.plus(LEEWAY), soonest.plus(toBackup).minus(LEEWAY));
    assertThat(at(Step.Repair.class, Fault.STOCK_EXPORT_STOPS))
        .isLessThan(scaled(take.at().plus(take.promise())).minus(LEEWAY));
  }

  private HeartbeatSettings stockExport() {
    Check check = plan().touchpoint("stock-export").orElseThrow().checks().get(0);
    return (HeartbeatSettings) check.settings();
  }

  private static Duration scaled(Duration real) {
    return Timing.divide(real, SCALE);
  }

  /** What the shipped files list. */
  private final class Shipped implements Register {
    @Override
    public Collection<Touchpoint> all() {
      return plan().touchpoints().values();
    }

    @Override
    public Optional<Touchpoint> of(String id) {
      return plan().touchpoint(id);
    }

    @Override
    public Journey journey() {
      return plan().journey();
    }
  }

  /** Ids of touchpoints with a finding, and "blind" before those that could not be looked at. */
  private Set<String> complaints() throws InterruptedException {
    Set<String> complaints = new TreeSet<>();
    Plan plan = plan();
    Looker looker = looker(plan);
    for (Touchpoint touchpoint : plan.touchpoints().values()) {
      for (Check check : touchpoint.checks()) {
        switch (observe(looker, touchpoint, check)) {
          case Observation.Blind blind -> complaints.add("blind " + touchpoint.id());
          case Observation.Seen seen when !seen.findings().isEmpty() ->
              complaints.add(touchpoint.id());
          case Observation.Seen fine -> {}
        }
      }
    }
    return complaints;
  }

  /** Until the check has seen all that it wants to see. */
  private Observation observe(Looker looker, Touchpoint touchpoint, Check check)
      throws InterruptedException {
    Instant before = now;
    Judgement judgement = look(looker, touchpoint, check, Memory.EMPTY);
    for (int more = 0; more < GOES_ON && judgement.again() != null; more++) {
      now = judgement.again().isAfter(now) ? judgement.again() : now;
      judgement = look(looker, touchpoint, check, judgement.memory());
    }
    now = before;
    return judgement.observation();
  }

  private static Judgement look(Looker looker, Touchpoint touchpoint, Check check, Memory memory)
      throws InterruptedException {
    return looker.look(touchpoint, check, memory, true, Look.DEADLINE, Leave.ALWAYS);
  }

  /** All kinds, without a browser; jobs have called just now. */
  private Looker looker(Plan plan) {
    Kinds.Means means =
        new Kinds.Means(
            http,
            new Browsers(null),
            check -> new Beats.Heard(now, null, null, List.of()),
            new Registered(plan),
            io.wellkept.probe.Files.NONE,
            check -> new Attestations.Attested(now, lookedToday(plan, check), List.of()),
            HOME,
            () -> now);
    return new Looker(Kinds.probes(means), new Registered(plan), () -> now);
  }

  private Attestations.Word lookedToday(Plan plan, CheckId id) {
    List<String> answered =
        plan.touchpoints().values().stream()
            .flatMap(touchpoint -> touchpoint.checks().stream())
            .filter(check -> check.id().equals(id))
            .flatMap(check -> ((Questionnaire) check.settings()).questions().stream())
            .toList();
    return new Attestations.Word("Sam", now, true, "", answered, List.of(), null);
  }

  private record Registered(Plan plan) implements Register {
    @Override
    public Collection<Touchpoint> all() {
      return plan.touchpoints().values();
    }

    @Override
    public Optional<Touchpoint> of(String id) {
      return plan.touchpoint(id);
    }

    @Override
    public Journey journey() {
      return plan.journey();
    }
  }

  private Plan plan() {
    Reading reading = read(shop.variables(), SCALE);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).plan();
  }

  private Reading read(Map<String, String> variables, double scale) {
    return new PlanReader(Kinds.catalogue(), Secrets.of(variables, HOME), scale)
        .read(Sources.readFrom(HOME));
  }

  private static List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("config", "monitors")) {
      try (Stream<Path> found = Files.walk(Path.of(folder))) {
        found.filter(file -> file.toString().endsWith(".yaml")).forEach(all::add);
      }
    }
    assertThat(all).hasSizeGreaterThan(5);
    return all;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  private static List<Step.Take> takes() {
    return Script.steps().stream()
        .filter(Step.Take.class::isInstance)
        .map(Step.Take.class::cast)
        .toList();
  }

  private static Duration at(Class<? extends Step> kind, Fault fault) {
    return Script.steps().stream()
        .filter(kind::isInstance)
        .filter(step ->
            switch (step) {
              case Step.Break it -> it.fault() == fault;
              case Step.Repair it -> it.fault() == fault;
              case Step.Take it -> false;
            })
        .findFirst()
        .map(step -> scaled(step.at()))
        .orElseThrow();
  }
}
