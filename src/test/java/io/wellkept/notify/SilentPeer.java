package io.wellkept.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Accepts every connection and then says nothing, or goes on babbling and never comes to an end.
 */
final class SilentPeer implements Peer {
  private final ServerSocket server;
  private final List<Socket> held = new CopyOnWriteArrayList<>();
  private final String babble;

  SilentPeer(String babble) {
    this.babble = babble;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        held.add(socket);
        if (!babble.isEmpty()) {
          Thread.ofVirtual().start(() -> babble(socket));
        }
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void babble(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write(babble.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      // the other side had enough, which is what is tested
    }
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public List<String> heard() {
    return List.of();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
