package io.wellkept.probe.ad;

import io.wellkept.probe.ad.Ad.Spend;
import io.wellkept.touchpoint.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ads on their way from a source: each id once, no more than are taken, and what went wrong. */
final class Listing {
  /** More notes than anybody reads are counted and not told. */
  private static final int MOST_NOTES = 50;

  /** What vendors are asked about: their last seven days. */
  static final Duration LATELY = Duration.ofDays(7);

  private final Map<String, Ad> ads = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private int untold;
  private boolean complete = true;
  private boolean figures = true;

  /** Takes an ad in, unless its id is known or there are too many; says so in the latter case. */
  void add(Ad ad) {
    if (full() && !ads.containsKey(ad.id())) {
      tooMany();
      return;
    }
    ads.putIfAbsent(ad.id(), ad);
  }

  /** The same, to be gone on with later. */
  Listing copy() {
    Listing copy = new Listing();
    copy.ads.putAll(ads);
    copy.notes.addAll(notes);
    copy.untold = untold;
    copy.complete = complete;
    copy.figures = figures;
    return copy;
  }

  void tooMany() {
    incomplete("there are more than " + AdSource.MOST + " ads: the others are not looked at");
  }

  boolean full() {
    return ads.size() >= AdSource.MOST;
  }

  boolean has(String id) {
    return ads.containsKey(id);
  }

  int size() {
    return ads.size();
  }

  void note(String words) {
    if (notes.contains(words)) {
      return;
    }
    if (notes.size() < MOST_NOTES) {
      notes.add(words);
    } else {
      untold++;
    }
  }

  /** Some ads are missing here, for this reason. */
  void incomplete(String why) {
    complete = false;
    note(why);
  }

  /**
   * Says what the ads cost in the last seven days.
   *
   * @param whole whether nothing is missing: an ad without a figure cost nothing then
   * @param currency for those without a figure
   */
  void spent(Map<String, Spend> told, boolean whole, String currency) {
    figures = whole;
    Spend nothing = new Spend(BigDecimal.ZERO, currency, 0, 0, LATELY);
    ads.replaceAll((id, ad) -> {
      Spend spend = told.getOrDefault(id, whole ? nothing : null);
      return spend == null ? ad : ad.spend(spend);
    });
  }

  /** As far as it got; blind if the fault left nothing at all. */
  AdsSeen seen(ZoneId zone, @Nullable Fault fault) {
    if (fault != null && ads.isEmpty()) {
      return new AdsSeen.Blind(fault);
    }
    if (fault != null) {
      incomplete("not all ads could be listed: " + fault.words());
    }
    List<String> told = new ArrayList<>(notes);
    if (untold > 0) {
      told.add("and " + untold + " more of this kind");
    }
    return new AdsSeen.Listed(List.copyOf(ads.values()), complete, figures, told, zone);
  }
}
