/**
 * What a company says on other people's networks, who speaks to it there, and whether it answers.
 */
@NullMarked
package io.wellkept.probe.social;

import org.jspecify.annotations.NullMarked;
