package io.wellkept.probe.ad;

import io.wellkept.probe.Kept;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Call;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.MetaVendor;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Tree;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.ad.Ad.Spend;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The ads of one ad account of Meta that are switched on. A listing that takes more pages than one
 * look has time for is gone on with at the next.
 *
 * @see <a href="https://developers.facebook.com/docs/marketing-api/reference/ad-account/ads/">Ad
 *     account, ads</a>
 */
final class MetaAds implements AdSource {
  private static final String FIELDS =
      "id,name,status,configured_status,effective_status,updated_time,issues_info,"
          + "ad_review_feedback,ad_schedule_end_time,adset{id,end_time,effective_status},"
          + "campaign{id,name,stop_time,effective_status},"
          + "creative{id,object_story_spec,asset_feed_spec,link_url,object_url,template_url,"
          + "url_tags,effective_object_story_id}";

  private static final String ON = "[\"ACTIVE\",\"WITH_ISSUES\",\"DISAPPROVED\"]";
  private static final String FIGURES =
      "ad_id,impressions,clicks,inline_link_clicks,spend,account_currency,date_start,date_stop";
  private static final String ADS_PER_PAGE = "100";
  private static final String FEWER_PER_PAGE = "25";
  private static final String FIGURES_PER_PAGE = "500";

  /** A listing that was begun earlier is begun anew. */
  private static final Duration GOOD_FOR = Duration.ofHours(2);

  private static final MetaVendor WORDS = new MetaVendor("Meta Ads");

  private final MetaSettings settings;
  private final Api api;
  private final InstantSource clock;
  private final Kept<MetaSettings, Begun> begun;
  private final Key key;
  private final String where;

  /**
   * A listing that time ran out for.
   *
   * @param after where the next page begins
   */
  record Begun(Listing listing, HttpUrl after, Instant since) {}

  MetaAds(
      MetaSettings settings,
      Api api,
      InstantSource clock,
      Kept<MetaSettings, Begun> begun,
      String where) {
    this.settings = settings;
    this.api = api;
    this.clock = clock;
    this.begun = begun;
    this.key = Key.Fixed.bearer(settings.token());
    this.where = where;
  }

  private record Account(ZoneId zone, String currency) {}

  /** What going through pages came to: why it ended early, and where it would have gone on. */
  private record Course(@Nullable Fault fault, @Nullable HttpUrl next) {}

  @Override
  public AdsSeen ads(Duration within, boolean fresh) throws InterruptedException {
    TimeLeft time = TimeLeft.of(within);
    HttpUrl about = url("act_" + settings.account(), "fields", "timezone_name,currency").build();
    switch (tree(about, time, fresh)) {
      case Tree.None none -> {
        return new AdsSeen.Blind(none.fault());
      }
      case Tree.Some some -> {
        return ads(account(some.root()), time, fresh);
      }
    }
  }

  private AdsSeen ads(Account account, TimeLeft time, boolean fresh) throws InterruptedException {
    Begun from = start(fresh);
    Listing listing = from.listing;
    Course course = pages(from.after, time, fresh, row -> take(row, account, listing));
    HttpUrl next = course.next;
    if (next == null) {
      begun.remove(settings);
    } else {
      begun.put(settings, new Begun(listing.copy(), next, from.since));
      listing.incomplete("the list is long: the next look goes on with it");
    }
    spend(account, time, fresh, listing);
    return listing.seen(account.zone, course.fault);
  }

  private Begun start(boolean fresh) {
    Instant now = clock.instant();
    Optional<Begun> earlier =
        begun
            .get(settings)
            .filter(each -> !fresh && now.isBefore(each.since.plus(GOOD_FOR)))
            .map(each -> new Begun(each.listing.copy(), each.after, each.since));
    HttpUrl first =
        url("act_" + settings.account() + "/ads", "fields", FIELDS)
            .addQueryParameter("effective_status", ON)
            .addQueryParameter("limit", ADS_PER_PAGE)
            .build();
    return earlier.orElseGet(() -> new Begun(new Listing(), first, now));
  }

  private void take(JsonNode row, Account account, Listing listing) {
    if (Trees.text(row.path("id")).isEmpty()) {
      listing.incomplete("an ad came without an id");
      return;
    }
    Ad ad = MetaRows.ad(row, settings.account(), account.zone);
    listing.add(ad);
    if (MetaRows.hidesItsAddress(row, ad)) {
      listing.note("ad " + ad.id() + " shows a post, and its address is known to that alone");
    }
  }

