package io.wellkept.probe;

import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;

/** What a judge says, and what it wants to remember. */
public record Judgement(Observation observation, Memory memory) {}
