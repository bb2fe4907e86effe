package io.wellkept.probe.flow;

import io.wellkept.probe.access.Mailbox;
import io.wellkept.touchpoint.Doc;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Where what was sent must arrive: exactly one place, known by the mark of the run. */
@Doc("Where what was sent must arrive, and how soon")
public record ReceiptSettings(
    @Doc("A mailbox in which it must arrive, read by IMAP") @Nullable Mailbox mailbox,
    @Doc(
            value =
                "Whether it must be posted to the check's own address, which the touchpoint's page"
                    + " shows; calls without the mark of a run are not kept",
            standard = "false")
        @Nullable Boolean webhook,
    @Doc("An answer in JSON in which it must stand") @Nullable Json json,
    @Doc("An answer in CSV in which it must stand") @Nullable Csv csv,
    @Doc(value = "How soon it must have arrived, at most 7d", standard = "10m")
        @Nullable Duration within,
    @Doc(value = "How often to look meanwhile", standard = "a sixth of within")
        @Nullable Duration againEvery) {
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** How many looks the time is divided into. */
  private static final int PARTS = 6;

  public ReceiptSettings {
    webhook = webhook != null && webhook;
    long places = Stream.of(mailbox, json, csv).filter(Objects::nonNull).count();
    if (places + (webhook ? 1 : 0) != 1) {
      throw new IllegalArgumentException(
          "receipt needs exactly one of mailbox, webhook, json or csv");
    }
    within = positive("within", within == null ? USUAL : within);
    if (within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("within is too long: at most 7d");
    }
    Duration part = within.dividedBy(PARTS);
    againEvery =
        positive(
            "again-every", Objects.requireNonNullElse(againEvery, part.isZero() ? within : part));
    if (againEvery.compareTo(within) > 0) {
      throw new IllegalArgumentException("again-every is longer than within");
    }
  }

  private static Duration positive(String name, Duration span) {
    if (span.isZero() || span.isNegative()) {
      throw new IllegalArgumentException(name + " must be more than nothing");
    }
    return span;
  }

  /** A list in JSON. */
  @Doc("A list of what arrived, in JSON.")
  public record Json(
      @Doc(
              value = "The address of the list; {{run.id}} in it stands for the mark of the run",
              example = "https://crm.example.org/api/leads?newest=100")
          String url,
      @Doc(
              value = "Headers to send along; never shown anywhere",
              example = "{Authorization: \"Bearer ${env:CRM_TOKEN}\"}")
          @Nullable Map<String, String> headers,
      @Doc(
              value =
                  "A JSON path: the mark must stand in one of the values there; anywhere in the"
                      + " answer if left out",
              example = "$.leads[*].email")
          @Nullable String find) {
    public Json {
      requireAddress(url);
      headers = Wanted.headers(headers);
      if (find != null) {
        JsonPaths.require(find);
      }
    }

    @Override
    public Map<String, String> headers() {
      return Objects.requireNonNull(headers);
    }

    @Override
    public String toString() {
      return "Json[" + LeadList.shown(url) + ", headers=" + headers().keySet() + "]";
    }
  }

  /** A list in CSV. */
  @Doc("A list of what arrived, in CSV, with the names of its columns in the first line.")
  public record Csv(
      @Doc(
              value = "The address of the list; {{run.id}} in it stands for the mark of the run",
              example = "https://crm.example.org/leads.csv")
          String url,
      @Doc(
              value = "Headers to send along; never shown anywhere",
              example = "{Authorization: \"Bearer ${env:CRM_TOKEN}\"}")
          @Nullable Map<String, String> headers,
      @Doc(value = "The column in which the mark must stand; any if left out", example = "E-Mail")
          @Nullable String column) {
    public Csv {
      requireAddress(url);
      headers = Wanted.headers(headers);
      Wanted.textOrNothing("column", column);
    }

    @Override
    public Map<String, String> headers() {
      return Objects.requireNonNull(headers);
    }

    @Override
    public String toString() {
      return "Csv[" + LeadList.shown(url) + ", headers=" + headers().keySet() + "]";
    }
  }

  private static void requireAddress(@Nullable String url) {
    List<String> names = url == null ? List.of() : Variables.namesIn(url);
    if (!Set.of(Variables.RUN_ID).containsAll(names)) {
      throw new IllegalArgumentException(
          "the url of the list may hold {{run.id}} alone: what steps extract is forgotten by then");
    }
    String sample = url == null ? "" : new Variables("wk").fillKnown(url);
    if (HttpUrl.parse(sample) == null || !isUri(sample)) {
      throw new IllegalArgumentException(
          "the url of the list must be a whole address, such as https://crm.example.org/leads");
    }
  }

  private static boolean isUri(String text) {
    try {
      return URI.create(text).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public Boolean webhook() {
    return Objects.requireNonNull(webhook);
  }

  @Override
  public Duration within() {
    return Objects.requireNonNull(within);
  }

  @Override
  public Duration againEvery() {
    return Objects.requireNonNull(againEvery);
  }

  /** The texts in which something may be left to be filled in. */
  Stream<String> texts() {
    return Stream.of(json == null ? null : json.url(), csv == null ? null : csv.url())
        .filter(Objects::nonNull)
        .map(String.class::cast);
  }

  /** Where it must arrive, for people. */
  String words() {
    if (mailbox != null) {
      return mailbox.words();
    }
    if (json != null || csv != null) {
      return "the list at " + LeadList.shown(texts().findFirst().orElseThrow());
    }
    return "the check's own address";
  }

  /** The key under which the place is configured. */
  String key() {
    return mailbox != null ? "mailbox" : json != null ? "json" : csv != null ? "csv" : "webhook";
  }
}
