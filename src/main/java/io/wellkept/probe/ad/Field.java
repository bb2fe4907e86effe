package io.wellkept.probe.ad;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a list of ads may say of one, and how its column or field is usually called. */
enum Field {
  ID(FieldNames::id, "adid", "id", "creativeid", "anzeigenid", "ad"),
  URL(
      FieldNames::url,
      "url",
      "finalurl",
      "finalurls",
      "landingpage",
      "landingpageurl",
      "destination",
      "destinationurl",
      "websiteurl",
      "zielurl",
      "zielseite"),
  NAME(FieldNames::name, "adname", "name", "headline", "title", "anzeige", "anzeigenname"),
  CAMPAIGN(FieldNames::campaign, "campaign", "campaignname", "kampagne", "kampagnenname"),
  STATUS(
      FieldNames::status,
      "status",
      "adstatus",
      "adstate",
      "state",
      "effectivestatus",
      "configuredstatus",
      "delivery"),
  REVIEW(FieldNames::review, "review", "approvalstatus", "policystatus", "reviewstatus"),
  END(
      FieldNames::end,
      "enddate",
      "end",
      "ends",
      "endsat",
      "endtime",
      "stoptime",
      "validuntil",
      "enddatum",
      "ende"),
  SPEND(FieldNames::spend, "spend", "cost", "amountspent", "kosten", "ausgaben"),
  CURRENCY(FieldNames::currency, "currency", "currencycode", "waehrung", "w\u00e4hrung"),
  IMPRESSIONS(FieldNames::impressions, "impressions", "impr", "impressionen"),
  CLICKS(FieldNames::clicks, "clicks", "linkclicks", "klicks"),
  LINK(FieldNames::link, "link", "adlink", "previewlink", "permalink"),
  CLAIMS(FieldNames::claims, "claims", "claim", "promises");

  private final Function<FieldNames, @Nullable String> written;
  private final Set<String> usual;

  Field(Function<FieldNames, @Nullable String> written, String... usual) {
    this.written = written;
    this.usual = Set.of(usual);
  }

  /** How it is called by the settings; null if they leave it to us. */
  @Nullable String written(FieldNames names) {
    return written.apply(names);
  }

  /** Whether a column or field of that name is usually this. */
  boolean usually(String name) {
    return usual.contains(plain(name));
  }

  /** Names that differ only in case, blanks and signs are the same. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
