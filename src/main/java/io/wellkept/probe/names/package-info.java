/** What stands behind an address: its certificate, its registration, and what name servers say. */
@NullMarked
package io.wellkept.probe.names;

import org.jspecify.annotations.NullMarked;
