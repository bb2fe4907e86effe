/** How long customers take from stage to stage, against how long they were meant to. */
@NullMarked
package io.wellkept.probe.timing;

import org.jspecify.annotations.NullMarked;
