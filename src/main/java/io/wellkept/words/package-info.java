/** Every sentence of pages and messages, in the reader's language. */
@NullMarked
package io.wellkept.words;

import org.jspecify.annotations.NullMarked;
