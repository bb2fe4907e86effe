package io.wellkept.web;

import io.wellkept.words.Words;

/** Why an account or a token is not made or changed, in somebody's language. */
public final class Refusals {
  private Refusals() {}

  /** The sentence to a key that {@link Users} or {@link ApiTokens} gave. */
  public static String say(Words words, String why) {
    return words.say(
        "signin.refuse." + why.substring(why.lastIndexOf('.') + 1),
        Passwords.SHORTEST,
        ApiTokens.LONGEST.toDays());
  }
}
