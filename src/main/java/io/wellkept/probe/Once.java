package io.wellkept.probe;

import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body that is sent at most once. OkHttp sends others again when a connection breaks, or when a
 * server asks for it.
 */
final class Once extends RequestBody {
  private final @Nullable MediaType type;
  private final byte[] bytes;

  private Once(@Nullable MediaType type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Null for what has no body at all. */
  static @Nullable RequestBody body(Ask.Sending sending) {
    if (sending.safe()) {
      return null;
    }
    String type = sending.type();
    return new Once(
        type == null ? null : MediaType.parse(type),
        sending.body().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws java.io.IOException {
    sink.write(bytes);
  }
}
