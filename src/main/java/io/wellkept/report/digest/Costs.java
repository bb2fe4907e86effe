package io.wellkept.report.digest;

import io.wellkept.report.digest.Digest.Stand;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What touchpoints cost the health score, in its points: together what it lacks of a hundred. */
public final class Costs {
  /** Less does not show with one place after the point. */
  private static final double SHOWN = 0.05;

  private final Collection<Stand> stands;
  private final double weights;

  /**
   * @param stands every touchpoint of the digest
   */
  public Costs(Collection<Stand> stands) {
    this.stands = stands;
    this.weights =
        stands.stream().filter(one -> one.share() != null).mapToDouble(Stand::weight).sum();
  }

  /** Null if it was not seen: then it does not count. */
  public @Nullable Double of(Stand stand) {
    Double share = stand.share();
    return share == null ? null : points(stand.weight() * (1 - share));
  }

  /** What a touchpoint costs, if it costs enough to be told. */
  public Optional<Double> of(String touchpoint) {
    return stands.stream()
        .filter(one -> one.touchpoint().equals(touchpoint))
        .flatMap(one -> Optional.ofNullable(of(one)).stream())
        .filter(Costs::isShown)
        .findFirst();
  }

  static boolean isShown(double points) {
    return points >= SHOWN;
  }

  /**
   * @param lost of some touchpoints together: importance times the share that was not in order
   */
  double points(double lost) {
    return weights == 0 ? 0 : 100 * lost / weights;
  }
}
