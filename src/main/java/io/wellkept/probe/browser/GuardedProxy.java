package io.wellkept.probe.browser;

import io.wellkept.probe.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The only way out that a browser of ours has: an HTTP proxy on loopback that looks names up and
 * connects through the {@link Gate}, so that no page, redirect or name server leads the browser to
 * an address that looks may not connect to.
 *
 * <p>Every plain request gets a connection of its own: browsers send requests for many hosts over
 * one connection to a proxy, and this one keeps none open. What is encrypted passes unread.
 */
final class GuardedProxy implements AutoCloseable {
  /** What a look may load, all files together; beyond it everything is cut off. */
  static final long MOST_BYTES = 100_000_000;

  /**
   * Where Chromium goes on its own account, whatever it was told to leave: for updates, for hints,
   * to see whether somebody is signed in. Pages use these hosts too, and then say so first.
   */
  static final Pattern OF_ITS_OWN =
      Pattern.compile("(?:.+\\.)?(?:google\\.com|googleapis\\.com|gvt1\\.com|gstatic\\.com)");

  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final byte[] NO_WAY =
      bytes("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
  private static final byte[] TUNNEL = bytes("HTTP/1.1 200 Connection established\r\n\r\n");

  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, IOException> failures = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final AtomicLong loaded = new AtomicLong();
  private volatile @Nullable Gate gate;

  /** Lets nobody out before the first visitor. */
  GuardedProxy() {
    try {
      this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("browser-proxy-" + door.getLocalPort()).start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** Forgets the visitor before: its failures, its count, and what is still open. */
  void anew(@Nullable Gate next) {
    gate = next;
    open.forEach(GuardedProxy::close);
    failures.clear();
    asked.clear();
    loaded.set(0);
  }

  /** That a page of the visitor's wants something from there, and not only its browser. */
  void ask(String host) {
    asked.add(oneForm(host));
  }

  /** Browsers and addresses of ours spell the same digits differently. */
  private static String oneForm(String host) {
    try {
      return new HttpUrl.Builder().scheme("http").host(host).build().host();
    } catch (IllegalArgumentException e) {
      return host.toLowerCase(Locale.ROOT);
    }
  }

  private boolean mayLeave(String host) {
    String name = oneForm(host);
    return asked.contains(name) || !OF_ITS_OWN.matcher(name).matches();
  }

  /** Why the host could not be reached since the visitor came; empty if it was. */
  Optional<IOException> failure(String host) {
    return Optional.ofNullable(failures.get(oneForm(host)));
  }

  /** Whether the visitor loaded more than anybody may. */
  boolean cutOff() {
    return loaded.get() > MOST_BYTES;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket browser = door.accept();
        Thread.ofVirtual().name("browser-proxy").start(() -> serve(browser));
      } catch (IOException e) {
        // closed, or the browser was gone before we looked
      }
    }
  }

  private void serve(Socket browser) {
    open.add(browser);
    try (browser) {
      Optional<Head> head = Head.read(browser.getInputStream());
      if (head.isPresent()) {
        serve(browser, head.get());
      }
    } catch (IOException e) {
      // one of the two has gone: the browser notices, and says so where it matters
    } finally {
      open.remove(browser);
    }
  }

  private void serve(Socket browser, Head head) throws IOException {
    Optional<Head.Target> target = head.target();
    Gate way = gate;
    if (target.isEmpty() || way == null || !mayLeave(target.get().host())) {
      browser.getOutputStream().write(NO_WAY);
      return;
    }
    String host = target.get().host();
    Socket server;
    try {
      server = way.connect(host, target.get().port(), CONNECTING);
    } catch (IOException e) {
      failures.putIfAbsent(oneForm(host), e);
      if (head.isTunnel()) {
        browser.getOutputStream().write(NO_WAY);
      }
      // an answer to a plain request would be shown as if it were the page
      return;
    }
    open.add(server);
    try (server) {
      long most = Long.MAX_VALUE;
      if (head.isTunnel()) {
        browser.getOutputStream().write(TUNNEL);
        upload(browser, server, Long.MAX_VALUE);
      } else {
        server.getOutputStream().write(head.forServer());
        upload(browser, server, head.length());
        Optional<Head> answer = answer(server.getInputStream());
        if (answer.isEmpty()) {
          return;
        }
        browser.getOutputStream().write(answer.get().forBrowser());
        most = answer.get().announced().orElse(Long.MAX_VALUE);
      }
      download(server.getInputStream(), browser.getOutputStream(), most);
    } finally {
      open.remove(server);
    }
  }

  /** The head of the answer, said to be the last on this connection. */
  private static Optional<Head> answer(InputStream from) throws IOException {
    Optional<Head> head = Head.read(from);
    while (head.isPresent() && head.get().isInterim()) {
      head = Head.read(from);
    }
    return head;
  }

  /** On a thread of its own: a server may answer before it has everything. */
  private static void upload(Socket from, Socket to, long most) {
    Thread.ofVirtual()
        .name("browser-upload")
        .start(() -> {
          byte[] buffer = new byte[16_384];
          try {
            long left = most;
            InputStream in = from.getInputStream();
            while (left > 0) {
              int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
              if (read < 0) {
                break;
              }
              to.getOutputStream().write(buffer, 0, read);
              left -= read;
            }
            if (most == Long.MAX_VALUE) {
              to.shutdownOutput();
            }
          } catch (IOException e) {
            close(to);
          }
        });
  }

  /**
   * @param most how much is announced: servers that keep connections open say no end
   */
  private void download(InputStream from, OutputStream to, long most) throws IOException {
    byte[] buffer = new byte[16_384];
    long left = most;
    while (left > 0) {
      int read = from.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0 || loaded.addAndGet(read) > MOST_BYTES) {
        return;
      }
      to.write(buffer, 0, read);
      left -= read;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone, which is what we wanted
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      anew(null);
    }
  }

