package io.wellkept.web;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Standing;
import io.wellkept.report.Board;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page of somebody's touchpoints says of them. */
final class MineWords {
  private final Mine mine;
  private final Words words;
  private final ZoneId zone;
  private final Instant now;

  MineWords(Mine mine, Reader reader, Instant now) {
    this.mine = mine;
    this.words = reader.words();
    this.zone = mine.person().zone();
    this.now = now;
  }

  /** "2 of your 7 touchpoints are not as they should be; 1 answer waits, by Fri 4 Dec, 17:00." */
  String sentence() {
    if (mine.hasNoPart()) {
      return words.say("me.no-part");
    }
    String asks = asks();
    return asks.isEmpty() ? state() + "." : state() + "; " + asks + ".";
  }

  private String state() {
    int all = mine.owned().size();
    int wrong = mine.wrong().size();
    int unseen = mine.unseen().size();
    if (all == 0) {
      return words.say("me.state-none");
    }
    if (wrong > 0) {
      return words.say(all == 1 ? "me.state-wrong-only" : "me.state-wrong", wrong, all);
    }
    if (unseen > 0) {
      return words.say("me.state-unseen", unseen, all);
    }
    return words.say("me.state-fine", all);
  }

  private String asks() {
    int number = mine.asks().size();
    Optional<Instant> first =
        mine.asks().stream()
            .map(Mine.Ask::until)
            .filter(Objects::nonNull)
            .filter(until -> until.isAfter(now))
            .findFirst();
    if (number == 0) {
      return "";
    }
    boolean late = mine.asks().stream().anyMatch(ask -> ask.late(now));
    if (late || first.isEmpty()) {
      return words.say(late ? "me.waits-late" : "me.waits", number);
    }
    return words.say("me.waits-until", number, words.moment(first.get(), zone, now));
  }

  // ---- what waits

  MineView.Ask ask(Mine.Ask ask, @Nullable InitiativeView tried) {
    Instant until = ask.until();
    String where = name(ask.touchpoint());
    return new MineView.Ask(
        words.say("me.ask." + ask.sort().name(), ask.from()),
        where,
        detail(ask),
        until == null ? null : When.of(until, zone, now, words),
        ask.late(now),
        address(ask),
        words.say("me.press." + ask.sort().name()),
        presses(ask),
        tried);
  }

  private String name(String touchpoint) {
    return mine.plan().touchpoint(touchpoint).map(Touchpoint::name).orElse(touchpoint);
  }

  private String detail(Mine.Ask ask) {
    return ask.sort() == Mine.Sort.OWNERSHIP
        ? String.join(", ", List.of(ask.about().split(" ")).stream().map(this::name).toList())
        : ask.what();
  }

  private @Nullable String address(Mine.Ask ask) {
    return switch (ask.sort()) {
      case ATTESTATION -> "/t/" + ask.touchpoint() + "/attest/" + ask.about();
      case PROMISE -> "/incidents/" + ask.about();
      case OWNERSHIP, OFFER, VERDICT -> null;
    };
  }

  private List<MineView.Press> presses(Mine.Ask ask) {
    return switch (ask.sort()) {
      case OFFER -> {
        Map<String, String> fields = Map.of("touchpoint", ask.touchpoint());
        yield List.of(
            new MineView.Press("accept", fields, words.say("me.press.OFFER"), false),
            new MineView.Press("decline", fields, words.say("me.press-no"), true));
      }
      case OWNERSHIP ->
          List.of(
              new MineView.Press(
                  "confirm", Map.of("seen", ask.about()), words.say("me.press.OWNERSHIP"), false));
      case VERDICT, ATTESTATION, PROMISE -> List.of();
    };
  }

  // ---- what is theirs

  List<MineView.Thing> things(List<Board.Row> rows, int most) {
    return rows.stream().limit(most).map(this::thing).toList();
  }

  private MineView.Thing thing(Board.Row row) {
    Touchpoint touchpoint = row.touchpoint();
    Instant since = row.since();
    List<Incident> open =
        row.open().stream().filter(one -> one.audience() == Audience.OWNERS).toList();
    Incident worst = open.isEmpty() ? null : open.get(0);
    return new MineView.Thing(
        touchpoint.id(),
        touchpoint.name(),
        row.condition(),
        since == null ? null : When.of(since, zone, now, words),
        worst == null ? "" : why(worst, open.size() - 1),
        worst == null ? "" : standing(worst),
        worst == null ? null : worst.id(),
        note(touchpoint));
  }

  private String why(Incident worst, int more) {
    String headline = words.of(worst.worst());
    return more == 0 ? headline : words.say("me.and-more", headline, more);
  }

  private String standing(Incident incident) {
    if (incident.standing() instanceof Standing.Taken taken) {
      String until = words.moment(taken.until(), zone, now);
      return taken.by().equals(mine.person().id())
          ? words.say("me.you-promised", until)
          : words.say("me.promised", mine.plan().people().nameOf(taken.by()), until);
    }
    Instant snoozed = incident.snoozedUntil();
    return snoozed != null && snoozed.isAfter(now)
        ? words.say("me.snoozed", words.moment(snoozed, zone, now))
        : words.say("me.nobody-took-it");
  }

  private String note(Touchpoint touchpoint) {
    if (touchpoint.owner().equals(mine.person().id())) {
      return "";
    }
    String name = mine.plan().people().nameOf(touchpoint.owner());
    boolean away = mine.plan().people().person(touchpoint.owner()).filter(this::isAway).isPresent();
    return words.say(away ? "me.instead-of" : "me.behind", name);
  }

  private boolean isAway(Person owner) {
    return owner.awayAt(now);
  }
}
