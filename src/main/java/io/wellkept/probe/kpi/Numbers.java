package io.wellkept.probe.kpi;

import io.wellkept.probe.Body;
import io.wellkept.probe.access.Call;
import io.wellkept.probe.access.Key;
import io.wellkept.probe.access.Meaning;
import io.wellkept.probe.access.Paper;
import io.wellkept.probe.access.PlainVendor;
import io.wellkept.probe.access.Reply;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.access.Trees;
import io.wellkept.probe.access.Vendor;
import io.wellkept.probe.flow.JsonPaths;
import io.wellkept.probe.table.Figures;
import io.wellkept.probe.table.JsonSource;
import io.wellkept.probe.table.Row;
import io.wellkept.probe.table.SqlSource;
import io.wellkept.probe.table.Tables;
import io.wellkept.probe.table.Told;
import io.wellkept.touchpoint.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import okhttp3.Headers;
import tools.jackson.databind.JsonNode;

/** Gets one number from wherever it is. */
final class Numbers {
  private static final int MOST_QUOTED = 40;

  private final Tables tables;

  Numbers(Tables tables) {
    this.tables = tables;
  }

  /**
   * Gets the number that the settings name.
   *
   * @param check whose number it is, for people, such as "shop/orders"
   * @throws InterruptedException if Wellkept stops
   */
  KpiFacts get(KpiSettings settings, String check, TimeLeft time, boolean fresh)
      throws InterruptedException {
    JsonSource json = settings.json();
    if (json != null) {
      return json(json, "json of " + check, time, fresh);
    }
    CsvNumber csv = settings.csv();
    if (csv != null) {
      return csv(csv, tables.csv(csv.source(), "csv of " + check, time, fresh));
    }
    SqlSource sql = settings.sql();
    if (sql != null) {
      return sql(tables.sql(sql, "sql.user of " + check, time, 2));
    }
    PrometheusNumber prometheus = settings.prometheus();
    if (prometheus != null) {
      return prometheus(prometheus, "prometheus of " + check, time, fresh);
    }
    throw new IllegalStateException("settings without a source are refused when they are made");
  }

  private KpiFacts json(JsonSource source, String where, TimeLeft time, boolean fresh)
      throws InterruptedException {
    Paper paper = tables.paper(source.place(), "the number", where);
    return switch (paper.get(time, fresh)) {
      case Paper.Got.Nothing nothing -> new KpiFacts.Blind(nothing.fault());
      case Paper.Got.Text text -> json(source.path(), paper, text.body());
    };
  }

  private static KpiFacts json(String path, Paper paper, Body body) {
    Optional<JsonPaths> document = body.truncated() ? Optional.empty() : JsonPaths.of(body.text());
    if (document.isEmpty()) {
      return new KpiFacts.Blind(paper.fails("it is no JSON, or breaks off"));
    }
    Optional<String> found = document.get().at(path);
    return found
        .map(Numbers::number)
        .orElseGet(() -> new KpiFacts.None("nothing stands at " + path));
  }

  private static KpiFacts number(String text) {
    OptionalDouble value = Figures.read(text);
    return value.isPresent()
        ? new KpiFacts.Number(value.getAsDouble(), "")
        : new KpiFacts.None("'" + quoted(text) + "' is no number");
  }

  private static String quoted(String text) {
    return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "…";
  }

  private static KpiFacts csv(CsvNumber csv, Told told) {
    return switch (told) {
      case Told.Nothing nothing -> new KpiFacts.Blind(nothing.fault());
      case Told.Rows rows -> csv(csv, rows);
    };
  }

  private static KpiFacts csv(CsvNumber csv, Told.Rows rows) {
    String column = csv.column();
    if (column != null && rows.columns().stream().noneMatch(column.strip()::equalsIgnoreCase)) {
      return blind(csv, "there is no column '" + column + "' in its first line");
    }
    if (!rows.complete()) {
      return blind(csv, "it has more lines than we read");
    }
    if (csv.take() == CsvNumber.Take.COUNT) {
      return new KpiFacts.Number(rows.rows().size(), "");
    }
    return column == null || rows.rows().isEmpty()
        ? new KpiFacts.None("no line is what was asked for")
        : taken(csv.take(), column, rows.rows());
  }

