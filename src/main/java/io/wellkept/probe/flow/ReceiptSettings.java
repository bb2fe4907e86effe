package io.wellkept.probe.flow;

import io.wellkept.touchpoint.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where what was sent must arrive. */
@Doc("Where what was sent must arrive, and how soon")
public record ReceiptSettings(
    @Doc(value = "How soon it must have arrived", standard = "10m") @Nullable Duration within) {}
