package io.wellkept;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * A picture in {@code docs/img}. Letters look different on each machine, so pixels are not compared
 * with it: beside the pictures stands of what each was made, HTML, stylesheet or figures and
 * colours, and a picture of something else than today's is refused. That it is there, whole, as
 * wide as it should be and about as tall as what is shown now, is looked at too. {@code
 * -Dupdate.docs=true} makes it anew.
 */
public final class DocsPicture {
  private static final Path FOLDER = Path.of("docs", "img");
  private static final Path MADE_OF = FOLDER.resolve("made-of.properties");
  private static final double TALLER = 1.15;

  private DocsPicture() {}

  /**
   * Takes the picture, or compares it.
   *
   * @param name without its ending
   * @param made what is shown and how, without what differs from machine to machine
   */
  public static void compare(Page page, String name, String made, int width, ColorScheme scheme) {
    page.setViewportSize(width, 800);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    byte[] now =
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED));
    try {
      Path file = FOLDER.resolve(name + ".png");
      if (Boolean.getBoolean("update.docs")) {
        Files.createDirectories(FOLDER);
        Files.write(file, now);
        remember(name, made);
      }
      assertThat(file).isRegularFile();
      assertThat(madeOf().getProperty(name))
          .as(file + " shows what was said before: make it anew with -Dupdate.docs=true")
          .isEqualTo(fingerprint(made));
      BufferedImage kept = read(Files.readAllBytes(file));
      BufferedImage seen = read(now);
      assertThat(kept.getWidth()).as("width of " + file).isEqualTo(width);
      assertThat((double) kept.getHeight() / seen.getHeight())
          .as("height of " + file + " to what is shown now")
          .isBetween(1 / TALLER, TALLER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static Properties madeOf() throws IOException {
    Properties all = new Properties();
    if (Files.exists(MADE_OF)) {
      try (var in = Files.newInputStream(MADE_OF)) {
        all.load(in);
      }
    }
    return all;
  }

  private static void remember(String name, String made) throws IOException {
    Properties all = madeOf();
    all.setProperty(name, fingerprint(made));
    String lines =
        new TreeMap<>(all)
            .entrySet().stream()
                .map(line -> line.getKey() + " = " + line.getValue() + "\n")
                .collect(Collectors.joining());
    Files.writeString(
        MADE_OF, "# Of what each picture was made, as SHA-256. Written by a test.\n" + lines);
  }

  private static String fingerprint(String made) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(made.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
