package io.wellkept.probe.access;

import io.wellkept.probe.Body;
import io.wellkept.probe.HomeFile;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.HttpUrl;

/** Gets a list from where it is: the web or a file. */
public final class Paper {
  /** What a list for machines may be. */
  public static final String LISTS = "application/json, text/csv, */*;q=0.8";

  /** What a page for people is. */
  public static final String PAGES = "text/html, */*;q=0.8";

  /** What a feed may be. */
  public static final String FEEDS = "application/rss+xml, application/atom+xml, */*;q=0.8";

  private final String what;
  private final String accept;
  private final Place place;
  private final Api api;
  private final Path home;
  private final String where;

  /**
   * @param what it is, for people, such as "the list of ads"
   * @param accept the media types that are of use, as HTTP writes them
   * @param home below which its file must be
   * @param where it is configured, for people
   */
  public Paper(String what, String accept, Place place, Api api, Path home, String where) {
    this.what = what;
    this.accept = accept;
    this.place = place;
    this.api = api;
    this.home = home;
    this.where = where;
  }

  /** What was there. */
  public sealed interface Got {
    record Text(Body body) implements Got {}

    record Nothing(Fault fault) implements Got {}
  }

  /**
   * Gets it.
   *
   * @throws InterruptedException if Wellkept stops
   */
  public Got get(TimeLeft time, boolean fresh) throws InterruptedException {
    String file = place.file();
    return file == null ? get(url(), time, fresh) : read(file);
  }

  /**
   * Gets another page of it, which is on the web; the headers go along to its own host only.
   *
   * @throws InterruptedException if Wellkept stops
   */
  public Got get(HttpUrl url, TimeLeft time, boolean fresh) throws InterruptedException {
    HttpUrl first = url();
    boolean own =
        url.scheme().equals(first.scheme())
            && url.host().equals(first.host())
            && url.port() == first.port();
    Key key = new Key.Fixed(own ? place.headers() : Map.of());
    Call call =
        Call.get(new PlainVendor(name()), key, where, url.uri()).headers(Map.of("Accept", accept));
    return switch (api.ask(call, time, fresh)) {
      case Reply.Said said -> new Got.Text(said.body());
      case Reply.Failed failed -> new Got.Nothing(failed.fault());
    };
  }

  private Got read(String file) {
    return switch (HomeFile.of(home, file)) {
      case HomeFile.Away away -> new Got.Nothing(fails(away.why()));
      case HomeFile.There there -> read(there.path());
    };
  }

  private Got read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(Call.LIMIT + 1);
      return new Got.Text(new Body(bytes, bytes.length > Call.LIMIT, null));
    } catch (IOException e) {
      return new Got.Nothing(fails("it cannot be read: " + e.getClass().getSimpleName()));
    }
  }

  /** What the operators hear if it is there and of no use. */
  public Fault fails(String detail) {
    return new Fault.ServiceFails(name(), detail);
  }

  /** For people, without secrets: an address that holds one is named by its host. */
  public String name() {
    String file = place.file();
    if (file != null) {
      return "the file " + file;
    }
    return what + " at " + url().host();
  }

  /** Where it is on the web. */
  public HttpUrl url() {
    return HttpUrl.get(String.valueOf(place.url()));
  }
}
