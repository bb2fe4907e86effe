package io.wellkept.report.digest;

import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Direction;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.report.Effect.Move;
import io.wellkept.report.Moving;
import io.wellkept.report.digest.Digest.Tried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an initiative, in words. A word of a later version is shown as it is. */
final class TriedInWords {
  private final Tried tried;
  private final DigestWords words;
  private final @Nullable Measure measure;

  TriedInWords(Tried tried, DigestWords words) {
    this.tried = tried;
    this.words = words;
    this.measure = find(Measure.values(), tried.figure());
  }

  private static <E extends Enum<E>> @Nullable E find(E[] all, @Nullable String name) {
    return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /** The figure before and after, where it should go, whether it does, and what follows. */
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add(moved());
    Direction direction = find(Direction.values(), tried.direction());
    if (direction != null) {
      facts.add(hope(direction));
    }
    Move move = find(Move.values(), tried.move());
    if (move != null && move != Move.NOT_ENOUGH) {
      facts.add(words.say("digest.initiatives.move." + move.name()));
    }
    String verdict = tried.verdict();
    if (verdict != null) {
      facts.add(verdict(verdict));
    } else if (tried.asked()) {
      facts.add(asked());
    }
    return facts;
  }

  private String hope(Direction direction) {
    String target = value(tried.target());
    return target == null
        ? words.say("digest.initiatives.hope." + direction.name())
        : words.say("digest.initiatives.hope-to." + direction.name(), target);
  }

  private String asked() {
    String owner = tried.owner();
    return owner == null
        ? words.say("digest.initiatives.asked")
        : words.say("digest.initiatives.asked-of", DigestWords.line(owner));
  }

  private String verdict(String verdict) {
    return find(Initiative.Word.values(), verdict) == null
        ? words.say("digest.initiatives.verdict", DigestWords.line(verdict))
        : words.say("digest.initiatives.became." + verdict);
  }

  private String moved() {
    String figure =
        DigestWords.sentence(
            measure == null ? tried.figure() : Moving.name(words.words(), measure));
    String before = value(tried.before());
    String after = value(tried.after());
    if (before == null) {
      return after == null
          ? words.say("digest.initiatives.nothing", figure)
          : words.say("digest.initiatives.unknown", figure, after);
    }
    return after == null
        ? words.say("digest.initiatives.waits", figure, before)
        : words.say("digest.initiatives.moved", figure, before, after);
  }

  private @Nullable String value(@Nullable Double value) {
    if (value == null) {
      return null;
    }
    return measure == null ? words.figure(value) : Moving.value(words.words(), measure, value);
  }
}
