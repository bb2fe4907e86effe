package io.wellkept.probe;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An address that is known to answer whenever our own network is open.
 *
 * @param contains text that its answer must hold, so that nobody else can answer for it; null if
 *     any answer of the very host will do
 */
public record Reference(URI url, @Nullable String contains) {}
