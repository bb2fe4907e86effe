package io.wellkept;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of rooms: who may import whom, who may ask the time, who may touch the world. */
final class RoomsTest {

  private static final String BASE = "io.wellkept";

  /** Each room, and the rooms of ours that it may import beside itself. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.of(
          "touchpoint", Set.of(),
          "incident", Set.of("touchpoint"),
          "plan", Set.of("touchpoint", "incident"),
          "probe", Set.of("touchpoint"),
          "words", Set.of("touchpoint"),
          "notify", Set.of("touchpoint", "incident", "words"),
          "ledger", Set.of("touchpoint", "incident"),
          "report", Set.of("touchpoint", "incident", "ledger", "words"),
          "web", Set.of("touchpoint", "incident", "ledger", "report", "plan", "words"));

  /** May import every room, and is imported by none. */
  private static final String TOP = "app";

  private static final String[] PURE = {BASE + ".touchpoint..", BASE + ".incident.."};

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  private static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".app..")
          .should()
          .accessTargetWhere(describe("the target reads the wall clock", RoomsTest::readsTheClock))
          .because("only app asks the time; take an Instant or an InstantSource")
          .allowEmptyShould(true);

  private static final ArchRule NO_ZONE_OF_THE_HOST =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + ".app..")
          .should()
          .accessTargetWhere(describe("the target reads the host's zone", RoomsTest::readsTheZone))
          .because("zones come from the configuration")
          .allowEmptyShould(true);

  private static final ArchRule NO_INPUT_OR_OUTPUT =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(touchTheWorld())
          .because("what is decided there must be testable with literals")
          .allowEmptyShould(true);

  static Stream<String> rooms() {
    return MAY_IMPORT.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void importsOnlyTheRoomsOfTheTable(String room) {
    List<String> allowed = new ArrayList<>();
    allowed.add(BASE + "." + room + "..");
    MAY_IMPORT.get(room).forEach(other -> allowed.add(BASE + "." + other + ".."));

    DescribedPredicate<JavaClass> forbidden =
        resideInAPackage(BASE + "..").and(not(resideInAnyPackage(allowed.toArray(String[]::new))));
    noClasses()
        .that()
        .resideInAPackage(BASE + "." + room + "..")
        .should()
        .dependOnClassesThat(forbidden)
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void everyClassLivesInARoomOfTheTable() {
    String[] known =
        Stream.concat(rooms(), Stream.of(TOP))
            .map(room -> BASE + "." + room + "..")
            .toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(OURS);
  }

  @Test
  void roomsFormNoCircle() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void roomsBelowProbeFormNoCircle() {
    slices().matching(BASE + ".probe.(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void whatAllKindsShareKnowsNoKindThatHasARoomOfItsOwn() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".probe")
        .should()
        .dependOnClassesThat(
            resideInAPackage(BASE + ".probe.*..")
                .and(not(resideInAPackage(BASE + ".probe.freshness.."))))
        .check(OURS);
  }

  @Test
  void onlyAppAsksTheTime() {
    NO_WALL_CLOCK.check(OURS);
  }

  @Test
  void onlyProbeAndAppMeasureElapsedTime() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".app..", BASE + ".probe..")
        .should()
        .callMethod(System.class, "nanoTime")
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void zonesNeverComeFromTheHost() {
    NO_ZONE_OF_THE_HOST.check(OURS);
  }

  @Test
  void decisionsTouchNeitherFilesNorNetworkNorDatabase() {
    NO_INPUT_OR_OUTPUT.check(OURS);
  }

  @Test
  void decisionsNeedNothingButTheJdk() {
    classes()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "javax.crypto..", "org.jspecify.annotations..", PURE[0], PURE[1])
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*\\.(util|utils|common|impl|service|manager|helper)\\..*")
        .orShould()
        .haveNameMatching(".*(Utils?|Impl|Service|Manager|Helper)")
        .check(OURS);
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void optionalIsReturnedButNotStored() {
    noFields().should().haveRawType(Optional.class).allowEmptyShould(true).check(OURS);
  }

  @Test
  void seesEachWayToReadTheWallClock() {
    assertThat(violations(NO_WALL_CLOCK, ReadsTheClock.class)).hasSize(ReadsTheClock.WAYS);
    assertThat(violations(NO_WALL_CLOCK, TakesTheClock.class)).isEmpty();
  }

  @Test
  void seesTheHostsZone() {
    assertThat(violations(NO_ZONE_OF_THE_HOST, ReadsTheClock.class)).hasSize(1);
  }

  @Test
  void tellsAnAddressFromAConnection() {
    assertThat(touchTheWorld()).accepts(imported(Files.class), imported(java.net.Socket.class));
    assertThat(touchTheWorld()).rejects(imported(URI.class), imported(Instant.class));
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String owner = target.getOwner().getName();
    return switch (target.getName()) {
      case "now" -> owner.startsWith("java.time.") && !takesAClock(target);
      case "currentTimeMillis" -> owner.equals(System.class.getName());
      case "system", "systemUTC", "systemDefaultZone" -> isClock(owner);
      case "tickMillis", "tickSeconds", "tickMinutes" -> isClock(owner);
      case "getInstance" -> owner.equals("java.util.Calendar");
      case "<init>" -> isDate(owner) && parameters(target).isEmpty();
      default -> false;
    };
  }

  private static boolean readsTheZone(JavaAccess<?> access) {
    String owner = access.getTarget().getOwner().getName();
    return switch (access.getTarget().getName()) {
      case "systemDefault" -> owner.equals(ZoneId.class.getName());
      case "systemDefaultZone" -> isClock(owner);
      case "getDefault" -> owner.equals("java.util.TimeZone");
      default -> false;
    };
  }

  private static boolean isClock(String owner) {
    return owner.equals(Clock.class.getName()) || owner.equals(InstantSource.class.getName());
  }

  private static boolean isDate(String owner) {
    return owner.equals("java.util.Date") || owner.equals("java.util.GregorianCalendar");
  }

  private static boolean takesAClock(AccessTarget target) {
    return parameters(target).stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
  }

  private static List<JavaClass> parameters(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget unit ? unit.getRawParameterTypes() : List.of();
  }

  private static DescribedPredicate<JavaClass> touchTheWorld() {
    return resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.nio.channels..",
            "java.nio.file..",
            "java.sql..",
            "javax.sql..")
        .and(
            not(
                belongToAnyOf(
                    URI.class, URISyntaxException.class, URLEncoder.class, URLDecoder.class)))
        .as("read or write files, the network or a database");
  }

  private static List<String> violations(ArchRule rule, Class<?> fixture) {
    return rule.evaluate(new ClassFileImporter().importClasses(fixture))
        .getFailureReport()
        .getDetails();
  }

  private static JavaClass imported(Class<?> type) {
    return new ClassFileImporter().importClass(type);
  }

  /** Every line of it is forbidden outside app. */
  @SuppressWarnings("unused")
  private static final class ReadsTheClock {
    static final int WAYS = 8;

    final Instant called = Instant.now();
    final Supplier<Instant> referred = Instant::now;
    final LocalDate inAZone = LocalDate.now(ZoneId.systemDefault());
    final long millis = System.currentTimeMillis();
    final Clock clock = Clock.systemUTC();
    final InstantSource source = InstantSource.system();
    final Clock ticking = Clock.tickSeconds(ZoneId.of("Europe/Vienna"));
    final Date date = new Date();
  }

  /** All of it is welcome everywhere. */
  @SuppressWarnings("unused")
  private record TakesTheClock(Clock clock) {
    Instant now() {
      return clock.instant();
    }

    LocalDate today() {
      return LocalDate.now(clock);
    }

    Date then() {
      return new Date(0);
    }

    Path path() {
      return Path.of("/");
    }
  }
}
