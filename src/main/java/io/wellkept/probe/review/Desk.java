package io.wellkept.probe.review;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Call;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Tree;
import io.wellkept.probe.access.Vendor;
import io.wellkept.probe.voice.Heard;
import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * A service where a key of ours lets us ask for reviews.
 *
 * @param where where the key is configured, for people
 */
record Desk(Api api, Vendor vendor, Key key, String where) {
  /** One visit: how much time is left of it, and whether over connections of its own. */
  record Visit(TimeLeft time, boolean fresh) {}

  Tree ask(HttpUrl url, Visit visit) throws InterruptedException {
    return api.tree(Call.get(vendor, key, where, url.uri()), visit.time, visit.fresh);
  }

  /** Whether the service says that there is no such thing; where it means something else by it. */
  static boolean notFound(Fault fault) {
    return fault instanceof Fault.ServiceFails fails
        && (fails.detail().startsWith("answered 404") || fails.detail().startsWith("answered 400"));
  }

  Heard.Deaf deaf(String detail) {
    return new Heard.Deaf(new Fault.ServiceFails(vendor.name(), detail));
  }

  /**
   * Goes from page to page, until the reviews are older than asked for. What is not listed to the
   * end is not heard: an answer may stand on the page that is missing, and the customer's clock
   * would run on.
   */
  Heard hear(HttpUrl first, Layout layout, Instant since, Visit visit) throws InterruptedException {
    Listing listing = new Listing(layout, since);
    Set<HttpUrl> asked = new HashSet<>();
    HttpUrl page = first;
    while (page != null) {
      if (!asked.add(page)) {
        return deaf("its pages go round in circles");
      }
      switch (ask(page, visit)) {
        case Tree.None none -> {
          return new Heard.Deaf(none.fault());
        }
        case Tree.Some some -> {
          String trouble = listing.take(some.root());
          if (trouble != null) {
            return deaf(trouble);
          }
          page = listing.enough() ? null : layout.next(page, some.root());
        }
      }
    }
    return listing.told();
  }
}
