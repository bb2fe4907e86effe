package io.wellkept.probe.social;

import io.wellkept.touchpoint.Voice;

/**
 * Something that somebody said to the company.
 *
 * @param thread by what its source finds it again, however old it is by then
 */
record Comment(Voice voice, String thread) {}
