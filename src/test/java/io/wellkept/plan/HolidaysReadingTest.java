package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.touchpoint.Person;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HolidaysReadingTest {
  private static final String LABOUR_DAY =
      HolidaysTest.calendar("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY\nSUMMARY:Labour Day");
  private static final LocalDate MAY_FIRST = LocalDate.parse("2026-05-01");

  private static Reading read(String holidays, String annas, Map<String, String> calendars) {
    Map<String, String> files = Shop.files();
    String people =
        Shop.PEOPLE.replace("anna@example.org}", "anna@example.org" + annas + "}") + holidays;
    files.put("config/people.yaml", people);
    files.putAll(calendars);
    return Shop.reader(Map.of()).read(Sources.of(files));
  }

  private static Plan good(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).plan();
  }

  private static Person person(Plan plan, String id) {
    return plan.people().person(id).orElseThrow();
  }

  private static List<String> problems(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Bad.class);
    return ((Reading.Bad) reading).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void aCalendarCountsForThoseWhoNameIt() {
    Plan plan =
        good(
            read(
                "holidays: {bavaria: {file: bavaria.ics}}",
                ", holidays: [bavaria]",
                Map.of("config/bavaria.ics", LABOUR_DAY)));
    assertThat(person(plan, "anna").holidays()).contains(MAY_FIRST);
    assertThat(person(plan, "ben").holidays()).isEmpty();
  }

  @Test
  void oneForEverybodyCountsForThoseWhoNameNone() {
    String christmas = HolidaysTest.calendar("DTSTART;VALUE=DATE:20261225");
    Plan plan =
        good(
            read(
                "holidays:\n  all: {file: all.ics, for-everybody: true}\n  own: {file: own.ics}",
                ", holidays: [own]",
                Map.of("config/all.ics", LABOUR_DAY, "config/own.ics", christmas)));
    assertThat(person(plan, "ben").holidays()).contains(MAY_FIRST);
    assertThat(person(plan, "anna").holidays()).containsExactly(LocalDate.parse("2026-12-25"));
  }

  @Test
  void oneWithAnAddressIsFetchedLater() {
    Plan plan =
        good(
            read(
                "holidays: {x: {url: \"https://cal.example.org/x.ics\", without: [observance]}}",
                ", holidays: [x]",
                Map.of()));
    assertThat(plan.feeds())
        .containsExactly(
            new HolidayFeed(
                "x",
                URI.create("https://cal.example.org/x.ics"),
                List.of("observance"),
                java.util.Set.of("anna")));
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    assertThat(problems(read("holidays: {x: {file: x.ics}}", "", Map.of())))
        .singleElement()
        .asString()
        .contains("config/people.yaml:")
        .contains("there is no file config/x.ics");
    assertThat(problems(read("holidays: {x: {}}", "", Map.of())))
        .singleElement()
        .asString()
        .contains("needs one of 'file' and 'url'");
    assertThat(
            problems(read("holidays: {x: {file: x.ics}}", "", Map.of("config/x.ics", "Not found"))))
        .singleElement()
        .asString()
        .contains("config/x.ics is no calendar");
    assertThat(
            problems(
                read(
                    "holidays: {bavaria: {file: x.ics}}",
                    ", holidays: [bavria]",
                    Map.of("config/x.ics", LABOUR_DAY))))
        .singleElement()
        .asString()
        .contains("'bavria'")
        .contains("did you mean 'bavaria'");
    assertThat(problems(read("holidays: {x: {file: ../x.ics}}", "", Map.of())))
        .singleElement()
        .asString()
        .contains(".ics file in config/");
    assertThat(problems(read("holidays: {x: {url: \"ftp://example.org/x\"}}", "", Map.of())))
        .singleElement()
        .asString()
        .contains("http:// or https://");
  }

  @Test
  void aCalendarThatNobodyNamesIsAWarning() {
    Reading reading = read("", "", Map.of("config/x.ics", LABOUR_DAY));
    assertThat(((Reading.Good) reading).warnings())
        .extracting(Problem::toString)
        .anyMatch(warning -> warning.contains("people.yaml does not name"));
  }
}
