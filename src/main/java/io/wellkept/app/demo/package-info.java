/** The demo's tea shop, the buttons that break it, and the script that presses them. */
@NullMarked
package io.wellkept.app.demo;

import org.jspecify.annotations.NullMarked;
