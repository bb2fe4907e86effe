package io.wellkept.incident;

/**
 * Whom a rung tells; written {@code owner}, {@code backup}, {@code lead}, {@code person:ID}, ...
 */
public sealed interface Addressee {
  /** The one accountable person. */
  record Owner() implements Addressee {}

  /** Everybody who stands in for the owner. */
  record Backup() implements Addressee {}

  /** The lead of the owner's team. */
  record OwnersLead() implements Addressee {}

  /** One person, by id. */
  record OnePerson(String id) implements Addressee {}

  /** Everybody in a team, by its id. */
  record WholeTeam(String id) implements Addressee {}

  /** The lead of a team, by its id. */
  record TeamLead(String id) implements Addressee {}

  /**
   * Reads the form of the YAML.
   *
   * @throws IllegalArgumentException if the text is of another form
   */
  static Addressee parse(String text) {
    return switch (text) {
      case "owner" -> new Owner();
      case "backup" -> new Backup();
      case "lead" -> new OwnersLead();
      default -> parseNamed(text);
    };
  }

  private static Addressee parseNamed(String text) {
    int colon = text.indexOf(':');
    String id = text.substring(colon + 1).strip();
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "person" -> new OnePerson(id);
      case "team" -> new WholeTeam(id);
      case "lead" -> new TeamLead(id);
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' names nobody: write owner, backup, lead, person:ID, team:ID or lead:ID");
    };
  }

  /** The form of the YAML, and how people read it. */
  default String words() {
    return switch (this) {
      case Owner() -> "owner";
      case Backup() -> "backup";
      case OwnersLead() -> "lead";
      case OnePerson(String id) -> "person:" + id;
      case WholeTeam(String id) -> "team:" + id;
      case TeamLead(String id) -> "lead:" + id;
    };
  }
}
