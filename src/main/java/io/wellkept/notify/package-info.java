/** Tells people: one file per notifier, and the rendering of messages. */
@NullMarked
package io.wellkept.notify;

import org.jspecify.annotations.NullMarked;
