package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Period;
import io.wellkept.report.digest.Digest.Place;
import io.wellkept.report.digest.Digest.Proof;
import io.wellkept.report.digest.Digest.Scope;
import io.wellkept.report.digest.Digest.Score;
import io.wellkept.report.digest.Digest.Stand;
import io.wellkept.report.digest.DigestLetter.Section;
import io.wellkept.report.digest.DigestLetter.Standing;
import io.wellkept.report.digest.DigestLetter.Way;
import io.wellkept.touchpoint.Condition;
import io.wellkept.words.Words;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a digest into words. */
final class DigestWriter {
  private static final int MOST_PLACES = 8;
  private static final int MOST_IN_A_MINUTE = 5;
  private static final int MOST_WHERE_THERE_IS_MORE = 3;
  private static final int MOST_ON_A_PAGE = 500;

  private final Digest digest;
  private final DigestWords words;
  private final @Nullable URI archive;
  private final DigestSections sections;

  private DigestWriter(
      Digest digest, DigestWords words, @Nullable URI pages, @Nullable URI archive, int most) {
    this.digest = digest;
    this.words = words;
    this.archive = archive;
    int few = archive == null ? most : MOST_WHERE_THERE_IS_MORE;
    this.sections = new DigestSections(digest, words, pages, most, few);
  }

  /**
   * @param pages under which address the pages are; null where none can be reached
   * @param archive where this digest can be read again; null where it cannot
   */
  static DigestLetter write(
      Digest digest, Words words, @Nullable URI pages, @Nullable URI archive) {
    DigestWords said = new DigestWords(words, digest.period().zone());
    return new DigestWriter(digest, said, pages, archive, MOST_IN_A_MINUTE).write();
  }

  /** The same with everything, for a page of our own. */
  static DigestLetter whole(Digest digest, Words words) {
    DigestWords said = new DigestWords(words, digest.period().zone());
    return new DigestWriter(digest, said, URI.create("/"), null, MOST_ON_A_PAGE).write();
  }

  /** The same, with a word of excuse if it was written late. */
  static DigestLetter late(Edition edition, DigestLetter letter) {
    if (!edition.late()) {
      return letter;
    }
    DigestWords words = new DigestWords(letter.words(), edition.digest().period().zone());
    List<String> proof = new ArrayList<>(letter.proof());
    proof.add(
        words.say(
            "digest.proof.late", words.moment(edition.dueAt()), words.moment(edition.madeAt())));
    return letter.proved(proof);
  }

  private DigestLetter write() {
    MapGrid map = MapGrid.of(digest.places(), words);
    Standing standing = standing();
    List<Section> all = sections.all();
    return new DigestLetter(
        words.words(),
        subject(),
        preview(standing),
        title(words, digest.scope(), digest.period()),
        words.days(digest.period()),
        standing,
        map,
        map.isEmpty() ? "" : mapInWords(map),
        all,
        sections.fine(),
        proof(digest.proof()),
        words.say("digest.why." + digest.scope().whose().name()),
        archive);
  }

  static String title(DigestWords words, Scope scope, Period period) {
    String when = words.period(period);
    return switch (scope.whose()) {
      case COMPANY -> words.say("digest.name.company", when);
      case TEAM -> words.say("digest.name.team", when, DigestWords.line(scope.name()));
      case OWNER -> words.say("digest.name.owner", when);
    };
  }

  private String subject() {
    int acts = acts(digest);
    String title = title(words, digest.scope(), digest.period());
    Double score = digest.score().now();
    return score == null
        ? words.say("digest.subject-without", title, acts)
        : words.say("digest.subject", title, DigestWords.score(score), acts);
  }

  private String preview(Standing standing) {
    String worst =
        digest.worst().isEmpty()
            ? ""
            : " "
                + words.say(
                    "digest.prompt",
                    DigestWords.line(
                        digest.worst().get(0).name() + ": " + digest.worst().get(0).headline()));
    return standing.change() + ". " + standing.sentence() + worst;
  }

  // The score

  private Standing standing() {
    Score score = digest.score();
    Double now = score.now();
    if (now == null) {
      return new Standing(
          words.say("digest.score.none"),
          false,
          Way.SAME,
          words.say("digest.score.unseen"),
          standingOfAll(),
          false,
          daysInWords());
    }
    return new Standing(
        words.figure(DigestWords.score(now)),
        true,
        way(score),
        change(score),
        standingOfAll(),
        score.before() != null,
        daysInWords());
  }

