package io.wellkept.incident;

import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of history.
 *
 * @param incident id, null for what belongs to the touchpoint or to Wellkept as a whole
 * @param person id of who acted or was told; null if nobody
 * @param text what a reader of the timeline must know beyond type and reason; may be empty
 */
public record Event(
    Instant at,
    Type type,
    @Nullable CheckId check,
    @Nullable String incident,
    @Nullable String person,
    @Nullable Reason reason,
    String text) {
  /** What can happen. */
  public enum Type {
    OPENED("opened"),
    UPDATED("changed"),
    LOOKS_FINE("looks fine"),
    RELAPSED("bad again"),
    RESOLVED("resolved"),
    TOLD("told"),
    NOT_TOLD("not told"),
    SKIPPED("skipped"),
    TAKEN("taken"),
    UNTAKEN("given back"),
    HANDED("to be handed over"),
    COMMENTED("noted"),
    PROMISE_PASSED("promise passed"),
    SNOOZED("snoozed"),
    UNSNOOZED("snooze ended"),
    MUTED("muted"),
    UNMUTED("mute ended"),
    ATTESTED("answered"),
    NOT_ANSWERED("could not be answered"),
    BLIND("cannot look"),
    SEES_AGAIN("can look again"),
    OWNER_CONFIRMED("ownership confirmed"),
    DISOWNED("said not to be theirs"),
    OFFERED("offered to somebody else"),
    NOT_HANDED_OVER("not handed over"),
    HANDED_OVER("handed over"),
    HAND_OVER_ENDED("hand-over ended"),
    AWAY("away"),
    TRIED("something was changed"),
    JUDGED("judged"),
    MAINTENANCE_PLANNED("maintenance planned"),
    MAINTENANCE_BEGAN("maintenance began"),
    MAINTENANCE_ENDED("maintenance ended"),
    SIGNED_IN("signed in"),
    NOT_SIGNED_IN("sign-in refused"),
    SIGNED_OUT("signed out"),
    ACCOUNT_CHANGED("account changed"),
    TOKEN_CHANGED("API token changed"),
    ACTED("acted"),
    PLAN_CHANGED("plan changed"),
    PLAN_REFUSED("plan refused"),
    STARTED("Wellkept started"),
    STOPPED("Wellkept stopped");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Of one that ends an incident: whether somebody repaired what was wrong. */
  public boolean isRepair() {
    return reason == null || !reason.isNoRepair();
  }
}
