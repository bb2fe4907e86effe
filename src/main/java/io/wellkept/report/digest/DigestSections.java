package io.wellkept.report.digest;

import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.report.Moving;
import io.wellkept.report.digest.Digest.Act;
import io.wellkept.report.digest.Digest.Better;
import io.wellkept.report.digest.Digest.BlindSpot;
import io.wellkept.report.digest.Digest.Broken;
import io.wellkept.report.digest.Digest.Hole;
import io.wellkept.report.digest.Digest.Promises;
import io.wellkept.report.digest.Digest.Reviews;
import io.wellkept.report.digest.Digest.Tried;
import io.wellkept.report.digest.Digest.Waste;
import io.wellkept.report.digest.Digest.Worst;
import io.wellkept.report.digest.DigestLetter.Entry;
import io.wellkept.report.digest.DigestLetter.Section;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sections of a digest in words. Of what there was nothing there is no section. */
final class DigestSections {
  private final Digest digest;
  private final DigestWords words;
  private final @Nullable URI pages;
  private final int most;

  /**
   * @param most entries of one section
   */
  DigestSections(Digest digest, DigestWords words, @Nullable URI pages, int most) {
    this.digest = digest;
    this.words = words;
    this.pages = pages;
    this.most = most;
  }

  List<Section> all() {
    return Stream.of(
            section("worst", "digest.worst.title", digest.worst(), this::worst),
            section("next", "digest.next.title", digest.next(), this::act),
            section("better", "digest.better.title", digest.better(), this::better),
            promises(digest.promises()),
            reviews(digest.reviews()),
            section("waste", "digest.waste.title", digest.waste(), this::waste),
            section("blind", "digest.blind.title", digest.blindSpots(), this::blind),
            section("unowned", "digest.unowned.title", digest.unowned(), this::unowned),
            section("initiatives", "digest.initiatives.title", digest.initiatives(), this::tried))
        .filter(section -> !section.entries().isEmpty() || !section.sentences().isEmpty())
        .toList();
  }

  /** What there was nothing of, where that is good news. */
  List<String> fine() {
    List<String> fine = new ArrayList<>();
    sayIf(digest.worst().isEmpty(), fine, "digest.fine.worst");
    sayIf(digest.promises().broken() == 0, fine, "digest.fine.promises");
    sayIf(
        digest.reviews().waiting() == 0 && isHeard(digest.reviews()), fine, "digest.fine.reviews");
    sayIf(digest.waste().isEmpty(), fine, "digest.fine.waste");
    sayIf(digest.blindSpots().isEmpty(), fine, "digest.fine.blind");
    sayIf(digest.unowned().isEmpty(), fine, "digest.fine.unowned");
    return fine;
  }

  private void sayIf(boolean so, List<String> into, String key) {
    if (so) {
      into.add(words.say(key));
    }
  }

  private <T> Section section(String id, String title, List<T> all, Function<T, Entry> entry) {
    return new Section(
        id,
        words.say(title),
        List.of(),
        all.stream().limit(most).map(entry).toList(),
        more(all.size()));
  }

  private String more(int all) {
    return all <= most ? "" : words.say("digest.more", all - most);
  }

  // What was wrong, and where to begin

  private Entry worst(Worst worst) {
    String lasted = words.words().span(worst.lasted());
    return new Entry(
        worst.condition(),
        DigestWords.line(worst.name()),
        DigestWords.sentence(worst.headline()),
        worstFacts(worst, lasted),
        page("/incidents/" + worst.incident()));
  }

  private List<String> worstFacts(Worst worst, String lasted) {
    String taker = worst.taker();
    List<String> facts = new ArrayList<>();
    facts.add(words.say(worst.open() ? "digest.worst.open" : "digest.worst.over", lasted));
    facts.add(words.say("digest.importance." + worst.importance().name()));
    facts.add(words.say("digest.owner", DigestWords.line(worst.owner())));
    if (!worst.open()) {
      return facts;
    }
    if (taker != null) {
      facts.add(words.say("digest.worst.taken", DigestWords.line(taker)));
    } else {
      facts.add(words.say("digest.worst.untaken"));
    }
    return facts;
  }

  private Entry act(Act act) {
    Double spend = act.spend();
    List<String> names = act.touchpoints().stream().map(DigestWords::line).toList();
    List<String> facts = new ArrayList<>();
    facts.add(words.say("digest.next.wrong", act.wrong(), act.still(), String.join(", ", names)));
    if (spend != null) {
      facts.add(words.say("digest.next.spend", words.money(spend, act.currency())));
    }
    String where =
        words.say(
            "digest.next.where",
            words.placeName(act.stageName()),
            words.placeName(act.channelName()));
    return new Entry(null, where, "", facts, null);
  }

  private Entry better(Better better) {
    String took = words.words().span(better.lasted());
    return new Entry(
        null,
        DigestWords.line(better.name()),
        DigestWords.sentence(better.headline()),
        List.of(
            words.say("digest.better.took", words.moment(better.at()), took),
            words.say("digest.owner", DigestWords.line(better.owner()))),
        touchpoint(better.touchpoint()));
  }

  // What was promised and answered

  private Section promises(Promises promises) {
    int all = promises.kept() + promises.broken() + promises.open();
    List<String> sum =
        all == 0
            ? List.of()
            : List.of(
                words.say(
                    "digest.promises.sum", promises.kept(), promises.broken(), promises.open()));
    List<Entry> broken = promises.whose().stream().limit(most).map(this::broken).toList();
    return new Section(
        "promises", words.say("digest.promises.title"), sum, broken, more(promises.whose().size()));
  }

