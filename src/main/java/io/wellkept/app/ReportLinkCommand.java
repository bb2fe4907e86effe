package io.wellkept.app;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.wellkept.plan.Daemon.Web;
import io.wellkept.plan.Plan;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where customers report what is wrong, to be printed beside it. */
@Command(
    name = "report-link",
    description = {
      "Prints the address at which anybody reports what is wrong with a touchpoint.",
      "With --qr also as a code to print, for the door, the packaging, the invoice."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = Exit.USAGE,
    footerHeading = "%nExamples:%n",
    footer = {"  wellkept report-link shop-sign", "  wellkept report-link shop-sign --qr door.png"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "2:wrong usage, an unknown id, or nobody may report here"})
final class ReportLinkCommand implements Callable<Integer> {
  /** The width of a code, in pixels: enough to be printed as large as a hand. */
  private static final int WIDTH = 1_000;

  private final Surroundings surroundings;

  @Mixin Place place;
  @Mixin Printing print;

  @Parameters(paramLabel = "ID", description = "A touchpoint.")
  String id;

  @Option(names = "--qr", paramLabel = "FILE", description = "Write the code to this PNG file.")
  @Nullable Path qr;

  ReportLinkCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private record Written(String touchpoint, URI address, @Nullable String qr) {}

  @Override
  public Integer call() {
    Plan plan = new Home(place, surroundings).planToAsk(null, print::aside);
    if (plan.touchpoint(id).isEmpty()) {
      throw Wanted.unknown("touchpoint", id, plan.touchpoints().keySet());
    }
    URI address = Links.report(base(plan.daemon().web()), id);
    if (qr != null) {
      write(address, qr);
    }
    if (print.json) {
      print.json(new Written(id, address, qr == null ? null : qr.toString()));
    } else {
      print.line(address.toString());
    }
    return Exit.DONE;
  }

  private static URI base(Web web) {
    URI base = web.publicUrl();
    if (base == null || !web.reports()) {
      throw new StartException(
          "nobody can report here: write web.public-url in config/daemon.yaml, and no"
              + " 'reports: false' beside it");
    }
    return base;
  }

  private static void write(URI address, Path file) {
    try {
      BitMatrix code =
          new QRCodeWriter()
              .encode(
                  address.toString(),
                  BarcodeFormat.QR_CODE,
                  WIDTH,
                  WIDTH,
                  Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.Q));
      BufferedImage image =
          new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
      for (int y = 0; y < code.getHeight(); y++) {
        for (int x = 0; x < code.getWidth(); x++) {
          image.setRGB(x, y, code.get(x, y) ? 0xff000000 : 0xffffffff);
        }
      }
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new StartException("cannot write " + file + ": " + e.getMessage());
    } catch (WriterException e) {
      throw new StartException("the address is too long for a code: " + address);
    }
  }
}
