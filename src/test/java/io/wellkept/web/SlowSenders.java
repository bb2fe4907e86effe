package io.wellkept.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Programs that begin to send a photo and never come to its end. */
final class SlowSenders implements AutoCloseable {
  private final List<Socket> sockets = new ArrayList<>();

  /** Begins one more; the sender is what a proxy of ours would say. */
  Socket begins(URI server, String path, String sender) {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nX-Forwarded-For: "
            + sender
            + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000\r\n\r\n--b";
    try {
      Socket socket = new Socket(server.getHost(), server.getPort());
      sockets.add(socket);
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
