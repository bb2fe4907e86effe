package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import io.wellkept.probe.freshness.PageWalk.Placed;
import io.wellkept.probe.freshness.Regions.Region;
import io.wellkept.probe.freshness.Sign.Source;

/** How far each kind of sign is believed when nothing else speaks. */
final class Weights {
  static final double IN_SCRIPT = 0.5;
  static final double CREATED_IN_SCRIPT = 0.3;
  static final double ADDRESS_DAY = 0.97;
  static final double ADDRESS_MONTH = 0.3;

  private Weights() {}

  static double ofType(String type, boolean aside) {
    double own;
    if (type.endsWith("article") || type.endsWith("posting") || type.equals("report")) {
      own = 0.9;
    } else if (type.endsWith("page") || type.isEmpty()) {
      own = 0.8;
    } else {
      own = type.equals("videoobject") ? 0.4 : 0.7;
    }
    return aside ? own * 0.2 : own;
  }

  static double ofMeta(String name, Says says) {
    if (says == Says.SOMETHING) {
      return 0.7;
    }
    return says == Says.CHANGED && name.equals("og:updated_time") ? 0.7 : 0.88;
  }

  static double ofRegion(Region region) {
    return switch (region) {
      case MAIN -> 1;
      case ASIDE -> 0.25;
      case COMMENTS -> 0.12;
      case FOOTER -> 0.2;
      case FOREIGN -> 0;
    };
  }

  /** A date in the body. */
  static double of(Placed placed, int heading) {
    double region = ofRegion(placed.region());
    if (placed.source() == Source.MICRODATA && placed.region() != Region.FOREIGN) {
      // it says itself what it is, wherever designers put it
      region = Math.max(region, 0.5);
    }
    return base(placed) * region * near(placed.at(), heading);
  }

  private static double base(Placed placed) {
    if (placed.label() == Labels.Label.OTHER) {
      return 0.05;
    }
    if (placed.source() == Source.MICRODATA) {
      return 0.85;
    }
    if (placed.source() == Source.TIME) {
      return placed.says() == Says.SOMETHING ? 0.7 : 0.8;
    }
    boolean shortLine = placed.line() - 20 < 60;
    if (placed.label() != Labels.Label.NONE && placed.before() < 80) {
      return shortLine ? 0.75 : 0.5;
    }
    if (placed.marked()) {
      return shortLine ? 0.65 : 0.3;
    }
    if (shortLine) {
      return 0.45;
    }
    return placed.before() < 40 ? 0.3 : 0.08;
  }

  private static double near(int at, int heading) {
    if (heading < 0) {
      return at < 2000 ? 0.8 : 0.6;
    }
    int distance = at - heading;
    if (distance >= -200 && distance <= 400) {
      return 1;
    }
    if (distance >= -600 && distance <= 1500) {
      return 0.75;
    }
    return 0.5;
  }
}
