/** Whether mail to an address gets an answer: from a machine at once, from people in time. */
@NullMarked
package io.wellkept.probe.mailbox;

import org.jspecify.annotations.NullMarked;
