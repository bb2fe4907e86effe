package io.wellkept.probe.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.probe.Http;
import io.wellkept.probe.Probe;
import io.wellkept.probe.ProbeContract;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Observation.Blind;
import io.wellkept.touchpoint.Touchpoint;
import java.net.URI;
import java.nio.file.Path;

final class ReviewContractTest extends ProbeContract {
  private final Scene.Clock clock = new Scene.Clock();

  @Override
  protected Probe<?, ?> probe(Http http) {
    return new ReviewProbe(new ReviewSources(http, clock, Path.of(".")), clock);
  }

  @Override
  protected Touchpoint touchpoint(URI address) {
    SourceSettings source =
        Scene.settings(
            SourceSettings.class,
            "page",
            Scene.settings(PageReviewSettings.class, "url", address.toString()));
    ReviewSettings settings =
        Scene.settings(ReviewSettings.class, "source", source, "timeout", GIVE_UP);
    return Scene.touchpoint(null, ReviewProbe.KIND, settings);
  }

  /** The site of somebody else that shows reviews is not what is looked after. */
  @Override
  protected void assertFinding(Observation observation) {
    assertThat(observation).isInstanceOf(Blind.class);
    assertThat(((Blind) observation).fault()).isNotInstanceOf(Fault.OurBug.class);
  }

  /** Pages that describe no reviews are none that say anything. */
  @Override
  protected void assertSeen(Observation observation) {
    assertFinding(observation);
  }
}
