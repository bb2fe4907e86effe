package io.wellkept.app;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Bundling.Parcel;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Escalation;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Posting;
import io.wellkept.incident.Tokens;
import io.wellkept.ledger.Ledger;
import io.wellkept.notify.Message;
import io.wellkept.notify.Message.Affected;
import io.wellkept.notify.Message.Item;
import io.wellkept.notify.Message.Next;
import io.wellkept.notify.Message.Where;
import io.wellkept.plan.Dependents;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Journey.Place;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what a message about an incident must say, from the ledger and the plan. */
final class Messages implements Courier.Writing {
  private final Ledger ledger;
  private final Tokens tokens;
  private final Bulletins bulletins;

  Messages(Ledger ledger, Tokens tokens) {
    this.ledger = ledger;
    this.tokens = tokens;
    this.bulletins = new Bulletins(ledger);
  }

  @Override
  public Message write(Parcel parcel, Person to, String notifier, Present present) {
    Posting first = parcel.postings().getFirst();
    if (first.notice().kind() == NoticeKind.DIGEST) {
      return bulletins.write(parcel, first, to, present);
    }
    List<Item> items =
        ledger.read(view ->
            parcel.postings().stream()
                .map(posting -> item(view, posting, to, notifier, present))
                .flatMap(Optional::stream)
                .toList());
    Plan plan = present.plan();
    return new Message(
        parcel.id(), to, items, plan.people(), null, present.now(), plan.daemon().timeScale());
  }

  private Optional<Item> item(
      Ledger.View view, Posting posting, Person to, String notifier, Present present) {
    return view.incident(posting.notice().incident())
        .map(incident ->
            new Item(
                posting.notice(),
                incident,
                where(incident, to, present),
                link(incident, to, present),
                next(view, incident, present),
                present.now().plus(present.policy(incident).promiseAtMost()),
                view.references(incident.id(), to.id(), notifier),
                incident.audience() == Audience.MAINTAINED
                    ? maintained(incident, to, present)
                    : affected(view, posting.notice().kind(), incident, present)));
  }

  /** What a window of maintenance covers of what the reader looks after. */
  private static List<Affected> maintained(Incident window, Person to, Present present) {
    return present.plan().windows().find(window.subject()).stream()
        .flatMap(found -> present.plan().covered(found.scope()).stream())
        .filter(touchpoint -> touchpoint.owner().equals(to.id()))
        .map(touchpoint -> new Affected(touchpoint.name(), false))
        .toList();
  }

  /** What depends on it, those that are wrong first. */
  private static List<Affected> affected(
      Ledger.View view, NoticeKind kind, Incident incident, Present present) {
    if (!kind.asksToAct() || incident.audience() != Audience.OWNERS) {
      return List.of();
    }
    return Dependents.of(present.plan()).on(incident.check().touchpoint()).stream()
        .map(touchpoint -> new Affected(touchpoint.name(), isWrong(view, touchpoint)))
        .sorted(Comparator.comparing(Affected::wrong).reversed())
        .toList();
  }

  private static boolean isWrong(Ledger.View view, Touchpoint touchpoint) {
    return view.incidentsOf(touchpoint.id(), 1).stream()
        .anyMatch(one -> !one.resolved() && one.audience() == Audience.OWNERS);
  }

  static Where where(Incident incident, Person to, Present present) {
    Touchpoint touchpoint = present.touchpointOf(incident);
    if (touchpoint == null) {
      String id = incident.check().touchpoint();
      if (incident.audience() == Audience.MAINTAINED) {
        String name = Words.of(to.language()).say("windows.label");
        return new Where(id, name, null, null, null, Importance.NORMAL, null, null);
      }
      if (Ownership.isAboutPeople(incident)) {
        String person = present.plan().people().nameOf(incident.subject());
        return new Where(id, person, null, null, null, Importance.NORMAL, null, null);
      }
      String name = id.equals(Troubles.SELF) ? "Wellkept itself" : id;
      return new Where(id, name, null, null, null, Importance.NORMAL, null, null);
    }
    Journey journey = present.plan().journey();
    return new Where(
        touchpoint.id(),
        touchpoint.name(),
        touchpoint.address(),
        nameOf(journey.stages(), touchpoint.stage()),
        nameOf(journey.channels(), touchpoint.channel()),
        touchpoint.importance(),
        touchpoint.owner(),
        touchpoint.playbook());
  }

  private static @Nullable String nameOf(List<Place> places, @Nullable String id) {
    return id == null ? null : Journey.find(places, id).map(Place::name).orElse(id);
  }

  private @Nullable URI link(Incident incident, Person to, Present present) {
    URI base = present.plan().daemon().web().publicUrl();
    if (base == null) {
      return null;
    }
    boolean own =
        Ownership.isOffer(incident)
            || (Ownership.asks(incident) && incident.subject().equals(to.id()));
    if (own) {
      return Links.ownPage(base, tokens.ownPage(to.id(), present.now()));
    }
    String token = tokens.incident(incident.id(), to.id(), present.now());
    return asks(incident) ? Links.answering(base, token) : Links.incident(base, token);
  }

  /** Whether an answer is wanted, and nothing to be mended. */
  private static boolean asks(Incident incident) {
    return incident.worst().evidence().stream().anyMatch(Evidence::isQuestion);
  }

  private static @Nullable Next next(Ledger.View view, Incident incident, Present present) {
    CheckState state = view.check(incident.check()).orElse(null);
    Instant now = present.now();
    return Escalation.forecast(incident, present.situation(incident, state, view), now)
        .map(f -> new Next(f.persons().stream().map(Person::name).toList(), f.at()))
        .orElse(null);
  }
}
