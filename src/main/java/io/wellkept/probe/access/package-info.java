/** How we get into the services of others: keys, tokens, and what their answers mean. */
@NullMarked
package io.wellkept.probe.access;

import org.jspecify.annotations.NullMarked;