  /** Of the rounded figures, so that the reader's own subtraction gives the same. */
  private static long moved(Score score) {
    return DigestWords.score(Objects.requireNonNullElse(score.now(), 0.0))
        - DigestWords.score(Objects.requireNonNullElse(score.before(), 0.0));
  }

  private static Way way(Score score) {
    long moved = score.before() == null ? 0 : moved(score);
    return moved == 0 ? Way.SAME : moved > 0 ? Way.UP : Way.DOWN;
  }

  private String change(Score score) {
    if (score.before() == null) {
      return words.say("digest.score.first");
    }
    String before = words.before(digest.period());
    return switch (way(score)) {
      case UP -> words.say("digest.score.up", moved(score), before);
      case DOWN -> words.say("digest.score.down", -moved(score), before);
      case SAME -> words.say("digest.score.same", before);
    };
  }

  private String standingOfAll() {
    Map<Condition, Long> counts = counts();
    long all = digest.stands().size();
    long healthy = counts.getOrDefault(Condition.HEALTHY, 0L);
    if (healthy == all) {
      return words.say("digest.standing.all", all);
    }
    String rest =
        Arrays.stream(Condition.values())
            .filter(condition -> condition != Condition.HEALTHY && counts.containsKey(condition))
            .sorted(Comparator.reverseOrder())
            .map(one ->
                words.say(
                    "digest.standing.part", counts.getOrDefault(one, 0L), words.words().of(one)))
            .collect(Collectors.joining(", "));
    long maintained = maintained();
    if (maintained > 0) {
      rest += (rest.isEmpty() ? "" : ", ") + words.say("digest.standing.maintained", maintained);
    }
    return words.say("digest.standing.some", healthy, all, rest);
  }

  private long maintained() {
    return digest.stands().stream().filter(Stand::maintained).count();
  }

  private Map<Condition, Long> counts() {
    return digest.stands().stream()
        .filter(stand -> !stand.maintained())
        .collect(Collectors.groupingBy(Stand::condition, Collectors.counting()));
  }

  /** How many touchpoints were wrong at the end. */
  static int acts(Digest digest) {
    return (int)
        digest.stands().stream()
            .filter(stand -> stand.condition().worseThan(Condition.UNKNOWN))
            .count();
  }

  private String daysInWords() {
    if (!ScorePicture.isOf(digest.score())) {
      return "";
    }
    LocalDate first = firstDay(digest);
    List<String> days = new ArrayList<>();
    for (int i = 0; i < digest.score().days().size(); i++) {
      String day = words.weekday(first.plusDays(i));
      Double score = digest.score().days().get(i);
      days.add(
          score == null
              ? words.say("digest.days.unseen", day)
              : words.say("digest.days.one", day, DigestWords.score(score)));
    }
    Double before = digest.score().before();
    String line = words.say("digest.days.alt", String.join(", ", days));
    return before == null
        ? line
        : line + " " + words.say("digest.days.before", DigestWords.score(before));
  }

  static LocalDate firstDay(Digest digest) {
    return digest.period().from().atZone(digest.period().zone()).toLocalDate();
  }

  // The map

  private String mapInWords(MapGrid map) {
    List<String> wrong =
        digest.places().stream()
            .filter(place -> place.worst() != null && place.worst() != Condition.HEALTHY)
            .sorted(Comparator.comparing(Place::worst, Comparator.reverseOrder()))
            .map(this::placeInWords)
            .toList();
    String places =
        wrong.isEmpty()
            ? words.say("digest.map.calm")
            : Stream.concat(
                        wrong.stream().limit(MOST_PLACES),
                        Stream.of(words.say("digest.more", wrong.size() - MOST_PLACES))
                            .filter(more -> wrong.size() > MOST_PLACES))
                    .collect(Collectors.joining("; "))
                + ".";
    return words.say("digest.map.alt", map.stages().size(), map.channels().size(), places);
  }

  private String placeInWords(Place place) {
    MapGrid.Cell cell = MapGrid.Cell.of(place);
    return words.say(
        "digest.map.place",
        words.placeName(place.stageName()),
        words.placeName(place.channelName()),
        words.words().of(Objects.requireNonNull(place.worst())),
        cell.off(),
        cell.all());
  }

  // The proof

  private List<String> proof(Proof proof) {
    return List.of(
        words.say("digest.proof.awake", words.percent(proof.awake()), proof.looks(), proof.blind()),
        words.say(
            "digest.proof.messages",
            proof.sent(),
            proof.withdrawn(),
            proof.rerouted(),
            proof.lost()));
  }
}
