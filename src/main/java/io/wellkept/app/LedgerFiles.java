package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.LedgerException;
import io.wellkept.probe.Files;
import io.wellkept.touchpoint.CheckId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
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
    String id = id(bytes);
    try {
      ledger.change(work -> work.keep(new Ledger.KeptFile(id, clock.instant(), type, bytes)));
      return id;
    } catch (LedgerException e) {
      log.warn("A picture could not be kept, the look counts without it check={}", check, e);
      return "";
    }
  }

  private static String id(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
