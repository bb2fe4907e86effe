package io.wellkept.probe.ad;

import io.wellkept.touchpoint.Doc;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where ads come from: exactly one of them. */
@Doc("Where the ads come from: exactly one of google, meta, csv and json")
public record SourceSettings(
    @Doc("Ads from Google Ads") @Nullable GoogleSettings google,
    @Doc("Ads from Meta: Facebook, Instagram") @Nullable MetaSettings meta,
    @Doc("Ads from a spreadsheet saved as CSV") @Nullable CsvSettings csv,
    @Doc("Ads from a JSON file or address") @Nullable JsonSettings json) {
  public SourceSettings {
    if (Stream.of(google, meta, csv, json).filter(Objects::nonNull).count() != 1) {
      throw new IllegalArgumentException("name exactly one source: google, meta, csv or json");
    }
  }
}
