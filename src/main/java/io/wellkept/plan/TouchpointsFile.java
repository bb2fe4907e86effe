package io.wellkept.plan;

import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Names;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shape of every file below {@code monitors/}. */
@Doc("Places where customers meet us, each with its owner, its backup and its checks.")
record TouchpointsFile(@Doc("One entry per touchpoint.") List<TouchpointPart> touchpoints) {
  record TouchpointPart(
      @Doc(value = "A short id that stays; history hangs on it.", example = "summer-landing")
          @Expect(pattern = Names.PATTERN, words = PeopleFile.NAME_WORDS)
          String id,
      @Doc(value = "How people call it; without it, its id.", example = "Summer landing page")
          @Nullable String name,
      @Doc(value = "Where it is on the web.", example = "https://shop.example.org/summer")
          @Nullable String url,
      @Doc(value = "How much it matters to customers.", standard = "normal")
          @Nullable Importance importance,
      @Doc(value = "Id of the one accountable person.", example = "anna")
          @Expect(pattern = Names.PATTERN, words = "the id of a person")
          String owner,
      @Doc(value = "Who stands in for the owner: one id or a list.", example = "[ben]")
          JsonNode backup,
      @Doc(value = "The stage of the journey that it belongs to.", example = "discover")
          @Expect(pattern = Names.PATTERN, words = "the id of a stage")
          @Nullable String stage,
      @Doc(value = "The channel by which customers meet it.", example = "website")
          @Expect(pattern = Names.PATTERN, words = "the id of a channel")
          @Nullable String channel,
      @Doc(value = "The personas that it is for.", example = "[families]")
          @Expect(pattern = Names.PATTERN, words = "the id of a persona")
          @Nullable List<String> personas,
      @Doc(value = "Words of your own.", example = "[campaign]") @Nullable List<String> tags,
      @Doc("What to do when it is wrong: text or a link; it stands in every message.")
          @Nullable String playbook,
      @Doc("When it should exist. Before, nothing is told; after, still being there is the fault.")
          @Nullable LivePart live,
      @Doc(
              value =
                  "Touchpoints without which this one cannot be healthy: while one of them is"
                      + " wrong, nobody is told of this one.",
              example = "[shop-home]")
          @Expect(pattern = Names.PATTERN, words = "the id of a touchpoint")
          @Nullable List<String> dependsOn,
      @Doc(value = "Earlier ids whose history belongs to it.", example = "[old-id]")
          @Expect(pattern = Names.PATTERN, words = "the id of a touchpoint")
          @Nullable List<String> was,
      @Doc(
              value =
                  "How long it is only observed when it is new; without it, the daemon's"
                      + " `observe`.",
              example = "1d")
          @Nullable Duration observe,
      @Doc(
              "How it is looked at, by a name of your own. The kind is the name unless `kind` says"
                  + " more. With a `url` and no checks, it is looked at as a `page`.")
          @Nullable JsonNode checks) {}

  record LivePart(
      @Doc(
              value = "The first day (in the owner's zone), or a moment with its offset.",
              example = "2026-06-01")
          @Expect(pattern = LivePart.MOMENT, words = LivePart.WORDS)
          @Nullable String from,
      @Doc(
              value = "The last day (included), or the moment at which it ends.",
              example = "2026-08-31")
          @Expect(pattern = LivePart.MOMENT, words = LivePart.WORDS)
          @Nullable String until) {
    static final String MOMENT =
        "\\d{4}-\\d{2}-\\d{2}([Tt ]\\d{2}:\\d{2}(:\\d{2})?([Zz]|[+-]\\d{2}:\\d{2}))?";
    static final String WORDS = "a day such as 2026-08-31, or 2026-08-31T18:00:00+02:00";
  }
}
