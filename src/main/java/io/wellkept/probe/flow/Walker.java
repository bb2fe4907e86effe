package io.wellkept.probe.flow;

/** Takes the steps of a flow as a visitor would. */
public interface Walker {
  /**
   * Walks until the end, or until a step does not work. What the outside world does wrong is in the
   * trail and never thrown. Returns within the walk's deadline. A {@link Step.Receipt} is not
   * walked, and not in the trail.
   *
   * @throws InterruptedException if Wellkept stops
   */
  Trail walk(Walk walk) throws InterruptedException;
}
