/** Digest, charts and metrics, read from what the ledger remembers. */
@NullMarked
package io.wellkept.report;

import org.jspecify.annotations.NullMarked;
