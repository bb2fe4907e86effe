/** The periodic report: its arithmetic, and the forms in which it is read. */
@NullMarked
package io.wellkept.report.digest;

import org.jspecify.annotations.NullMarked;
