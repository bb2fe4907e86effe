package io.wellkept.probe.flow;

import io.wellkept.probe.Answer;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a walk came.
 *
 * @param runId the mark that it left
 * @param passed how long the other side took for each step that worked, first things first
 * @param end why it went no further; null if all steps worked
 * @param took how long the other side took for all of it; our own waiting and reading left out
 * @param sinceSent how long before the end the last acting step was sent; null if none was
 * @param extracted what was read from pages, to be hidden: any of it may be a secret
 */
public record Trail(
    String runId,
    List<Duration> passed,
    @Nullable End end,
    Duration took,
    @Nullable Duration sinceSent,
    Set<String> extracted) {
  public Trail {
    passed = List.copyOf(passed);
    extracted = Set.copyOf(extracted);
  }

  public Trail(
      String runId,
      List<Duration> passed,
      @Nullable End end,
      Duration took,
      @Nullable Duration sinceSent) {
    this(runId, passed, end, took, sinceSent, Set.of());
  }

  @Override
  public String toString() {
    return "Trail[" + runId + ", " + passed.size() + " passed]";
  }

  /**
   * When the last acting step was sent, which must be looked for at its receiver; empty if none
   * was.
   *
   * @param now when the walk ended
   */
  public Optional<Instant> sentAt(Instant now) {
    return Optional.ofNullable(sinceSent).map(now::minus);
  }

  /** Why a walk went no further. The step that it was at is the one after those that passed. */
  public sealed interface End {
    /** We could not or may not go on. */
    record Barred(Fault fault) implements End {}

    /**
     * No answer that counts.
     *
     * @param timeout how long one was waited for
     * @param maySent whether what the step sends may have arrived all the same
     */
    record Silent(URI asked, Answer.Cause cause, Duration timeout, boolean maySent)
        implements End {}

    /** An answer with a status that is not the right one. */
    record Refused(URI address, int status, String quote) implements End {}

    /**
     * The page has not what the step needs, or is not what it should be.
     *
     * @param address where that is so
     * @param shortfalls what is wrong; at least one
     * @param unsure whether what is missing may stand beyond the part that was read
     */
    record Short(URI address, List<Shortfall> shortfalls, boolean unsure) implements End {
      public Short {
        shortfalls = List.copyOf(shortfalls);
      }
    }

    /**
     * No step was taken: what was sent before is waited for.
     *
     * @param every how often something is sent
     */
    record Awaited(Pending sent, Arrival arrival, Duration every) implements End {}

    /** The time for all steps was over before this one. */
    record Late(Duration deadline) implements End {}
  }

  /**
   * One thing that is wrong with a page.
   *
   * @param what the sort of fault, in one word that is the same tomorrow: "text", "field"
   * @param headline one plain sentence without a full stop
   * @param evidence what was expected and what was there
   */
  public record Shortfall(String what, String headline, List<Evidence> evidence) {
    public Shortfall {
      evidence = List.copyOf(evidence);
    }

    public static Shortfall of(String what, String headline) {
      return new Shortfall(what, headline, List.of());
    }

    public Shortfall with(String label, String text) {
      List<Evidence> more = new java.util.ArrayList<>(evidence);
      more.add(new Evidence(label, text));
      return new Shortfall(what, headline, more);
    }
  }
}
