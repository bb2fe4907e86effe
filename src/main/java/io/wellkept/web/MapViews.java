package io.wellkept.web;

import io.wellkept.incident.CheckState;
import io.wellkept.report.JourneyMap;
import io.wellkept.report.Kept;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Journey;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the journey map in words, and as much of it on the page as a reader can take in. */
final class MapViews {
  /** A page with more tiles is slow to load and to read. */
  private static final int TILES = 480;

  private static final int MOST_SHOWN = 4;
  private static final int MOST_FOLDED = 24;

  /** Without a place they share one list. */
  private static final int ELSEWHERE = 24;

  /** Of bridges, and of ways from stage to stage; each is told at its touchpoint, too. */
  private static final int WAYS = 24;

  private static final int INTO_A_STAGE = 6;

  private final Survey survey;
  private final Map<String, Instant> over;
  private final Filter filter;
  private final Words words;
  private final RowViews rows;
  private final JourneyMap map;
  private final List<Kept> found;
  private final Map<String, List<MapView.Lead>> leads;
  private final int shown;
  private final int folded;

  /**
   * @param over when the latest incident of a touchpoint ended, by its id
   */
  MapViews(Survey survey, Map<String, Instant> over, Filter filter, Reader reader) {
    this.survey = survey;
    this.over = over;
    this.filter = filter;
    this.words = reader.words();
    this.rows = new RowViews(survey.plan(), words, reader.zone(), survey.now());
    this.found = Listing.of(survey, filter);
    this.map = survey.map(found, filter);
    this.leads =
        map.bridges().stream()
            .collect(
                Collectors.groupingBy(
                    bridge -> bridge.from().id(),
                    Collectors.mapping(this::lead, Collectors.toList())));
    int cells =
        Math.max(
            1,
            (int)
                map.stages().stream()
                    .flatMap(stage -> stage.cells().stream())
                    .filter(cell -> !cell.found().isEmpty())
                    .count());
    this.shown = Math.clamp(TILES / 2 / cells, 1, MOST_SHOWN);
    this.folded = Math.clamp(TILES / 2 / cells, 1, MOST_FOLDED);
  }

  MapView view() {
    List<MapView.StageView> stages = map.stages().stream().map(this::stage).toList();
    return new MapView(
        sentence(),
        found.isEmpty() || !isWrong(found.get(0)) ? null : tile(found.get(0)),
        Listing.counts(found, filter, MapPages.PATH),
        new MapHoles(survey, words).of(map, filter),
        stages.isEmpty()
            ? List.of()
            : stages.get(0).cells().stream().map(MapView.CellView::channel).toList(),
        stages,
        map.elsewhere().stream().limit(ELSEWHERE).map(this::tile).toList(),
        Math.max(0, map.elsewhere().size() - ELSEWHERE),
        map.bridges().stream().limit(WAYS).map(this::bridge).toList(),
        Math.max(0, map.bridges().size() - WAYS),
        map.legs().stream().limit(WAYS).map(this::leg).toList(),
        Math.max(0, map.legs().size() - WAYS),
        filter.at(ListPages.PATH));
  }

  /** How it stands with what is asked for; what it is that is worst is said beside it. */
  private String sentence() {
    int all = found.size();
    long wrong = found.stream().filter(MapViews::isWrong).count();
    long unknown = found.stream().filter(kept -> kept.condition() == Condition.UNKNOWN).count();
    if (all == 0) {
      return words.say(survey.all().isEmpty() ? "list.no-touchpoints" : "list.none-like-that");
    }
    if (wrong > 0) {
      return words.say("map.sentence.wrong", wrong, all, unknown);
    }
    return unknown > 0
        ? words.say("map.sentence.unknown", all, unknown)
        : words.say("map.sentence.fine", all);
  }

  static boolean isWrong(Kept kept) {
    return kept.condition().worseThan(Condition.UNKNOWN);
  }

  private MapView.StageView stage(JourneyMap.Stage stage) {
    Journey.Place place = stage.place();
    List<Kept> here = stage.cells().stream().flatMap(cell -> cell.found().stream()).toList();
    long wrong = here.stream().filter(MapViews::isWrong).count();
    return new MapView.StageView(
        place == null ? "all" : place.id(),
        place == null ? "" : place.name(),
        words.say("map.stage", here.size(), wrong),
        place == null
            ? List.of()
            : map.legs().stream()
                .filter(leg -> leg.to().equals(place.id()))
                .limit(INTO_A_STAGE)
                .map(this::leg)
                .toList(),
        stage.cells().stream().map(cell -> cell(place, cell)).toList());
  }

