package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Stand;
import io.wellkept.touchpoint.Condition;
import io.wellkept.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the score comes from, touchpoint by touchpoint.
 *
 * @param sum the score as a hundred less what is missing; that there is none, where it is
 * @param lines those that cost something, dearest first
 * @param rest in one sentence each, those for which there is no line, those that cost nothing and
 *     those that do not count
 */
public record Reckoning(String sum, List<Line> lines, List<String> rest) {
  private static final int MOST = 500;
  private static final int MOST_NAMED = 5;

  public Reckoning {
    lines = List.copyOf(lines);
    rest = List.copyOf(rest);
  }

  /**
   * A touchpoint.
   *
   * @param condition at the end of the period
   * @param weight how often it counts
   * @param share of the time seen in which it was in order
   * @param cost in points of the score
   */
  public record Line(
      String touchpoint,
      String name,
      Condition condition,
      String importance,
      String weight,
      String share,
      String cost) {}

  public static Reckoning of(Digest digest, Words language) {
    DigestWords words = new DigestWords(language, digest.period().zone());
    Costs costs = new Costs(digest.stands());
    int fine = 0;
    List<Double> more = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    for (Stand stand : digest.stands()) {
      Double share = stand.share();
      Double cost = costs.of(stand);
      if (share == null || cost == null) {
        unseen.add(DigestWords.line(stand.name()));
      } else if (!Costs.isShown(cost)) {
        fine++;
      } else if (lines.size() < MOST) {
        lines.add(line(stand, share, cost, words));
      } else {
        more.add(cost);
      }
    }
    return new Reckoning(sum(digest, words), lines, rest(more, fine, unseen, words));
  }

  private static Line line(Stand stand, double share, double cost, DigestWords words) {
    return new Line(
        stand.touchpoint(),
        DigestWords.line(stand.name()),
        stand.condition(),
        words.say("digest.importance." + stand.importance().name()),
        words.figure(stand.weight()),
        words.percent(share),
        words.points(cost));
  }

  private static String sum(Digest digest, DigestWords words) {
    Double score = digest.score().now();
    return score == null
        ? words.say("digest.reckoning.none")
        : words.say("digest.reckoning.sum", words.points(score), words.points(100 - score));
  }

  private static List<String> rest(
      List<Double> more, int fine, List<String> unseen, DigestWords words) {
    List<String> rest = new ArrayList<>();
    if (!more.isEmpty()) {
      double together = more.stream().mapToDouble(Double::doubleValue).sum();
      rest.add(words.say("digest.reckoning.more", more.size(), words.points(together)));
    }
    if (fine > 0) {
      rest.add(words.say("digest.reckoning.fine", fine));
    }
    if (!unseen.isEmpty()) {
      String named = String.join(", ", unseen.stream().limit(MOST_NAMED).toList());
      int others = unseen.size() - MOST_NAMED;
      rest.add(
          words.say(
              "digest.reckoning.unseen",
              unseen.size(),
              others > 0 ? named + " " + words.say("digest.more", others) : named));
    }
    return rest;
  }
}
