package io.wellkept.probe.kpi;

import io.wellkept.probe.PageSettings;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.access.Written;
import io.wellkept.touchpoint.Doc;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A query to Prometheus, or to what answers like it. */
@Doc("A number from Prometheus, or from what answers like it")
public record PrometheusNumber(
    @Doc(value = "Its address, without /api/v1/query", example = "https://prometheus.example.org")
        String url,
    @Doc(value = "A query that gives one number, now", example = "sum(increase(orders_total[1h]))")
        String query,
    @Doc(value = "A token to send along; never shown", example = "\"${env:PROMETHEUS_TOKEN}\"")
        @Nullable String token,
    @Doc(value = "The user, where it asks for one") @Nullable String user,
    @Doc(value = "The user's password; never shown", example = "\"${env:PROMETHEUS_PASSWORD}\"")
        @Nullable String password) {
  public PrometheusNumber {
    // Reflection may hand over nothing where the YAML says nothing.
    if (url == null || query == null || query.isBlank()) {
      throw new IllegalArgumentException("prometheus needs a url and a query");
    }
    PageSettings.requireAddress(url);
    Written.requireSecret("token", token);
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("user and password go together");
    }
    if (token != null && user != null) {
      throw new IllegalArgumentException("set either token, or user and password");
    }
  }

  HttpUrl address() {
    return HttpUrl.get(url)
        .newBuilder()
        .addPathSegments("api/v1/query")
        .addQueryParameter("query", query)
        .build();
  }

  /** What lets us in; perhaps nothing. */
  Map<String, String> headers() {
    if (token != null) {
      return Map.of("Authorization", "Bearer " + token);
    }
    if (user == null) {
      return Map.of();
    }
    String both = user + ":" + password;
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "PrometheusNumber[" + ShownAddress.of(url) + "]";
  }
}
