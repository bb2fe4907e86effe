package io.wellkept.probe.ad;

import io.wellkept.probe.Body;
import io.wellkept.probe.HomeFile;
import io.wellkept.probe.access.Api;
import io.wellkept.probe.access.Call;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Reply;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.HttpUrl;

/** Gets a list of ads from where it is: the web or a file. */
final class Paper {
  private final Place place;
  private final Api api;
  private final Path home;
  private final String where;

  Paper(Place place, Api api, Path home, String where) {
    this.place = place;
    this.api = api;
    this.home = home;
    this.where = where;
  }

  /** What was there. */
  sealed interface Got {
    record Text(Body body) implements Got {}

    record Nothing(Fault fault) implements Got {}
  }

  Got get(TimeLeft time, boolean fresh) throws InterruptedException {
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

  Fault fails(String detail) {
    return new Fault.ServiceFails(name(), detail);
  }

  /** For people, without secrets: an address that holds one is named by its host. */
  String name() {
    String file = place.file();
    if (file != null) {
      return "the file " + file;
    }
    HttpUrl url = HttpUrl.get(String.valueOf(place.url()));
    return "the list of ads at " + url.host();
  }
}
