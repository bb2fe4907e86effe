/** Looks where the links of a page lead, and what it fetches. */
@NullMarked
package io.wellkept.probe.links;

import org.jspecify.annotations.NullMarked;
