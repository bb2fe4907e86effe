package io.wellkept.web;

import io.wellkept.report.digest.DigestLetter;
import io.wellkept.report.digest.Reckoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A digest as its page shows it.
 *
 * @param line the score day by day; null where there are not two days
 * @param reckoning where the score comes from
 */
public record DigestView(
    String id, DigestLetter letter, @Nullable ScoreLine line, Reckoning reckoning) {
  /**
   * One of the list.
   *
   * @param whose for whom it was written, by name
   * @param acts how many touchpoints were wrong at the end
   */
  public record Row(String id, String title, String when, String whose, String score, int acts) {}

  /**
   * A page of the list.
   *
   * @param number of the page, from 1
   * @param more whether there are older ones
   * @param none what to say where there are none yet
   */
  public record Rows(List<Row> rows, int number, boolean more, String none) {
    public Rows {
      rows = List.copyOf(rows);
    }
  }
}
