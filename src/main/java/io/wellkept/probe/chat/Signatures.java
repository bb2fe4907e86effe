package io.wellkept.probe.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The widgets that we know, as {@code widgets.json} lists them. */
final class Signatures {
  /** All of them, in the order of the file. */
  static final List<Signature> ALL;

  /** What puts scripts into a page that are not in its source. */
  static final List<Pattern> TAG_MANAGERS;

  private record Written(
      List<Signature> widgets, @JsonProperty("tag-managers") List<Pattern> tagManagers) {}

  static {
    Written written = read();
    ALL = List.copyOf(written.widgets);
    TAG_MANAGERS = List.copyOf(written.tagManagers);
  }

  private Signatures() {}

  private static Written read() {
    // what a vendor does not need is left out of the file
    JsonMapper mapper =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
    try (InputStream in = Signatures.class.getResourceAsStream("widgets.json")) {
      byte[] text = Objects.requireNonNull(in, "widgets.json").readAllBytes();
      return mapper.readValue(text, Written.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<Signature> of(String vendor) {
    return ALL.stream().filter(one -> one.vendor().equals(vendor)).findFirst();
  }

  /** Their short names, for people. */
  static List<String> vendors() {
    return ALL.stream().map(Signature::vendor).sorted().toList();
  }
}
