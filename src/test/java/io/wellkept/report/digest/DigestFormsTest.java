package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.report.Hue;
import io.wellkept.touchpoint.Condition;
import io.wellkept.words.Foreign;
import io.wellkept.words.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a digest looks like in each form. */
final class DigestFormsTest {
  private static final URI PAGES = URI.create("https://wellkept.example.org/");
  private static final URI ARCHIVE = PAGES.resolve("/digests/d1");
  private static final Words GERMAN = Words.of("de");

  /** Every figure and fact of the sample, as each language writes it. */
  private static final Map<Words, List<String>> FIGURES =
      Map.of(
          Words.ENGLISH,
          List.of(
              "93 of 100",
              "3 more than in the week before",
              "18 of 23 touchpoints are in order; 1 broken, 1 unanswered, 1 degraded, 2 not known.",
              "Mon 100, Tue 98, Wed 95, Thu 90, Fri 92, Sat 89, Sun 84",
              "Discovers us, Website: broken (1 of 3)",
              "still wrong, for 1 day 13 hours",
              "costs 1.8 points of the score · high importance · Nora Winter takes care of it",
              "owner: Ida Castell · nobody has taken it",
              "over, after 2 days 2 hours",
              "Discovers us, Website",
              "Set right: Landing page.",
              "Over for now. Look why it came: Autumn box, search.",
              "its ads cost 4,200 € in this time",
              "Mended: the ad leads to a page that is not there",
              "over since Thu 19 Nov, 15:30, after 7 hours 30 minutes",
              "3 kept, 1 broken, 2 still running.",
              "Tom Arslan had promised it until Wed 18 Nov, 17:00",
              "Customers wrote 41 times.",
              "37 answers were given in this time, to new words and older ones.",
              "97% in time.",
              "5 hours 20 minutes",
              "1 was answered too late",
              "4 wait for an answer.",
              "since Tue 17 Nov, 14:05, at Reviews on the Tea Board",
              "for 19 hours · 394 € spent meanwhile",
              "looked at 62% of the time",
              "Nothing looks at it",
              "Its owner has left",
              "Time to an answer: 1 day before, 1 hour after · should fall to 2 hours at most"
                  + " · is where it should be · Ida Castell is asked for a verdict now",
              "92.5 % before, 98 % after · should rise · moved as hoped · it is kept",
              "awake 99.9% of the time and looked 120,431 times; 312 times it saw nothing.",
              "57 messages were sent, 4 withdrawn because no longer true, 1 sent another way;"
                  + " none was lost."),
          GERMAN,
          List.of(
              "93 von 100",
              "3 mehr als in der Woche davor",
              "18 von 23 Kontaktpunkten sind in Ordnung; 1 kaputt, 1 unbeantwortet,",
              "Mo. 100, Di. 98, Mi. 95, Do. 90, Fr. 92, Sa. 89, So. 84",
              "Discovers us, Website: kaputt (1 von 3)",
              "1 Tag 13 Stunden",
              "kostet 1,8 Punkte",
              "In Ordnung bringen: Landing page.",
              "die Anzeigen dort kosteten in dieser Zeit 4.200 €",
              "Behoben: the ad leads to a page that is not there",
              "3 gehalten, 1 gebrochen, 2 laufen noch.",
              "bis Mi. 18. Nov., 17:00 zugesagt",
              "Kunden schrieben 41 Mal.",
              "37 Antworten wurden in dieser Zeit gegeben, auf Neues und auf Älteres.",
              "97 % rechtzeitig.",
              "19 Stunden lang · 394 €",
              "62 % der Zeit angesehen",
              "Nichts sieht danach",
              "Zeit bis zur Antwort: 1 Tag davor, 1 Stunde danach · soll auf höchstens 2 Stunden",
              "Zeit in Ordnung: 92,5 % davor, 98 % danach",
              "es bleibt dabei",
              "99,9 % der Zeit wach und sah 120.431 Mal nach; 312 Mal sah es nichts.",
              "57 Nachrichten wurden gesendet, 4 zurückgezogen, weil nicht mehr wahr,",
              "keine ging verloren"));

