package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The desk at which forms with photos are read, and those who would sit there for ever. */
final class UploadTest {
  private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

  private Javalin serve(Upload.Desk desk) {
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.concurrency.useVirtualThreads = true;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = 0;
              config.routes.post(
                  "/photo",
                  ctx -> {
                    begun.add("");
                    try {
                      desk.read(ctx);
                      ends.add(200);
                    } catch (HttpResponseException e) {
                      ends.add(e.getStatus());
                    }
                  });
            })
        .start();
  }

  private static URI address(Javalin server) {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Test
  void whoeverSendsTooSlowlyIsCutOff() throws Exception {
    Javalin server = serve(new Upload.Desk(Duration.ofMillis(300)));
    try (SlowSenders slow = new SlowSenders()) {
      Socket socket = slow.begins(address(server), "/photo", "1.1.1.1");

      assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(400);
      assertThat(isOver(socket)).isTrue();
    } finally {
      server.stop();
    }
  }

  private static boolean isOver(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void oneSenderLeavesPlacesToOthers() throws Exception {
    Javalin server = serve(new Upload.Desk());
    try (SlowSenders slow = new SlowSenders()) {
      for (int i = 0; i < 8; i++) {
        slow.begins(address(server), "/photo", "2001:db8::" + i);
        assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      }
      for (int i = 0; i < 5; i++) {
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(503);
      }
      slow.begins(address(server), "/photo", "2.2.2.2");
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
      slow.begins(address(server), "/photo", "2001:db8::9");

      assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(503);
      assertThat(ends).isEmpty();
    } finally {
      server.stop();
    }
  }
}
