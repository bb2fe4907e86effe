package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.wellkept.incident.Event;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is written down of who did what. Holds no secret: paths of pages have ids only. */
final class Audit {
  /** What people do, and what becomes of who may do it. */
  static final Set<Event.Type> TYPES =
      Set.of(
          Event.Type.SIGNED_IN,
          Event.Type.NOT_SIGNED_IN,
          Event.Type.SIGNED_OUT,
          Event.Type.ACCOUNT_CHANGED,
          Event.Type.TOKEN_CHANGED,
          Event.Type.ACTED,
          Event.Type.TAKEN,
          Event.Type.UNTAKEN,
          Event.Type.HANDED,
          Event.Type.COMMENTED,
          Event.Type.SNOOZED,
          Event.Type.UNSNOOZED,
          Event.Type.MUTED,
          Event.Type.UNMUTED,
          Event.Type.ATTESTED,
          Event.Type.OWNER_CONFIRMED,
          Event.Type.DISOWNED,
          Event.Type.OFFERED,
          Event.Type.NOT_HANDED_OVER,
          Event.Type.HANDED_OVER,
          Event.Type.HAND_OVER_ENDED,
          Event.Type.AWAY,
          Event.Type.TRIED,
          Event.Type.JUDGED);

  private static final int LONGEST = 300;

  private final WebContext context;

  Audit(WebContext context) {
    this.context = context;
  }

  static Event event(Instant now, Event.Type type, Caller caller, String text) {
    String as = caller.account().equals(caller.actor()) ? "" : " (" + caller.account() + ")";
    return event(now, type, caller.actor(), text + as);
  }

  static Event event(Instant now, Event.Type type, @Nullable String who, String text) {
    String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return new Event(now, type, null, null, who, null, shortened);
  }

  /** Writes down that whoever signed in did something, whatever it was. */
  void acted(Route route, Context ctx) {
    boolean reads = ctx.method() == HandlerType.GET || ctx.method() == HandlerType.HEAD;
    if (reads || route.surface() != Surface.PAGES || ctx.statusCode() >= 400) {
      return;
    }
    Caller.of(ctx)
        .ifPresent(caller -> {
          String text = ctx.method() + " " + ctx.path();
          Event event = event(context.clock().instant(), Event.Type.ACTED, caller, text);
          context.ledger().change(work -> work.append(event));
        });
  }
}
