/** What we remember: states, events, outbox, rollups. */
@NullMarked
package io.wellkept.ledger;

import org.jspecify.annotations.NullMarked;
