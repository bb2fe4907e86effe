package io.wellkept.probe;

import io.wellkept.probe.Answer.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * The way out for what speaks HTTP by itself, such as a browser: the same guard, the same pace and
 * the same doubts about our own network as {@link Http} has.
 *
 * <p>Safe for many threads.
 */
public final class Gate {
  private final Http http;
  private final GuardedDns dns;
  private final GuardedSockets sockets;

  Gate(Http http, GuardedDns dns, GuardedSockets sockets) {
    this.http = http;
    this.dns = dns;
    this.sockets = sockets;
  }

  /**
   * Connects to the very address that was checked.
   *
   * @param host a name, or an address in digits without brackets
   * @param timeout for each of the host's addresses
   * @throws IOException if it is not admitted or not reached; {@link #explain} knows why
   */
  public Socket connect(String host, int port, Duration timeout) throws IOException {
    IOException failure = new IOException("no address of " + host);
    for (InetAddress address : dns.lookup(host)) {
      Socket socket = sockets.createSocket();
      try {
        socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
        http.reach().reached(host);
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  /**
   * Looks a host up for somebody who connects without us.
   *
   * @throws IOException if none of its addresses is admitted, or it has none
   */
  public void admit(String host) throws IOException {
    dns.lookup(host);
  }

  /** What a failure to connect means: it says something of the other side, or of us. */
  public Answer explain(String host, IOException failure, Duration after)
      throws InterruptedException {
    return doubted(new Failures(http.reach()).read(host, failure, false, Phase.CONNECTING, after));
  }

  /** The answer, unless our own network is closed. */
  public Answer doubted(Answer answer) throws InterruptedException {
    return http.doubted(answer);
  }

  /**
   * The turns of one visitor; to be closed by who asked for them.
   *
   * @param fresh whether it is a confirming look, which need not heed every pause
   */
  public Turns turns(boolean fresh) {
    return new Turns(http, fresh);
  }
}
