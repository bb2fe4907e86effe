/** Numbers that a company lives by: too low, too high, unusual for the hour, silent. */
@NullMarked
package io.wellkept.probe.kpi;

import org.jspecify.annotations.NullMarked;