  private final DigestForms forms = new DigestForms();

  enum Sample {
    RICH,
    GREEN,
    OWNER,
    EMPTY,
    HOSTILE;

    Digest digest() {
      return switch (this) {
        case RICH -> Digests.rich();
        case GREEN -> Digests.green();
        case OWNER -> Digests.ofOwner();
        case EMPTY -> Digests.empty();
        case HOSTILE -> Digests.hostile(2_000);
      };
    }
  }

  static List<Words> languages() {
    return Words.ALL;
  }

  private DigestForms.Mail mail(Digest digest, Words words) {
    return forms.mail(digest, words, PAGES, ARCHIVE);
  }

  /** What is read, with the words that stand for pictures. */
  private static String said(String html) {
    Document page = Jsoup.parse(html);
    return plain(page.text() + " " + String.join(" ", page.select("img").eachAttr("alt")));
  }

  /** Some languages put blanks that do not break into numbers. */
  private static String plain(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ');
  }

  @ParameterizedTest
  @MethodSource("languages")
  void saysEveryFigureInEveryFormAndLanguage(Words words) {
    assertThat(said(forms.html(Digests.rich(), words))).contains(FIGURES.get(words));
    assertThat(plain(DigestForms.text(Digests.rich(), words))).contains(FIGURES.get(words));
  }

  /** Of the rest a line each says how much there is, what is first of it, and where all is. */
  @Test
  void whatHasNoLineInTheReckoningIsCountedAsWhatItCosts() {
    // each costs nine tenths of a 502nd part of the hundred points
    Reckoning reckoning = Reckoning.of(Digests.hostile(502), Words.ENGLISH);
    assertThat(reckoning.lines()).hasSize(500);
    assertThat(reckoning.rest()).containsExactly("2 more cost together 0.4 points.");
  }

  @Test
  void isReadInAMinuteWhereTheRestIsOnTheWeb() {
    Document mail = Jsoup.parse(mail(Digests.rich(), Words.ENGLISH).html());
    assertThat(mail.select("h2").eachText())
        .containsExactly(
            "What was wrong, the worst first",
            "Where to act next",
            "What got better",
            "Promises",
            "Answers to customers",
            "More on the web");
    assertThat(mail.select("a[href*=#]").eachText())
        .containsExactly(
            "Ads that paid for nothing: 1",
            "Not measured: 2",
            "Nobody in particular answers for it: 1",
            "Initiatives: 2");
    assertThat(mail.select("a[href*=#]").eachAttr("href")).contains(ARCHIVE + "#blind");
    assertThat(plain(mail.text()))
        .contains("62% of the time · and 1 more", "and 2 more")
        .doesNotContain("Sign above the door");
    DigestForms.Mail alone = forms.mail(Digests.rich(), Words.ENGLISH, PAGES, null);
    assertThat(said(alone.html())).contains(FIGURES.get(Words.ENGLISH));
  }

  @Test
  void saysTrulyWhetherAnythingWasLost() {
    Digest one = Digests.hostile(1);
    assertThat(DigestForms.text(one, Words.ENGLISH)).contains("another way; 1 reached nobody.");
    assertThat(DigestForms.text(one, GERMAN)).contains("gesendet; 1 erreichte niemanden.");
  }

  @Test
  void saysTrulyWhyItCame() {
    assertThat(DigestForms.text(Digests.rich(), Words.ENGLISH))
        .contains("You get this because you lead a team, or are named in the settings");
    assertThat(DigestForms.text(Digests.ofOwner(), Words.ENGLISH))
        .contains("You get this because you look after touchpoints.");
    assertThat(DigestForms.text(Digests.empty(), GERMAN))
        .contains("weil Sie dieses Team leiten oder in den Einstellungen");
  }

