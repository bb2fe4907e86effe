package io.wellkept.probe.browser;

import io.wellkept.probe.Http;
import io.wellkept.probe.Turns;
import io.wellkept.probe.flow.Step;
import io.wellkept.probe.flow.Trail;
import io.wellkept.probe.flow.Trail.End;
import io.wellkept.probe.flow.Walk;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks as a visitor with a browser does: scripts run, and what they make is waited for. */
final class BrowserWalker {
  private final Browsers browsers;
  private final Http http;

  BrowserWalker(Browsers browsers, Http http) {
    this.browsers = browsers;
    this.http = http;
  }

  /**
   * A walk and what else is to be shown of it.
   *
   * @param picture of the page where it ended, as a JPEG; null if it came to its end, or the page
   *     gives no picture
   * @param troubles what the browser complained of on the way, first things first; a few
   */
  record Walked(Trail trail, byte @Nullable [] picture, List<Trouble> troubles) {
    static Walked blind(Walk walk, Fault fault) {
      Trail trail = new Trail(walk.runId(), List.of(), new End.Barred(fault), Duration.ZERO, null);
      return new Walked(trail, null, List.of());
    }
  }

  /** Something that the browser complained of: a script that broke, a file that did not come. */
  record Trouble(String what, String words) {}

  /** Walks; returns in time, whatever the page does to the browser. */
  Walked walk(Walk walk) throws InterruptedException {
    try (Turns turns = http.gate().turns(walk.fresh())) {
      // waiting for our turn holds up no browser
      String host = host(walk);
      Fault refused = turns.enter(host);
      if (refused != null) {
        return Walked.blind(walk, refused);
      }
      Browsers.Ending<Walked> ending =
          browsers.send(
              http.gate(),
              walk.deadline(),
              (page, proxy) -> new BrowserVisit(http, walk, turns, page, proxy).walked());
      return switch (ending) {
        case Browsers.Ending.Done<Walked> done -> done.result();
        case Browsers.Ending.Failed<Walked> failed -> Walked.blind(walk, failed.fault());
        case Browsers.Ending.Overdue<Walked> overdue ->
            Walked.blind(
                walk, new Fault.ToolFailed(Browsers.TOOL, "it hung, and was ended in time"));
      };
    }
  }

  private static String host(Walk walk) {
    String host = walk.base().getHost();
    if (!walk.steps().isEmpty() && walk.steps().get(0) instanceof Step.Open open) {
      String first = first(open.address());
      return first != null ? first : String.valueOf(host);
    }
    return String.valueOf(host);
  }

  private static @Nullable String first(String address) {
    try {
      return URI.create(address.strip()).getHost();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
