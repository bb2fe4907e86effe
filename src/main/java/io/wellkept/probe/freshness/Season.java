package io.wellkept.probe.freshness;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Pattern;

/** Seasons and feasts that shops write about, and when each is over. */
enum Season {
  BLACK_FRIDAY("black[ -](?:friday|weekend|weeks?|november|deals?)") {
    @Override
    Window window(int year) {
      LocalDate friday = blackFriday(year);
      return new Window(friday.minusDays(28), LocalDate.of(year, Month.DECEMBER, 7));
    }
  },
  CYBER_MONDAY("cyber[ -](?:monday|weekend|weeks?|deals?)") {
    @Override
    Window window(int year) {
      LocalDate friday = blackFriday(year);
      return new Window(friday.minusDays(28), friday.plusDays(10));
    }
  },
  ADVENT("advents?(?:kalender|zeit|aktion|sonntag|kranz|calendar)?|avent|adwent\\w*|avvento") {
    @Override
    Window window(int year) {
      return new Window(
          LocalDate.of(year, Month.NOVEMBER, 15), LocalDate.of(year, Month.DECEMBER, 26));
    }
  },
  CHRISTMAS(
      "christmas|x-?mas|weihnacht\\w*|noël|navidad\\w*|navideñ\\w*|natale|natalizi\\w*|kerst\\w*"
          + "|bożonarodzeniow\\w*|boże narodzenie|świąteczn\\w*") {
    @Override
    Window window(int year) {
      return new Window(
          LocalDate.of(year, Month.OCTOBER, 15), LocalDate.of(year + 1, Month.JANUARY, 6));
    }
  },
  NEW_YEAR(
      "new year'?s?|neujahr\\w*|silvester\\w*|nouvel an|año nuevo|nochevieja|capodanno"
          + "|nieuwjaar\\w*|oud en nieuw|nowy rok|noworoczn\\w*|sylwest\\w*") {
    @Override
    Window window(int year) {
      return new Window(
          LocalDate.of(year, Month.DECEMBER, 1), LocalDate.of(year + 1, Month.JANUARY, 31));
    }

    @Override
    int namedAfter(int year) {
      return year - 1;
    }
  },
  CARNIVAL("carnival|karneval\\w*|fasching\\w*|fastnacht\\w*|carnaval|carnevale|karnawał\\w*") {
    @Override
    Window window(int year) {
      return new Window(LocalDate.of(year, Month.JANUARY, 6), easter(year).minusDays(40));
    }
  },
  VALENTINE("valentine'?s?|valentins?\\w*|saint-valentin|san valentín|san valentino|walentynk\\w*") {
    @Override
    Window window(int year) {
      return new Window(
          LocalDate.of(year, Month.JANUARY, 10), LocalDate.of(year, Month.FEBRUARY, 14));
    }
  },
  EASTER(
      "easter|ostern|oster(?!reich)\\w+|pâques|pascua|semana santa|pasqua\\w*|pasen|paas\\w*"
          + "|wielkanoc\\w*") {
    @Override
    Window window(int year) {
      return new Window(easter(year).minusDays(50), easter(year).plusDays(7));
    }
  },
  RAMADAN("ramadan|ramadán|ramazan") {
    @Override
    Window window(int year) {
      LocalDate first = ramadan(year);
      return new Window(first.minusDays(14), first.plusDays(33));
    }
  },
  /** Countries differ: over when it is over in the last of them. */
  MOTHERS_DAY(
      "mother'?s day|muttertag\\w*|fête des mères|día de la madre|festa della mamma|moederdag"
          + "|dzień matki") {
    @Override
    Window window(int year) {
      return new Window(LocalDate.of(year, Month.MARCH, 1), LocalDate.of(year, Month.JUNE, 7));
    }
  },
  SUMMER_SALE(
      "summer[ -]sale|sommerschlussverkauf|sommer-?sale|ssv|soldes d['’]été|rebajas de verano"
          + "|saldi estivi|zomer(?:uitverkoop|opruiming|sale)|letnia wyprzedaż") {
    @Override
    Window window(int year) {
      return new Window(LocalDate.of(year, Month.MAY, 15), LocalDate.of(year, Month.SEPTEMBER, 15));
    }
  },
  BACK_TO_SCHOOL(
      "back[ -]to[ -]school|schulanfang\\w*|rentrée scolaire|vuelta al cole|ritorno a scuola"
          + "|terug naar school|powrót do szkoły") {
    @Override
    Window window(int year) {
      return new Window(LocalDate.of(year, Month.JULY, 1), LocalDate.of(year, Month.OCTOBER, 15));
    }
  },
  HALLOWEEN("halloween\\w*") {
    @Override
    Window window(int year) {
      return new Window(
          LocalDate.of(year, Month.SEPTEMBER, 10), LocalDate.of(year, Month.OCTOBER, 31));
    }
  },
  WINTER_SALE(
      "winter[ -]sale|winterschlussverkauf|wsv|soldes d['’]hiver|rebajas de (?:invierno|enero)"
          + "|saldi invernali|winter(?:uitverkoop|opruiming)|zimowa wyprzedaż") {
    @Override
    Window window(int year) {
      return new Window(
          LocalDate.of(year, Month.DECEMBER, 10), LocalDate.of(year + 1, Month.MARCH, 15));
    }
  };

  private static final int RAMADAN_MONTH = 9;

  private final Pattern name;

  /** From when until when people write about it, both days included. */
  record Window(LocalDate first, LocalDate last) {
    /** How many days lie between the day and the window; 0 within it. */
    long daysFrom(LocalDate day) {
      if (day.isBefore(first)) {
        return ChronoUnit.DAYS.between(day, first);
      }
      return day.isAfter(last) ? ChronoUnit.DAYS.between(last, day) : 0;
    }
  }

  Season(String name) {
    this.name =
        Pattern.compile(
            "(?<![\\p{L}\\d])(?:" + name + ")(?![\\p{L}\\d])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** The window that begins in that year. */
  abstract Window window(int year);

  /** In which year the season begins that people call by this one. */
  int namedAfter(int year) {
    return year;
  }

  Pattern pattern() {
    return name;
  }

  /** The fourth Thursday of November is Thanksgiving; the day after it is meant. */
  static LocalDate blackFriday(int year) {
    return LocalDate.of(year, Month.NOVEMBER, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY))
        .plusDays(1);
  }

  /**
   * Easter Sunday of the Gregorian calendar.
   *
   * @see <a href="https://en.wikipedia.org/wiki/Date_of_Easter#Anonymous_Gregorian_algorithm">The
   *     anonymous Gregorian algorithm</a>
   */
  static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int ofCentury = year % 100;
    int correction = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int shift = (golden + 11 * epact + 22 * weekday) / 451;
    int days = epact + weekday - 7 * shift + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }

  /** The first day of the first Ramadan that begins in that year, by the calendar of Umm al-Qura. */
  static LocalDate ramadan(int year) {
    int hijrah = HijrahDate.from(LocalDate.of(year, Month.JANUARY, 1)).get(ChronoField.YEAR);
    LocalDate first = LocalDate.from(HijrahDate.of(hijrah, RAMADAN_MONTH, 1));
    return first.getYear() < year
        ? LocalDate.from(HijrahDate.of(hijrah + 1, RAMADAN_MONTH, 1))
        : first;
  }
}
