/** The words of the house as records: what we watch, who answers for it, and what one look gave. */
@NullMarked
package io.wellkept.touchpoint;

import org.jspecify.annotations.NullMarked;
