package io.wellkept.probe.freshness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words with which shops and offices say until when something counts, in one language. Words of
 * several languages are several of these, so that "do" is Polish only where Polish is spoken.
 *
 * @param strong words that belong to an offer, a registration or a deadline, and to nothing else
 * @param weak "until", which alone may belong to a story as well
 * @param context words of customers' business near a weak one
 * @param closed words for being closed for a while
 * @param open words for opening hours and seasons that come again every year
 * @param past words that tell of what was
 * @param start words that make a date the beginning of something, or the day of a statement
 * @param yearly words for what comes again every year
 */
record PromoWords(
    Pattern strong,
    Pattern weak,
    Pattern context,
    Pattern closed,
    Pattern open,
    Pattern past,
    Pattern start,
    Pattern yearly) {
  static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "nl", "pl");

  /** Between "until" and its date: the name of the day, an article. */
  private static final String FILLER =
      "(?:[\\s,:(]|and including|including|inclusive|midnight(?: on)?|the end of|the"
          + "|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)[.]?"
          + "|zum|einschließlich|einschl[.]|inkl[.]|inklusive|einschließlich zum|dem|den|am|mit"
          + "|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:mo|di|mi|do|fr|sa|so)[.]?"
          + "|(?:le |au )?(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|inclus|minuit"
          + "|el|día|lunes|martes|miércoles|jueves|viernes|sábado|domingo|inclusive"
          + "|il|al|giorno|compreso|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica"
          + "|en met|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
          + "|dnia|końca|poniedziałku|wtorku|środy|czwartku|piątku|soboty|niedzieli|włącznie)*";

  private static final String MONEY = "%|€|\\$|£|zł\\b|\\bEUR\\b|\\bCHF\\b|\\bPLN\\b";

  private static final PromoWords ENGLISH =
      words(
          "offers? (?:is |are )?(?:ends?|expires?|valid|closes?|runs?|available)|(?:sale|promo(?:tion)?|deal|discount"
              + "|campaign|giveaway|contest|competition) (?:\\w+ ){0,2}(?:ends?|expires?|closes?|runs?)"
              + "|ends? (?:on|at|in|this|sunday|monday|midnight)|expires?|valid (?:until|till|til|through|thru|to|between)"
              + "|regist(?:er|ration) (?:\\w+ ){0,3}(?:by|before|until|closes?|deadline|ends?|open)|sign up (?:by|before|until)"
              + "|enrol(?:l|ment|lment)? (?:\\w+ ){0,2}(?:by|before|until|closes?|ends?)"
              + "|early[- ]?birds?|last chance|deadline|only (?:until|till|through)|closing date"
              + "|(?:book|order|apply|buy|shop|redeem|enter|reserve|save|rsvp) (?:\\w+ ){0,3}(?:by|before|until|till|through)"
              + "|applications? (?:\\w+ ){0,2}(?:closes?|due|deadline|until|by)|(?:tickets?|available|bookable|on sale) (?:\\w+ )?(?:until|till|through)"
              + "|offers? end",
          "until|till|'til|through|thru",
          MONEY
              + "|\\boff\\b|\\bsales?\\b|\\bsave\\b|discount|\\boffers?\\b|\\bdeals?\\b|\\bfree\\b|coupon|voucher|promo|special price"
              + "|regist|\\bbook\\b|booking|tickets?|\\bapply\\b|raffle|giveaway|\\bwin\\b|\\border\\b|\\bbuy\\b",
          "closed|closure|holiday break|on (?:holiday|vacation)|away|not available|no deliveries",
          "\\bopen\\b|opening (?:hours|times)|season",
          "was|were|had|ran (?:until|through|from)|ended|expired|over now|is over|took place|lasted|served|worked|lived|closed on|held|began|started|founded",
          "from|since|as of|starting|starts?|beginning|effective|after|dated|updated|published|posted|written|version|begins?|opens?",
          "every year|each year|annual(?:ly)?|yearly");

  private static final PromoWords GERMAN =
      words(
          "(?:nur |nur noch |noch )bis|gültig(?:keit)?(?: ist)? bis|(?:ist |sind )?gültig (?:vom|von|im zeitraum)|gueltig bis|(?:gilt|gelten)(?: \\w+){0,3} bis"
              + "|anmeldeschluss|anmeldefrist|anmeldung(?:en)?(?: \\w+){0,3} bis|anmelden bis|melde[nt]? (?:\\w+ ){0,3}bis|jetzt anmelden"
              + "|einsendeschluss|bewerbungsschluss|bewerbungsfrist|bewirb dich(?: \\w+){0,2} bis|bewerben(?: sie sich)? bis|teilnahmeschluss|teilnahme(?: \\w+){0,2} bis|annahmeschluss|abgabeschluss|meldeschluss"
              + "|aktion(?:en|s\\w+)?|endet(?: am)?|enden am|(?:läuft|laufen)(?: \\w+){0,3} bis|frühbucher\\w*|early[- ]?bird\\w*|letzte chance|stichtag"
              + "|bestell(?:en|bar|ungen)?(?: \\w+){0,2} bis|buchbar(?: \\w+)? bis|buchen(?: sie)? bis|einlösbar bis|einzulösen bis|verlängert bis|befristet bis|angebote? (?:gilt|gelten|gültig|endet|nur|bis|läuft)|sichern sie sich(?: \\w+){0,4} bis|sichere dir(?: \\w+){0,4} bis",
          "bis(?: einschließlich| inklusive| spätestens)?(?: zum)?|spätestens(?: am)?",
          MONEY
              + "|rabatt|spare|angebot|aktion|reduziert|gratis|kostenlos|gutschein|\\bcode\\b|preis|anmeld|ticket|bewerb|gewinn|bestell|\\bsale\\b|günstig|sonder",
          "geschlossen|betriebsferien|betriebsurlaub|im urlaub|urlaub|ferien|keine sprechstunde|schließ(?:t|en)|pausieren|winterpause|sommerpause",
          "geöffnet|öffnungszeit|saison|offen\\b",
          "war|waren|lief|liefen|galt|galten|endete|endeten|beendet|abgelaufen|vorbei|ausgelaufen|fand|fanden|wurde|wurden|dauerte|hatte|hatten|arbeitete|leitete|lebte|gegründet",
          "ab|seit|von|vom|stand|per|aktualisiert|veröffentlicht|fassung|version|datum|beginnt|startet|start",
          "jedes jahr|jährlich\\w*|alljährlich\\w*|jeweils");

  private static final PromoWords FRENCH =
      words(
          "valables?(?: \\w+)? (?:jusqu|du|au)|offres?(?: \\p{L}+){0,4} (?:jusqu|expire|se termine|prend fin|du|avant)|expirent?(?: le)?|se terminent?|prend(?:ra)? fin|prennent fin|dates? limites?|dernière chance|derniers jours"
              + "|inscri(?:ption|ptions|vez-vous)(?: \\p{L}+){0,4} (?:avant|jusqu)|dernier délai|clôture(?: des (?:inscriptions|candidatures))?|(?:seulement|uniquement|plus que|encore) jusqu|commandez(?: \\p{L}+){0,3} avant|réserv(?:ez|ation)(?: \\p{L}+){0,3} (?:avant|jusqu)|prolongée? jusqu|candidatures? (?:avant|jusqu)|profitez-en(?: \\w+)? (?:avant|jusqu)|au plus tard",
          "jusqu['’]au|jusqu['’]à|avant le",
          MONEY
              + "|remise|réduction|promo|offre|soldes?|gratuit|offert|\\bcode\\b|prix|inscri|billet|économi|concours|profitez",
          "fermée?s?|fermeture|congés?|vacances|absents?",
          "ouverte?s?|horaires?|ouverture|saison",
          "était|étaient|fut|furent|a duré|s['’]est|terminée?s?|expirée?s?|a pris fin|avait|avaient|eu lieu|a été|ont été|travaill(?:é|ait)|dirigé",
          "depuis|à partir du|dès le|dès|mise? à jour(?: le| du)?|publié(?: le)?|version|en date du|à compter du",
          "chaque année|tous les ans|annuel\\w*");

  private static final PromoWords SPANISH =
      words(
          "válid[oa]s?(?: \\w+)? (?:hasta|del|desde)|valid[oa]s? hasta|ofertas?(?: \\p{L}+){0,4} (?:hasta|termina|finaliza|caduca|antes)|(?:solo|sólo|únicamente) hasta|vencen?|caducan?|terminan?|finalizan?|fecha límite|última oportunidad|últimos días"
              + "|inscri(?:pción|pciones|pcion|bete|birse)(?: \\p{L}+){0,4} (?:hasta|antes)|plazo(?: \\p{L}+){0,4} hasta|reserva(?: \\p{L}+){0,3} (?:hasta|antes)|compra(?: \\p{L}+){0,3} (?:hasta|antes)|promoción(?: \\p{L}+){0,4} (?:hasta|del)|cierre de (?:inscripciones|inscripción)",
          "hasta(?: el)?|antes del",
          MONEY
              + "|descuento|oferta|promo|rebaja|gratis|cupón|código|precio|inscri|entrada|ahorra|sorteo|compra",
          "cerrad[oa]s?|cierre|vacaciones",
          "abiert[oa]s?|horario|temporada",
          "fue|fueron|era|eran|estuvo|terminó|finalizó|finalizad[oa]s?|caducad[oa]s?|terminad[oa]s?|duró|tuvo|tuvieron|trabajó|dirigió|había",
          "desde|a partir del?|actualizad[oa](?: el)?|publicad[oa](?: el)?|versión|con fecha|del",
          "cada año|todos los años|anual\\w*");

  private static final PromoWords ITALIAN =
      words(
          "valid[oaie](?: \\w+)? (?:fino|sino|dal|entro)|offert[ae](?: \\p{L}+){0,4} (?:fino|entro|scade|termina|dal)|(?:solo|soltanto|ancora) (?:fino|per)|scad(?:e|ono|enza|rà)|terminano?|entro e non oltre|ultima occasione|ultimi giorni|termine ultimo"
              + "|iscri(?:zioni|zione|viti|versi)(?: \\p{L}+){0,4} (?:fino|entro)|prenota(?: \\p{L}+){0,3} entro|ordina(?: \\p{L}+){0,3} entro|promozione(?: \\p{L}+){0,4} (?:fino|dal|entro)|prorogat[oa] (?:fino|al)",
          "fino al(?:l['’])?|fino a|sino al|entro(?: il)?",
          MONEY
              + "|sconto|sconti|offert|promo|saldi|gratis|codice|prezzo|iscri|bigliett|risparmia|concorso|prenota",
          "chius[oiae]|chiusura|ferie|vacanza",
          "apert[oiae]|orari|stagione|apertura",
          "era|erano|è stat[oa]|fu|furono|terminat[oaie]|scadut[oaie]|conclus[oaie]|finit[oaie]|durat[oa]|aveva|svolt[oaie]|lavorato|diretto",
          "dal|dall['’]|da|a partire dal|aggiornat[oaie](?: al| il)?|pubblicat[oaie](?: il)?|versione|in data",
          "ogni anno|tutti gli anni|annual\\w*");

  private static final PromoWords DUTCH =
      words(
          "geldig(?: \\w+)? (?:tot|t/m|van|tm)|(?:alleen|enkel|slechts)(?: nog)? (?:tot|t/m)|nog (?:maar )?(?:tot|t/m)|acties?(?: \\w+){0,4} (?:tot|t/m|loopt|eindigt|geldig)|aanbiedingen?(?: \\w+){0,4} (?:tot|t/m)|verloopt(?: op)?|eindigt(?: op)?|laatste kans|laatste dagen"
              + "|inschrijv(?:en|ing|ingen)(?: \\w+){0,3} (?:tot|t/m|vóór|voor)|aanmeld(?:en|ing)(?: \\w+){0,3} (?:tot|t/m|vóór|voor)|uiterlijk|uiterste \\w+datum|sluitingsdatum|deadline|bestel(?: \\w+){0,3} (?:vóór|voor|tot)|boek(?: \\w+){0,3} (?:vóór|voor|tot)|verlengd tot|profiteer(?: \\w+){0,4} (?:tot|t/m)|vroegboek\\w*",
          "t/m|tm|tot en met|tot",
          MONEY
              + "|korting|aanbieding|\\bactie|gratis|\\bcode\\b|prijs|inschrijv|kaarten|bespaar|winnen|aanmeld|bestel|voordeel",
          "gesloten|vakantie|sluiting|afwezig",
          "geopend|openingstijden|seizoen|\\bopen\\b",
          "was|waren|liep|liepen|gold|golden|eindigde|afgelopen|verlopen|beëindigd|voorbij|duurde|werd|werden|had|hadden|vond|vonden|werkte|leidde",
          "vanaf|sinds|per|van|bijgewerkt(?: op)?|gepubliceerd(?: op)?|versie|start|begint",
          "elk jaar|ieder jaar|jaarlijks\\w*");

  private static final PromoWords POLISH =
      words(
          "ważn(?:y|a|e|ość)(?: \\w+)? (?:do|od)|(?:promocja|oferta|akcja|konkurs|wyprzedaż)(?: [\\p{L}]+){0,4} (?:do|od|kończy|trwa)|(?:tylko|jeszcze) do|kończy się|kończą się|wygasa|upływa|ostatnia szansa|ostatnie dni"
              + "|zapisy(?: \\p{L}+){0,4} do|rejestracja(?: \\p{L}+){0,4} do|zgłoszenia(?: \\p{L}+){0,4} do|termin (?:zgłoszeń|zapisów|nadsyłania|rejestracji|składania)|zamów(?: \\p{L}+){0,3} do|kup(?: \\p{L}+){0,3} do|zapisz się(?: \\p{L}+){0,3} do|przedłużon[aey] do|obowiązuje(?: \\p{L}+)? (?:do|od)|najpóźniej",
          "do(?: dnia)?",
          MONEY
              + "|rabat|promocj|ofert|zniżk|taniej|gratis|darmow|\\bkod|\\bcen[ay]|zapis|rejestracj|bilet|oszczęd|konkurs|wyprzedaż",
          "nieczynn[aey]|zamknięt[aey]|urlop|przerwa",
          "otwart[aey]|czynn[aey]|godziny|sezon",
          "był[aoy]?|trwał[aoy]?|zakończ\\p{L}+|wygasł[aoy]?|obowiązywał[aoy]?|minął|minęł[ao]|odbył[aoy]?|pracował[a]?|kierował[a]?|założon\\p{L}+",
          "od|od dnia|z dnia|aktualizacja|zaktualizowano|opublikowano|wersja|począwszy od|stan na",
          "co roku|co rok|każdego roku|coroczn\\p{L}+");

  private static final Map<String, PromoWords> BY_LANGUAGE =
      Map.of(
          "en", ENGLISH, "de", GERMAN, "fr", FRENCH, "es", SPANISH, "it", ITALIAN, "nl", DUTCH, "pl",
          POLISH);

  /** In which it goes on although something ended. */
  static final Pattern GOES_ON =
      pattern(
          "extended|verlängert|prolongée?s?|ampliad[oa]|prorrogad[oa]|prorogat[oa]|verlengd|przedłużon\\p{L}+");

  private static PromoWords words(
      String strong,
      String weak,
      String context,
      String closed,
      String open,
      String past,
      String start,
      String yearly) {
    return new PromoWords(
        pattern(strong),
        compiled("(?<![\\p{L}\\d])(?:" + weak + ")" + FILLER + "$"),
        compiled(context),
        pattern(closed),
        compiled(open),
        pattern(past),
        compiled("(?<![\\p{L}\\d])(?:" + start + ")" + FILLER + "$"),
        pattern(yearly));
  }

  /** As whole words. */
  private static Pattern pattern(String words) {
    return compiled("(?<![\\p{L}\\d])(?:" + words + ")(?![\\p{L}\\d])");
  }

  private static Pattern compiled(String pattern) {
    return Pattern.compile(
        pattern,
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** The languages to look for on a page that declares this one; all if it declares none. */
  static List<String> languages(String declared) {
    String own = Locale.forLanguageTag(declared.replace('_', '-')).getLanguage();
    if (own.isEmpty()) {
      return LANGUAGES;
    }
    // many sites leave "en" in the template, whatever they speak
    if (own.equals("en")) {
      return LANGUAGES;
    }
    return LANGUAGES.contains(own) ? List.of(own, "en") : List.of("en");
  }

  static List<PromoWords> of(List<String> languages) {
    List<PromoWords> words = new ArrayList<>();
    for (String language : languages) {
      PromoWords known = BY_LANGUAGE.get(language);
      if (known != null) {
        words.add(known);
      }
    }
    return words;
  }
}
