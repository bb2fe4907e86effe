package io.wellkept.probe.flow;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.Body;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.CsvSeparator;
import io.wellkept.probe.Http;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.touchpoint.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks for a mark in a list that somebody keeps of what arrived. */
final class LeadList {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Http http;

  LeadList(Http http) {
    this.http = http;
  }

  /** The address of a list as it may be shown. */
  static String shown(String url) {
    return ShownAddress.of(url);
  }

  Arrival find(ReceiptSettings.Json list, String mark, String configured, Duration deadline)
      throws InterruptedException {
    return find(
        list.url(), list.headers(), mark, configured, deadline, body -> inJson(list, mark, body));
  }

  Arrival find(ReceiptSettings.Csv list, String mark, String configured, Duration deadline)
      throws InterruptedException {
    return find(
        list.url(), list.headers(), mark, configured, deadline, body -> inCsv(list, mark, body));
  }

  private Arrival find(
      String url,
      Map<String, String> headers,
      String mark,
      String configured,
      Duration deadline,
      Function<Body, Arrival> read)
      throws InterruptedException {
    URI address = URI.create(new Variables(mark).fillKnown(url));
    String name = name(url);
    return switch (http.ask(Ask.of(address, deadline).headers(headers).fresh(true))) {
      case Answer.Barred barred -> new Arrival.Unseen(barred.fault());
      case Answer.NoAnswer none ->
          Arrival.fails(
              name,
              PageUnreachable.finding(address, none.cause(), deadline, Instant.EPOCH).headline());
      case Answer.Unchanged same -> Arrival.fails(name, "it said that nothing has changed");
      case Answer.Got got -> barred(got, name, configured).orElseGet(() -> read(got, name, read));
    };
  }

  private static String name(String url) {
    return "the list at " + shown(url);
  }

  private static Optional<Arrival> barred(Answer.Got got, String name, String configured) {
    Optional<String> robot = BotProtection.markOf(got.status(), got.headers(), got.body());
    if (robot.isPresent()) {
      return Optional.of(new Arrival.Unseen(new Fault.Blocked(robot.get())));
    }
    int status = got.status();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      String what = "the key for " + name + " (it answered " + status + ")";
      return Optional.of(new Arrival.Unseen(new Fault.NoAccess(what, configured)));
    }
    if (status == TOO_MANY_REQUESTS) {
      return Optional.of(new Arrival.Unseen(new Fault.Throttled(name + " answered 429")));
    }
    return status >= 200 && status < 300
        ? Optional.empty()
        : Optional.of(Arrival.fails(name, "it answered " + status));
  }

  /** What was cut may have had it in the part that is missing. */
  private static Arrival read(Answer.Got got, String name, Function<Body, Arrival> read) {
    Arrival arrival = read.apply(got.body());
    boolean found = arrival instanceof Arrival.Arrived;
    return got.body().truncated() && !found
        ? Arrival.fails(name, "it is too long to be read to its end: ask it for the newest only")
        : arrival;
  }

  private static Arrival inJson(ReceiptSettings.Json list, String mark, Body body) {
    String name = name(list.url());
    String path = list.find();
    Optional<JsonPaths> json = JsonPaths.of(body.text());
    if (json.isEmpty()) {
      return Arrival.fails(name, "it answered with something else than JSON");
    }
    if (path == null) {
      return json.get().contains(mark)
          ? new Arrival.Arrived(null)
          : new Arrival.Missing("what stands in " + name);
    }
    List<String> values = json.get().all(path);
    return values.stream().anyMatch(value -> value.contains(mark))
        ? new Arrival.Arrived(null)
        : new Arrival.Missing(values.size() + " at " + path + " in " + name);
  }

  private static Arrival inCsv(ReceiptSettings.Csv list, String mark, Body body) {
    String name = name(list.url());
    String text = body.text().startsWith("\uFEFF") ? body.text().substring(1) : body.text();
    // any text can be read as CSV; a page may even say the mark, as part of its own address
    if (saysHtml(body) || text.stripLeading().startsWith("<")) {
      return Arrival.fails(name, "it answered with a page instead of CSV");
    }
    String column = list.column();
    int rows = -1;
    int place = -1;
    try (CsvReader<CsvRecord> csv = reader(text)) {
      for (CsvRecord row : csv) {
        if (++rows == 0) {
          place = column == null ? -1 : row.getFields().indexOf(column);
        } else if (holds(row.getFields(), column == null ? null : place, mark)) {
          return new Arrival.Arrived(null);
        }
      }
    } catch (CsvParseException | UncheckedIOException e) {
      return Arrival.fails(name, "it cannot be read as CSV");
    } catch (IOException e) {
      throw new IllegalStateException("a text has no end of its own", e);
    }
    if (rows < 0) {
      return Arrival.fails(name, "it is empty, without even the names of its columns");
    }
    if (column != null && place < 0) {
      return Arrival.fails(name, "it has no column '" + column + "'");
    }
    return new Arrival.Missing(rows + (rows == 1 ? " row" : " rows") + " of " + name);
  }

  private static boolean saysHtml(Body body) {
    return body.contentType().orElse("").toLowerCase(Locale.ROOT).contains("html");
  }

  /**
   * @param place the only field that counts; null if all do
   */
  private static boolean holds(List<String> fields, @Nullable Integer place, String mark) {
    if (place == null) {
      return fields.stream().anyMatch(field -> field.contains(mark));
    }
    return place >= 0 && place < fields.size() && fields.get(place).contains(mark);
  }

  private static CsvReader<CsvRecord> reader(String text) {
    return CsvReader.builder()
        .fieldSeparator(CsvSeparator.of(text))
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text);
  }
}
