package io.wellkept.app.demo;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * What leads to the shop from outside: the short addresses that an ad and a poster name, and the
 * poster's code.
 */
final class Promotion {
  static final String POSTER = "/poster.png";

  private static final String AD = "/go/autumn";
  private static final String WINDOW = "/go/window";
  private static final String OFFER = "/offers/autumn";
  private static final String ELSEWHERE = "/newsletter";
  private static final int SIDE = 320;
  private static final int BLACK = 0x1d1b18;
  private static final int PAPER = 0xf7f1e3;

  private final URI shop;

  Promotion(URI shop) {
    this.shop = shop;
  }

  /** Where a short address sends visitors; empty for every other address. */
  Optional<Answer> redirect(String path, @Nullable String query, Set<Fault> broken) {
    return switch (path) {
      case AD ->
          broken.contains(Fault.AD_LEADS_NOWHERE)
              ? Optional.empty()
              : Optional.of(
                  moved(OFFER, broken.contains(Fault.AD_LOSES_ITS_TRACKING) ? null : query));
      case WINDOW ->
          Optional.of(
              moved(broken.contains(Fault.POSTER_LEADS_ELSEWHERE) ? ELSEWHERE : OFFER, query));
      default -> Optional.empty();
    };
  }

  private static Answer moved(String path, @Nullable String query) {
    String location = query == null ? path : path + "?" + query;
    return new Answer(302, Map.of("Location", location), "", Duration.ZERO);
  }

  /** The poster as it hangs in the window, as a PNG; what is printed cannot be changed any more. */
  byte[] poster() {
    try {
      String address = shop.resolve(WINDOW + "?utm_source=window&utm_medium=poster").toString();
      BitMatrix code = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, SIDE, SIDE);
      BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < SIDE; x++) {
        for (int y = 0; y < SIDE; y++) {
          picture.setRGB(x, y, code.get(x, y) ? BLACK : PAPER);
        }
      }
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(picture, "png", png);
      return png.toByteArray();
    } catch (WriterException e) {
      throw new IllegalStateException("the shop's own address fits into a code", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
