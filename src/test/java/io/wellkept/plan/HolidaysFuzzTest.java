package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a calendar, it is days or a refusal in words. */
final class HolidaysFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "DTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day\nRRULE:FREQ=YEARLY",
            "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227",
            "DTSTART;VALUE=DATE:20160101\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=9;INTERVAL=2",
            "DTSTART:20261224T100000Z\nDURATION:P1D",
            "RDATE;VALUE=DATE:20260501,20260502\nDTSTART;VALUE=DATE:20260501")
        .map(HolidaysTest::calendar)
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "3s")
  void isReadOrRefused(byte[] bytes) {
    try {
      assertThat(Holidays.read(new String(bytes, StandardCharsets.UTF_8), List.of()))
          .hasSizeLessThanOrEqualTo(5_000);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s)(is|holds) .*");
    }
  }
}
