/** Looks with a real browser, for pages that only exist with JavaScript. */
@NullMarked
package io.wellkept.probe.browser;

import org.jspecify.annotations.NullMarked;
