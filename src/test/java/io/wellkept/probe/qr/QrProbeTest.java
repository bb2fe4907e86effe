package io.wellkept.probe.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.wellkept.probe.Http;
import io.wellkept.probe.Look;
import io.wellkept.probe.RawServer;
import io.wellkept.probe.Scene;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Touchpoint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QrProbeTest {
  private static final int SIDE = 240;

  @TempDir Path folder;

  private final Scene.Clock clock = new Scene.Clock();
  private final Http http = Scene.http(clock);
  private Path home;

  @BeforeEach
  void open() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
  }

  @AfterEach
  void close() {
    http.close();
  }

  private static BufferedImage code(String text) {
    try {
      BitMatrix bits = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIDE, SIDE);
      BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < SIDE; x++) {
        for (int y = 0; y < SIDE; y++) {
          picture.setRGB(x, y, bits.get(x, y) ? 0x000000 : 0xffffff);
        }
      }
      return picture;
    } catch (WriterException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, out)).isTrue();
    return out.toByteArray();
  }

  /** The shop as it would be seen, with the picture in a file of the home folder. */
  private Observation observe(byte[] picture, Object... settings) throws Exception {
    Files.write(home.resolve("poster.png"), picture);
    Object[] all = Arrays.copyOf(settings, settings.length + 2);
    all[settings.length] = "file";
    all[settings.length + 1] = "poster.png";
    return observeAt(null, all);
  }

  private Observation observeAt(@Nullable URI address, Object... pairs) throws Exception {
    QrSettings settings = Scene.settings(QrSettings.class, pairs);
    Touchpoint touchpoint = Scene.touchpoint(address, QrProbe.KIND, settings);
    Look<QrSettings> look = Scene.look(touchpoint, settings, false);
    QrProbe probe = new QrProbe(http, home);
    return probe.judge(look, probe.look(look), Memory.EMPTY, clock.instant()).observation();
  }

  private static List<Finding> findings(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Seen.class);
    return ((Observation.Seen) observation).findings();
  }

  private static RawServer shop(String page) {
    return RawServer.http((request, out) -> {
      if (request.startsWith("GET /moved")) {
        RawServer.redirect("/elsewhere").answer(request, out);
      } else if (request.startsWith("GET /gone")) {
        RawServer.answer("404 Not Found", "gone").answer(request, out);
      } else {
        RawServer.page(page).answer(request, out);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void followsTheAddressOfACodeInAnyUsualFormat(String format) throws Exception {
    try (RawServer shop = shop("<p>The autumn box</p>")) {
      byte[] picture = bytes(code(shop.at("/autumn?utm_source=poster").toString()), format);

      assertThat(findings(observe(picture))).isEmpty();
      assertThat(shop.requests()).singleElement().asString().contains("/autumn?utm_source=poster");
    }
  }

  @Test
  void readsACodeThatIsTurnedOrWhiteOnBlackOrOnTransparentPaper() throws Exception {
    BufferedImage plain = code("https://shop.example/");
    BufferedImage turned = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = turned.createGraphics();
    paper.setColor(Color.WHITE);
    paper.fillRect(0, 0, 400, 400);
    paper.rotate(0.6, 200, 200);
    paper.drawImage(plain, 80, 80, null);
    paper.dispose();
    BufferedImage inverted = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    BufferedImage clear = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        inverted.setRGB(x, y, ~plain.getRGB(x, y) & 0xffffff);
        clear.setRGB(x, y, (plain.getRGB(x, y) & 1) == 0 ? 0xff000000 : 0);
      }
    }

    for (BufferedImage picture : List.of(turned, inverted, clear)) {
      assertThat(CodeReader.read(bytes(picture, "png")))
          .isEqualTo(new Codes.Read(List.of("https://shop.example/")));
    }
  }

  @Test
  void readsEveryCodeOfAPicture() throws Exception {
    BufferedImage both = new BufferedImage(2 * SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    both.createGraphics().drawImage(code("https://one.example/"), 0, 0, null);
    both.createGraphics().drawImage(code("https://two.example/"), SIDE, 0, null);

    assertThat(CodeReader.read(bytes(both, "png")))
        .isInstanceOfSatisfying(
            Codes.Read.class,
            read ->
                assertThat(read.texts())
                    .containsExactlyInAnyOrder("https://one.example/", "https://two.example/"));
  }

  @Test
  void readsACodeInALargePhotograph() throws Exception {
    BufferedImage photo = new BufferedImage(3600, 2700, BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = photo.createGraphics();
    paper.setColor(Color.LIGHT_GRAY);
    paper.fillRect(0, 0, 3600, 2700);
    paper.drawImage(code("https://shop.example/window"), 1500, 1200, null);
    paper.dispose();

    assertThat(CodeReader.read(bytes(photo, "jpg")))
        .isEqualTo(new Codes.Read(List.of("https://shop.example/window")));
  }

  @Test
  void tellsWhatTheCodeSaysWhenItsPageIsGone() throws Exception {
    try (RawServer shop = shop("")) {
      String address = shop.at("/gone").toString();

      assertThat(findings(observe(bytes(code(address), "png"))))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("qr.status");
            assertThat(finding.headline()).isEqualTo("The code leads to an error page (404)");
            assertThat(finding.evidence()).contains(new Evidence("code says", address));
          });
    }
  }

  @Test
  void findsThatACodeLeadsElsewhere() throws Exception {
    try (RawServer shop = shop("<p>here</p>")) {
      byte[] picture = bytes(code(shop.at("/moved").toString()), "png");

      assertThat(findings(observe(picture, "landsAt", List.of("127.0.0.1:*/moved"))))
          .extracting(Finding::code)
          .containsExactly("qr.leads-elsewhere");
    }
  }

  @Test
  void findsThatARedirectLosesTheParameterOfThePoster() throws Exception {
    try (RawServer shop = shop("<p>here</p>")) {
      byte[] picture = bytes(code(shop.at("/moved?poster=window").toString()), "png");

      assertThat(findings(observe(picture, "keep", List.of("poster"))))
          .extracting(Finding::code)
          .containsExactly("qr.tracking-lost");
      assertThat(findings(observe(picture))).isEmpty();
    }
  }

  @Test
  void findsACodeThatHoldsNoAddress() throws Exception {
    byte[] picture = bytes(code("Visit us at the market"), "png");

    assertThat(findings(observe(picture)))
        .extracting(Finding::code)
        .containsExactly("qr.not-a-web-address");
    assertThat(findings(observe(picture, "expects", QrSettings.Expects.ANYTHING))).isEmpty();
  }

  @Test
  void showsNobodyTheKeyOfANetwork() throws Exception {
    byte[] picture = bytes(code("WIFI:S:shop;T:WPA;P:hunter2;;"), "png");

    assertThat(findings(observe(picture)).toString()).doesNotContain("hunter2");
  }

  @Test
  void findsThatThereIsNoCodeInThePicture() throws Exception {
    BufferedImage blank = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);

    assertThat(findings(observe(bytes(blank, "png"))))
        .singleElement()
        .extracting(Finding::headline)
        .isEqualTo("The code cannot be read: there is no code in the picture that can be read");
  }

  @Test
  void unpacksNoPictureThatIsLargerThanAnyPoster() throws Exception {
    byte[] header = HexFormat.of().parseHex("89504e470d0a1a0a");
    byte[] size = HexFormat.of().parseHex("494844520000c3500000c3500802000000"); // 50,000 each
    CRC32 sum = new CRC32();
    sum.update(size);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(header);
    bomb.write(new byte[] {0, 0, 0, 13});
    bomb.write(size);
    bomb.write(HexFormat.of().parseHex("%08x".formatted(sum.getValue())));
    bomb.write(HexFormat.of().parseHex("0000000a49444154789c030000000001"));

    assertThat(findings(observe(bomb.toByteArray())))
        .singleElement()
        .extracting(Finding::headline)
        .asString()
        .contains("too large: 50000 by 50000");
  }

  @Test
  void survivesWhateverPictureIsBroken() throws Exception {
    for (String format : List.of("png", "jpg", "gif", "bmp")) {
      byte[] whole = bytes(code("https://shop.example/"), format);
      for (int length = 0; length < whole.length; length += 1 + whole.length / 40) {
        assertThat(CodeReader.read(Arrays.copyOf(whole, length))).isNotNull();
        byte[] bent = whole.clone();
        bent[length] ^= 0x55;
        assertThat(CodeReader.read(bent)).isNotNull();
      }
    }
  }

  @Test
  void readsNoFileOutsideOfTheHomeFolder() throws Exception {
    Path secret =
        Files.write(home.resolveSibling("secret.png"), bytes(code("https://a.example/"), "png"));
    Files.createSymbolicLink(home.resolve("link.png"), secret);

    assertThat(findings(observeAt(null, "file", "link.png")))
        .singleElement()
        .extracting(Finding::headline)
        .asString()
        .contains("outside of the home folder");
    for (String file : List.of("../secret.png", "/etc/passwd", "a/../../b.png")) {
      assertThatThrownBy(() -> Scene.settings(QrSettings.class, "file", file))
          .hasMessageContaining("below the home folder");
    }
  }

  @Test
  void findsThatThePictureIsAway() throws Exception {
    assertThat(findings(observeAt(null, "file", "nowhere.png")))
        .extracting(Finding::code)
        .containsExactly("qr.picture-unreachable");
    try (RawServer shop = shop("")) {
      assertThat(findings(observeAt(shop.at("/gone.png"))))
          .extracting(Finding::code)
          .containsExactly("qr.picture-unreachable");
    }
  }

  @Test
  void isBlindWhenReadingThePictureLeftThePageNoTime() throws Exception {
    try (RawServer shop = shop("<p>The autumn box</p>")) {
      Files.write(home.resolve("poster.png"), bytes(code(shop.at("/").toString()), "png"));
      QrSettings settings = Scene.settings(QrSettings.class, "file", "poster.png");
      Touchpoint touchpoint = Scene.touchpoint(null, QrProbe.KIND, settings);
      Look<QrSettings> look =
          new Look<>(touchpoint, touchpoint.checks().get(0), settings, false, Duration.ofMillis(4));
      QrProbe probe = new QrProbe(http, home);

      assertThat(probe.judge(look, probe.look(look), Memory.EMPTY, clock.instant()).observation())
          .isInstanceOfSatisfying(
              Observation.Blind.class,
              blind -> assertThat(blind.fault()).isInstanceOf(Fault.Crowded.class));
    }
  }

  @Test
  void isBlindWhenThePageAsksForPatience() throws Exception {
    try (RawServer shop = RawServer.http(RawServer.answer("429 Too Many Requests", ""))) {
      byte[] picture = bytes(code(shop.at("/").toString()), "png");

      assertThat(observe(picture))
          .isInstanceOfSatisfying(
              Observation.Blind.class,
              blind -> assertThat(blind.fault()).isInstanceOf(Fault.Throttled.class));
    }
  }
}
