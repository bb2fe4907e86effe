package io.wellkept.report.digest;

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
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
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
  private final int few;
  private final Costs costs;

  /**
   * @param most entries of one section
   * @param few of one that is not the first
   */
  DigestSections(Digest digest, DigestWords words, @Nullable URI pages, int most, int few) {
    this.digest = digest;
    this.words = words;
    this.pages = pages;
    this.most = most;
    this.few = few;
    this.costs = new Costs(digest.stands());
  }

  List<Section> all() {
    return Stream.of(
            section("worst", "digest.worst.title", digest.worst(), this::worst, most),
            section("next", "digest.next.title", digest.next(), this::act, few),
            section("better", "digest.better.title", digest.better(), this::better, few),
            promises(digest.promises()),
            reviews(digest.reviews()),
            section("waste", "digest.waste.title", digest.waste(), this::waste, few),
            section("blind", "digest.blind.title", digest.blindSpots(), this::blind, few),
            section("unowned", "digest.unowned.title", digest.unowned(), this::unowned, few),
            section(
                "initiatives", "digest.initiatives.title", digest.initiatives(), this::tried, few))
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

  private <T> Section section(
      String id, String title, List<T> all, Function<T, Entry> entry, int shown) {
    return new Section(
        id,
        words.say(title),
        List.of(),
        all.stream().limit(shown).map(entry).toList(),
        all.size(),
        more(all.size(), shown));
  }

  private String more(int all, int shown) {
    return all <= shown ? "" : words.say("digest.more", all - shown);
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
    costs.of(worst.touchpoint()).ifPresent(points -> facts.add(words.cost(points)));
    if (worst.importance() != Importance.NORMAL) {
      facts.add(words.say("digest.importance." + worst.importance().name()));
    }
    boolean own = worst.open() && worst.owner().equals(taker);
    if (!own) {
      facts.add(words.say("digest.owner", DigestWords.line(worst.owner())));
    }
    if (worst.open()) {
      facts.add(
          taker == null
              ? words.say("digest.worst.untaken")
              : words.say("digest.worst.taken", DigestWords.line(taker)));
    }
    return facts;
  }

  private Entry act(Act act) {
    ActInWords said = new ActInWords(act, words, costs);
    String map = said.map();
    return new Entry(null, said.where(), said.toDo(), said.facts(), map == null ? null : page(map));
  }

  private Entry better(Better better) {
    String took = words.words().span(better.lasted());
    return new Entry(
        condition(better.touchpoint()),
        DigestWords.line(better.name()),
        words.say("digest.better.was", DigestWords.line(better.headline())),
        List.of(
            words.say("digest.better.took", words.moment(better.at()), took),
            words.say("digest.owner", DigestWords.line(better.owner()))),
        touchpoint(better.touchpoint()));
  }

  /** At the end of the period. */
  private @Nullable Condition condition(String touchpoint) {
    return digest.stands().stream()
        .filter(stand -> stand.touchpoint().equals(touchpoint))
        .map(Digest.Stand::condition)
        .findFirst()
        .orElse(null);
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
    List<Entry> broken = promises.whose().stream().limit(few).map(this::broken).toList();
    return new Section(
        "promises",
        words.say("digest.promises.title"),
        sum,
        broken,
        promises.whose().size(),
        more(promises.whose().size(), few));
  }

  private Entry broken(Broken broken) {
    String until = words.moment(broken.until());
    return new Entry(
        null,
        DigestWords.sentence(broken.headline()),
        "",
        List.of(words.say("digest.promises.broken", DigestWords.line(broken.name()), until)),
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
    return new Section("reviews", words.say("digest.reviews.title"), said, List.of(), 0, "");
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
    return new Entry(
        null,
        DigestWords.line(tried.name()),
        DigestWords.sentence(tried.what()),
        new TriedInWords(tried, words).facts(),
        page("/initiatives/" + tried.id()));
  }

  private @Nullable URI touchpoint(String id) {
    return page("/t/" + id);
  }

  private @Nullable URI page(String path) {
    return pages == null ? null : pages.resolve(path);
  }
}
