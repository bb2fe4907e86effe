package io.wellkept.plan;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of {@code config/journey.yaml}. */
@Doc("The map on which touchpoints have their places; lists in the customer's order.")
record JourneyFile(
    @Doc("What customers go through, first things first.") @Nullable List<PlacePart> stages,
    @Doc("By what they meet us.") @Nullable List<PlacePart> channels,
    @Doc("Who they are.") @Nullable List<PlacePart> personas) {
  record PlacePart(
      @Doc(value = "The id by which touchpoints refer to it.", example = "discover")
          @Expect(pattern = Names.PATTERN, words = PeopleFile.NAME_WORDS)
          String id,
      @Doc(value = "How people call it; without it, its id.", example = "Discover")
          @Nullable String name) {}
}
