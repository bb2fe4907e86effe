package io.wellkept.app;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that can be told to refuse everything for now, or some for good. */
final class Postbox implements AutoCloseable {
  private static final String TAKEN = "250 taken";

  private final ServerSocket server;
  private final List<MimeMessage> taken = new CopyOnWriteArrayList<>();
  private final List<String> offered = new CopyOnWriteArrayList<>();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private volatile boolean busy;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile Consumer<String> steps = step -> {};

  Postbox() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Reads a message and then says "try again later", until told otherwise. */
  void isBusy(boolean now) {
    busy = now;
  }

  /** Reads messages and does not answer, until it goes on. */
  void holds() {
    held = new CountDownLatch(1);
  }

  void goesOn() {
    held.countDown();
  }

  /** There is no such mailbox. */
  void doesNotKnow(String address) {
    unknown.add(address);
  }

  /**
   * Hears of every step before it is answered: {@code CONNECT}, each command by its name, {@code
   * MIDST} of the message, its {@code END}; and that the end {@code WAS TAKEN}, after the answer.
   */
  void whenever(Consumer<String> step) {
    steps = step;
  }

  List<MimeMessage> taken() {
    return taken;
  }

  /** Message-IDs of everything that was offered, taken or not. */
  List<String> offered() {
    return offered;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
      OutputStream out = socket.getOutputStream();
      steps.accept("CONNECT");
      say(out, "220 post");
      String line = in.readLine();
      while (line != null) {
        String command = line.toUpperCase(Locale.ROOT);
        steps.accept(command.split(" ", 2)[0]);
        String answer = answer(command, line, in, out);
        say(out, answer);
        if (answer.equals(TAKEN)) {
          steps.accept("WAS TAKEN");
        }
        line = in.readLine();
      }
    } catch (IOException | MessagingException e) {
      // whoever talked to us has gone
    }
  }

  private String answer(String command, String line, BufferedReader in, OutputStream out)
      throws IOException, MessagingException {
    if (command.startsWith("RCPT")) {
      return unknown.stream().anyMatch(line::contains) ? "550 5.1.1 no such mailbox" : "250 ok";
    }
    if (!command.startsWith("DATA")) {
      return "250 ok";
    }
    say(out, "354 go on");
    MimeMessage mail = message(in);
    offered.add(String.valueOf(mail.getMessageID()));
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (busy) {
      return "451 4.3.2 try again later";
    }
    taken.add(mail);
    steps.accept("END");
    return TAKEN;
  }

  private MimeMessage message(BufferedReader in) throws IOException, MessagingException {
    StringBuilder text = new StringBuilder();
    @Nullable String line = in.readLine();
    while (line != null && !line.equals(".")) {
      if (text.isEmpty()) {
        steps.accept("MIDST");
      }
      text.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
      line = in.readLine();
    }
    if (line == null) {
      throw new EOFException("half a message is none");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new MimeMessage(null, new ByteArrayInputStream(bytes));
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
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