  private Entry broken(Broken broken) {
    String until = words.moment(broken.until());
    return new Entry(
        null,
        DigestWords.line(broken.name()),
        DigestWords.sentence(broken.headline()),
        List.of(words.say("digest.promises.broken", DigestWords.line(broken.person()), until)),
        null);
  }

  /** Where nothing came and nothing was answered, perhaps nobody listens. */
  private static boolean isHeard(Reviews reviews) {
    return reviews.heard() + reviews.answered() > 0;
  }

  private Section reviews(Reviews reviews) {
    List<String> said = new ArrayList<>();
    if (isHeard(reviews)) {
      said.add(words.say("digest.reviews.heard", reviews.heard()));
      said.add(words.say("digest.reviews.answered", reviews.answered()));
    }
    if (reviews.onTime() != null) {
      said.add(words.say("digest.reviews.on-time", words.percent(reviews.onTime())));
    }
    if (reviews.median() != null) {
      said.add(words.say("digest.reviews.median", words.words().span(reviews.median())));
    }
    if (reviews.late() > 0) {
      said.add(words.say("digest.reviews.late", reviews.late()));
    }
    if (reviews.waiting() > 0) {
      said.add(words.say("digest.reviews.waiting", reviews.waiting()));
    }
    Instant oldest = reviews.oldest();
    if (oldest != null) {
      said.add(oldest(oldest, reviews.oldestAt()));
    }
    return new Section("reviews", words.say("digest.reviews.title"), said, List.of(), "");
  }

  private String oldest(Instant oldest, @Nullable String at) {
    return at == null
        ? words.say("digest.reviews.oldest", words.moment(oldest))
        : words.say("digest.reviews.oldest-at", words.moment(oldest), DigestWords.line(at));
  }

  // What costs, and what is not known

  private Entry waste(Waste waste) {
    Double spend = waste.spend();
    return new Entry(
        null,
        DigestWords.line(waste.name()),
        DigestWords.sentence(waste.headline()),
        List.of(
            words.say("digest.waste.lasted", words.words().span(waste.lasted())),
            spend == null
                ? words.say("digest.waste.unknown")
                : words.say("digest.waste.spend", words.money(spend, waste.currency()))),
        touchpoint(waste.touchpoint()));
  }

  private Entry blind(BlindSpot spot) {
    return new Entry(
        null,
        DigestWords.line(spot.name()),
        because(spot.why()),
        List.of(
            spot.share() <= 0
                ? words.say("digest.blind.never")
                : words.say("digest.blind.share", words.percent(spot.share()))),
        touchpoint(spot.touchpoint()));
  }

  private Entry unowned(Hole hole) {
    return new Entry(
        null,
        DigestWords.line(hole.name()),
        because(hole.why()),
        List.of(),
        touchpoint(hole.touchpoint()));
  }

  /** One of our words, or what a check said. */
  private String because(String why) {
    return switch (why) {
      case BlindSpot.NO_CHECK,
          BlindSpot.NEVER_SEEN,
          BlindSpot.AT_TIMES,
          Hole.OWNER_UNKNOWN,
          Hole.OWNER_LEFT,
          Hole.NO_BACKUP ->
          words.say("digest.because." + why);
      default -> DigestWords.sentence(why);
    };
  }

  private Entry tried(Tried tried) {
    List<String> facts = new ArrayList<>();
    facts.add(moved(tried));
    String verdict = tried.verdict();
    if (verdict != null) {
      facts.add(verdict(verdict));
    } else if (tried.asked()) {
      facts.add(words.say("digest.initiatives.asked"));
    }
    return new Entry(
        null,
        DigestWords.line(tried.name()),
        DigestWords.sentence(tried.what()),
        facts,
        page("/initiatives/" + tried.id()));
  }

  private String verdict(String verdict) {
    return Arrays.stream(Initiative.Word.values()).anyMatch(one -> one.name().equals(verdict))
        ? words.say("digest.initiatives.became." + verdict)
        : words.say("digest.initiatives.verdict", DigestWords.line(verdict));
  }

  private String moved(Tried tried) {
    Measure measure =
        Arrays.stream(Measure.values())
            .filter(one -> one.name().equals(tried.figure()))
            .findFirst()
            .orElse(null);
    // a word of a later version is shown as it is
    String figure =
        DigestWords.sentence(
            measure == null ? tried.figure() : Moving.name(words.words(), measure));
    String before = value(measure, tried.before());
    String after = value(measure, tried.after());
    if (before == null) {
      return after == null
          ? words.say("digest.initiatives.nothing", figure)
          : words.say("digest.initiatives.unknown", figure, after);
    }
    return after == null
        ? words.say("digest.initiatives.waits", figure, before)
        : words.say("digest.initiatives.moved", figure, before, after);
  }

  private @Nullable String value(@Nullable Measure measure, @Nullable Double value) {
    if (value == null) {
      return null;
    }
    return measure == null ? words.figure(value) : Moving.value(words.words(), measure, value);
  }

  private @Nullable URI touchpoint(String id) {
    return page("/t/" + id);
  }

  private @Nullable URI page(String path) {
    return pages == null ? null : pages.resolve(path);
  }
}
