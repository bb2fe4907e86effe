package io.wellkept.notify;

import io.wellkept.incident.Delivery;

/** A road to people. */
public interface Notifier {
  /** The name under which the daemon's configuration knows it. */
  String name();

  /**
   * Sends one message. What the other side does wrong is a value; texts of it never hold a secret.
   * Sending the same message again carries the same id.
   *
   * @throws InterruptedException if Wellkept stops
   */
  Delivery send(Message message) throws InterruptedException;
}