  /** The first line and the headers of a request or an answer, as they came. */
  record Head(String first, String headers) {
    private static final int LONGEST = 256 * 1024;

    /** Where a request goes. */
    record Target(String host, int port) {}

    /** Empty if the stream ends before anything came. */
    static Optional<Head> read(InputStream in) throws IOException {
      StringBuilder text = new StringBuilder(1024);
      while (text.length() < LONGEST) {
        int next = in.read();
        if (next < 0) {
          return text.isEmpty() ? Optional.empty() : Optional.of(of(text.toString()));
        }
        text.append((char) next);
        if (next == '\n' && ends(text)) {
          return Optional.of(of(text.toString()));
        }
      }
      throw new IOException("a head of more than " + LONGEST + " bytes");
    }

    private static boolean ends(StringBuilder text) {
      int end = text.length();
      return (end >= 4 && text.charAt(end - 2) == '\r' && text.charAt(end - 3) == '\n')
          || (end >= 2 && text.charAt(end - 2) == '\n');
    }

    private static Head of(String text) {
      int line = text.indexOf('\n');
      return line < 0
          ? new Head(text, "")
          : new Head(text.substring(0, line + 1), text.substring(line + 1));
    }

    boolean isTunnel() {
      return first.startsWith("CONNECT ");
    }

    /** An answer that only says that another one comes. */
    boolean isInterim() {
      return first.matches("HTTP/1\\.[01] 1\\d\\d\\b[^\\n]*\\n");
    }

    Optional<Target> target() {
      String[] parts = first.strip().split(" ");
      if (parts.length != 3) {
        return Optional.empty();
      }
      try {
        URI uri = URI.create(isTunnel() ? "tunnel://" + parts[1] : parts[1]);
        String host = uri.getHost();
        if (host == null || !(isTunnel() || "http".equals(uri.getScheme()))) {
          return Optional.empty();
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Optional.of(new Target(bare, uri.getPort() < 0 ? 80 : uri.getPort()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    /** How many bytes follow a request. */
    long length() {
      return announced().orElse(0L);
    }

    /** How many bytes are said to follow; empty if nothing is said. */
    Optional<Long> announced() {
      return header("content-length")
          .filter(value -> value.matches("\\d{1,15}"))
          .map(Long::valueOf);
    }

    private Optional<String> header(String name) {
      return headers
          .lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }

    /** As the server itself wants it: with the path alone, and nothing kept open. */
    byte[] forServer() {
      String[] parts = first.strip().split(" ");
      int path = parts[1].indexOf('/', "http://".length());
      String rest = path < 0 ? parts[1].substring("http://".length()) : parts[1].substring(path);
      String asked =
          path < 0 ? (rest.indexOf('?') < 0 ? "/" : "/" + rest.substring(rest.indexOf('?'))) : rest;
      return bytes(parts[0] + " " + asked + " " + parts[2] + "\r\n" + closing());
    }

    byte[] forBrowser() {
      return first.startsWith("HTTP/") ? bytes(first + closing()) : bytes(first + headers);
    }

    private String closing() {
      StringBuilder kept = new StringBuilder("Connection: close\r\n");
      headers
          .lines()
          .filter(
              line -> !line.isBlank() && !line.matches("(?i)(proxy-)?connection:.*|keep-alive:.*"))
          .forEach(line -> kept.append(line).append("\r\n"));
      return kept.append("\r\n").toString();
    }
  }
}
