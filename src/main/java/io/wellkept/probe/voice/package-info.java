/** Who waits for an answer, and how long: the clock that starts with the customer. */
@NullMarked
package io.wellkept.probe.voice;

import org.jspecify.annotations.NullMarked;
