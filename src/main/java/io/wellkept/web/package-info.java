/** Pages, JSON API, acknowledge links and Slack interactions. */
@NullMarked
package io.wellkept.web;

import org.jspecify.annotations.NullMarked;
