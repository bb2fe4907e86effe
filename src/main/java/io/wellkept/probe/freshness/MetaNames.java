package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the names of meta elements and of microdata say, in all the dialects that sites speak. */
final class MetaNames {
  private static final Set<String> PUBLISHED =
      Set.of(
          "article:published_time",
          "article:published",
          "article:post_date",
          "article.published",
          "og:published_time",
          "og:article:published_time",
          "og:pubdate",
          "bt:pubdate",
          "cxenseparse:recs:publishtime",
          "cxenseparse:publishtime",
          "datepublished",
          "date_published",
          "date-published",
          "dc.date.issued",
          "dc.issued",
          "dcterms.issued",
          "dcterms.created",
          "dc.date.created",
          "dc.created",
          "dc:created",
          "dcterms:created",
          "dcterms:issued",
          "datecreated",
          "pubdate",
          "pub_date",
          "publishdate",
          "publish-date",
          "publish_date",
          "published_at",
          "published_time_telegram",
          "publication_date",
          "publication-date",
          "sailthru.date",
          "parsely-pub-date",
          "article_date_original",
          "originalpublicationdate",
          "ptime",
          "rnews:datepublished",
          "video:release_date",
          "cre_date",
          "created",
          "citation_publication_date",
          "citation_date",
          "citation_online_date",
          "displaydate",
          "dcsext.articlefirstpublished",
          "mediator_published_time",
          "shareaholic:article_published_time",
          "vr:published_time",
          "published",
          "published_time",
          "published_date",
          "creation_date",
          "schema:datepublished",
          "dc.date.publication",
          "article:create_time",
          "article-published",
          "release_date",
          "article:created",
          "date_created",
          "firstpublished");

  private static final Set<String> CHANGED =
      Set.of(
          "article:modified_time",
          "article:modified",
          "article:updated_time",
          "og:updated_time",
          "og:modified_time",
          "og:article:modified_time",
          "last-modified",
          "last_modified",
          "lastmodified",
          "lastmod",
          "modified",
          "modified_time",
          "dc.date.modified",
          "dc.modified",
          "dcterms.modified",
          "dc:modified",
          "dcterms:modified",
          "datemodified",
          "date_modified",
          "modificationdate",
          "moddate",
          "bt:moddate",
          "revision_date",
          "updated_time",
          "date.modified",
          "dc.date.x-metadatalastmodified",
          "rnews:datemodified",
          "shareaholic:article_modified_time",
          "revised",
          "last-updated",
          "last_updated",
          "lastupdated",
          "updated",
          "schema:datemodified",
          "article:last_modified",
          "dateupdated",
          "date_updated",
          "utime",
          "changed",
          "dc.date.reviewed",
          "last-update");

  private static final Set<String> SOMETHING =
      Set.of(
          "date",
          "dc.date",
          "dc:date",
          "dcterms.date",
          "dcterms:date",
          "timestamp",
          "datetime",
          "article.date",
          "article:date",
          "article_date",
          "og:date",
          "content_date",
          "docdate",
          "dc.coverage.temporal",
          "time",
          "pagedate",
          "schema:date",
          "weibo:article:create_at");

  private static final List<String> MOMENTS = List.of("date", "time", "_at");
  private static final List<String> PUBLICATIONS =
      List.of("publi", "posted", "issued", "create", "display", "article");
  private static final List<String> CHANGES = List.of("modif", "updat", "chang", "revis");
  private static final List<String> ELSEWHERE =
      List.of(
          "expir", "event", "birth", "start", "end", "site", "build", "cache", "unpubl", "read");

  private static final Map<String, Says> ALL =
      Stream.of(
              Map.entry(Says.PUBLISHED, PUBLISHED),
              Map.entry(Says.CHANGED, CHANGED),
              Map.entry(Says.SOMETHING, SOMETHING))
          .flatMap(e -> e.getValue().stream().map(name -> Map.entry(name, e.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private MetaNames() {}

  /** Null if the name speaks of no date. */
  static @Nullable Says says(String name) {
    return name.length() < 4 ? null : ALL.get(name.toLowerCase(Locale.ROOT));
  }

  /** What an unknown name of a meta element seems to speak of; null if of no date of the page. */
  static @Nullable Says guess(String name) {
    String low = name.toLowerCase(Locale.ROOT);
    boolean moment = has(low, MOMENTS);
    if (!moment || has(low, ELSEWHERE)) {
      return null;
    }
    if (has(low, CHANGES)) {
      return Says.CHANGED;
    }
    return has(low, PUBLICATIONS) ? Says.PUBLISHED : null;
  }

  private static boolean has(String name, List<String> parts) {
    for (String part : parts) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
