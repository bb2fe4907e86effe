package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import io.wellkept.words.Words;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a page or calls the API.
 *
 * @param name how others call them; empty where nobody signs in
 * @param person their id among the people of the plan; null if they are none, or nobody signs in:
 *     then whoever acts says in the form who they are
 * @param zone in which they read moments
 * @param part whether they have a part in a touchpoint, whoever answers for it at present; asked
 *     only where the role alone does not decide
 */
public record Reader(
    String name,
    @Nullable String person,
    Role role,
    Words words,
    ZoneId zone,
    Predicate<Touchpoint> part) {
  /** Somebody who has a part in what its file names them for. */
  public Reader(String name, @Nullable String person, Role role, Words words, ZoneId zone) {
    this(name, person, role, words, zone, touchpoint -> isNamed(touchpoint, person));
  }

  /** Whoever reaches the pages where nobody signs in: on this machine alone. */
  static Reader here(Words words, ZoneId zone) {
    return new Reader("", null, Role.ADMIN, words, zone);
  }

  /**
   * Whoever follows the link of a message: it says what they may, and who they are. Here they are
   * only known by their language and zone.
   */
  static Reader linked(Person person) {
    return new Reader("", null, Role.VIEWER, Words.of(person.language()), person.zone());
  }

  /** Whoever sent the request; somebody who may only see, before that is known. */
  static Reader of(Context ctx) {
    Reader known = ctx.attribute(Reader.class.getName());
    return known == null ? new Reader("", null, Role.VIEWER, language(ctx), ZoneOffset.UTC) : known;
  }

  /** Says for the rest of the request who sent it. */
  void keep(Context ctx) {
    ctx.attribute(Reader.class.getName(), this);
  }

  /** Whether they signed in. */
  public boolean signedIn() {
    return !name.isEmpty();
  }

  /**
   * Who acts: whoever signed in, or, where nobody does, who they say they are.
   *
   * @param said what the form or the body names as the person
   * @return the id of a person; the name of the account if it is nobody of the plan
   */
  public String actor(String said) {
    String mine = person;
    return signedIn() ? (mine == null ? name : mine) : said;
  }

  boolean may(Right right) {
    return right.isOf(role);
  }

  /**
   * Whether they may act on it: everybody from operator on, else its owner, its backups and the
   * lead of the owner's team.
   */
  public boolean mayAct(Touchpoint touchpoint) {
    return role.compareTo(Role.OPERATOR) >= 0
        || role == Role.OWNER && person != null && part.test(touchpoint);
  }

  static boolean isNamed(Touchpoint touchpoint, @Nullable String person) {
    return person != null
        && (touchpoint.owner().equals(person) || touchpoint.backups().contains(person));
  }

  /**
   * Lets those on who may act on it.
   *
   * @throws HttpResponseException if they may not
   */
  void requireAct(Touchpoint touchpoint) {
    if (!mayAct(touchpoint)) {
      throw new HttpResponseException(403, words.say("frame.not-yours", touchpoint.name()));
    }
  }

  /** The same by its id; what is no touchpoint of the plan is for operators. */
  void requireAct(String touchpoint, Plan plan) {
    Optional<Touchpoint> known = plan.touchpoint(touchpoint);
    known.ifPresent(this::requireAct);
    if (known.isEmpty() && role.compareTo(Role.OPERATOR) < 0) {
      throw new HttpResponseException(403, words.say("frame.not-allowed"));
    }
  }

  /** Lets the person themselves on, and operators. */
  void requireSelf(String who) {
    if (!who.equals(person) && role.compareTo(Role.OPERATOR) < 0) {
      throw new HttpResponseException(403, words.say("frame.not-allowed"));
    }
  }

  /**
   * The person who acts: an act needs somebody whom others can ask.
   *
   * @param said what the form or the body names; counts only where nobody signs in
   * @return empty if nobody signs in and nobody of the plan was named
   * @throws HttpResponseException if whoever signed in is nobody of the plan
   */
  Optional<Person> acting(String said, Plan plan) {
    Optional<Person> who = plan.people().person(actor(said));
    if (signedIn() && (person == null || who.isEmpty())) {
      throw new HttpResponseException(422, words.say("signin.nobody", name));
    }
    return who;
  }

  /** The language that the browser asks for; programs read English. */
  static Words language(Context ctx) {
    String wanted = ctx.header("Accept-Language");
    if (wanted == null || Failures.isForPrograms(ctx)) {
      return Words.ENGLISH;
    }
    try {
      List<Locale> locales = new ArrayList<>();
      Locale.LanguageRange.parse(wanted)
          .forEach(range -> locales.add(Locale.forLanguageTag(range.getRange())));
      return Words.of(locales);
    } catch (IllegalArgumentException e) {
      return Words.ENGLISH;
    }
  }
}
