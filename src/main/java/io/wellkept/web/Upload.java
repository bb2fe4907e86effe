package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.UploadedFile;
import io.wellkept.ledger.Ledger.KeptFile;
import io.wellkept.words.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A form with a photo.
 *
 * @param photo null if none was sent
 * @param trouble what is wrong with the photo; null if nothing
 */
record Upload(Map<String, String> fields, @Nullable Photo photo, @Nullable Sentence trouble) {
  /** The largest that is read, in bytes: a photo and the fields beside it. */
  static final int LARGEST = KeptFile.LARGEST + WebServer.LONGEST_BODY;

  /** The name of the field for the photo. */
  static final String PHOTO = "photo";

  static final Sentence TOO_LARGE =
      Sentence.of("failure.photo-too-large", KeptFile.LARGEST / 1_000_000);

  /** As much is read and thrown away, so that a browser hears our answer. */
  private static final long MOST_THROWN_AWAY = 30_000_000;

  /**
   * Reads such forms in memory, nothing of them touches the disk; a few at a time, fewer of one
   * sender, and none for ever: whoever sends slowly keeps nobody else out.
   */
  static final class Desk {
    private static final int PLACES = 8;
    private static final int PLACES_OF_ONE = 3;

    /** A photo of 5 MB gets here with a third of a megabit a second. */
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private final Map<String, Integer> taken = new HashMap<>();
    private final Duration within;
    private int places = PLACES;

    Desk() {
      this(WITHIN);
    }

    /**
     * @param within the longest that one form may take; then the connection is closed
     */
    Desk(Duration within) {
      this.within = within;
    }

    /**
     * Reads the form.
     *
     * @throws HttpResponseException if it is no form, says not how long it is, or too many are read
     */
    Upload read(Context ctx) {
      String sender = Sender.of(ctx);
      if (!sits(sender)) {
        throw new HttpResponseException(503, say(ctx, "failure.many-photos"));
      }
      Thread watch = Thread.ofVirtual().start(() -> closeLate(ctx));
      try {
        return Upload.of(ctx);
      } finally {
        watch.interrupt();
        leaves(sender);
      }
    }

    private synchronized boolean sits(String sender) {
      int before = taken.getOrDefault(sender, 0);
      if (places == 0 || before == PLACES_OF_ONE) {
        return false;
      }
      places--;
      taken.put(sender, before + 1);
      return true;
    }

    private synchronized void leaves(String sender) {
      places++;
      taken.computeIfPresent(sender, (who, before) -> before == 1 ? null : before - 1);
    }

    private void closeLate(Context ctx) {
      try {
        Thread.sleep(within);
      } catch (InterruptedException e) {
        // the form is read: nothing is late
        return;
      }
      Request request = ServletContextRequest.getServletContextRequest(ctx.req());
      request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
  }

  private static Upload of(Context ctx) {
    if (!ctx.isMultipartFormData()) {
      return new Upload(Forms.fields(ctx), null, null);
    }
    long length = ctx.req().getContentLengthLong();
    if (length < 0) {
      throw new HttpResponseException(411, say(ctx, "failure.say-how-long"));
    }
    if (length > LARGEST) {
      throwAway(ctx);
      return new Upload(Map.of(), null, TOO_LARGE);
    }
    Map<String, String> fields = new HashMap<>();
    UploadedFile file;
    try {
      ctx.formParamMap()
          .forEach((name, values) -> fields.put(name, values.isEmpty() ? "" : values.get(0)));
      file = ctx.uploadedFile(PHOTO);
    } catch (Exception e) {
      // whatever the reader of forms throws, and it declares nothing: the form is damaged
      throw new HttpResponseException(400, say(ctx, "failure.form-not-whole"));
    }
    // a field for a file that was left empty comes as a file without a name
    if (file == null || file.size() == 0) {
      return new Upload(fields, null, null);
    }
    if (file.size() > KeptFile.LARGEST) {
      return new Upload(fields, null, TOO_LARGE);
    }
    try (InputStream in = file.content()) {
      return Photo.of(in.readNBytes(KeptFile.LARGEST))
          .map(photo -> new Upload(fields, photo, null))
          .orElseGet(() -> new Upload(fields, null, Sentence.of("failure.no-photo")));
    } catch (IOException e) {
      throw new HttpResponseException(400, say(ctx, "failure.photo-not-whole"));
    }
  }

  private static String say(Context ctx, String key) {
    return Reader.of(ctx).words().say(key);
  }

  private static void throwAway(Context ctx) {
    byte[] chunk = new byte[64 * 1024];
    try {
      InputStream in = ctx.req().getInputStream();
      long left = MOST_THROWN_AWAY;
      int read = in.read(chunk);
      while (read >= 0 && left > 0) {
        left -= read;
        read = in.read(chunk);
      }
    } catch (IOException e) {
      // whoever sent it has gone, and needs no answer
    }
  }
}
