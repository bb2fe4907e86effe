package io.wellkept.incident;

import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Person;
import java.util.function.BiPredicate;

/**
 * What the plan must know of one kind of notifier.
 *
 * @param settings the record that holds its settings, with the same rules as for kinds of checks
 * @param reaches whether a notifier with these settings has a road to the person
 * @param countsAsRoad false for what only writes things down: nobody is told by it outside the demo
 */
public record NotifierKind(
    String name,
    Class<? extends Record> settings,
    BiPredicate<Record, Person> reaches,
    boolean countsAsRoad) {
  public NotifierKind {
    Names.require("notifier", name);
  }
}
