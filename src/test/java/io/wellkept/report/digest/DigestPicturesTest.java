package io.wellkept.report.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.Contrast;
import io.wellkept.report.digest.Digest.Place;
import io.wellkept.touchpoint.Condition;
import io.wellkept.words.Words;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The map and the score as pictures. */
final class DigestPicturesTest {
  private static BufferedImage picture(Digest digest, String name) throws IOException {
    DigestLetter letter = DigestWriter.write(digest, Words.ENGLISH, null, null);
    byte[] png =
        DigestPictures.of(digest, letter).stream()
            .filter(picture -> picture.name().equals(name))
            .findFirst()
            .orElseThrow()
            .png();
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static BufferedImage map(Map<Condition, Integer> counts, Condition worst)
      throws IOException {
    Place place = new Place("s", "Buys", "c", "Website", counts, worst, null);
    return picture(place);
  }

  private static BufferedImage picture(Place place) throws IOException {
    return picture(Digests.placed(List.of(place)), "map");
  }

  private static long pixels(BufferedImage image, Color color) {
    long count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        count += (image.getRGB(x, y) & 0xffffff) == (color.getRGB() & 0xffffff) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void isTwiceAsSharpAsItIsShown() throws IOException {
    assertThat(picture(Digests.rich(), "map").getWidth()).isEqualTo(2 * MapPicture.WIDTH);
    assertThat(picture(Digests.rich(), "days").getWidth()).isEqualTo(2 * ScorePicture.WIDTH);
  }

  @ParameterizedTest
  @EnumSource
  void fillsAPlaceWithTheColourOfItsWorst(Condition condition) throws IOException {
    BufferedImage map = map(Map.of(condition, 1), condition);
    assertThat(pixels(map, paper(Palette.LIGHT, condition))).isGreaterThan(20_000);
  }

  @Test
  void tellsConditionsOfOneColourApartByTheirSigns() throws IOException {
    BufferedImage stale = map(Map.of(Condition.STALE, 1), Condition.STALE);
    BufferedImage unanswered = map(Map.of(Condition.UNANSWERED, 1), Condition.UNANSWERED);
    assertThat(same(stale, unanswered)).isFalse();
  }

  @Test
  void namesThePlaceOfWhatHasNone() throws IOException {
    Map<Condition, Integer> one = Map.of(Condition.HEALTHY, 1);
    String nowhere = Words.ENGLISH.say("digest.map.nowhere");
    Place nameless = new Place("", "", "", "", one, Condition.HEALTHY, null);
    Place named = new Place("", nowhere, "", nowhere, one, Condition.HEALTHY, null);
    assertThat(same(picture(nameless), picture(named))).isTrue();
  }

  @Test
  void writesHowManyAreWrong() throws IOException {
    BufferedImage one = map(Map.of(Condition.BROKEN, 1, Condition.HEALTHY, 3), Condition.BROKEN);
    BufferedImage two = map(Map.of(Condition.BROKEN, 2, Condition.HEALTHY, 2), Condition.BROKEN);
    assertThat(same(one, two)).as("1/4 and 2/4").isFalse();
  }

  @Test
  void showsAPlaceWithoutTouchpointsAsAHole() throws IOException {
    BufferedImage map = map(Map.of(), null);
    assertThat(pixels(map, Palette.LIGHT.ground()))
        .isGreaterThan((long) (map.getWidth() * map.getHeight() * 0.9));
    assertThat(pixels(map, Palette.LIGHT.line())).as("dashes").isGreaterThan(500);
  }

  @Test
  void drawsTheLineOfTheScoreAndTheOneBefore() throws IOException {
    BufferedImage days = picture(Digests.rich(), "days");
    assertThat(pixels(days, Palette.LIGHT.accent())).isGreaterThan(1_000);
    assertThat(pixels(days, Palette.LIGHT.quiet())).isGreaterThan(300);
    assertThat(same(days, picture(Digests.scored(Digests.rich(), 87.4, 90.0), "days"))).isFalse();
  }

  @Test
  void drawsNoLineOfOneDay() {
    assertThat(ScorePicture.isOf(Digests.ofOwner().score())).isFalse();
  }

  private static boolean same(BufferedImage one, BufferedImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return false;
    }
    for (int x = 0; x < one.getWidth(); x++) {
      for (int y = 0; y < one.getHeight(); y++) {
        if (one.getRGB(x, y) != other.getRGB(x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void isLightAndHasATwinForTheDark() throws IOException {
    for (String name : List.of("map", "days")) {
      BufferedImage light = picture(Digests.rich(), name);
      BufferedImage dark = picture(Digests.rich(), name + "-dark");
      assertThat(pixels(light, Palette.LIGHT.ground())).isGreaterThan(20_000);
      assertThat(pixels(dark, Palette.DARK.ground())).isGreaterThan(20_000);
      assertThat(dark.getHeight()).isEqualTo(light.getHeight());
    }
  }

  @Test
  void hasTheColoursOfTheStylesheet() throws IOException {
    String css = Files.readString(Path.of("src/main/resources/web/wellkept.css"));
    String dark = css.substring(css.indexOf("prefers-color-scheme: dark"));
    assertThat(colours(Palette.LIGHT)).isEqualTo(variables(css));
    assertThat(colours(Palette.DARK)).isEqualTo(variables(dark));
  }

  private static List<Color> colours(Palette palette) {
    return List.of(
        palette.ground(),
        palette.ink(),
        palette.quiet(),
        palette.line(),
        palette.accent(),
        palette.done());
  }

  private static List<Color> variables(String css) {
    return List.of("card", "ink", "quiet", "line", "accent", "healthy-ground").stream()
        .map(name -> variable(css, name))
        .toList();
  }

  private static Color variable(String css, String name) {
    Matcher matcher = Pattern.compile("--" + name + ": (#[0-9a-f]{6});").matcher(css);
    assertThat(matcher.find()).as(name).isTrue();
    return Color.decode(matcher.group(1).toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource
  void canBeReadOnItsColour(Condition condition) {
    for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
      Color ink = condition == Condition.HEALTHY ? palette.of(condition) : palette.onStrong();
      assertThat(Contrast.of(paper(palette, condition), ink)).isGreaterThan(4.5);
      assertThat(Contrast.of(palette.ground(), palette.ink())).isGreaterThan(4.5);
      assertThat(Contrast.of(palette.ground(), palette.quiet())).isGreaterThan(4.5);
    }
  }

  private static Color paper(Palette palette, Condition condition) {
    return condition == Condition.HEALTHY ? palette.done() : palette.of(condition);
  }
}
