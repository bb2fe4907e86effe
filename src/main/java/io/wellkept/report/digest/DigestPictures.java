package io.wellkept.report.digest;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the pictures of a digest. */
final class DigestPictures {
  static final String DAYS = "days";
  static final String MAP = "map";

  /** What the name of a picture ends in that is the same on a dark ground. */
  static final String IN_THE_DARK = "-dark";

  private static final Logger log = LoggerFactory.getLogger(DigestPictures.class);
  private static final int SHARPNESS = 2;

  private DigestPictures() {}

  /**
   * Those that there is something to draw for, each on a light and on a dark ground. On a machine
   * that has no fonts there is none: then the digest says in words what they show, for it is always
   * sent.
   */
  static List<DigestPicture> of(Digest digest, DigestLetter letter) {
    try {
      return draw(digest, letter);
    } catch (LinkageError | InternalError | RuntimeException e) {
      log.warn(
          "The digest goes without pictures: this machine cannot draw. Install fontconfig and a"
              + " font, such as fonts-dejavu-core. period={}",
          digest.period().label(),
          e);
      return List.of();
    }
  }

  private static List<DigestPicture> draw(Digest digest, DigestLetter letter) {
    List<DigestPicture> pictures = new ArrayList<>();
    for (Palette colours : List.of(Palette.LIGHT, Palette.DARK)) {
      String suffix = colours.dark() ? IN_THE_DARK : "";
      if (ScorePicture.isOf(digest.score())) {
        ScorePicture days =
            new ScorePicture(
                digest.score(), DigestWriter.firstDay(digest), letter.words(), colours);
        pictures.add(
            picture(
                DAYS + suffix,
                ScorePicture.WIDTH,
                ScorePicture.HEIGHT,
                letter.standing().daysInWords(),
                days::paint));
      }
      if (!letter.map().isEmpty()) {
        MapPicture map = new MapPicture(letter.map(), colours);
        pictures.add(
            picture(MAP + suffix, MapPicture.WIDTH, map.height(), letter.mapInWords(), map::paint));
      }
    }
    return pictures;
  }

  private static DigestPicture picture(
      String name, int width, int height, String alt, Consumer<Graphics2D> painter) {
    BufferedImage image =
        new BufferedImage(width * SHARPNESS, height * SHARPNESS, BufferedImage.TYPE_INT_RGB);
    Graphics2D on = image.createGraphics();
    try {
      on.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      on.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      on.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      on.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      on.scale(SHARPNESS, SHARPNESS);
      painter.accept(on);
    } finally {
      on.dispose();
    }
    return new DigestPicture(name, png(image), width, height, alt);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
