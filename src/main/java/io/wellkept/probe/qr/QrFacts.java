package io.wellkept.probe.qr;

import io.wellkept.probe.Answer;
import io.wellkept.probe.destination.Visit;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What a look at a code found out. */
public sealed interface QrFacts {
  /** The picture could be had. */
  record Seen(String picture, Codes codes, Map<String, Visit> visits) implements QrFacts {}

  /** Nobody answered who has the picture. */
  record Silent(URI asked, Answer.Cause cause, Duration timeout) implements QrFacts {}

  /** There is no picture; says why, for people. */
  record NoPicture(String picture, String why) implements QrFacts {}

  /** We could not look. */
  record Barred(Fault fault) implements QrFacts {}
}
