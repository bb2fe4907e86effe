package io.wellkept.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Acts;
import io.wellkept.incident.Event;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Refusal;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Importance;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Severity;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sentence is there in every language, and every sentence that is there is said. */
final class WordsTest {
  private static final Path FILES = Path.of("src/main/resources/words");
  private static final Pattern VALUE = Pattern.compile("\\{(\\d+)[,}]");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Words GERMAN = Words.of("de-AT");

  static Stream<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files
          .filter(file -> !file.getFileName().toString().contains("_"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void saysTheSameInEveryLanguage(Path part) {
    Properties english = read(part);
    String name = part.getFileName().toString().replace(".properties", "");
    for (Words other : Words.ALL) {
      Path twin = FILES.resolve(name + "_" + other.tag() + ".properties");
      if (other == Words.ENGLISH) {
        assertThat(twin).doesNotExist();
        continue;
      }
      Properties translated = read(twin);
      assertThat(translated.stringPropertyNames())
          .as(twin.toString())
          .isEqualTo(english.stringPropertyNames());
      english.forEach((key, sentence) ->
          assertThat(values(translated.getProperty((String) key)))
              .as("values of " + key + " in " + twin)
              .isEqualTo(values((String) sentence)));
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void keepsEveryKeyInTheFileThatItsBeginningNames(Path part) {
    String name = part.getFileName().toString().replace(".properties", "");
    assertThat(read(part).stringPropertyNames()).allMatch(key -> key.startsWith(name + "."));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void canBeFormattedInEveryLanguage(Path part) {
    for (Words language : Words.ALL) {
      for (String key : read(part).stringPropertyNames()) {
        if (key.contains(".pattern.")) {
          continue;
        }
        Properties sentences =
            language == Words.ENGLISH
                ? read(part)
                : read(
                    Path.of(
                        part.toString().replace(".properties", "_" + language + ".properties")));
        String sentence = sentences.getProperty(key);
        assertThat(sentence.replace("''", ""))
            .as(key + ": an apostrophe is written twice")
            .doesNotContain("'");
        assertThat(new MessageFormat(sentence, language.locale()).toPattern()).isNotEmpty();
      }
    }
  }

  @Test
  void everySentenceIsSaidSomewhereAndEverySaidOneIsThere() {
    String program = program();
    Set<String> unsaid = new TreeSet<>();
    Set<String> there = new TreeSet<>();
    for (Path part : parts(FILES)) {
      for (String key : read(part).stringPropertyNames()) {
        there.add(key);
        String family = key.substring(0, key.lastIndexOf('.') + 1);
        if (!program.contains("\"" + key + "\"") && !program.contains("\"" + family + "\"")) {
          unsaid.add(key);
        }
      }
    }
    assertThat(unsaid).as("nobody says them: neither the key nor \"its.beginning.\"").isEmpty();
    Set<String> said =
        Pattern.compile("say\\(\"([a-z][a-zA-Z0-9.-]*[a-zA-Z0-9])\"")
            .matcher(program)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    said.removeAll(there);
    assertThat(said).as("said, and in no file").isEmpty();
  }

  @Test
  void namesWhatTheDomainHas() {
    for (Words language : Words.ALL) {
      for (Condition condition : Condition.values()) {
        assertThat(language.of(condition)).isNotEmpty();
      }
      for (Severity severity : Severity.values()) {
        assertThat(language.of(severity)).isNotEmpty();
      }
      for (Importance importance : Importance.values()) {
        assertThat(language.of(importance)).isNotEmpty();
      }
    }
    for (Condition condition : Condition.values()) {
      assertThat(Words.ENGLISH.of(condition)).isEqualTo(condition.words());
    }
  }

  /** What is stored by the name of a constant has a sentence in each language. */
  @Test
  void namesWhatHappenedAndWhy() {
    for (Words language : Words.ALL) {
      for (Reason reason : Reason.values()) {
        assertThat(language.say("reason." + reason.name())).isNotEmpty();
      }
    }
    for (Reason reason : Reason.values()) {
      assertThat(Words.ENGLISH.say("reason." + reason.name())).isEqualTo(reason.words());
    }
    for (Event.Type type : Event.Type.values()) {
      assertThat(GERMAN.say("event.type." + type.name())).isNotEmpty();
      assertThat(Words.ENGLISH.say("event.type." + type.name())).isEqualTo(type.words());
    }
    for (NoticeKind kind : NoticeKind.values()) {
      assertThat(GERMAN.say("event.notice." + kind.name())).isNotEmpty();
      assertThat(Words.ENGLISH.say("event.notice." + kind.name())).isEqualTo(kind.words());
    }
    Duration most = Duration.ofDays(7);
    for (Refusal why : Refusal.values()) {
      String key = "link.refusal." + why.name();
      assertThat(GERMAN.say(key, GERMAN.span(most))).isNotEmpty();
      assertThat(Words.ENGLISH.say(key, Words.ENGLISH.span(most)))
          .isEqualTo(new Acts.Result.Refused(why, most).why());
    }
  }

  @Test
  void hasEveryLanguageThatSettingsMayName() {
    assertThat(Words.ALL).hasSameSizeAs(Language.values());
    for (Language language : Language.values()) {
      assertThat(Words.of(language).tag()).isEqualTo(language.tag());
    }
  }

  @Test
  void aSentenceWaitsForItsReader() {
    Sentence sentence =
        Sentence.of(
            "link.withdrawn", Sentence.of("link.ask-them", Sentence.of("link.or", "A", "B")));
    assertThat(sentence.in(Words.ENGLISH))
        .isEqualTo("It was withdrawn. If it still matters, ask A or B.");
    assertThat(sentence.in(GERMAN))
        .isEqualTo("Er wurde zurückgezogen. Wenn es noch wichtig ist, fragen Sie bitte A oder B.");
  }

  /** What people wrote is a value, whatever signs it holds. */
  @Test
  void takesNothingOfAValueForAPattern() {
    String odd = "it''s {0} {1,choice,1#x} 'so'";
    assertThat(Words.ENGLISH.say("mail.what-was-said", odd))
        .isEqualTo("What was said: “" + odd + "”");
    assertThat(Words.ENGLISH.say("mail.did-not-react", odd, 1))
        .isEqualTo(odd + " was told and did not react.");
  }

  @Test
  void takesTheFirstLanguageThatItHas() {
    assertThat(Words.of("de-AT").tag()).isEqualTo("de");
    assertThat(Words.of("fr").tag()).isEqualTo("en");
    assertThat(Words.of(List.of(Locale.FRENCH, Locale.GERMANY)).tag()).isEqualTo("de");
  }

  @Test
  void readsMomentsAndSpansAsPeopleSayThem() {
    Instant then = NOW.minus(Duration.ofDays(2)).minus(Duration.ofHours(1));
    assertThat(Words.ENGLISH.fromNow(then, NOW)).isEqualTo("2 days 1 hour ago");
    assertThat(GERMAN.fromNow(then, NOW)).isEqualTo("vor 2 Tagen 1 Stunde");
    assertThat(GERMAN.span(Duration.ofDays(2))).isEqualTo("2 Tage");
    assertThat(Words.ENGLISH.moment(NOW, BERLIN, NOW)).isEqualTo("today 11:00");
    assertThat(GERMAN.moment(then, BERLIN, NOW)).isEqualTo("Sa. 21. Nov., 10:00");
  }

  /** Everything in which a key could be named. */
  private static String program() {
    return Stream.of(
            Path.of("src/main/java"), Path.of("src/main/jte"), Path.of("src/main/jte-text"))
        .filter(Files::isDirectory)
        .flatMap(WordsTest::files)
        .map(WordsTest::text)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> parts(Path folder) {
    return files(folder).filter(file -> !file.getFileName().toString().contains("_")).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties read(Path file) {
    Properties sentences = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      sentences.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sentences;
  }

  private static Set<String> values(String sentence) {
    return VALUE
        .matcher(sentence)
        .results()
        .map(MatchResult::group)
        .map(v -> v.replaceAll("\\D", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
