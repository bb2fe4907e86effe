/**
 * What Wellkept costs, measured: the real daemon in a process of its own, pages in another. And how
 * well it dates pages.
 */
@NullMarked
package io.wellkept.app.bench;

import org.jspecify.annotations.NullMarked;
