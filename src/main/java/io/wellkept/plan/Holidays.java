package io.wellkept.plan;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtStart;

/**
 * Days on which nobody works, from an iCalendar: every day of every event that lasts whole days.
 * Whether an event makes its people busy says nothing: calendars of public holidays mark theirs as
 * free time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>
 */
public final class Holidays {
  /** What comes before or after is not read: events that repeat do so for ever. */
  static final LocalDate FIRST = LocalDate.of(2015, 1, 1);

  static final LocalDate LAST = LocalDate.of(2065, 12, 31);

  /** A calendar with more is not one of holidays. */
  private static final int MOST_DAYS = 5_000;

  private Holidays() {}

  /**
   * Reads a calendar.
   *
   * @param without words; an event is passed over whose name holds one of them, in any case
   * @throws IllegalArgumentException if it is no calendar, or one with too many days; the message
   *     is for people
   */
  public static Set<LocalDate> read(String text, List<String> without) {
    Set<LocalDate> days = new TreeSet<>();
    for (VEvent event : parse(text).<VEvent>getComponents("VEVENT")) {
      if (counts(event, without)) {
        add(event, days);
      }
    }
    return days;
  }

  private static Calendar parse(String text) {
    try {
      // a byte order mark is no part of the calendar
      return new CalendarBuilder().build(new StringReader(text.replace("\uFEFF", "").strip()));
    } catch (ParserException e) {
      throw new IllegalArgumentException("is no calendar (line " + e.getLineNo() + ")", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("is no calendar", e);
    } catch (RuntimeException e) {
      // what the library makes of a broken property is a bug there and bad input here
      throw new IllegalArgumentException("is a calendar that cannot be read", e);
    }
  }

  private static boolean counts(VEvent event, List<String> without) {
    String name = value(event, Property.SUMMARY).toLowerCase(Locale.ROOT);
    return !value(event, Property.STATUS).equalsIgnoreCase("CANCELLED")
        && without.stream().noneMatch(word -> name.contains(word.toLowerCase(Locale.ROOT)));
  }

  private static String value(VEvent event, String property) {
    return event.getProperty(property).map(Property::getValue).orElse("");
  }

  private static void add(VEvent event, Set<LocalDate> days) {
    try {
      DtStart<Temporal> start = event.getDateTimeStart();
      if (start == null) {
        throw new IllegalArgumentException("an event without a beginning");
      }
      if (!(start.getDate() instanceof LocalDate)) {
        return;
      }
      Period<LocalDate> all = new Period<>(FIRST, LAST);
      for (Period<Temporal> period : event.<Temporal>calculateRecurrenceSet(all)) {
        LocalDate end = LocalDate.from(period.getEnd());
        LocalDate day = LocalDate.from(period.getStart());
        do {
          days.add(day);
          requireFew(days);
          day = day.plusDays(1);
        } while (day.isBefore(end));
      }
    } catch (TooManyException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "holds an event that cannot be read (" + value(event, Property.SUMMARY) + ")", e);
    }
  }

  private static void requireFew(Set<LocalDate> days) {
    if (days.size() > MOST_DAYS) {
      throw new TooManyException();
    }
  }

  private static final class TooManyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TooManyException() {
      super("holds more than " + MOST_DAYS + " days: is it a calendar of holidays?");
    }
  }
}
