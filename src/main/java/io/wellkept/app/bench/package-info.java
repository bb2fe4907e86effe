/** What Wellkept costs, measured: the real daemon in a process of its own, pages in another. */
@NullMarked
package io.wellkept.app.bench;

import org.jspecify.annotations.NullMarked;
