/** What customers write about us in public, and whether somebody answers. */
@NullMarked
package io.wellkept.probe.review;

import org.jspecify.annotations.NullMarked;
