package io.wellkept.probe.access;

import io.wellkept.touchpoint.Fault;
import tools.jackson.databind.JsonNode;

/** What came of a {@link Call} that is answered with JSON. */
public sealed interface Tree {
  /** An object. */
  record Some(JsonNode root) implements Tree {}

  /** There is no answer that can be used. */
  record None(Fault fault) implements Tree {}

  /** Why there is none, where something came that is not what we know. */
  static Fault broken(Vendor service) {
    return new Fault.ServiceFails(
        service.name(), "the answer is not what it should be, or breaks off");
  }
}
