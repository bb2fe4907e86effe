package io.wellkept.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what, a page of it; the addresses are null at the ends. */
public record AuditView(
    List<Line> lines, int total, @Nullable String newer, @Nullable String older) {
  public AuditView {
    lines = List.copyOf(lines);
  }

  /** One act; {@code about} is the touchpoint, empty if it is about none. */
  public record Line(String at, String who, String what, String about, String text) {}
}
