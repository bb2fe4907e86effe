/**
 * The way of a visitor through several pages: what its steps are, who walks them over HTTP, and
 * what comes of it.
 */
@NullMarked
package io.wellkept.probe.flow;

import org.jspecify.annotations.NullMarked;
