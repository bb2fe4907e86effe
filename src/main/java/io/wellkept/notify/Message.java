package io.wellkept.notify;

import io.wellkept.incident.Incident;
import io.wellkept.incident.Notice;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person: one item, several as a bundle, or a bulletin.
 *
 * @param id the same for every attempt
 * @param overview a page where the person finds everything that did not fit into the message; null
 *     where there is none
 * @param now the moment of this attempt
 * @param timeScale durations were divided by this; 1 outside the demo
 * @param bulletin what it says instead of items; null where it has items
 */
public record Message(
    String id,
    Person to,
    List<Item> items,
    People people,
    @Nullable URI overview,
    Instant now,
    double timeScale,
    @Nullable Bulletin bulletin) {
  public Message {
    if (items.isEmpty() == (bulletin == null)) {
      throw new IllegalArgumentException("message " + id + " needs items or a bulletin");
    }
    items = List.copyOf(items);
  }

  /** A message about incidents. */
  public Message(
      String id,
      Person to,
      List<Item> items,
      People people,
      @Nullable URI overview,
      Instant now,
      double timeScale) {
    this(id, to, items, people, overview, now, timeScale, null);
  }

  /**
   * What there is to say about one incident.
   *
   * @param link the page where the person can take it; null where no public address is configured
   * @param next who will be told next and when, if nobody reacts; null if nobody
   * @param promiseAtMost the last moment that a promise may name
   * @param earlier what the other side called this person's earlier messages about the incident,
   *     oldest first
   * @param affected what cannot be healthy as long as this stands
   * @param note what somebody noted last for the others; null if nobody did
   */
  public record Item(
      Notice notice,
      Incident incident,
      Where where,
      @Nullable URI link,
      @Nullable Next next,
      Instant promiseAtMost,
      List<String> earlier,
      List<Affected> affected,
      @Nullable Note note) {
    public Item {
      earlier = List.copyOf(earlier);
      affected = List.copyOf(affected);
    }
  }

  /**
   * What somebody noted about the incident.
   *
   * @param by id of who did
   */
  public record Note(String by, Instant at, String text) {}

  /**
   * A touchpoint that depends on the one that the message is about.
   *
   * @param wrong whether it is wrong, too
   */
  public record Affected(String name, boolean wrong) {}

  /**
   * The place on the map, in words.
   *
   * @param touchpoint its id
   * @param stage the stage's name, not its id; so with the channel
   * @param owner the owner's id
   * @param playbook what to do: a text of one or more lines, or one link
   */
  public record Where(
      String touchpoint,
      String name,
      @Nullable URI address,
      @Nullable String stage,
      @Nullable String channel,
      Importance importance,
      @Nullable String owner,
      @Nullable String playbook) {}

  /** Names of those on the next rung, and when their turn comes. */
  public record Next(List<String> names, Instant at) {}
}
