package io.wellkept.app.stock;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a column of a spreadsheet may hold, with the beginnings of words by which people head it, in
 * English and German. The order counts: "backup owner" is a backup, "owner's e-mail" an owner.
 */
public enum Field {
  BACKUP("backup", "deputy", "substitut", "stand in", "standin", "vertret", "stellvertret", "stv"),
  OWNER(
      "owner",
      "owned by",
      "responsib",
      "accountab",
      "assigned",
      "in charge",
      "verantwort",
      "hauptverantwort",
      "zustandig",
      "ansprechpartner",
      "besitzer",
      "email",
      "e mail"),
  PLAYBOOK(
      "playbook",
      "runbook",
      "what to do",
      "instruction",
      "note",
      "was tun",
      "anleitung",
      "massnahme",
      "notiz"),
  TAGS("tag", "tags", "label", "keyword", "schlagwort", "schlagworter", "stichwort"),
  IMPORTANCE("importance", "priorit", "prio", "relevanc", "wichtigkeit", "wichtig", "bedeutung"),
  STAGE("stage", "journey", "phase", "etappe", "customer journey"),
  CHANNEL("channel", "medium", "kanal", "kontaktkanal"),
  PERSONAS("persona", "audience", "zielgruppe"),
  URL(
      "url",
      "link",
      "web address",
      "website",
      "webseite",
      "address",
      "adresse",
      "webadresse",
      "internetadresse",
      "uri",
      "domain",
      "seiten url"),
  ID("id", "kennung", "key", "code", "nr", "nummer"),
  NAME(
      "name",
      "touchpoint",
      "title",
      "titel",
      "bezeichnung",
      "kontaktpunkt",
      "beruhrungspunkt",
      "page",
      "seite",
      "what");

  private final List<String> headings;

  Field(String... headings) {
    this.headings = List.of(headings);
  }

  /** As it is called in the YAML and by {@code --column}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Field> of(String key) {
    return Arrays.stream(values()).filter(field -> field.key().equals(key)).findFirst();
  }

  /** What a column with such a heading holds, by its words. */
  static Optional<Field> headed(String heading) {
    String words = " " + plain(heading);
    return Arrays.stream(values())
        .filter(field -> field.headings.stream().anyMatch(start -> field.fits(words, start)))
        .findFirst();
  }

  /** Short words must be whole: "id" is no "idea", "tag" is no "Tagline". */
  private boolean fits(String words, String start) {
    String wanted = " " + start;
    return start.length() <= 4 ? (words + " ").contains(wanted + " ") : words.contains(wanted);
  }

  /** Lower-case letters without their accents, digits, and single blanks. */
  static String plain(String text) {
    return Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