  private static KpiFacts taken(CsvNumber.Take take, String column, List<Row> rows) {
    if (take == CsvNumber.Take.LAST || take == CsvNumber.Take.FIRST) {
      Row row = rows.get(take == CsvNumber.Take.LAST ? rows.size() - 1 : 0);
      return row.at(column)
          .map(Numbers::number)
          .orElseGet(() -> new KpiFacts.None("nothing stands in " + column));
    }
    List<Double> values = new ArrayList<>();
    for (Row row : rows) {
      Optional<String> text = row.at(column);
      OptionalDouble value = text.isEmpty() ? OptionalDouble.empty() : Figures.read(text.get());
      if (text.isPresent() && value.isEmpty()) {
        return new KpiFacts.None("'" + quoted(text.get()) + "' is no number");
      }
      value.ifPresent(values::add);
    }
    var all = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    if (all.getCount() == 0) {
      return new KpiFacts.None("nothing stands in " + column);
    }
    double value =
        switch (take) {
          case SUM -> all.getSum();
          case AVERAGE -> all.getAverage();
          case LEAST -> all.getMin();
          case MOST -> all.getMax();
          case LAST, FIRST, COUNT -> throw new IllegalStateException("taken before: " + take);
        };
    return new KpiFacts.Number(value, "");
  }

  private static KpiFacts blind(CsvNumber csv, String detail) {
    return new KpiFacts.Blind(
        new Fault.ServiceFails("the table of " + csv.source().place(), detail));
  }

  private static KpiFacts sql(Told told) {
    return switch (told) {
      case Told.Nothing nothing -> new KpiFacts.Blind(nothing.fault());
      case Told.Rows rows when rows.rows().size() > 1 || !rows.complete() ->
          new KpiFacts.Blind(
              new Fault.ServiceFails("the query", "it gives several rows: it must give one"));
      case Told.Rows rows when rows.columns().size() != 1 ->
          new KpiFacts.Blind(
              new Fault.ServiceFails("the query", "it gives several columns: it must give one"));
      case Told.Rows rows when rows.rows().isEmpty() -> new KpiFacts.None("the query gives no row");
      case Told.Rows rows ->
          rows.rows()
              .get(0)
              .at(rows.columns().get(0))
              .map(Numbers::number)
              .orElseGet(() -> new KpiFacts.None("the query gives no value (null)"));
    };
  }

  /** Prometheus says in the body what is wrong with a query. */
  private record Asked(String name) implements Vendor {
    @Override
    public Meaning meaning(int status, Headers headers, JsonNode body, Instant now) {
      return PlainVendor.byStatus(status, headers, Trees.text(body.path("error")), now);
    }
  }

  private KpiFacts prometheus(PrometheusNumber source, String where, TimeLeft time, boolean fresh)
      throws InterruptedException {
    String name = "Prometheus at " + source.address().host();
    Key key = new Key.Fixed(source.headers());
    Call call = Call.get(new Asked(name), key, where, source.address().uri());
    return switch (tables.api().ask(call, time, fresh)) {
      case Reply.Failed failed -> new KpiFacts.Blind(failed.fault());
      case Reply.Said said -> prometheus(name, said.body());
    };
  }

  /**
   * Reads an answer to an instant query.
   *
   * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">HTTP API</a>
   */
  private static KpiFacts prometheus(String name, Body body) {
    JsonNode answer = Trees.whole(body.text().getBytes(StandardCharsets.UTF_8)).orElse(null);
    if (answer == null || !Trees.text(answer.path("status")).equals("success")) {
      return new KpiFacts.Blind(
          new Fault.ServiceFails(name, "what it says is no answer to a query"));
    }
    JsonNode result = answer.path("data").path("result");
    String type = Trees.text(answer.path("data").path("resultType"));
    String doubt =
        answer.path("warnings").valueStream().map(Trees::text).collect(Collectors.joining("; "));
    if (type.equals("scalar")) {
      return sample(result, doubt);
    }
    if (!type.equals("vector") || !result.isArray()) {
      return new KpiFacts.Blind(
          new Fault.ServiceFails(
              name, "the query gives a " + quoted(type) + ": it must give one number, now"));
    }
    if (result.size() > 1) {
      return new KpiFacts.Blind(
          new Fault.ServiceFails(
              name, "the query gives " + result.size() + " series: it must give one, see sum()"));
    }
    return result.isEmpty()
        ? new KpiFacts.None("the query finds nothing")
        : sample(result.path(0).path("value"), doubt);
  }

  private static KpiFacts sample(JsonNode pair, String doubt) {
    String text = Trees.text(pair.path(1));
    OptionalDouble value = Figures.read(text);
    return value.isPresent()
        ? new KpiFacts.Number(value.getAsDouble(), quoted(doubt))
        : new KpiFacts.None("the query gives " + (text.isEmpty() ? "nothing" : quoted(text)));
  }
}
