package io.wellkept.probe.ad;

import io.wellkept.touchpoint.Fault;
import java.time.ZoneId;
import java.util.List;

/** What asking a source for its ads came to. */
public sealed interface AdsSeen {
  /**
   * The source answered.
   *
   * @param ads at most {@link AdSource#MOST}, each id once
   * @param complete whether these are all: if not, an ad that is missing has not vanished
   * @param figures whether it is known of all what they cost and to how many they were shown; if
   *     not, an ad without figures may cost anything
   * @param notes what could not be read or got, for people, such as "line 7: no address"
   * @param zone in which the days of these ads are meant
   */
  record Listed(List<Ad> ads, boolean complete, boolean figures, List<String> notes, ZoneId zone)
      implements AdsSeen {
    public Listed {
      ads = List.copyOf(ads);
      notes = List.copyOf(notes);
    }
  }

  /** We could not get at the ads, which says nothing about them. */
  record Blind(Fault fault) implements AdsSeen {}
}
