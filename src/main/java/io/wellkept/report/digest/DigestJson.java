package io.wellkept.report.digest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A digest as JSON, as the archive keeps it and programs read it: moments in ISO 8601, spans in
 * seconds, nothing written for null. A digest of an earlier version is read for ever.
 */
public final class DigestJson {
  /** Goes up when what is written means something else than before. */
  public static final int VERSION = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .changeDefaultPropertyInclusion(
              now -> now.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private DigestJson() {}

  private record Versioned(int version, @Nullable Digest digest) {}

  public static String write(Digest digest) {
    return MAPPER.writeValueAsString(new Versioned(VERSION, digest));
  }

  /**
   * @throws IllegalArgumentException if it is no digest, or one of a later version
   */
  public static Digest read(String json) {
    try {
      Versioned read = MAPPER.readValue(json, Versioned.class);
      if (read.version() > VERSION) {
        throw new IllegalArgumentException("a digest of version " + read.version());
      }
      Digest digest = read.digest();
      if (digest == null) {
        throw new IllegalArgumentException("no digest: it says nothing");
      }
      return digest;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no digest: " + e.getOriginalMessage(), e);
    }
  }
}
