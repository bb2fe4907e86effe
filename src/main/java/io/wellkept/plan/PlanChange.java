package io.wellkept.plan;

import io.wellkept.incident.Policy;
import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Spans;
import io.wellkept.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a new plan changes, in words for people and in figures for the guard against accidents.
 *
 * @param words one phrase per change, empty if nothing changed; without any setting's value
 * @param added ids of touchpoints that were not there before
 * @param removed ids of touchpoints that go away; those that live on under a new id do not count
 * @param renamed new ids by the old ones
 * @param before how many touchpoints there were
 * @param after how many touchpoints there are
 */
public record PlanChange(
    List<String> words,
    List<String> added,
    List<String> removed,
    Map<String, String> renamed,
    int before,
    int after) {
  private static final int LISTED = 10;

  public PlanChange {
    words = List.copyOf(words);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    renamed = Map.copyOf(renamed);
  }

  public static PlanChange between(Plan old, Plan next) {
    return new Comparing(old, next).change();
  }

  /** Everything that was kept well is gone: an unmounted folder looks like this. */
  public boolean emptied() {
    return before > 0 && after == 0;
  }

  /**
   * Whether so much would go away that a person must say yes: more than a fifth of the touchpoints
   * and at least two of them, or all. Taking out one by hand is everyday work, however small the
   * plan; a file or folder that did not arrive takes several.
   */
  public boolean removesTooMuch() {
    boolean fifth = removed.size() * 5 > before && removed.size() >= 2;
    return fifth || emptied();
  }

  public boolean nothing() {
    return words.isEmpty();
  }

  /** All changes in one line. */
  public String sentence() {
    return nothing() ? "nothing changed" : String.join("; ", words);
  }

  private static final class Comparing {
    private final Plan old;
    private final Plan next;
    private final Map<String, String> renamed = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    Comparing(Plan old, Plan next) {
      this.old = old;
      this.next = next;
      for (Touchpoint touchpoint : next.touchpoints().values()) {
        touchpoint.was().stream()
            .filter(id -> old.touchpoints().containsKey(id))
            .forEach(id -> renamed.put(id, touchpoint.id()));
      }
    }

    PlanChange change() {
      Set<String> oldIds = old.touchpoints().keySet();
      Set<String> nextIds = next.touchpoints().keySet();
      Set<String> added = new TreeSet<>(nextIds);
      added.removeAll(oldIds);
      added.removeAll(renamed.values());
      Set<String> removed = new TreeSet<>(oldIds);
      removed.removeAll(nextIds);
      removed.removeAll(renamed.keySet());
      say(added, "touchpoint", "added");
      say(removed, "touchpoint", "removed");
      new TreeSet<>(renamed.keySet())
          .forEach(id -> words.add("touchpoint " + id + " is now called " + renamed.get(id)));
      touchpoints();
      people();
      policies();
      if (!old.journey().equals(next.journey())) {
        words.add("the journey changed");
      }
      if (!old.windows().equals(next.windows())) {
        words.add("the windows of maintenance changed");
      }
      daemon();
      return new PlanChange(
          words, List.copyOf(added), List.copyOf(removed), renamed, oldIds.size(), nextIds.size());
    }

    private void say(Collection<String> ids, String what, String happened) {
      if (!ids.isEmpty()) {
        String many = ids.size() == 1 ? "" : "s";
        words.add(ids.size() + " " + what + many + " " + happened + ": " + list(ids));
      }
    }

    private static String list(Collection<String> ids) {
      List<String> all = List.copyOf(ids);
      return all.size() <= LISTED
          ? String.join(", ", all)
          : String.join(", ", all.subList(0, LISTED)) + " and " + (all.size() - LISTED) + " more";
    }

    private void touchpoints() {
      Set<String> otherwise = new TreeSet<>();
      for (Touchpoint before : old.touchpoints().values()) {
        Touchpoint after = next.touchpoints().get(renamed.getOrDefault(before.id(), before.id()));
        if (after == null || after.equals(before)) {
          continue;
        }
        boolean owners = owners(before, after);
        boolean checks = checks(before, after);
        boolean said = owners || checks;
        if (!said && !sameButId(before, after)) {
          otherwise.add(after.id());
        }
      }
      say(otherwise, "touchpoint", "changed");
    }

    private static boolean sameButId(Touchpoint a, Touchpoint b) {
      return !a.id().equals(b.id()) && b.was().contains(a.id());
    }

    private boolean owners(Touchpoint before, Touchpoint after) {
      boolean owner = !before.owner().equals(after.owner());
      boolean backups = !before.backups().equals(after.backups());
      if (owner) {
        words.add("owner of " + after.id() + " is now " + next.people().nameOf(after.owner()));
      }
      if (backups) {
        List<String> names = after.backups().stream().map(next.people()::nameOf).toList();
        words.add("backup of " + after.id() + " is now " + String.join(", ", names));
      }
      return owner || backups;
    }

    private boolean checks(Touchpoint before, Touchpoint after) {
      Map<String, Check> then = byName(before);
      Map<String, Check> now = byName(after);
      int said = words.size();
      for (String name : new TreeSet<>(then.keySet())) {
        if (!now.containsKey(name)) {
          words.add("check " + name + " of " + after.id() + " removed");
        }
      }
      for (String name : new TreeSet<>(now.keySet())) {
        Check was = then.get(name);
        Check is = now.get(name);
        if (was == null) {
          words.add("check " + name + " of " + after.id() + " added");
        } else if (is != null && !same(was, is)) {
          words.add("check " + name + " of " + after.id() + " " + difference(was, is));
        }
      }
      return words.size() > said;
    }

    private static boolean same(Check a, Check b) {
      return a.kind().equals(b.kind())
          && a.settings().equals(b.settings())
          && a.schedule().equals(b.schedule());
    }

    private static String difference(Check was, Check is) {
      if (!was.kind().equals(is.kind())) {
        return "is now of kind " + is.kind().name();
      }
      if (was.settings().equals(is.settings())
          && !was.schedule().every().equals(is.schedule().every())) {
        return "now looks every " + Spans.text(is.schedule().every());
      }
      return "changed";
    }

    private static Map<String, Check> byName(Touchpoint touchpoint) {
      Map<String, Check> checks = new HashMap<>();
      touchpoint.checks().forEach(check -> checks.put(check.id().check(), check));
      return checks;
    }

    private void people() {
      People before = old.people();
      People after = next.people();
      sets("person", "people", before.persons(), after.persons());
      sets("team", "teams", before.teams(), after.teams());
      for (Person person : after.persons().values()) {
        Person was = before.persons().get(person.id());
        if (was != null && !was.equals(person)) {
          words.add(person.name() + difference(was, person));
        }
      }
      after.teams().forEach((id, team) -> changed("team", id, before.teams().get(id), team));
    }

    private static String difference(Person was, Person is) {
      List<String> parts = new ArrayList<>();
      addIf(parts, !was.name().equals(is.name()), "name (was " + was.name() + ")");
      addIf(parts, !was.addresses().equals(is.addresses()), "addresses");
      addIf(parts, !was.roads().equals(is.roads()), "ways to be told");
      addIf(parts, !was.zone().equals(is.zone()), "time zone");
      addIf(parts, !was.hours().equals(is.hours()), "working hours");
      addIf(parts, !was.away().equals(is.away()), "absences");
      addIf(parts, !was.holidays().equals(is.holidays()), "holidays");
      return ": " + String.join(", ", parts) + " changed";
    }

    private static void addIf(List<String> parts, boolean differs, String what) {
      if (differs) {
        parts.add(what);
      }
    }

    private void policies() {
      Map<String, Policy> before = old.policies().ladders();
      Map<String, Policy> after = next.policies().ladders();
      sets("ladder", "ladders", before, after);
      new TreeSet<>(after.keySet())
          .forEach(id -> changed("ladder", id, before.get(id), after.get(id)));
      if (!old.policies().table().equals(next.policies().table())) {
        words.add("the table of ladders changed");
      }
    }

    private void sets(String one, String many, Map<String, ?> before, Map<String, ?> after) {
      Set<String> added = new TreeSet<>(after.keySet());
      added.removeAll(before.keySet());
      Set<String> removed = new TreeSet<>(before.keySet());
      removed.removeAll(after.keySet());
      count(added, one, many, "added");
      count(removed, one, many, "removed");
    }

    private void count(Set<String> ids, String one, String many, String happened) {
      if (!ids.isEmpty()) {
        String what = ids.size() == 1 ? one : many;
        words.add(ids.size() + " " + what + " " + happened + ": " + list(ids));
      }
    }

    private void changed(
        String what,
        String id,
        @org.jspecify.annotations.Nullable Object before,
        @org.jspecify.annotations.Nullable Object after) {
      if (before != null && after != null && !before.equals(after)) {
        words.add(what + " " + id + " changed");
      }
    }

    private void daemon() {
      Daemon before = old.daemon();
      Daemon after = next.daemon();
      Map<String, Daemon.NotifierSetup> was = setups(before);
      Map<String, Daemon.NotifierSetup> is = setups(after);
      sets("notifier", "notifiers", was, is);
      is.forEach((name, setup) -> changed("notifier", name, was.get(name), setup));
      if (!before.operators().equals(after.operators())) {
        words.add("the operators are now team " + after.operators());
      }
      changed("the web surfaces", "(web)", before.web(), after.web());
      changed("hosts of our own", "(own-hosts)", before.ownHosts(), after.ownHosts());
      changed("the pace", "(own-pace)", before.ownPace(), after.ownPace());
      changed("the pace", "(foreign-pace)", before.foreignPace(), after.foreignPace());
      changed(
          "allowed addresses",
          "(allow-addresses)",
          before.allowedAddresses(),
          after.allowedAddresses());
      changed("what looks call themselves", "(user-agent)", before.userAgent(), after.userAgent());
      changed("how long things are kept", "(storage)", before.retention(), after.retention());
      changed("how long is observed", "(observe)", before.observe(), after.observe());
      boolean heartbeat =
          Objects.equals(before.outsideHeartbeat(), after.outsideHeartbeat())
              && before.outsideHeartbeatEvery().equals(after.outsideHeartbeatEvery());
      if (!heartbeat) {
        words.add("the outside heartbeat changed");
      }
      if (before.metricsPerTouchpointUpTo() != after.metricsPerTouchpointUpTo()) {
        words.add("the metrics changed");
      }
    }

    private static Map<String, Daemon.NotifierSetup> setups(Daemon daemon) {
      Map<String, Daemon.NotifierSetup> setups = new java.util.TreeMap<>();
      daemon.notifiers().forEach(setup -> setups.put(setup.name(), setup));
      return setups;
    }
  }
}
