package io.wellkept.web;

import static io.wellkept.touchpoint.Condition.BROKEN;
import static io.wellkept.touchpoint.Condition.HEALTHY;
import static io.wellkept.touchpoint.Condition.STALE;
import static io.wellkept.touchpoint.Condition.UNANSWERED;
import static io.wellkept.touchpoint.Condition.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.wellkept.DocsPicture;
import io.wellkept.Screen;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Live;
import io.wellkept.touchpoint.Schedule;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Touchpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The picture of the map that whoever meets Wellkept sees first. */
final class BrowserMapPictureTest {
  private static final int WIDTH = 1280;

  /** As it is written: what a browser makes of it, another one writes otherwise. */
  private static final Path STYLES = Path.of("src", "main", "resources", "web", "wellkept.css");

  private static final Schedule HOURLY = new Schedule(Duration.ofHours(1), Duration.ZERO);
  private static final Kind PAGE =
      new Kind("page", Plain.class, HOURLY, 0, false, false, settings -> Optional.empty());

  private static final List<Thing> THINGS =
      List.of(
          new Thing("landing", "Winter teas", "discover", "website", "anna", HEALTHY, ""),
          new Thing("blog", "Tea stories", "discover", "website", "ben", HEALTHY, ""),
          new Thing(
              "ads",
              "Search ads: gift sets",
              "discover",
              "ads",
              "ben",
              STALE,
              "Its offer ended on 15 November and still costs 40 euros a day"),
          new Thing("profile", "Photo channel", "discover", "social", "ben", HEALTHY, ""),
          new Thing("finder", "Tea finder", "choose", "website", "anna", HEALTHY, ""),
          new Thing(
              "reviews",
              "Map reviews",
              "choose",
              "reviews",
              "carla",
              UNANSWERED,
              "One star and no answer: “Cold tea, and nobody cared”"),
          new Thing("chat", "Chat with the shop", "choose", "chat", "carla", HEALTHY, ""),
          new Thing("checkout", "Checkout", "buy", "website", "anna", HEALTHY, ""),
          new Thing(
              "gift-cards",
              "Gift cards",
              "buy",
              "website",
              "anna",
              BROKEN,
              "The form answers 500 (server error) when it is sent"),
          new Thing("delivery", "Where is my parcel?", "receive", "website", "ben", HEALTHY, ""),
          new Thing("mailbox", "hello@ mailbox", "receive", "mail", "carla", HEALTHY, ""),
          new Thing("newsletter", "Newsletter", "return", "mail", "ben", HEALTHY, ""),
          new Thing("sign", "Shop sign", "return", "store", "carla", UNKNOWN, ""));

  @RegisterExtension static final Screen screen = new Screen();

  @TempDir Path folder;

  private record Plain() {}

  private record Thing(
      String id,
      String name,
      String stage,
      String channel,
      String owner,
      Condition condition,
      String headline) {
    Touchpoint touchpoint() {
      List<Check> checks =
          condition == UNKNOWN
              ? List.of()
              : List.of(new Check(new CheckId(id, "page"), PAGE, new Plain(), HOURLY));
      return new Touchpoint(
          id,
          name,
          URI.create("https://shop.example.org/" + id),
          Importance.NORMAL,
          owner,
          List.of(owner.equals("anna") ? "ben" : "anna"),
          stage,
          channel,
          Set.of(),
          Set.of(),
          null,
          Live.ALWAYS,
          Set.of(),
          Set.of(),
          Duration.ZERO,
          checks);
    }
  }

  @Test
  void theMapInTheLightAndInTheDark() throws IOException {
    try (House house = house()) {
      Page page = screen.desk();
      String styles = Files.readString(STYLES);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.navigate(house.address("/"));
        screen.isAccessible(page);
        assertThat(page.locator("#live").innerText()).contains("Gift cards", "broken", "not known");
        String name = scheme == ColorScheme.LIGHT ? "map-light" : "map-dark";
        String shown = page.locator("#live").innerHTML() + styles;
        DocsPicture.compare(page, name, shown, WIDTH, scheme);
      }
    }
  }

  @Test
  void everyChannelIsALineOfTheMapHoweverManyThereAre() {
    String[] channels =
        IntStream.range(0, 60).mapToObj(i -> "c" + i + " Channel_" + i).toArray(String[]::new);
    Journey journey =
        new Journey(places("discover Discover", "buy Buy"), places(channels), List.of());
    try (House house = house(journey)) {
      Page page = screen.desk();
      page.navigate(house.address("/"));
      List<?> names = tops(page, ".channels li:not(:first-child)");
      assertThat(names).hasSize(60).doesNotHaveDuplicates();
      for (String stage : List.of("discover", "buy")) {
        assertThat(tops(page, "[aria-labelledby=stage-" + stage + "] .cell")).isEqualTo(names);
      }
    }
  }

  private static List<?> tops(Page page, String selector) {
    String top = "all => all.map(one => Math.round(one.getBoundingClientRect().top))";
    return (List<?>) page.locator(selector).evaluateAll(top);
  }

  private House house() {
    Journey journey =
        new Journey(
            places(
                "discover Discover",
                "choose Choose",
                "buy Buy",
                "receive Receive",
                "return Come_back"),
            places(
                "website Website",
                "ads Ads",
                "social Social",
                "reviews Reviews",
                "chat Chat",
                "mail E-mail",
                "store Store"),
            List.of());
    return house(journey);
  }

  private House house(Journey journey) {
    House house = new House(folder);
    List<Touchpoint> all = THINGS.stream().map(Thing::touchpoint).toList();
    Plan before = house.plan;
    house.plan = Plan.of(before.daemon(), before.people(), before.policies(), journey, all);
    house.rebuild();
    THINGS.stream()
        .filter(thing -> thing.condition() != UNKNOWN)
        .forEach(thing -> see(house, thing));
    return house;
  }

  private static List<Place> places(String... lines) {
    List<Place> places = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(" ");
      places.add(new Place(parts[0], parts[1].replace('_', ' ')));
    }
    return places;
  }

  private static void see(House house, Thing thing) {
    CheckId check = new CheckId(thing.id(), "page");
    Instant since = House.START.minus(Duration.ofHours(5 + 7L * thing.id().length()));
    house.board.see(House.seen(check));
    if (thing.condition() == HEALTHY) {
      return;
    }
    Finding finding =
        Finding.of("page.text", Severity.MAJOR, thing.condition(), thing.headline(), since);
    house.board.see(House.wrong("i-" + thing.id(), check, finding));
  }
}
