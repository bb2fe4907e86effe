/** The command line, wiring, jobs and the clock: only here things start and the time is asked. */
@NullMarked
package io.wellkept.app;

import org.jspecify.annotations.NullMarked;
