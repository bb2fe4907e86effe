package io.wellkept.probe.names;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The first words with which mail servers are asked for a secure connection. */
public enum StartTls {
  SMTP(25) {
    @Override
    void ask(Socket socket) throws IOException {
      expect(socket, "220");
      say(socket, "EHLO wellkept.invalid");
      expect(socket, "250");
      say(socket, "STARTTLS");
      expect(socket, "220");
    }
  },
  IMAP(143) {
    @Override
    void ask(Socket socket) throws IOException {
      expect(socket, "* OK");
      say(socket, "a STARTTLS");
      expect(socket, "a OK");
    }
  };

  /** Longer lines, and more of them, are no greeting. */
  private static final int LONGEST = 2_000;

  private static final int MOST = 100;

  private final int usualPort;

  StartTls(int usualPort) {
    this.usualPort = usualPort;
  }

  int usualPort() {
    return usualPort;
  }

  /**
   * @throws IOException if the server does not agree
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3207">RFC 3207</a> for SMTP
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9051#section-6.2.1">RFC 9051</a> for IMAP
   */
  abstract void ask(Socket socket) throws IOException;

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Reads on while the server says that more follows: {@code 250-}, or untagged lines. */
  private static void expect(Socket socket, String wanted) throws IOException {
    for (int i = 0; i < MOST; i++) {
      String line = line(socket.getInputStream());
      boolean more =
          line.startsWith(wanted + "-") || (line.startsWith("* ") && !wanted.startsWith("*"));
      if (!more && line.startsWith(wanted)) {
        return;
      }
      if (!more) {
        throw new IOException("the server says: " + line);
      }
    }
    throw new IOException("the server talks without end");
  }

  /** Byte by byte: what follows the line belongs to the secure connection. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      if (line.length() > LONGEST) {
        throw new IOException("the server's line has no end");
      }
      next = in.read();
    }
    if (next < 0) {
      throw new IOException("the server hung up");
    }
    return line.toString().strip();
  }
}
