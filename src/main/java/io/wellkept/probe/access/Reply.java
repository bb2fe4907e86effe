package io.wellkept.probe.access;

import io.wellkept.probe.Body;
import io.wellkept.touchpoint.Fault;

/** What came of a {@link Call}. */
public sealed interface Reply {
  /** The service answered with 2xx; the body may still be cut off at the call's limit. */
  record Said(Body body) implements Reply {}

  /** There is no answer that can be used. */
  record Failed(Fault fault) implements Reply {}
}
