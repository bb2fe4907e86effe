/** Taking stock: what a spreadsheet of touchpoints says, and where its cells belong. */
@NullMarked
package io.wellkept.app.stock;

import org.jspecify.annotations.NullMarked;
