package io.wellkept.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;

/**
 * Makes sockets that check the address at the very moment of connecting. OkHttp does not ask the
 * name service about addresses in digits, so {@link GuardedDns} alone would let {@code
 * http://127.0.0.1/} pass.
 */
final class GuardedSockets extends SocketFactory {
  private final TargetGuard guard;

  GuardedSockets(TargetGuard guard) {
    this.guard = guard;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket(guard);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connectsLater();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw connectsLater();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connectsLater();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
    throw connectsLater();
  }

  private static UnsupportedOperationException connectsLater() {
    return new UnsupportedOperationException("OkHttp makes sockets first and connects them later");
  }

  private static final class GuardedSocket extends Socket {
    private final TargetGuard guard;

    GuardedSocket(TargetGuard guard) {
      this.guard = guard;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress target)) {
        throw new ForbiddenAddressException(endpoint.toString());
      }
      if (target.isUnresolved()) {
        throw new UnknownHostException(target.getHostString());
      }
      if (!guard.admits(target.getAddress())) {
        throw new ForbiddenAddressException(target.getAddress().getHostAddress());
      }
      super.connect(endpoint, timeout);
    }
  }
}
