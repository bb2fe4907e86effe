package io.wellkept.notify;

import io.wellkept.incident.Delivery;

/** A road to people who are none of ours, but wrote to us. */
public interface Correspondent {
  /**
   * Sends one answer. Sending the same again carries the same id.
   *
   * @throws InterruptedException if Wellkept stops
   */
  Delivery answer(Reply reply) throws InterruptedException;
}
