package io.wellkept.notify;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A folder into which messages are written. */
@Doc("Writes messages into a folder, as mails and as JSON; nobody is told by it.")
public record FileSettings(
    @Doc(value = "The folder; a relative one lies in the home folder.", standard = "outbox")
        @Nullable String folder,
    @Doc(
            value = "The address from which the mails come.",
            standard = "Wellkept <wellkept@localhost>")
        @Nullable String from) {
  public FileSettings {
    folder = Objects.requireNonNullElse(folder, "outbox");
    from = Objects.requireNonNullElse(from, "Wellkept <wellkept@localhost>");
    if (folder.isBlank() || folder.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("folder '" + folder + "' is none");
    }
    new Mails(from, null);
  }

  /** Never null: filled in. */
  @Override
  public String folder() {
    return Objects.requireNonNull(folder);
  }

  /** Never null: filled in. */
  @Override
  public String from() {
    return Objects.requireNonNull(from);
  }
}
