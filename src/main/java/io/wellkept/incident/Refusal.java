package io.wellkept.incident;

import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why what a person wanted cannot be done, and what would work. */
public enum Refusal {
  NOTHING_TO_TAKE("this is over already: nothing is left to take"),
  FOR_INFORMATION("this is for information: there is nothing to take"),
  PROMISE_HAS_PASSED("the promised time has passed already: name a later one"),
  PROMISE_TOO_FAR("a promise here may reach %s at most: name an earlier time"),
  NOTHING_TO_SNOOZE("this is over already: nothing is left to snooze"),
  SNOOZE_TOO_FAR("a snooze here may reach %s at most: name an earlier time"),
  A_LOOK_TELLS("our next look tells whether this is repaired"),
  A_LOOK_OPENS("our looks open it again when it is wrong again"),
  OVER_FOR_GOOD("this is over for good: report it anew"),
  MUTE_HAS_PASSED("name a day that is still to come"),
  MUTE_TOO_FAR("a fault can be left unsaid for %s at most"),
  MUTE_WITHOUT_REASON("say in a word why this is not a fault"),
  NO_LOOK_ENDS_IT("no look ends this: say that it is settled"),
  ABOUT_PEOPLE("it is about people, and no look finds it: it ends otherwise"),
  FINDING_IS_GONE("what this was about is no longer there"),
  NO_LOOK_TELLS("no look of ours tells whether this is repaired"),
  NO_MAIL_LEAVES("no mail leaves from here, so nobody gets the answer: settle it without one");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  /**
   * A sentence without capital and full stop, as programs and the command line read it.
   *
   * @param most how far the person may go; null where that is not what was wrong
   */
  String words(@Nullable Duration most) {
    return String.format(Locale.ROOT, words, most == null ? "" : Spans.words(most));
  }
}
