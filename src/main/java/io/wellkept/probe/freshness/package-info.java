/** How old a page is, from its own signs; pure, nothing here asks the network or the time. */
@NullMarked
package io.wellkept.probe.freshness;

import org.jspecify.annotations.NullMarked;