  @Test
  void leadsFromAPlaceToItsPartOfTheMap() {
    Digest.Act act =
        new Digest.Act(
            "stay", "Stays", "", "", 1, null, List.of("Checkout"), null, 1, 1, null, null);
    Document mail =
        Jsoup.parse(mail(Digests.acting(Digests.rich(), List.of(act)), Words.ENGLISH).html());
    assertThat(mail.select("a[href*=?stage]").eachAttr("href"))
        .containsExactly(PAGES + "?stage=stay&channel=-");
    assertThat(mail.select("a[href*=?stage]").text()).isEqualTo("Stays, no channel");
  }

  @ParameterizedTest
  @EnumSource(
      value = Sample.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HOSTILE"})
  void saysNothingInEnglishToWhoeverReadsGerman(Sample sample) {
    Digest digest = sample.digest();
    DigestForms.Mail mail = mail(digest, GERMAN);
    List<Object> data = List.of(digest, "Wellkept");
    for (String form : List.of(mail.subject(), said(mail.html()), mail.text(), mail.brief())) {
      assertThat(Foreign.in(form, GERMAN, data)).isEmpty();
      assertThat(Foreign.sentencesIn(form, GERMAN, data)).isEmpty();
    }
    assertThat(Foreign.in(mail(digest, Words.ENGLISH).text(), GERMAN, data)).isNotEmpty();
  }

  @Test
  void putsTheScoreAndTheWorkIntoTheSubject() {
    assertThat(mail(Digests.rich(), Words.ENGLISH).subject())
        .isEqualTo("Customer touchpoints, week 47: 93 of 100, 3 to act on");
    assertThat(mail(Digests.green(), GERMAN).subject())
        .isEqualTo("Kontaktpunkte mit Kunden, Woche 47: 100 von 100, nichts zu tun");
    assertThat(mail(Digests.ofOwner(), Words.ENGLISH).subject())
        .isEqualTo("Your touchpoints, 22 November 2026: 69 of 100, 1 to act on");
    assertThat(mail(Digests.empty(), Words.ENGLISH).subject())
        .isEqualTo("Touchpoints of Shop and systems, week 47: no score, nothing to act on");
  }

  @Test
  void readsInTheOrderOfWhatMatters() {
    assertThat(DigestForms.text(Digests.rich(), Words.ENGLISH))
        .containsSubsequence(
            "Health score: 93",
            "The map:",
            "What was wrong, the worst first",
            "Where to act next",
            "What got better",
            "Promises",
            "Answers to customers",
            "Ads that paid for nothing",
            "Not measured",
            "Nobody in particular answers for it",
            "Initiatives",
            "How this is known");
  }

  @Test
  void isShortWhenAllIsGreenAndStillProves() {
    DigestForms.Mail mail = mail(Digests.green(), Words.ENGLISH);
    assertThat(mail.text().lines().count()).isLessThan(40);
    assertThat(mail.text())
        .contains("All 23 touchpoints are in order.")
        .contains("Nothing was wrong.", "No ad paid for nothing.", "Every touchpoint has somebody")
        .contains("awake 100% of the time and looked 118,204 times; it always saw something.")
        .contains("1 message was sent", "none was lost")
        .doesNotContain("Where to act next", "Initiatives");
    assertThat(mail.brief().lines().count()).isLessThan(5);
  }

  @Test
  void saysThatThereIsNoScoreInPlaceOfOne() {
    DigestForms.Mail mail = mail(Digests.empty(), Words.ENGLISH);
    assertThat(said(mail.html()))
        .contains("Nothing was seen in this time, so there is no score")
        .contains("There is no touchpoint yet.")
        .contains("awake 0% of the time and looked not once");
    assertThat(mail.text()).contains("there is no score.\n").doesNotContain("..");
    assertThat(mail.text()).doesNotContain("No customer waits");
    assertThat(mail.pictures()).isEmpty();
  }

  @Test
  void neverRoundsWhatIsMissingAway() {
    assertThat(new DigestWords(Words.ENGLISH, Digests.BERLIN).percent(0.99999)).isEqualTo("99.9%");
    assertThat(new DigestWords(Words.ENGLISH, Digests.BERLIN).percent(1)).isEqualTo("100%");
    assertThat(new DigestWords(Words.ENGLISH, Digests.BERLIN).percent(0)).isEqualTo("0%");
  }

  @Test
  void saysInWordsWhichTimeItIsAbout() {
    DigestWords words = new DigestWords(Words.ENGLISH, Digests.BERLIN);
    Digest.Period friday = Periods.days(LocalDate.of(2026, 11, 13), 7, Digests.BERLIN);
    assertThat(words.period(friday)).isEqualTo("13 November 2026 to 19 November 2026");
    assertThat(words.before(friday)).isEqualTo("in the week before");
    Instant morning = Instant.parse("2026-11-23T06:30:00Z");
    Digest.Period half = Periods.until(morning, Duration.ofHours(12), Digests.BERLIN);
    assertThat(words.period(half)).isEqualTo("Sun 22 Nov, 19:30 to Mon 23 Nov, 07:30");
    assertThat(words.before(half)).isEqualTo("in as long a time before");
  }

  @Test
  void keepsWhatJoinsLettersAndEmoji() {
    String joined = "می\u200cخواهم 👩\u200d💻";
    assertThat(DigestWords.line(joined.replace(" ", "\n") + "\u202e")).isEqualTo(joined);
  }

  @Test
  void hasTheColoursThatPagesHave() {
    // one that waits for an answer is among the worst
    assertThat(mail(Digests.rich(), Words.ENGLISH).html())
        .contains("bgcolor=\"" + Hue.of(Condition.UNANSWERED).ink() + "\"");
  }

  private static KeptDigest kept(Digest digest) {
    Instant end = digest.period().until();
    return new KeptDigest(
        "d",
        "weekly",
        digest.scope().whose().name(),
        "",
        digest.period().label(),
        digest.period().from(),
        end,
        end,
        end,
        List.of(),
        Edition.gist(digest),
        "");
  }

  @Test
  void isAHundredOnlyWhereNothingIsMissing() {
    Digest almost = Digests.scored(Digests.rich(), 99.8, 100.0);
    assertThat(mail(almost, Words.ENGLISH).subject()).contains(": 99 of 100");
    assertThat(DigestForms.text(almost, Words.ENGLISH)).contains("1 less than in the week before");
    assertThat(DigestForms.heading(kept(almost), Words.ENGLISH).score()).isEqualTo("99");
  }

  @Test
  void comparesTheFiguresThatItShows() {
    Digest rich = Digests.rich();
    assertThat(DigestForms.text(Digests.scored(rich, 87.4, 87.6), Words.ENGLISH))
        .as("87 after 88, though less than half a point lies between")
        .contains("1 less than in the week before");
    assertThat(DigestForms.text(Digests.scored(rich, 87.4, 86.6), Words.ENGLISH))
        .contains("87 of 100\nas in the week before");
    assertThat(DigestForms.text(Digests.scored(rich, 87.4, null), Words.ENGLISH))
        .contains("the first of its kind");
  }

  @ParameterizedTest
  @EnumSource
  void survivesMailPrograms(Sample sample) {
    for (Words words : Words.ALL) {
      String html = mail(sample.digest(), words).html();
      assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(95_000);
      Document page = Jsoup.parse(html);
      assertThat(page.select("table")).hasSameSizeAs(page.select("table[role=presentation]"));
      assertThat(page.select("table")).hasSameSizeAs(page.select("table[cellpadding=0]"));
      assertThat(page.select("table.card").attr("width")).isEqualTo("600");
      assertThat(page.select("html").attr("lang")).isEqualTo(words.tag());
      assertThat(page.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
      assertThat(page.select("script, form, input, link, iframe, svg")).isEmpty();
      assertThat(page.body().html()).doesNotContain("flex", "grid", "float:", "position:");
      assertThat(page.select("img")).allMatch(image -> !image.attr("alt").isBlank());
      assertThat(page.select("img")).allMatch(image -> image.attr("width").matches("\\d+"));
      assertThat(page.select("img").eachAttr("src")).allMatch(source -> source.startsWith("cid:"));
    }
  }

  @Test
  void namesNoPictureThatIsNotThere() {
    DigestForms.Mail mail = mail(Digests.rich(), Words.ENGLISH);
    assertThat(Jsoup.parse(mail.html()).select("img").eachAttr("src"))
        .hasSize(4)
        .containsExactlyInAnyOrderElementsOf(
            mail.pictures().stream().map(picture -> "cid:" + picture.cid()).toList());
  }

  /** Outlook for Windows knows no "display: none", so that the dark ones are kept from it. */
  @Test
  void showsLightPicturesUnlessTheReaderCanHaveDarkOnes() {
    String html = mail(Digests.rich(), Words.ENGLISH).html();
    Document mail = Jsoup.parse(html);
    assertThat(mail.select("img.light").eachAttr("style")).allMatch(s -> s.contains("block"));
    assertThat(mail.select("img.dark").eachAttr("style")).allMatch(s -> s.contains("none"));
    String outlook = html.replaceAll("(?s)<!--\\[if !mso]><!-->.*?<!--<!\\[endif]-->", "");
    assertThat(Jsoup.parse(outlook).select("img").eachAttr("class"))
        .containsExactly("light", "light");
    assertThat(html).as("which needs a width").contains("<!--[if mso]><table");
    assertThat(html).containsSubsequence("prefers-color-scheme: dark", ".dark { display: block");
    assertThat(html).containsSubsequence("@media print", ".dark { display: none");
  }

  @Test
  void leadsNowhereButToOurPagesAndOnlyOverASecretConnection() {
    assertThat(links(PAGES))
        .contains(ARCHIVE.toString(), PAGES + "incidents/inc-1", PAGES + "t/checkout")
        .allMatch(link -> link.startsWith("https://wellkept.example.org/"));
    assertThat(links(URI.create("http://wellkept.example.org/"))).isEmpty();
    assertThat(links(null)).isEmpty();
  }

  private List<String> links(@Nullable URI pages) {
    URI archive = pages == null ? null : pages.resolve("/digests/d1");
    DigestForms.Mail mail = forms.mail(Digests.rich(), Words.ENGLISH, pages, archive);
    if (pages == null || !pages.getScheme().equals("https")) {
      assertThat(mail.text()).doesNotContain("http");
      assertThat(mail.archive()).isNull();
    }
    return Jsoup.parse(mail.html()).select("a").eachAttr("href");
  }

  @Test
  void escapesNamesThatMeanHarm() {
    DigestForms.Mail mail = mail(Digests.hostile(20), Words.ENGLISH);
    assertThat(Jsoup.parse(mail.html()).select("script")).isEmpty();
    assertThat(mail.html()).contains("&lt;script&gt;").doesNotContain("\u202E");
    assertThat(mail.text()).doesNotContain("\u202E", "\r", "\nBcc:");
    assertThat(mail.subject()).doesNotContain("\n", "\r", "\u202E");
    assertThat(mail.brief().lines().count()).isLessThanOrEqualTo(8);
  }

  @Test
  void saysHowMuchMoreThereIs() {
    DigestForms.Mail mail = mail(Digests.hostile(2_000), Words.ENGLISH);
    assertThat(said(mail.html())).contains("and 1,995 more", "and 1,997 more", ": 2,000");
    assertThat(DigestForms.text(page(Digests.hostile(30)))).doesNotContain("more\n");
  }

  private static DigestLetter page(Digest digest) {
    Instant made = digest.period().until();
    return DigestForms.page(new Edition("d1", "weekly", made, made, digest), Words.ENGLISH);
  }

  @Test
  void needsNoOtherFileAsAFile() {
    Document page = Jsoup.parse(forms.html(Digests.rich(), Words.ENGLISH));
    assertThat(page.select("img").eachAttr("src"))
        .hasSize(4)
        .allMatch(source -> source.startsWith("data:image/png;base64,"));
    assertThat(page.select("a")).isEmpty();
  }

  @Test
  void isTheSameEachTime() {
    assertThat(mail(Digests.rich(), Words.ENGLISH)).isEqualTo(mail(Digests.rich(), Words.ENGLISH));
  }
}
