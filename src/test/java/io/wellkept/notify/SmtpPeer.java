package io.wellkept.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers each command as it is told to, and else as mail servers do. */
final class SmtpPeer implements Peer {
  private final ServerSocket server;
  private final Map<String, String> answers;
  private final @Nullable SSLContext tls;
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  /**
   * @param answers what to say to a command: {@code CONNECT}, {@code EHLO}, {@code AUTH}, {@code
   *     MAIL}, {@code RCPT}, {@code DATA}, or {@code END} of the mail
   * @param tls with which to turn secret after STARTTLS; null if it is not offered
   */
  SmtpPeer(Map<String, String> answers, @Nullable SSLContext tls) {
    this(answers, tls, ServerSocketFactory.getDefault());
  }

  private SmtpPeer(
      Map<String, String> answers, @Nullable SSLContext tls, ServerSocketFactory sockets) {
    this.answers = answers;
    this.tls = tls;
    try {
      server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** A mail server that is secret from the first byte. */
  static SmtpPeer secret(SSLContext tls) {
    return new SmtpPeer(Map.of(), null, tls.getServerSocketFactory());
  }

  static SmtpPeer fine() {
    return new SmtpPeer(Map.of(), null);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void talk(Socket first) {
    try (Socket socket = first) {
      say(socket, answers.getOrDefault("CONNECT", "220 loopback"));
      converse(socket, false);
    } catch (IOException e) {
      // the other side hung up
    }
  }

  private void converse(Socket socket, boolean secret) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      commands.add((secret ? "secret " : "clear ") + command);
      if (command.equals("STARTTLS") && tls != null) {
        say(socket, "220 go on");
        converse(turnSecret(socket), true);
        return;
      }
      say(socket, answers.getOrDefault(command, usual(command, secret)));
      if (command.equals("DATA") && !answers.containsKey("DATA")) {
        mails.add(mail(lines));
        say(socket, answers.getOrDefault("END", "250 taken"));
      } else if (command.equals("QUIT")) {
        return;
      }
    }
  }

  private SSLSocket turnSecret(Socket socket) throws IOException {
    SSLSocket secret =
        (SSLSocket)
            tls.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    secret.setUseClientMode(false);
    secret.startHandshake();
    return secret;
  }

  private String usual(String command, boolean secret) {
    return switch (command) {
      case "EHLO" ->
          tls != null && !secret
              ? "250-loopback\r\n250 STARTTLS"
              : "250-loopback\r\n250 AUTH PLAIN";
      case "AUTH" -> "235 come in";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 fine";
    };
  }

  private static String mail(BufferedReader lines) throws IOException {
    StringBuilder mail = new StringBuilder();
    String line;
    while ((line = lines.readLine()) != null && !line.equals(".")) {
      mail.append(line).append("\r\n");
    }
    return mail.toString();
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** The commands that came, each with whether it came in the clear. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public List<String> heard() {
    return List.copyOf(mails);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
