/** Whether customers can chat, whether somebody is there, and who waits for an answer. */
@NullMarked
package io.wellkept.probe.chat;

import org.jspecify.annotations.NullMarked;
