package io.wellkept.probe.ad;

import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Call;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.Reply;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.ad.Ad.Spend;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The ads of one account of Google Ads that are switched on. Asks by id, some thousands at a time:
 * the answer of an account with a hundred thousand ads would not fit into any memory.
 *
 * @see <a
 *     href="https://developers.google.com/google-ads/api/reference/rpc/latest/GoogleAdsService">
 *     GoogleAdsService.SearchStream</a>
 */
final class GoogleAds implements AdSource {
  static final String SCOPE = "https://www.googleapis.com/auth/adwords";

  /** How many rows are asked for at once: some 8 MB. */
  static final int ROWS = 5_000;

  /** Where figures stand that nobody knows the ad of. */
  private static final String NAMELESS = "";

  private static final int MOST_QUERIES = MOST / ROWS;

  private static final String CAMPAIGN =
      "customer.id, customer.time_zone, customer.currency_code, campaign.id, campaign.name,"
          + " campaign.status, campaign.primary_status, campaign.end_date_time";

  private static final Query ADS =
      new Query(
          CAMPAIGN
              + ", ad_group.id, ad_group.status, ad_group_ad.ad.id, ad_group_ad.ad.name,"
              + " ad_group_ad.ad.type, ad_group_ad.ad.final_urls,"
              + " ad_group_ad.ad.final_mobile_urls, ad_group_ad.ad.final_url_suffix,"
              + " ad_group_ad.status, ad_group_ad.primary_status,"
              + " ad_group_ad.primary_status_reasons, ad_group_ad.policy_summary.approval_status,"
              + " ad_group_ad.policy_summary.review_status,"
              + " ad_group_ad.policy_summary.policy_topic_entries",
          "ad_group_ad",
          "campaign.status = 'ENABLED' AND ad_group.status = 'ENABLED'"
              + " AND ad_group_ad.status = 'ENABLED'",
          "ad_group_ad.ad.id");

  private static final Query GROUPS =
      new Query(
          CAMPAIGN
              + ", asset_group.id, asset_group.name, asset_group.status, asset_group.final_urls,"
              + " asset_group.final_mobile_urls",
          "asset_group",
          "campaign.status = 'ENABLED' AND asset_group.status = 'ENABLED'",
          "asset_group.id");

  /** What an ad cost is asked apart: days would split the rows. */
  private static Query spend(Query of) {
    return new Query(
        of.id
            + ", customer.currency_code, metrics.impressions, metrics.clicks, metrics.cost_micros",
        of.from,
        of.where + " AND segments.date DURING LAST_7_DAYS",
        of.id);
  }

  /** A query that is asked from one id to the next. */
  private record Query(String select, String from, String where, String id) {
    String after(long last) {
      return "SELECT %s FROM %s WHERE %s AND %s > %d ORDER BY %s LIMIT %d"
          .formatted(select, from, where, id, last, id, ROWS);
    }

    long idOf(JsonNode row) {
      JsonNode holder =
          from.equals("asset_group") ? row.path("assetGroup") : row.path("adGroupAd").path("ad");
      return Trees.number(holder.path("id")).orElse(0L);
    }
  }

  private final GoogleSettings settings;
  private final Api api;
  private final InstantSource clock;
  private final GoogleWords words;
  private final Key key;
  private final String where;

  GoogleAds(GoogleSettings settings, Api api, InstantSource clock, String where) {
    this.settings = settings;
    this.api = api;
    this.clock = clock;
    this.words = new GoogleWords(settings.version());
    this.key = settings.key().key(SCOPE);
    this.where = where;
  }

  /** What all rows of one account say alike. */
  private static final class Account {
    ZoneId zone = ZoneOffset.UTC;
    String currency = "";

    void read(JsonNode row) {
      if (row.path("customer").has("timeZone")) {
        zone = GoogleRows.zone(row);
        currency = GoogleRows.currency(row);
      }
    }
  }

  @Override
  public AdsSeen ads(Duration within, boolean fresh) throws InterruptedException {
    Visit visit = new Visit(TimeLeft.of(within), fresh, new Listing(), new Account());
    Fault fault = list(visit, ADS, GoogleRows::ad);
    if (fault == null && settings.performanceMax()) {
      Fault groups = list(visit, GROUPS, GoogleRows::assetGroup);
      if (groups != null) {
        visit.listing.incomplete("asset groups could not be listed: " + groups.words());
      }
    }
    if (visit.listing.size() > 0) {
      spend(visit);
    }
    return visit.listing.seen(visit.account.zone, fault);
  }

