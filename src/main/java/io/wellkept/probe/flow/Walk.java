package io.wellkept.probe.flow;

import io.wellkept.probe.Leave;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A way to be walked once.
 *
 * @param base what addresses that are not whole begin from: the touchpoint's own
 * @param headers sent along to the origin of {@code base} and to no other; may hold secrets
 * @param runId the mark of this walk, which {@code {{run.id}}} stands for
 * @param deadline how long all steps may take together
 * @param fresh over connections of its own
 * @param leave to be asked once, before the first step that {@link Step#acts()}
 */
public record Walk(
    URI base,
    List<Step> steps,
    Map<String, String> headers,
    String runId,
    Duration deadline,
    boolean fresh,
    Leave leave) {
  public Walk {
    steps = List.copyOf(steps);
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "Walk[" + runId + ", " + steps + "]";
  }
}
