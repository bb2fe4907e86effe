package io.wellkept.probe.table;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/**
 * Sockets for PostgreSQL's driver, which makes the factory by its name and looks names up by
 * itself: they connect to the addresses that were checked and to no other, so that a name that
 * changes its mind in between gains nothing.
 */
public final class CheckedSockets extends SocketFactory {
  private final Set<String> admitted;

  /**
   * @param admitted the addresses in digits, with commas between them
   */
  public CheckedSockets(String admitted) {
    this.admitted = Arrays.stream(admitted.split(",", -1)).collect(Collectors.toSet());
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress to) throws IOException {
        connect(to, 0);
      }

      @Override
      public void connect(SocketAddress to, int millis) throws IOException {
        require(to);
        super.connect(to, millis);
      }
    };
  }

  private void require(SocketAddress to) throws IOException {
    boolean known =
        to instanceof InetSocketAddress inet
            && inet.getAddress() != null
            && admitted.contains(inet.getAddress().getHostAddress());
    if (!known) {
      throw new IOException("an address that nobody has checked");
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