  private MapView.CellView cell(Journey.@Nullable Place stage, JourneyMap.Cell cell) {
    Journey.Place channel = cell.place();
    int number = cell.found().size();
    // a fold of one would take as much room as the one
    int first = number == shown + 1 ? number : Math.min(shown, number);
    int last = Math.min(number, first + folded);
    Filter here =
        filter
            .with("stage", stage == null ? "" : stage.id())
            .with("channel", channel == null ? "" : channel.id());
    return new MapView.CellView(
        (stage == null ? "all" : stage.id()) + "." + (channel == null ? "all" : channel.id()),
        channel == null ? "" : channel.name(),
        cell.found().subList(0, first).stream().map(this::tile).toList(),
        cell.found().subList(first, last).stream().map(this::tile).toList(),
        Listing.counts(cell.found().subList(first, number), filter, ""),
        number - last,
        here.at(ListPages.PATH),
        cell.all());
  }

  private MapView.TileView tile(Kept kept) {
    Condition condition = kept.condition();
    Instant wrong = kept.row().since();
    List<String> gaps = MapHoles.gaps(kept).map(has -> words.say("map.gap." + has.name())).toList();
    String why = rows.why(kept.row());
    return new MapView.TileView(
        kept.touchpoint().id(),
        kept.touchpoint().name(),
        Listing.value(condition),
        wrong == null
            ? words.of(condition)
            : words.say("map.for", words.of(condition), age(Duration.between(wrong, survey.now()))),
        wrong == null ? well(kept) : at(rows.when(wrong).text(), wrong),
        gaps.contains(why) ? "" : why,
        rows.held(kept.touchpoint()),
        survey.plan().people().nameOf(kept.touchpoint().owner()),
        gaps,
        leads.getOrDefault(kept.touchpoint().id(), List.of()));
  }

  /** Since when nothing was found wrong there, as far as is remembered; null if not healthy. */
  private @Nullable When well(Kept kept) {
    if (kept.condition() != Condition.HEALTHY) {
      return null;
    }
    Instant ended = over.get(kept.touchpoint().id());
    Stream<Instant> born = kept.row().checks().stream().map(CheckState::born);
    return Stream.concat(born, Stream.ofNullable(ended))
        .max(Comparator.naturalOrder())
        .map(since -> at(words.say("map.well-since", rows.when(since).text()), since))
        .orElse(null);
  }

  /** Without how long ago it is: a tile shows none, and the map would be another all the time. */
  private static When at(String text, Instant moment) {
    return new When(moment.toString(), text, "");
  }

  /** The largest unit is enough on a map. */
  private String age(Duration age) {
    Duration rounded =
        age.toDays() > 0
            ? Duration.ofDays(age.toDays())
            : age.toHours() > 0
                ? Duration.ofHours(age.toHours())
                : Duration.ofMinutes(Math.max(1, age.toMinutes()));
    return words.span(rounded);
  }

  private MapView.Lead lead(JourneyMap.Bridge bridge) {
    return new MapView.Lead(
        bridge.to().name(), Listing.value(bridge.condition()), words.of(bridge.condition()));
  }

  private MapView.BridgeView bridge(JourneyMap.Bridge bridge) {
    String headline = bridge.headline();
    return new MapView.BridgeView(
        bridge.from().id(),
        bridge.from().name(),
        bridge.to().id(),
        bridge.to().name(),
        bridge.condition(),
        headline == null ? "" : headline);
  }

  private MapView.LegView leg(JourneyMap.Leg leg) {
    List<Journey.Place> stages = survey.plan().journey().stages();
    Duration median = leg.median();
    Duration intended = leg.intended();
    return new MapView.LegView(
        RowViews.name(stages, leg.from()),
        RowViews.name(stages, leg.to()),
        median == null ? words.say("map.leg.nobody") : words.span(median),
        intended == null ? "" : words.span(intended),
        leg.condition(),
        Listing.value(leg.condition()),
        words.of(leg.condition()),
        leg.check().touchpoint());
  }
}
