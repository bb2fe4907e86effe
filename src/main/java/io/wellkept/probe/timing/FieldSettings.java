package io.wellkept.probe.timing;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the fields or columns of events are called. */
@Doc("Which field or column of an event says what")
public record FieldSettings(
    @Doc(value = "Whose event it is; turned into a mark at once", standard = "subject")
        @Nullable String subject,
    @Doc(value = "The id of the stage that was reached", standard = "stage") @Nullable String stage,
    @Doc(value = "When it was reached", standard = "at") @Nullable String at,
    @Doc(value = "To which sort of customers it belongs; may be missing", standard = "segment")
        @Nullable String segment) {
  static final FieldSettings USUAL = new FieldSettings(null, null, null, null);

  public FieldSettings {
    subject = Objects.requireNonNullElse(subject, "subject");
    stage = Objects.requireNonNullElse(stage, "stage");
    at = Objects.requireNonNullElse(at, "at");
    segment = Objects.requireNonNullElse(segment, "segment");
    if (Stream.of(subject, stage, at, segment).anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a field has an empty name: leave it out");
    }
  }

  @Override
  public String subject() {
    return Objects.requireNonNull(subject);
  }

  @Override
  public String stage() {
    return Objects.requireNonNull(stage);
  }

  @Override
  public String at() {
    return Objects.requireNonNull(at);
  }

  @Override
  public String segment() {
    return Objects.requireNonNull(segment);
  }
}
