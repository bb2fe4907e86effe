/**
 * Taking stock of a site: what touchpoints it shows, which of them nobody registered, and which it
 * promotes although they are dead.
 */
@NullMarked
package io.wellkept.probe.stock;

import org.jspecify.annotations.NullMarked;
