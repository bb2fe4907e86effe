package io.wellkept.probe;

import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the references said when they were last asked.
 *
 * @param at when that was
 * @param noneSince since when none of them answers as it should; null if one does
 * @param forged whether somebody else answered in the place of one
 * @param contradicted whether others answered again and again while no reference did: then it is
 *     the references that are dead, and not the network
 * @param dead those that do not answer as they should
 * @param asked how many there are
 */
public record Outlook(
    Instant at,
    @Nullable Instant noneSince,
    boolean forged,
    boolean contradicted,
    List<Dead> dead,
    int asked) {
  /** Before anybody was asked, or where there is nobody to ask. */
  static final Outlook CLEAR = new Outlook(Instant.MIN, null, false, false, List.of(), 0);

  /** A reference that does not answer as it should. */
  public record Dead(Reference reference, Instant since, String why) {}

  public Outlook {
    dead = List.copyOf(dead);
  }

  /** Whether our own network is closed. */
  public boolean closed() {
    return noneSince != null && !contradicted;
  }

  /** Whether what answers over a plain connection may be somebody else. */
  public boolean lies() {
    return closed() && forged;
  }

  /** Why a look was blind. */
  public Fault fault() {
    return new Fault.NetworkClosed(asked, noneSince == null ? at : noneSince);
  }
}
