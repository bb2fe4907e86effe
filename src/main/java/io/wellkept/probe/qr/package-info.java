/** Printed codes: whether they can be read, and where they lead. */
@NullMarked
package io.wellkept.probe.qr;

import org.jspecify.annotations.NullMarked;
