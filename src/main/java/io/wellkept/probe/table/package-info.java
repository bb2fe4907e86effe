/** What others have written down in rows: JSON, CSV and databases. */
@NullMarked
package io.wellkept.probe.table;

import org.jspecify.annotations.NullMarked;