  /** One listing on its way. */
  private record Visit(TimeLeft time, boolean fresh, Listing listing, Account account) {}

  private @Nullable Fault list(Visit visit, Query query, Function<JsonNode, Ad> reading)
      throws InterruptedException {
    return rows(
        visit,
        query,
        row -> {
          visit.account.read(row);
          if (query.idOf(row) == 0) {
            visit.listing.incomplete("an ad came without an id");
          } else {
            visit.listing.add(reading.apply(row));
          }
        });
  }

  private void spend(Visit visit) throws InterruptedException {
    Map<String, Spend> figures = new HashMap<>();
    Fault fault = figures(visit, ADS, GoogleRows::adId, figures);
    if (fault == null && settings.performanceMax()) {
      fault = figures(visit, GROUPS, GoogleRows::groupId, figures);
    }
    if (fault != null) {
      visit.listing.note("what the ads cost could not be got: " + fault.words());
    }
    boolean whole = fault == null && !figures.containsKey(NAMELESS);
    visit.listing.spent(figures, whole, visit.account.currency);
  }

  private @Nullable Fault figures(
      Visit visit, Query of, Function<JsonNode, String> id, Map<String, Spend> figures)
      throws InterruptedException {
    return rows(
        visit,
        spend(of),
        row -> {
          if (of.idOf(row) == 0) {
            figures.put(NAMELESS, GoogleRows.spend(row));
          } else if (visit.listing.has(id.apply(row))) {
            figures.put(id.apply(row), GoogleRows.spend(row));
          }
        });
  }

  /** Goes through all rows; the fault that ended it early, or null. */
  private @Nullable Fault rows(Visit visit, Query query, Consumer<JsonNode> take)
      throws InterruptedException {
    Page page = new Page(query, take);
    for (int asked = 0; asked < MOST_QUERIES; asked++) {
      long from = page.last;
      Call call = call(query.after(from));
      switch (api.ask(call, visit.time, visit.fresh)) {
        case Reply.Failed failed -> {
          return failed.fault();
        }
        case Reply.Said said -> {
          page.rows = 0;
          Fault fault = end(call, Chunks.read(said.body().bytes(), page), said.body().truncated());
          if (fault != null || page.rows < ROWS) {
            return fault;
          }
          if (page.last == from) {
            return fails("its rows have no ids");
          }
        }
      }
    }
    visit.listing.tooMany();
    return null;
  }

  /** Counts the rows of one answer, and knows where the next has to begin. */
  private static final class Page implements Consumer<JsonNode> {
    private final Query query;
    private final Consumer<JsonNode> take;
    private int rows;
    private long last;

    Page(Query query, Consumer<JsonNode> take) {
      this.query = query;
      this.take = take;
    }

    @Override
    public void accept(JsonNode row) {
      rows++;
      last = Math.max(last, query.idOf(row));
      take.accept(row);
    }
  }

  private @Nullable Fault end(Call call, Chunks.End end, boolean cut) {
    if (cut) {
      return fails("the answer is larger than we read");
    }
    JsonNode error = end.error();
    if (error != null) {
      return api.fault(call, words.meaning(error, clock.instant()));
    }
    return end.whole() ? null : fails("the answer is not what it should be, or breaks off");
  }

  private Fault fails(String detail) {
    return new Fault.ServiceFails(words.name(), detail);
  }

  private Call call(String query) {
    URI url =
        URI.create(
            "%s/%s/customers/%s/googleAds:searchStream"
                .formatted(settings.base(), settings.version(), settings.customer()));
    String body = JsonNodeFactory.instance.objectNode().put("query", query).toString();
    return Call.query(words, key, where, url, body).headers(headers());
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    String manager = settings.loginCustomer();
    if (manager != null) {
      headers.put("login-customer-id", manager);
    }
    String developer = settings.developerToken();
    if (developer != null) {
      headers.put("developer-token", developer);
    }
    return headers;
  }
}
