package io.wellkept.incident;

import java.util.Locale;

/**
 * Why something was decided, also to do nothing. The name is the log field and the metric label,
 * the words are the text on the page.
 */
public enum Reason {
  // what a look led to
  ALL_FINE("all fine"),
  TO_BE_CONFIRMED("looked bad once; looking again before telling anybody"),
  CONFIRMED("looked bad twice"),
  SEEN_ONCE_IS_ENOUGH("looked bad, and this kind of check needs no second look"),
  FALSE_ALARM("looked bad once, fine at the second look"),
  STILL_BAD("still bad, nothing new"),
  WORSE("worse than before"),
  NEW_FINDING("something more is wrong"),
  LATE("its time is over"),
  LOOKS_FINE_AGAIN("looks fine again; looking once more before saying so"),
  RELAPSED("fine for a moment, bad again"),
  RECOVERED("it is fine again"),
  VANISHED("what it was about is not there any more"),
  UNSTEADY("it is bad and fine by turns"),
  FINE_FOR_NOW("fine for the moment; it counts as over when it has been steady for a while"),
  STEADY_AGAIN("it has been steady for a while"),
  ONLY_MUTED("all that is wrong is muted"),
  NOT_SURE_ENOUGH("not sure enough to open an incident"),
  BLIND("could not look"),
  BLIND_FOR_LONG("could not look for a long time"),
  SEES_AGAIN("can look again"),
  NO_LONGER_LIVE("its last day has passed"),
  REMOVED_FROM_PLAN("no longer in the plan"),
  // what people said
  REPORTED("somebody reported it"),
  HANDED_TO("somebody hands it to the person"),
  SETTLED_BY_WORD("whoever looks after it says that it is settled"),
  // how a question about who owns what ended
  OWNER_CONFIRMED("the owner confirmed it"),
  HANDED_OVER("somebody else took it over"),
  DECLINED("the answer was no"),
  NOT_ANSWERED("nobody answered in time"),
  TAKEN_BACK("whoever asked took it back"),
  JUDGED("a verdict was given"),
  OVERTAKEN("the files say otherwise by now"),
  BACK_AGAIN("the absence is over"),
  // how a maintenance window ended
  MAINTENANCE_ENDED("the maintenance is over"),
  CALLED_OFF("it was called off"),
  // what the ladder decided
  FIRST_TOLD("it was just confirmed"),
  NO_REACTION("nobody on the rung before reacted in time"),
  RUNG_FAILED("no message to the rung before could be delivered"),
  NOBODY_ON_RUNG("nobody on this rung can be reached"),
  PERSON_AWAY("the person is away"),
  SNOOZE_ENDED("the snooze ended and the fault stands"),
  PROMISE_PASSED("the promised time passed and the fault stands"),
  TAKING_ENDED("it became worse than what was taken"),
  REMINDER("everybody was told and nobody took it"),
  DIGEST_DUE("its time has come"),
  OBSERVED("found while the touchpoint was new and only observed"),
  OUTLASTED_STORM("much turned bad at once; this still stands after a second look"),
  OUTLASTED_MAINTENANCE("it began under maintenance and still stands after it"),
  CONCERNED("it concerns a touchpoint that the person looks after"),
  SOMEBODY_TOOK_IT("somebody took it"),
  SETTLED("nothing is left to say"),
  // what holds a notice back
  THERE_IS_TIME("it is not late yet, and whose turn it is knows of it"),
  OUT_OF_HOURS("outside the person's working hours"),
  OBSERVING("the touchpoint is new and only observed"),
  PARENT_IS_BAD("something that it depends on is wrong, and its people know that"),
  PARENT_TO_BE_SEEN("something that it depends on is looked at first"),
  PARENT_RECOVERED("what it depends on is fine again; looking once more before telling anybody"),
  STORM("much turned bad at once; it is looked at again before anybody is told"),
  MAINTENANCE("under maintenance"),
  MAINTENANCE_OVER("the maintenance is over; looking once more before telling anybody"),
  SNOOZED("snoozed"),
  TAKEN("somebody took it and the promised time has not come"),
  WAITING_FOR_DELIVERY("the message is on its way"),
  WAITING_FOR_REACTION("waiting for somebody to react"),
  WAITING_FOR_CERTAINTY("it may just have been repaired"),
  NOBODY_REACHABLE("nobody on the whole ladder can be reached"),
  // how a notice ended without being sent
  PERSON_GONE("the person is no longer in the plan"),
  SOMEBODY_ELSES("somebody else answers for it now"),
  STORM_OVER("the storm is over"),
  SUPERSEDED("a newer message says it better"),
  // how delivery went
  DELIVERED("the other side took the message"),
  REFUSED("the other side refused the message for good"),
  GAVE_UP("the other side did not take the message in time"),
  NO_ROAD("no notifier knows an address of the person");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** Whether something ended so without being set right: nobody wants to know of it any more. */
  public boolean isNoRepair() {
    return this == REMOVED_FROM_PLAN || this == NO_LONGER_LIVE || this == ONLY_MUTED;
  }

  /** The name as metrics and logs write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
