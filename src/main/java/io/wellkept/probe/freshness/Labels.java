package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.Clue.Says;
import java.util.List;
import java.util.Locale;

/** What the words before a date say of it: "Published on", "Stand:", "Mis à jour le". */
final class Labels {
  /** That many characters before a date are looked at. */
  static final int REACH = 48;

  /** What a date is the date of, by the words beside it. */
  enum Label {
    PUBLISHED,
    CHANGED,
    /** Something else: an event, a deadline, a birth, a copyright. */
    OTHER,
    NONE;

    Says says() {
      return switch (this) {
        case PUBLISHED -> Says.PUBLISHED;
        case CHANGED -> Says.CHANGED;
        case OTHER, NONE -> Says.SOMETHING;
      };
    }
  }

  private static final List<String> CHANGED =
      List.of(
          "updated",
          "update:",
          "last update",
          "modified",
          "last change",
          "last edit",
          "revised",
          "edited",
          "last reviewed",
          "aktualisier",
          "geändert",
          "änderung",
          "bearbeitet",
          "stand:",
          "stand ",
          "überarbeitet",
          "update am",
          "mis à jour",
          "mise à jour",
          "màj",
          "maj ",
          "modifié",
          "actualizad",
          "actualización",
          "modificad",
          "editado",
          "aggiornat",
          "aggiornamento",
          "ultima modifica",
          "bijgewerkt",
          "gewijzigd",
          "atualizad",
          "atualização",
          "opdateret",
          "oppdatert",
          "sist endret",
          "uppdaterad",
          "senast ändrad",
          "päivitetty",
          "muokattu",
          "uuendatud",
          "atjaunots",
          "atnaujint",
          "aktualizac",
          "zaktualizowano",
          "modyfikac",
          "aktualizov",
          "upraven",
          "posodobljen",
          "ažurira",
          "ажурира",
          "обновлен",
          "оновлен",
          "изменен",
          "змінено",
          "актуализир",
          "обновено",
          "actualizat",
          "frissít",
          "módosít",
          "ενημέρωση",
          "ενημερώθηκε",
          "güncelle",
          "تحديث",
          "עודכן",
          "更新",
          "修改",
          "업데이트",
          "수정",
          "diperbarui",
          "diubah",
          "kemas kini",
          "cập nhật",
          "अपडेट",
          "përditësuar");

  private static final List<String> PUBLISHED =
      List.of(
          "publish",
          "posted",
          "submitted",
          "created",
          "written",
          "issued",
          "date:",
          "date :",
          "filed",
          "released",
          "first aired",
          "added",
          "veröffentlicht",
          "erstellt",
          "verfasst",
          "geschrieben",
          "publiziert",
          "eingestellt",
          "erschienen",
          "datum",
          "gepostet",
          "online seit",
          "online gestellt",
          "publié",
          "posté",
          "paru",
          "mis en ligne",
          "rédigé",
          "écrit",
          "créé",
          "publicad",
          "fecha",
          "escrito",
          "creado",
          "subido",
          "pubblicat",
          "scritto",
          "postado",
          "postat",
          "creato",
          "inserito",
          "data:",
          "gepubliceerd",
          "geplaatst",
          "geschreven",
          "offentliggjort",
          "udgivet",
          "publiceret",
          "publisert",
          "publicerad",
          "julkaistu",
          "avaldatud",
          "publicēts",
          "paskelbta",
          "opublikowan",
          "dodano",
          "utworzono",
          "napisano",
          "publikac",
          "publikován",
          "vydáno",
          "vloženo",
          "zverejnen",
          "pridané",
          "objavljeno",
          "objava",
          "objavio",
          "објављено",
          "опубликован",
          "опубліковано",
          "опублік",
          "размещено",
          "добавлено",
          "дата",
          "публикуван",
          "публикация",
          "publicat",
          "közzétév",
          "megjelen",
          "létrehoz",
          "δημοσι",
          "ανάρτηση",
          "yayın",
          "tarih",
          "eklenme",
          "نشر",
          "فورسم",
          "פורסם",
          "发布",
          "發布",
          "發佈",
          "发表",
          "發表",
          "投稿",
          "公開",
          "掲載",
          "등록",
          "입력",
          "작성",
          "게시",
          "diterbitkan",
          "dipublikasikan",
          "diposting",
          "diterbitkan",
          "đăng",
          "प्रकाशित",
          "publikuar");

  private static final List<String> OTHER =
      List.of(
          "copyright",
          "©",
          "(c)",
          "since",
          "seit ",
          "depuis",
          "desde",
          "born",
          "geboren",
          "né le",
          "joined",
          "member since",
          "registered",
          "mitglied",
          "registriert",
          "until",
          "bis ",
          "bis zum",
          "hasta",
          "jusqu",
          "fino al",
          "expire",
          "deadline",
          "retrieved",
          "accessed",
          "abgerufen",
          "consulté",
          "zugriff",
          "event",
          "termin",
          "veranstaltung",
          "starts",
          "beginn",
          "ends ",
          "gültig",
          "valid",
          "effective",
          "release date",
          "release:",
          "from ",
          "ab ",
          "next",
          "died",
          "gestorben",
          "due ",
          "anmeldeschluss",
          "today",
          "heute",
          "aujourd",
          "captured",
          "archived");

  /** A word so short is one only where it begins: "stand ", not "understand ". */
  private static final int SHORT = 6;

  private Labels() {}

  /**
   * What the words say. The nearest one counts.
   *
   * @param before what stands before the date, at most {@link #REACH} characters of it
   */
  static Label of(String before) {
    if (before.length() < 3) {
      return Label.NONE;
    }
    String low = before.toLowerCase(Locale.ROOT);
    int changed = last(low, CHANGED);
    int published = last(low, PUBLISHED);
    int other = last(low, OTHER);
    if (changed < 0 && published < 0 && other < 0) {
      return Label.NONE;
    }
    if (other > changed && other > published) {
      return Label.OTHER;
    }
    return changed >= published ? Label.CHANGED : Label.PUBLISHED;
  }

  /** Where the last of the words ends; -1 if there is none. */
  private static int last(String text, List<String> words) {
    int best = -1;
    for (String word : words) {
      int at = text.lastIndexOf(word);
      boolean within = word.length() <= SHORT && at > 0 && Character.isLetter(text.charAt(at - 1));
      if (at >= 0 && !(within && word.charAt(0) < 0x250)) {
        best = Math.max(best, at + word.length());
      }
    }
    return best;
  }
}
