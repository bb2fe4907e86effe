/** Looks at touchpoints: one file per kind of check, and the HTTP client with its target guard. */
@NullMarked
package io.wellkept.probe;

import org.jspecify.annotations.NullMarked;
