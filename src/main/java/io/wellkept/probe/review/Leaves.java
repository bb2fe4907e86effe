package io.wellkept.probe.review;

import io.wellkept.probe.Body;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.voice.Heard;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A list of reviews of one page or of many, from the web or a file. */
final class Leaves {
  private static final int MOST_PAGES = 100;

  private final Paper paper;
  private final @Nullable String parameter;
  private final int firstPage;

  /**
   * @param parameter of the address that counts pages; null if pages are not counted
   */
  Leaves(Paper paper, @Nullable String parameter, int firstPage) {
    this.paper = paper;
    this.parameter = parameter;
    this.firstPage = firstPage;
  }

  /** Reads one page. */
  interface Reader {
    /**
     * Takes the page's reviews into the rows.
     *
     * @param url where it came from; null if from a file
     */
    Leaf read(Body body, @Nullable HttpUrl url, Rows rows);
  }

  /** What became of a page. */
  sealed interface Leaf {
    /** It was read; the next is there, as the page says it, or nowhere. */
    record Turned(String next) implements Leaf {}

    /** It is not what it should be; says why, for people. */
    record Torn(String why) implements Leaf {}
  }

  /** Reads all pages. */
  Heard read(boolean onFile, Rows rows, Duration within, boolean fresh, Reader reader)
      throws InterruptedException {
    TimeLeft time = TimeLeft.of(within);
    Set<HttpUrl> visited = new HashSet<>();
    HttpUrl url = onFile ? null : first();
    while (true) {
      Paper.Got got = url == null ? paper.get(time, fresh) : paper.get(url, time, fresh);
      if (!(got instanceof Paper.Got.Text text)) {
        return new Heard.Deaf(((Paper.Got.Nothing) got).fault());
      }
      int before = rows.size();
      if (text.body().truncated()) {
        return deaf("a page of it is larger than we read");
      }
      rows.turned();
      Leaf leaf = reader.read(text.body(), url, rows);
      if (leaf instanceof Leaf.Torn torn) {
        return deaf(torn.why);
      }
      if (url == null) {
        break;
      }
      visited.add(url);
      String named = ((Leaf.Turned) leaf).next;
      Optional<HttpUrl> next = next(url, named, visited.size(), rows.size() > before);
      if (next.isEmpty() || visited.contains(next.get())) {
        break;
      }
      if (rows.full() || visited.size() >= MOST_PAGES) {
        rows.cutOff();
        break;
      }
      url = next.get();
    }
    return rows.wrong().<Heard>map(this::deaf).orElseGet(rows::told);
  }

  private HttpUrl first() {
    HttpUrl url = paper.url();
    return parameter == null
        ? url
        : url.newBuilder().setQueryParameter(parameter, Integer.toString(firstPage)).build();
  }

  /**
   * @param more whether this page brought anything: an empty one is behind the last
   */
  private Optional<HttpUrl> next(HttpUrl url, String named, int pages, boolean more) {
    if (parameter != null) {
      String number = Integer.toString(firstPage + pages);
      return more
          ? Optional.of(url.newBuilder().setQueryParameter(parameter, number).build())
          : Optional.empty();
    }
    return named.isBlank() ? Optional.empty() : Optional.ofNullable(url.resolve(named.strip()));
  }

  private Heard deaf(String why) {
    return new Heard.Deaf(paper.fails(why));
  }
}
