package io.wellkept.probe.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.DateTexts.Hints;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateTextsTest {
  private static final LocalDate NEAR = LocalDate.of(2026, 11, 20);
  private static final Hints GERMAN = new Hints("de-AT", "AT", NEAR);

  /** Pieces that dates are made of, so that junk comes close to being one. */
  private static final String[] PIECES = {
    "31",
    "10",
    "2026",
    "5",
    "05",
    "1601902800",
    ".",
    "/",
    "-",
    " ",
    ":",
    "T",
    "Oct",
    "Oktober",
    "of",
    "de",
    "bis",
    "年",
    "月",
    "日",
    "th",
    "+01:00",
    "pm",
    ",",
    "\u00a0",
    "x",
    "жовтня",
    "٥",
    "'",
    "\ud83d",
    "99999999999999",
    "m.",
    "tháng",
    "Nov",
    "24-28",
    "–"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | October 5, 2020
          en | the 5th of October 2020
          en | Oct 5th, 2020
          de | 5. Oktober 2020
          de | 5. Okt. 2020
          fr | 5 octobre 2020
          es | 5 de octubre de 2020
          it | 5 ottobre 2020
          pt | 5 de outubro de 2020
          nl | 5 oktober 2020
          da | 5. oktober 2020
          sv | 5 okt. 2020
          nb | 5. oktober 2020
          fi | 5. lokakuuta 2020
          et | 5. oktoober 2020
          lv | 2020. gada 5. oktobris
          lt | 2020 m. spalio 5 d.
          pl | 5 października 2020
          cs | 5. října 2020
          sk | 5. októbra 2020
          sl | 5. oktober 2020
          hr | 5. listopada 2020.
          ro | 5 octombrie 2020
          hu | 2020. október 5.
          bg | 5 октомври 2020
          el | 5 Οκτωβρίου 2020
          el | 5 ΟΚΤΩΒΡΙΟΥ 2020
          mt | 5 ta Ottubru 2020
          uk | 5 жовтня 2020
          ru | 5 октября 2020 г.
          tr | 5 Ekim 2020
          ar | ٥ أكتوبر ٢٠٢٠
          zh | 2020年10月5日
          ja | 2020年10月05日
          ko | 2020년 10월 5일
          vi | 5 tháng 10, 2020
          id | 5 Oktober 2020
          he | 5 אוקטובר 2020
          """)
  void readsManyLanguages(String language, String text) {
    assertThat(days(text, new Hints(language, null, null)))
        .containsExactly(LocalDate.of(2020, 10, 5));
    assertThat(days("Text, " + text + " und mehr", new Hints(language, null, null)))
        .containsExactly(LocalDate.of(2020, 10, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-31",
        "2026/10/31",
        "2026.10.31",
        "31.10.2026",
        "31. 10. 2026",
        "31.10.26",
        "31/10/2026",
        "10/31/2026",
        "31-10-2026",
        "31-Oct-2026",
        "Saturday, 31st October 2026"
      })
  void readsNumbersThatCanOnlyBeReadInOneWay(String text) {
    assertThat(days(text, Hints.NONE)).containsExactly(LocalDate.of(2026, 10, 31));
  }

  @Test
  void languageAndCountryDecideWhetherTheDayOrTheMonthGoesFirst() {
    LocalDate april = LocalDate.of(2026, 4, 3);
    LocalDate march = LocalDate.of(2026, 3, 4);
    assertThat(days("03/04/2026", new Hints("de", null, null))).containsExactly(april);
    assertThat(days("03/04/2026", new Hints("en-GB", null, null))).containsExactly(april);
    assertThat(days("03/04/2026", new Hints("en-US", null, null))).containsExactly(march);
    assertThat(days("03/04/2026", Hints.of("en-US", "shop.example.co.uk", null)))
        .containsExactly(april);
    assertThat(days("03/04/2026", Hints.of("en", "shop.example.com", null))).isEmpty();
  }

  @Test
  void aWordThatMeansTwoMonthsIsReadInThePagesLanguage() {
    assertThat(days("5. listopada 2020", new Hints("hr", null, null)))
        .containsExactly(LocalDate.of(2020, 10, 5));
    assertThat(days("5 listopada 2020", new Hints("pl", null, null)))
        .containsExactly(LocalDate.of(2020, 11, 5));
    assertThat(days("5 listopada 2020", Hints.NONE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "24.-28.11.2026, 2026-11-24, 2026-11-28",
    "24. bis 28. November 2026, 2026-11-24, 2026-11-28",
    "24.11. - 28.11.2026, 2026-11-24, 2026-11-28",
    "Nov 24-28, 2026-11-24, 2026-11-28",
    "30.12.2025 bis 6.1.2026, 2025-12-30, 2026-01-06",
  })
  void aRangeGivesItsEnd(String text, LocalDate from, LocalDate until) {
    assertThat(DateTexts.in(text, GERMAN))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.range()).isTrue();
          assertThat(found.from()).isEqualTo(from);
          assertThat(found.day()).isEqualTo(until);
        });
  }

  @Test
  void aMissingYearIsTheOneThatBringsTheDateNearest() {
    assertThat(DateTexts.in("nur noch bis 31.10.!", GERMAN))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.day()).isEqualTo(LocalDate.of(2026, 10, 31));
          assertThat(found.yearGiven()).isFalse();
        });
    assertThat(days("bis 5. Jänner", GERMAN)).containsExactly(LocalDate.of(2027, 1, 5));
    assertThat(days("bis 5. Jänner", GERMAN.near(null))).isEmpty();
    assertThat(days("am 29.2.", GERMAN.near(LocalDate.of(2026, 3, 1)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2020-10-05T14:30:00+02:00 | 14:30 | +02:00
          2020-10-05 14:30 | 14:30 |
          5. Oktober 2020 um 14.30 Uhr | 14:30 |
          Oct 5, 2020 at 2:30 p.m. | 14:30 |
          Mon, 05 Oct 2020 14:30:00 GMT | 14:30 | Z
          Mon Oct 05 14:30:00 +0000 2020 | 14:30 | Z
          5 octobre 2020 à 14h30 | 14:30 |
          """)
  void readsTheTimeBesideIt(String text, LocalTime time, String offset) {
    Found found = DateTexts.in(text, GERMAN).getFirst();
    assertThat(found.day()).isEqualTo(LocalDate.of(2020, 10, 5));
    assertThat(found.time()).isEqualTo(time);
    assertThat(found.offset()).isEqualTo(offset == null ? null : ZoneOffset.of(offset));
    assertThat(found.end()).isEqualTo(text.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.10.20",
        "version 1.10.2020.5",
        "31.02.2020",
        "2020-13-05",
        "Tel. 0660/12/2020123",
        "Oktober 2020",
        "12:30:45",
        "1/2/3",
        "seit 1998",
        "20201005",
        "32. Oktober 2020"
      })
  void isNotTakenIn(String text) {
    assertThat(DateTexts.in(text, GERMAN.near(null))).isEmpty();
  }

  @Test
  void neverThrowsWhateverStandsThere() {
    Random random = new Random(20201005);
    for (int round = 0; round < 20_000; round++) {
      String text = junk(random, 12);
      assertThatCode(() -> check(text)).as(text).doesNotThrowAnyException();
    }
  }

  private static void check(String text) {
    int last = 0;
    for (Found found : DateTexts.in(text, GERMAN)) {
      assertThat(found.start()).isGreaterThanOrEqualTo(last);
      assertThat(found.end()).isGreaterThan(found.start()).isLessThanOrEqualTo(text.length());
      last = found.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"24.-", "1 ", "Oct ", "2020-", "31.10.", "5 de ", "Nov 24-", "ab", "年1"})
  void takesTimeInProportionToTheText(String piece) {
    String text = piece.repeat(DateTexts.MAX_LENGTH / piece.length() + 1);
    DateTexts.in(text, GERMAN);
    long begun = System.nanoTime();
    DateTexts.in(text, GERMAN);
    // a square of 200,000 would take minutes
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void readsNoFurtherThanItsBound() {
    String text = " ".repeat(DateTexts.MAX_LENGTH) + "2020-10-05";
    assertThat(DateTexts.in(text, GERMAN)).isEmpty();
  }

  private static String junk(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static List<LocalDate> days(String text, Hints hints) {
    return DateTexts.in(text, hints).stream().map(Found::day).toList();
  }
}
