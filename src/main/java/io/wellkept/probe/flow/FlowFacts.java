package io.wellkept.probe.flow;

/** What a look of a flow found out: it either goes the way, or sees what became of the last one. */
sealed interface FlowFacts {
  /** The steps were taken. */
  record Walked(Trail trail) implements FlowFacts {}

  /** Nothing was sent: something that was sent before is waited for. */
  record Waited(Pending sent, Arrival arrival) implements FlowFacts {}
}
