/**
 * What follows from what was seen, as pure functions: confirming, opening, escalating, holding
 * back, taking, recovering. Nothing here asks the time or touches the world.
 */
@NullMarked
package io.wellkept.incident;

import org.jspecify.annotations.NullMarked;
