package io.wellkept.plan;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Names;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shape of {@code config/people.yaml}. */
@Doc("Who answers for touchpoints, and which teams they form.")
record PeopleFile(
    @Doc("Everybody who can be named as owner or backup, by an id of your own.")
        Map<String, PersonPart> people,
    @Doc("Teams, by an id of your own.") @Nullable Map<String, TeamPart> teams,
    @Doc("Calendars of days on which nobody works, by an id of your own.")
        @Nullable Map<String, HolidaysPart> holidays) {
  static final String NAME_WORDS = "a name of lower-case letters, digits and dashes";

  record PersonPart(
      @Doc(value = "How others call the person.", example = "Anna Berger") String name,
      @Doc(value = "E-mail address.", example = "anna@example.org")
          @Expect(pattern = "[^@\\s<>]+@[^@\\s<>]+", words = "an e-mail address")
          @Nullable String email,
      @Doc(value = "Slack member id.", example = "U024BE7LH")
          @Expect(pattern = "[A-Z0-9]{3,20}", words = "a Slack member id, such as U024BE7LH")
          @Nullable String slack,
      @Doc(value = "Time zone; without it, the daemon's.", example = "Europe/Berlin")
          @Nullable ZoneId zone,
      @Doc(
              value =
                  "Working hours by day or range of days, or `always`. Outside of them messages"
                      + " wait, unless a ladder goes around the clock.",
              standard = "{mon-fri: \"09:00-17:00\"}",
              example = "{mon-fri: \"09:00-12:00, 13:00-17:00\", sat: \"10:00-14:00\"}")
          @Nullable JsonNode hours,
      @Doc("Days on which the person is away.") @Nullable List<AwayPart> away,
      @Doc(
              value =
                  "Ids of the calendars of holidays that count for the person; without it, those"
                      + " that are for everybody.",
              example = "[bavaria]")
          @Expect(pattern = Names.PATTERN, words = "the id of a calendar")
          @Nullable List<String> holidays,
      @Doc(
              value = "Names of notifiers in the order in which they are tried; without it, all.",
              example = "[chat, mail]")
          @Expect(pattern = Names.PATTERN, words = "the name of a notifier")
          @Nullable List<String> tellBy,
      @Doc(
              value =
                  "The person's last day: from two weeks before it the lead of the team hears what"
                      + " they still own, and from the day after it they are told nothing.",
              example = "2026-12-31")
          @Nullable LocalDate until,
      @Doc(
              value = "The language of messages to the person; without it, the daemon's.",
              example = "de")
          @Nullable Language language) {}

  record AwayPart(
      @Doc(value = "The first day.", example = "2026-12-24") LocalDate from,
      @Doc(value = "The last day.", example = "2027-01-02") LocalDate until) {}

  record HolidaysPart(
      @Doc(value = "An iCalendar file beside this one.", example = "bavaria.ics")
          @Expect(pattern = "[^/\\\\]+\\.ics", words = "the name of an .ics file in config/")
          @Nullable String file,
      @Doc(
              value = "Or where the calendar is fetched, once a day.",
              example = "https://calendar.example.org/bavaria.ics")
          @Nullable URI url,
      @Doc(
              value = "Events whose name holds one of these words do not count.",
              example = "[observance]")
          @Expect(pattern = ".*\\S.*", words = "a word of the names of events")
          @Nullable List<String> without,
      @Doc(value = "Whether it counts for everybody who names no calendar.", standard = "false")
          @Nullable Boolean forEverybody) {}

  record TeamPart(
      @Doc(value = "How others call the team; without it, its id.", example = "Web team")
          @Nullable String name,
      @Doc(value = "Id of the person who leads it.", example = "carla")
          @Expect(pattern = Names.PATTERN, words = NAME_WORDS)
          String lead,
      @Doc(
              value = "Ids of the people in it; the lead need not be repeated.",
              example = "[anna, ben]")
          @Expect(pattern = Names.PATTERN, words = "the id of a person")
          @Nullable List<String> members) {}
}
