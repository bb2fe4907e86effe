/** Where something sends people: an ad, a printed code. Looked at once, whoever leads there. */
@NullMarked
package io.wellkept.probe.destination;

import org.jspecify.annotations.NullMarked;
