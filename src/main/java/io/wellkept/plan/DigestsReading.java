package io.wellkept.plan;

import io.wellkept.plan.DigestSetup.Audience;
import io.wellkept.touchpoint.Names;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From {@code digests} in {@code config/daemon.yaml} to {@link DigestSetup}s. */
final class DigestsReading {
  private final Pass pass;
  private final ZoneId zone;
  private final List<DigestSetup> setups = new ArrayList<>();
  private final List<Spot> spots = new ArrayList<>();

  /**
   * @param zone of digests that have none of their own
   */
  DigestsReading(Pass pass, Spot spot, ZoneId zone, @Nullable List<DaemonFile.DigestPart> written) {
    this.pass = pass;
    this.zone = zone;
    Set<String> names = new HashSet<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      DaemonFile.@Nullable DigestPart part = written.get(i);
      if (part != null) {
        read(part, spot.at(i), names);
      }
    }
  }

  List<DigestSetup> setups() {
    return List.copyOf(setups);
  }

  private void read(DaemonFile.DigestPart part, Spot at, Set<String> names) {
    @Nullable String name = part.name();
    @Nullable String when = part.when();
    @Nullable String audience = part.audience();
    if (name == null || when == null || audience == null || !Names.isName(name)) {
      return; // the schema has complained
    }
    if (!names.add(name)) {
      pass.wrong(at.at("name"), "there is another digest called '" + name + "'");
      return;
    }
    DigestTime time;
    try {
      time = time(part, DigestTime.parse(when), at);
    } catch (IllegalArgumentException e) {
      pass.wrong(at.at("when"), String.valueOf(e.getMessage()));
      return;
    }
    boolean team = audience.startsWith(DigestSetup.TEAM);
    Audience whose =
        team ? Audience.TEAM : audience.equals("owners") ? Audience.OWNERS : Audience.COMPANY;
    List<String> to = Lists.given(part.to());
    if (whose == Audience.OWNERS && !to.isEmpty()) {
      pass.wrong(at.at("to"), "each owner gets their own; expected no 'to', or another audience");
    }
    ZoneId own = part.zone();
    setups.add(
        new DigestSetup(
            name,
            time,
            own == null ? zone : own,
            whose,
            team ? audience.substring(DigestSetup.TEAM.length()) : null,
            to,
            Lists.given(part.by()),
            part.language()));
    spots.add(at);
  }

  private DigestTime time(DaemonFile.DigestPart part, DigestTime time, Spot at) {
    @Nullable String covers = part.covers();
    if (covers == null) {
      return time.faster(pass);
    }
    if (!time.isCron()) {
      pass.wrong(at.at("covers"), "only a cron needs it; expected no 'covers' beside 'when'");
    }
    return time.covering(covers.equals("day") ? 1 : 7);
  }

  /**
   * Complains about readers, teams and notifiers that are not there.
   *
   * @param people null if nobody knows who there is
   */
  void check(@Nullable PeopleReading people, Set<String> notifiers) {
    for (int i = 0; i < setups.size(); i++) {
      DigestSetup setup = setups.get(i);
      Spot at = spots.get(i);
      for (int n = 0; n < setup.by().size(); n++) {
        String notifier = setup.by().get(n);
        if (!notifiers.contains(notifier)) {
          pass.wrong(
              at.at("by").at(n),
              "no notifier is called '" + notifier + "'" + Nearest.hint(notifier, notifiers));
        }
      }
      if (people != null) {
        check(setup, people, at);
      }
    }
  }

  private void check(DigestSetup setup, PeopleReading people, Spot at) {
    if (setup.team() != null) {
      team(setup.team(), people, at.at("audience"));
    }
    for (int i = 0; i < setup.to().size(); i++) {
      String id = setup.to().get(i);
      Spot there = at.at("to").at(i);
      if (id.startsWith(DigestSetup.TEAM)) {
        team(id.substring(DigestSetup.TEAM.length()), people, there);
      } else if (!people.personIds().contains(id)) {
        pass.wrong(there, "nobody has the id '" + id + "'" + Nearest.hint(id, people.personIds()));
      }
    }
    if (setup.audience() == Audience.COMPANY
        && setup.to().isEmpty()
        && people.teamIds().isEmpty()) {
      pass.wrong(at, "nobody reads it: there is no team with a lead; expected 'to'");
    }
  }

  private void team(String id, PeopleReading people, Spot at) {
    if (!people.teamIds().contains(id)) {
      pass.wrong(at, "no team has the id '" + id + "'" + Nearest.hint(id, people.teamIds()));
    }
  }
}
