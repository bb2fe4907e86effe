package io.wellkept.app.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages that are looked at, and whoever is told: a process of its own, so that what they cost
 * is not counted. Says its port in one line, serves on loopback, and ends when its standard input
 * does.
 */
public final class PageServer {
  /** What each good page says, once. */
  static final String SAYS = "Add to basket";

  /** Below it every page answers 500. */
  static final String BAD = "/bad/";

  /** As large as a usual landing page. */
  private static final int SIZE = 28_000;

  private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d{1,9})\n");

  private static final int MOST_WAITING = 4_096;

  private final boolean changing;
  private final byte[] page = page();
  private final int mark = new String(page, StandardCharsets.US_ASCII).indexOf("000000000000");
  private final AtomicLong served = new AtomicLong();

  private PageServer(boolean changing) {
    this.changing = changing;
  }

  /** Takes {@code changing} if no two answers are to be the same. */
  public static void main(String[] args) throws IOException {
    PageServer pages = new PageServer(args.length > 0 && args[0].equals("changing"));
    try (ServerSocket door = new ServerSocket(0, MOST_WAITING, InetAddress.getLoopbackAddress());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Thread.ofPlatform().daemon().start(() -> pages.accept(door, threads));
      System.out.println(door.getLocalPort());
      while (System.in.read() >= 0) {
        // whoever started us is still there
      }
      threads.shutdownNow();
    }
  }

  private void accept(ServerSocket door, ExecutorService threads) {
    try {
      while (true) {
        Socket guest = door.accept();
        threads.execute(() -> serve(guest));
      }
    } catch (IOException e) {
      // the door was closed: this is the end
    }
  }

  /** Until the guest goes. */
  private void serve(Socket guest) {
    try (guest) {
      guest.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(guest.getInputStream(), 2_048);
      OutputStream out = guest.getOutputStream();
      for (String asked = ask(in); !asked.isEmpty(); asked = ask(in)) {
        in.skipNBytes(length(asked));
        out.write(answer(asked));
        if (asked.contains("\nConnection: close")) {
          return;
        }
      }
    } catch (IOException e) {
      // the guest went in the middle of it
    }
  }

  /** The head of the next request; empty if there is none. */
  private static String ask(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(400);
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\r') {
        head.append((char) next);
      }
      int end = head.length();
      if (end > 1 && head.charAt(end - 1) == '\n' && head.charAt(end - 2) == '\n') {
        return head.toString();
      }
    }
    return "";
  }

  private static long length(String asked) {
    Matcher length = LENGTH.matcher(asked);
    return length.find() ? Long.parseLong(length.group(1)) : 0;
  }

  private byte[] answer(String asked) {
    if (asked.startsWith("GET " + BAD)) {
      return "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
    }
    if (asked.startsWith("POST ")) {
      return "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }
    if (!changing) {
      return page;
    }
    byte[] other = page.clone();
    String number = "%012d".formatted(served.incrementAndGet());
    System.arraycopy(number.getBytes(StandardCharsets.US_ASCII), 0, other, mark, number.length());
    return other;
  }

  /** A whole answer, head and body. */
  private static byte[] page() {
    StringBuilder html =
        new StringBuilder(
            """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Summer sale</title>
            <meta name="description" content="Everything for warm days"><style>
            """);
    for (int i = 0; i < 60; i++) {
      html.append(".card-%d{margin:%dpx;color:#1a2b3c;display:flex}%n".formatted(i, i));
    }
    html.append("</style></head><body data-visit=\"000000000000\"><main><h1>Summer sale</h1>\n");
    for (int i = 0; html.length() < SIZE - 200; i++) {
      html.append(
          """
          <article class="card-%d"><a href="/summer/%d"><img src="/i/%d.jpg" alt="Item %d"></a>
          <h2>Item number %d</h2><p>Light &amp; airy, for the long evenings.</p>\
          <span class="price">%d.90 EUR</span></article>
          """
              .formatted(i, i, i, i, i, 10 + i));
    }
    html.append("<button class=\"buy\">" + SAYS + "</button></main></body></html>\n");
    byte[] body = html.toString().getBytes(StandardCharsets.US_ASCII);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    return (head + html).getBytes(StandardCharsets.US_ASCII);
  }
}
