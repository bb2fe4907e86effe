/** What no machine sees: a person is asked, and says how it is. */
@NullMarked
package io.wellkept.probe.attest;

import org.jspecify.annotations.NullMarked;
