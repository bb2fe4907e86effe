package io.wellkept.app.demo;

import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.util.List;

/**
 * The story that the demo tells when it runs for a set time. Its moments are written as they would
 * be in the shop's real life, in which it lasts {@link #LENGTH}; the time scale squeezes them into
 * the time that the demo has.
 *
 * <p>How it goes with the shipped ladders: the landing page breaks at 3 h and its owner Nora is
 * told when a second look has confirmed it, at the latest after 1 h 10 min. She is silent for 2 h,
 * so Tom is told. He takes it at 9 h, before it would have been Ida's turn, and promises 5 h. He
 * forgets it: at 14 h the promise passes and Ida is told at once. It is repaired at 17 h, and all
 * three hear that it is over. Then the good example: at 20 h the stock export stops, Tom is told,
 * takes it and mends it in time, and nobody else is bothered.
 *
 * <p>Two things go wrong without anything being broken. The blog has fallen silent at 1 h; that is
 * found when its last note is 6 h old, and held back as long as the landing page is down, of which
 * it is a part. At 18 h the autumn offer is over and is promised all the same. Nora is told of both
 * and is silent; Tom hears of the offer, Ida of the blog. The offer gets a new last day at 24 h,
 * the blog a new note at 26 h.
 */
public final class Script {
  /** How long the story lasts in the shop's real life. */
  public static final Duration LENGTH = Duration.ofHours(30);

  /** In less time than this, looks and messages take too large a part of it. */
  public static final Duration SHORTEST = Duration.ofSeconds(45);

  /** How long its end may take beyond that on a slow machine, in the shop's real life. */
  public static final Duration PATIENCE = Duration.ofHours(10);

  /** The time scale that fits when nobody set a time: an hour takes three seconds. */
  public static final double USUAL_SCALE = 1200;

  /** How often the shop exports its stock, in its real time; Wellkept expects it once an hour. */
  public static final Duration EXPORT_EVERY = Duration.ofMinutes(40);

  /** How often somebody writes a note for the blog, in its real time. */
  public static final Duration NOTES_EVERY = Duration.ofHours(2);

  private static final List<Step> STEPS =
      List.of(
          new Step.Break(Duration.ofHours(1), Fault.BLOG_FALLS_SILENT),
          new Step.Break(Duration.ofHours(3), Fault.LANDING_FAILS),
          new Step.Take(
              Duration.ofHours(9),
              "tom",
              "landing-page",
              Duration.ofHours(5),
              "I am asking the hosting company"),
          new Step.Repair(Duration.ofHours(17), Fault.LANDING_FAILS),
          new Step.Break(Duration.ofHours(18), Fault.OFFER_IS_OVER),
          new Step.Break(Duration.ofHours(20), Fault.STOCK_EXPORT_STOPS),
          new Step.Take(
              Duration.ofHours(23),
              "tom",
              "stock-export",
              Duration.ofHours(4),
              "the disk is full, I am making room"),
          new Step.Repair(Duration.ofHours(24), Fault.OFFER_IS_OVER),
          new Step.Repair(Duration.ofHours(25), Fault.STOCK_EXPORT_STOPS),
          new Step.Repair(Duration.ofHours(26), Fault.BLOG_FALLS_SILENT));

  private Script() {}

  /** One act of the story. */
  public sealed interface Step {
    /** When it happens, counted from the start of the demo, in the shop's real time. */
    Duration at();

    /** What happens, as a clause that the terminal can tell. */
    String words();

    /** Somebody presses the button that breaks it. */
    record Break(Duration at, Fault fault) implements Step {
      @Override
      public String words() {
        return fault.brokenWords();
      }
    }

    /** Somebody presses the button that repairs it. */
    record Repair(Duration at, Fault fault) implements Step {
      @Override
      public String words() {
        return fault.repairedWords();
      }
    }

    /**
     * A person opens the link in the message about a touchpoint and takes it. It can only be done
     * when that message is there, so on a slow machine it happens a little later than written.
     *
     * @param promise until when it will be mended, counted from the moment of taking, in the shop's
     *     real time
     */
    record Take(Duration at, String person, String touchpoint, Duration promise, String reason)
        implements Step {
      @Override
      public String words() {
        return "takes it and promises it within " + Spans.words(promise);
      }
    }
  }

  /** Everything that happens, in order. */
  public static List<Step> steps() {
    return STEPS;
  }

  /**
   * What durations must be divided by so that the story fits.
   *
   * @throws IllegalArgumentException if that is less than {@link #SHORTEST}; the message is for the
   *     person who asked
   */
  public static double timeScale(Duration forThisLong) {
    if (forThisLong.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "the story needs "
              + Spans.words(SHORTEST)
              + " at least, it was given "
              + Spans.words(forThisLong));
    }
    return (double) LENGTH.toMillis() / forThisLong.toMillis();
  }
}
