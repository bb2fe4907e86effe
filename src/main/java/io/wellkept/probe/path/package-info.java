/** Looks whether customers find the way from one touchpoint to the next. */
@NullMarked
package io.wellkept.probe.path;

import org.jspecify.annotations.NullMarked;
