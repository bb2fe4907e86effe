/** Ads: what they promise, where they lead, and the places that know of them. */
@NullMarked
package io.wellkept.probe.ad;

import org.jspecify.annotations.NullMarked;
