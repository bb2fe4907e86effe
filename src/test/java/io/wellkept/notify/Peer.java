package io.wellkept.notify;

import java.util.List;

/** The other side of a notifier: a real server on loopback that keeps what it heard. */
interface Peer extends AutoCloseable {
  int port();

  /** Everything that came, as text, one entry for each message or request. */
  List<String> heard();

  @Override
  void close();
}
