package io.wellkept.probe.access;

import io.wellkept.probe.Body;
import io.wellkept.probe.HomeFile;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.HttpUrl;

/** Gets what somebody else has written down from where it is: the web or a file. */
public final class Paper {
  private final Place place;
  private final String what;
  private final Api api;
  private final Path home;
  private final String where;

  /**
   * @param what it is, for people, such as "the list of ads"
   * @param home where the paths of files begin, and below which they must be
   * @param where it is configured, for people, such as "source.csv of sale/ads"
   */
  public Paper(Place place, String what, Api api, Path home, String where) {
    this.place = place;
    this.what = what;
    this.api = api;
    this.home = home;
    this.where = where;
  }

  /** What was there. */
  public sealed interface Got {
    /** The text; it may be cut off at {@link Call#LIMIT}. */
    record Text(Body body) implements Got {}

    /** Nothing that can be read. */
    record Nothing(Fault fault) implements Got {}
  }

  /**
   * Gets it.
   *
   * @param fresh over a connection of its own
   * @throws InterruptedException if Wellkept stops
   */
  public Got get(TimeLeft time, boolean fresh) throws InterruptedException {
    String file = place.file();
    return file == null ? ask(time, fresh) : read(file);
  }

  private Got ask(TimeLeft time, boolean fresh) throws InterruptedException {
    HttpUrl url = HttpUrl.get(String.valueOf(place.url()));
    Key key = new Key.Fixed(place.headers());
    Call call = Call.get(new PlainVendor(name()), key, where, url.uri());
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

  /** That what came cannot be used. */
  public Fault fails(String detail) {
    return new Fault.ServiceFails(name(), detail);
  }

  /** For people, without secrets: an address that holds one is named by its host. */
  public String name() {
    String file = place.file();
    if (file != null) {
      return "the file " + file;
    }
    HttpUrl url = HttpUrl.get(String.valueOf(place.url()));
    return what + " at " + url.host();
  }
}
