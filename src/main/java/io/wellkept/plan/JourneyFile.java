package io.wellkept.plan;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Names;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of {@code config/journey.yaml}. */
@Doc("The map on which touchpoints have their places; lists in the customer's order.")
record JourneyFile(
    @Doc("What customers go through, first things first.") @Nullable List<PlacePart> stages,
    @Doc("By what they meet us.") @Nullable List<PlacePart> channels,
    @Doc("Who they are.") @Nullable List<PlacePart> personas,
    @Doc("Over which bridges they go from one touchpoint to the next. Each is looked at.")
        @Nullable List<EdgePart> edges) {
  record PlacePart(
      @Doc(value = "The id by which touchpoints refer to it.", example = "discover")
          @Expect(pattern = Names.PATTERN, words = PeopleFile.NAME_WORDS)
          String id,
      @Doc(value = "How people call it; without it, its id.", example = "Discover")
          @Nullable String name) {}

  record EdgePart(
      @Doc(value = "Id of the touchpoint on which the way begins.", example = "landing-page")
          @Expect(pattern = Names.PATTERN, words = PeopleFile.NAME_WORDS)
          String from,
      @Doc(value = "Id of the touchpoint to which it leads.", example = "autumn-offer")
          @Expect(pattern = Names.PATTERN, words = PeopleFile.NAME_WORDS)
          String to,
      @Doc(value = "How many clicks it may take.", standard = "1")
          @Expect(atLeast = 1, atMost = 4, words = "a whole number from 1 to 4")
          @Nullable Integer within,
      @Doc(value = "What it may be: link, form, or any of both.", standard = "any")
          Journey.@Nullable Means by,
      @Doc(value = "How often it is looked at; as the kind has it if left out.", example = "1h")
          @Nullable Duration every,
      @Doc(
              value =
                  "How long after a look that changed the picture the second one comes; as the kind"
                      + " has it if left out.",
              example = "10m")
          @Nullable Duration confirm) {}
}
