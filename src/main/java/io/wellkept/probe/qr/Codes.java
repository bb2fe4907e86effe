package io.wellkept.probe.qr;

import java.util.List;

/** What came of reading a picture. */
public sealed interface Codes {
  /** What its codes say, each text once. */
  record Read(List<String> texts) implements Codes {
    public Read {
      texts = List.copyOf(texts);
    }
  }

  /** Nothing can be read there; says why, for people. */
  record Unreadable(String why) implements Codes {}
}
