package io.wellkept.plan;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Names;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of {@code config/policies.yaml}. */
@Doc("Who is told when, and how long each is waited for. What is left out is built in.")
record PoliciesFile(
    @Doc("Ladders by an id of your own; `usual`, `urgent` and `critical` are built in.")
        @Nullable Map<String, LadderPart> ladders,
    @Doc("Which ladder is climbed, by the touchpoint's importance and the finding's severity.")
        @Nullable Map<Importance, TableRow> table) {
  record LadderPart(
      @Doc("Who is told, one after the other.") List<RungPart> rungs,
      @Doc(
              value = "Whether waits count the clock and working hours are ignored.",
              standard = "false")
          @Nullable Boolean aroundTheClock,
      @Doc(value = "How far ahead a promise may reach.", standard = "7d")
          @Nullable Duration promiseAtMost,
      @Doc(value = "When everybody was told, how often the last rung is reminded.", standard = "8h")
          @Nullable Duration remindEvery,
      @Doc(
              value = "How long one road to a person is tried before another is taken.",
              standard = "24h")
          @Nullable Duration retryFor) {}

  record RungPart(
      @Doc(
              value =
                  "Whom to tell: `owner`, `backup`, `lead` (of the owner's team), `person:ID`,"
                      + " `team:ID` or `lead:ID`.",
              example = "owner")
          @Expect(
              pattern = "owner|backup|lead|(person|team|lead):\\s*" + Names.PATTERN,
              words = "owner, backup, lead, person:ID, team:ID or lead:ID")
          String tell,
      @Doc(
              value =
                  "How long the rung before is waited for, in the addressee's working time;"
                      + " not on the first rung.",
              example = "4h")
          @Nullable Duration after) {}

  record TableRow(
      @Doc("The ladder for what is worth mending.")
          @Expect(pattern = Names.PATTERN, words = "the id of a ladder")
          @Nullable String minor,
      @Doc("The ladder for what hinders customers.")
          @Expect(pattern = Names.PATTERN, words = "the id of a ladder")
          @Nullable String major,
      @Doc("The ladder for what turns customers away.")
          @Expect(pattern = Names.PATTERN, words = "the id of a ladder")
          @Nullable String critical) {}
}
