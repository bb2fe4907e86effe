package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.LedgerException;
import io.wellkept.probe.Files;
import io.wellkept.touchpoint.CheckId;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps files in the ledger, before the look that shows them is stored. */
record LedgerFiles(Ledger ledger, InstantSource clock) implements Files {
  private static final Logger log = LoggerFactory.getLogger(LedgerFiles.class);

  @Override
  public String keep(CheckId check, byte[] bytes, String type) {
    if (bytes.length > Files.LARGEST) {
      return "";
    }
    Ledger.KeptFile file = Ledger.KeptFile.of(bytes, type, clock.instant());
    try {
      ledger.change(work -> work.keep(file));
      return file.id();
    } catch (LedgerException e) {
      log.warn("A picture could not be kept, the look counts without it check={}", check, e);
      return "";
    }
  }
}