  private void spend(Account account, TimeLeft time, boolean fresh, Listing listing)
      throws InterruptedException {
    if (listing.size() == 0) {
      return;
    }
    Map<String, Spend> figures = new HashMap<>();
    HttpUrl first =
        url("act_" + settings.account() + "/insights", "level", "ad")
            .addQueryParameter("fields", FIGURES)
            .addQueryParameter("date_preset", "last_7d")
            .addQueryParameter(
                "filtering",
                "[{\"field\":\"ad.effective_status\",\"operator\":\"IN\",\"value\":" + ON + "}]")
            .addQueryParameter("limit", FIGURES_PER_PAGE)
            .build();
    Course course =
        pages(
            first,
            time,
            fresh,
            row -> figures.put(Trees.text(row.path("ad_id")), MetaRows.spend(row)));
    Fault fault = course.fault;
    if (fault != null) {
      listing.note("what the ads cost could not be got: " + fault.words());
    } else if (course.next != null) {
      listing.note("what the ads cost could not be got: there was not enough time");
    }
    boolean whole = fault == null && course.next == null && !figures.containsKey("");
    listing.spent(figures, whole, account.currency);
  }

  /** Goes from page to page, as far as time and the number of ads allow. */
  private Course pages(HttpUrl first, TimeLeft time, boolean fresh, Consumer<JsonNode> take)
      throws InterruptedException {
    HttpUrl page = first;
    int rows = 0;
    while (rows == 0 || !time.tooShort()) {
      Tree answer = tree(page, time, fresh);
      if (answer instanceof Tree.None none) {
        if (!tooMuch(none.fault(), page)) {
          boolean later = rows > 0 || none.fault() instanceof Fault.Throttled;
          return new Course(none.fault(), later ? page : null);
        }
        page = page.newBuilder().setQueryParameter("limit", FEWER_PER_PAGE).build();
      } else if (answer instanceof Tree.Some some) {
        JsonNode data = some.root().path("data");
        if (!data.isArray()) {
          // An answer without a list is none, and not a list of nothing.
          return new Course(Tree.broken(WORDS), rows > 0 ? page : null);
        }
        data.forEach(take);
        rows += data.size();
        HttpUrl next = next(page, some.root());
        if (next == null || next.equals(page) || rows > MOST) {
          return new Course(null, null);
        }
        page = next;
      }
    }
    return new Course(null, page);
  }

  /** Meta cannot give many ads at once that hold much, and says so with an error of its own. */
  private static boolean tooMuch(Fault fault, HttpUrl page) {
    return fault instanceof Fault.ServiceFails fails
        && fails.detail().contains("reduce the amount of data")
        && !FEWER_PER_PAGE.equals(page.queryParameter("limit"));
  }

  /**
   * The next page. Meta tells it as an address with our token in it, perhaps of another host than
   * the one that we were sent to: only the mark within is taken.
   */
  private @Nullable HttpUrl next(HttpUrl current, JsonNode root) {
    JsonNode paging = root.path("paging");
    HttpUrl told = HttpUrl.parse(Trees.text(paging.path("next")));
    if (told == null) {
      return null;
    }
    String mark = told.queryParameter("after");
    String after = mark == null ? Trees.text(paging.path("cursors").path("after")) : mark;
    return after.isEmpty() ? null : current.newBuilder().setQueryParameter("after", after).build();
  }

  private Tree tree(HttpUrl url, TimeLeft time, boolean fresh) throws InterruptedException {
    return api.tree(Call.get(WORDS, key, where, uri(url)), time, fresh);
  }

  /** With the proof that we know the app's secret, where one is set. */
  private URI uri(HttpUrl url) {
    String secret = settings.appSecret();
    return secret == null
        ? url.uri()
        : url.newBuilder()
            .setQueryParameter("appsecret_proof", MetaVendor.proof(settings.token(), secret))
            .build()
            .uri();
  }

  private HttpUrl.Builder url(String path, String name, String value) {
    return HttpUrl.get(settings.base() + "/" + settings.version() + "/" + path)
        .newBuilder()
        .addQueryParameter(name, value);
  }

  private static Account account(JsonNode root) {
    String zone = Trees.text(root.path("timezone_name"));
    try {
      return new Account(ZoneId.of(zone), Trees.text(root.path("currency")));
    } catch (DateTimeException e) {
      return new Account(ZoneOffset.UTC, Trees.text(root.path("currency")));
    }
  }
}
