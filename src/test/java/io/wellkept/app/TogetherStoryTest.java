package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Storm;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.ledger.Ledger.Posted;
import io.wellkept.ledger.Postgres;
import io.wellkept.ledger.PostgresPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with a home each, and one ledger. */
final class TogetherStoryTest {
  @TempDir Path folder;
  private House a;
  private House b;

  @BeforeEach
  void furnish() {
    PostgresPlace place = Postgres.database();
    a = new House(folder.resolve("a"));
    a.knows("WELLKEPT_LEDGER", place.url()).knows("WELLKEPT_LEDGER_USER", "postgres");
    a.knows("WELLKEPT_PROCESS", "shop-a").file("monitors/site.yaml", House.touchpoints("x"));
    b = new House(folder.resolve("b"), a).knows("WELLKEPT_PROCESS", "shop-b");
    b.file("monitors/site.yaml", House.touchpoints("x"));
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void whoComesToOthersWakesNobodyAndLooksAtNothingAnew() {
    a.opens();
    a.site.breaks("/x");
    together(minutes(10), a);
    Incident before = a.open().get(0);
    assertThat(toOthersThanOtto()).containsExactly("anna");
    int looks = a.site.requests("/x");

    b.opens();
    a.settles();

    assertThat(a.site.requests("/x")).isEqualTo(looks);
    assertThat(b.open()).contains(before);
    together(minutes(20), a, b);
    b.stops();
    together(minutes(20), a);
    assertThat(toOthersThanOtto()).isEmpty();
    assertThat(a.running().ledger().<List<Ledger.Gap>>read(view -> view.gaps(Instant.EPOCH)))
        .isEmpty();
  }

  @Test
  void maintenanceIsAnnouncedAndNoticedOnce() {
    String window =
        """
        maintenance:
          - reason: New servers
            touchpoints: [x]
            zone: Europe/Berlin
            from: 2026-06-02 09:20
            until: 2026-06-02 09:40
        """;
    a.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + window);
    b.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + window);
    a.opens();
    b.opens();
    together(minutes(18), a, b);
    assertThat(toOthersThanOtto()).containsExactly("anna");
    together(minutes(27), a, b);
    assertThat(toOthersThanOtto()).containsExactly("anna");
    assertThat(a.running().ledger().<List<Event>>read(view -> view.eventsOf("x", 50)))
        .extracting(Event::type)
        .containsOnlyOnce(Event.Type.MAINTENANCE_BEGAN, Event.Type.MAINTENANCE_ENDED);
  }

  @Test
  void aDigestIsWrittenAndSentOnce() {
    String hourly = "digests: [{name: hourly, when: every 1h, audience: company, to: [carla]}]\n";
    a.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + hourly);
    b.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + hourly);
    a.opens();
    b.opens();
    Instant begun = a.clock.instant();
    for (int hour = 1; hour <= 6; hour++) {
      a.clock.moveTo(begun.plus(Duration.ofHours(hour)));
      atOnce();
      a.clock.move(Duration.ofSeconds(5));
      atOnce();
    }
    assertThat(toOthersThanOtto()).hasSize(6).containsOnly("carla");
    List<KeptDigest> digests = kept();
    assertThat(digests).extracting(KeptDigest::dueAt).hasSize(6).doesNotHaveDuplicates();
    assertThat(digests)
        .allSatisfy(one ->
            assertThat(a.running().ledger().<List<Posted>>read(view -> view.postings(one.id())))
                .hasSize(1));
  }

  @Test
  void whoHasWrittenADigestAndComesSecondSendsNothing() {
    String hourly = "digests: [{name: hourly, when: every 1h, audience: company, to: [carla]}]\n";
    a.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + hourly).opens();
    b.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + hourly).opens();
    a.clock.move(Duration.ofSeconds(3_595));
    a.settles();
    a.clock.move(Duration.ofSeconds(5));
    AtomicBoolean overtaken = new AtomicBoolean();
    Ledger ledger =
        new Overtaken(
            b.running().ledger(),
            () -> {
              a.settles();
              overtaken.set(true);
            });
    Digests second = new Digests(ledger, b.running()::plan, view -> true, whose -> {});

    assertThat(second.run(a.clock.instant())).isFalse();

    assertThat(overtaken).isTrue();
    b.settles();
    assertThat(toOthersThanOtto()).containsExactly("carla");
    assertThat(kept()).hasSize(1);
  }

  @Test
  void nobodyHearsThatADigestCannotBeWrittenThatAnotherHasJustWritten() {
    String hourly = "digests: [{name: hourly, when: every 1h, audience: company, to: [carla]}]\n";
    a.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + hourly).opens();
    b.edit("config/daemon.yaml", "observe: 0s\n", "observe: 0s\n" + hourly).opens();
    a.clock.move(Duration.ofSeconds(3_595));
    a.settles();
    a.clock.move(Duration.ofSeconds(5));
    AtomicBoolean overtaken = new AtomicBoolean();
    Ledger ledger =
        new Overtaken(
            b.running().ledger(),
            () -> {
              a.settles();
              if (overtaken.compareAndSet(false, true)) {
                throw new IllegalStateException("it cannot be written here");
              }
            });

    new Digests(ledger, b.running()::plan, view -> true, whose -> {}).run(a.clock.instant());

    assertThat(overtaken).isTrue();
    assertThat(kept()).hasSize(1);
    assertThat(a.open()).extracting(Incident::check).doesNotContain(Troubles.DIGESTS);
  }

  private List<KeptDigest> kept() {
    return a.running()
        .ledger()
        .read(view ->
            view.digestsFor(null, 0, 100).stream()
                .map(one -> view.digest(one.id()).orElseThrow())
                .toList());
  }

  /** A ledger in which something else happens before what is to be changed. */
  private record Overtaken(Ledger kept, Runnable meanwhile) implements Ledger {
    @Override
    public <T> T write(Function<Work, T> work) {
      meanwhile.run();
      return kept.write(work);
    }

    @Override
    public <T> T read(Function<View, T> work) {
      return kept.read(work);
    }

    @Override
    public boolean shared() {
      return kept.shared();
    }

    @Override
    public void close() {
      kept.close();
    }
  }

  /** What is due goes to whoever is first. */
  private void atOnce() {
    CompletableFuture.allOf(
            CompletableFuture.runAsync(a::settles), CompletableFuture.runAsync(b::settles))
        .join();
  }

  @Test
  void everybodyRunsWhatOneOfThemRead() {
    both();
    a.file("monitors/site.yaml", House.touchpoints("x", "y"));
    together(minutes(1), a, b);
    assertThat(generation(a)).isEqualTo(2).isEqualTo(generation(b));
    assertThat(shows(b, "y")).isTrue();

    b.file("monitors/site.yaml", House.touchpoints("x", "y"));
    together(minutes(1), a, b);
    assertThat(generation(a)).as("b's files are no news").isEqualTo(2);
  }

  @Test
  void twoThatReadTheSameFilesAtOnceMakeOnePlan() {
    both();
    a.file("monitors/site.yaml", House.touchpoints("x", "y"));
    b.file("monitors/site.yaml", House.touchpoints("x", "y"));
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> a.running().gate().reload(false)),
            CompletableFuture.runAsync(() -> b.running().gate().reload(false)))
        .join();
    together(minutes(1), a, b);
    assertThat(generation(a)).isEqualTo(generation(b));
    assertThat(a.running().ledger().read(Ledger.View::sizes)).containsEntry("plans", 2L);
  }

  @Test
  void whoStartsWithTheFilesOfAnEarlierPlanPushesNobodyBack() {
    a.opens();
    a.file("monitors/site.yaml", House.touchpoints("x", "y")).reloads();
    b.opens();
    together(minutes(1), a, b);
    assertThat(generation(a)).isEqualTo(2).isEqualTo(generation(b));
    assertThat(b.running().gate().status().summary()).contains("shop-b").contains("plan 1");
    assertThat(b.reloads().generation()).as("asked again is no decision").isEqualTo(2);

    b.running().gate().reload(true);
    together(minutes(1), a, b);
    assertThat(shows(a, "y")).as("somebody said yes to it").isFalse();
  }

  @Test
  void whoStartsWithNewFilesBringsThemIntoForce() {
    a.opens();
    b.file("monitors/site.yaml", House.touchpoints("x", "z")).opens();
    together(minutes(1), a, b);
    assertThat(shows(a, "z")).isTrue();
  }

  @Test
  void filesThatGoBackWhileItRunsAreADecision() {
    both();
    a.file("monitors/site.yaml", House.touchpoints("x", "y"));
    together(minutes(1), a, b);
    a.file("monitors/site.yaml", House.touchpoints("x"));
    together(minutes(1), a, b);
    assertThat(generation(b)).isEqualTo(3);
    assertThat(shows(b, "y")).isFalse();
  }

  /** One that comes late to a change that went on must not take the others back to its middle. */
  @Test
  void filesThatComeLateAreNoDecision() {
    both();
    a.file("monitors/site.yaml", House.touchpoints("x", "y")).reloads();
    a.file("monitors/site.yaml", House.touchpoints("x", "y", "z")).reloads();
    b.file("monitors/site.yaml", House.touchpoints("x", "y"));
    together(minutes(1), a, b);
    assertThat(generation(a)).isEqualTo(3);
    assertThat(shows(a, "z")).isTrue();
  }

  @Test
  void brokenFilesAreToldOnceAndAreOverWhenNobodyHasThem() {
    both();
    a.edit("monitors/site.yaml", "owner: anna", "owner: ana");
    b.edit("monitors/site.yaml", "owner: anna", "owner: ana");
    together(minutes(15), a, b);
    assertThat(toOtto()).singleElement().asString().contains("refused");
    a.edit("monitors/site.yaml", "owner: ana", "owner: anna");
    together(minutes(15), a, b);
    assertThat(toOtto()).isEmpty();
    b.edit("monitors/site.yaml", "owner: ana", "owner: anna");
    together(minutes(15), a, b);
    assertThat(toOtto()).singleElement().asString().contains("Over");
  }

  @Test
  void anybodyMayBeGivenTheYes() {
    for (House house : List.of(a, b)) {
      house.file("monitors/site.yaml", House.touchpoints("w", "x", "y", "z"));
    }
    both();
    a.file("monitors/site.yaml", House.touchpoints("x"));
    together(minutes(15), a, b);
    assertThat(b.running().gate().status().held()).contains("3 touchpoints removed");
    assertThat(toOtto()).hasSize(1);
    assertThat(shows(a, "y")).isTrue();

    b.running().gate().reload(true);
    together(minutes(15), a, b);
    assertThat(shows(a, "y")).isFalse();
    assertThat(shows(b, "y")).isFalse();
    assertThat(a.running().gate().status().held()).isNull();
    assertThat(toOtto()).singleElement().asString().contains("Over");
  }

  @Test
  void whoLacksASecretKeepsItsPlanSaysSoAndLeavesTheWorkToTheOthers() {
    both();
    a.file("token", "/y");
    a.edit("monitors/site.yaml", "${env:SITE}/x", "${env:SITE}${file:token}");
    together(minutes(15), a, b);
    assertThat(generation(a)).isEqualTo(2);
    assertThat(generation(b)).isEqualTo(1);
    assertThat(toOtto()).singleElement().asString().contains("shop-b").contains("'token'");
    int old = a.site.requests("/x");
    // b first, so that it could be the one that looks
    together(minutes(15), b, a);
    assertThat(a.site.requests("/x")).as("looks by the old plan").isEqualTo(old);
    assertThat(a.site.requests("/y")).isPositive();

    b.file("token", "/y");
    together(minutes(15), a, b);
    assertThat(generation(b)).isEqualTo(2);
    assertThat(toOtto()).singleElement().asString().contains("Over");
  }

  @Test
  void showsWhatOthersSaw() {
    both();
    a.site.breaks("/x");
    together(minutes(10), a);
    b.settles();
    assertThat(b.get(b.at("/api/v1/touchpoints")).body()).contains("\"broken\"");
    a.site.isMended("/x");
    together(minutes(10), a);
    b.settles();
    assertThat(b.get(b.at("/api/v1/touchpoints")).body()).contains("\"healthy\"");
  }

  @Test
  void oneThatFallsSilentIsToldOnceAndOverWhenItIsBack() {
    both();
    together(minutes(2), a, b);
    together(minutes(15), a);
    assertThat(toOtto()).singleElement().asString().contains("shop-b");
    together(minutes(15), a, b);
    assertThat(toOtto()).singleElement().asString().contains("Over");
    assertThat(a.running().ledger().<List<Ledger.Gap>>read(view -> view.gaps(Instant.EPOCH)))
        .isEmpty();
  }

  @Test
  void nobodyListenedOnlyWhenNeitherDid() {
    both();
    together(minutes(2), a, b);
    a.clock.move(minutes(30));
    together(minutes(2), a, b);
    assertThat(a.running().ledger().<List<Ledger.Gap>>read(view -> view.gaps(Instant.EPOCH)))
        .singleElement()
        .satisfies(gap ->
            assertThat(Duration.between(gap.from(), gap.until()))
                .isBetween(minutes(29), minutes(31)));
    together(minutes(15), a, b);
    assertThat(toOtto()).as("neither missed the other").isEmpty();
  }

  @Test
  void whatEachSawHalfOfIsOneStormForAll() {
    String[] pages =
        IntStream.range(0, 14)
            .mapToObj(i -> {
              String every = "checks: {page: {every: %ds}}".formatted(170 + 37 * i % 130);
              return House.touchpoint("p" + i, "owner: anna", "backup: ben", every);
            })
            .toArray(String[]::new);
    a.with(pages).opens();
    b.with(pages).opens();
    byTurns(100);
    toOtto();

    IntStream.range(0, 14).forEach(i -> a.site.breaks("/p" + i));
    byTurns(80);

    assertThat(a.running().ledger().read(Ledger.View::overrides))
        .filteredOn(Storm.class::isInstance)
        .singleElement()
        .satisfies(storm -> assertThat(((Storm) storm).turned()).isGreaterThanOrEqualTo(10));
    // the first were told before so many had turned bad that it could be called a storm
    assertThat(toOthersThanOtto()).hasSizeLessThanOrEqualTo(1);
  }

  /** Lets time pass, five seconds at a time, and what is due go to one, then to the other. */
  private void byTurns(int steps) {
    for (int i = 0; i < steps; i++) {
      a.clock.move(Duration.ofSeconds(5));
      (i % 2 == 0 ? a : b).settles();
      (i % 2 == 0 ? b : a).settles();
    }
  }

  private void both() {
    a.opens();
    b.opens();
    together(minutes(12), a, b);
    // their clock is not the database's, and they say so
    assertThat(toOtto()).isNotEmpty().allMatch(line -> line.contains("clock"));
  }

  /** Lets time pass for those that run. */
  private void together(Duration span, House... running) {
    Instant end = a.clock.instant().plus(span);
    while (a.clock.instant().isBefore(end)) {
      a.clock.move(Duration.ofSeconds(20));
      for (House house : running) {
        house.settles();
      }
    }
  }

  private List<String> toOtto() {
    return a.newMail().stream()
        .filter(mail -> House.person(mail).equals("otto"))
        .map(mail -> House.subject(mail) + "\n" + House.text(mail))
        .toList();
  }

  private List<String> toOthersThanOtto() {
    return a.whoHeard().stream().filter(person -> !person.equals("otto")).toList();
  }

  private static long generation(House house) {
    return house.running().gate().status().generation();
  }

  private static boolean shows(House house, String touchpoint) {
    return house.running().plan().touchpoint(touchpoint).isPresent();
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
