package io.wellkept.probe.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads the codes in a picture, wherever they stand, turned or white on black. */
final class CodeReader {
  /** A small file may unpack to any size: more than this is not unpacked. */
  static final long MOST_PIXELS = 40_000_000;

  /** Enough for a code that a telephone would read; larger pictures are thinned out first. */
  private static final long USUAL_PIXELS = 2_000_000;

  /** So large a picture is read whole if nothing was found in the thinned one. */
  private static final long WHOLE_PIXELS = 16_000_000;

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");
  private static final Map<DecodeHintType, Object> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);
  private static final int MOST_CODES = 10;

  private CodeReader() {}

  static Codes read(byte[] picture) {
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          return read(reader, input);
        }
      }
      return new Codes.Unreadable("it is no picture in PNG, JPEG, GIF or BMP");
    } catch (IOException | RuntimeException e) {
      // The readers of the JDK throw whatever comes up on a broken picture.
      return new Codes.Unreadable("the picture is broken");
    }
  }

  private static Codes read(ImageReader reader, ImageInputStream input) throws IOException {
    try {
      reader.setInput(input, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        return new Codes.Unreadable(
            "the picture is too large: "
                + reader.getWidth(0)
                + " by "
                + reader.getHeight(0)
                + " pixels");
      }
      int step = (int) Math.ceil(Math.sqrt((double) pixels / USUAL_PIXELS));
      Set<String> texts = texts(picture(reader, Math.max(1, step)));
      if (texts.isEmpty() && step > 1 && pixels <= WHOLE_PIXELS) {
        input.seek(0);
        reader.setInput(input, true, true);
        texts = texts(picture(reader, 1));
      }
      return texts.isEmpty()
          ? new Codes.Unreadable("there is no code in the picture that can be read")
          : new Codes.Read(List.copyOf(texts));
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage picture(ImageReader reader, int step) throws IOException {
    ImageReadParam every = reader.getDefaultReadParam();
    every.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, every);
  }

  private static Set<String> texts(BufferedImage picture) {
    LuminanceSource light = light(picture);
    for (LuminanceSource source : List.of(light, light.invert())) {
      Set<String> texts = texts(source, HybridBinarizer::new);
      if (texts.isEmpty()) {
        texts = texts(source, GlobalHistogramBinarizer::new);
      }
      if (!texts.isEmpty()) {
        return texts;
      }
    }
    return Set.of();
  }

  private static Set<String> texts(
      LuminanceSource source, Function<LuminanceSource, Binarizer> binarizer) {
    Set<String> texts = new LinkedHashSet<>();
    try {
      BinaryBitmap bits = new BinaryBitmap(binarizer.apply(source));
      for (Result result : new QRCodeMultiReader().decodeMultiple(bits, HINTS)) {
        if (texts.size() < MOST_CODES) {
          texts.add(result.getText());
        }
      }
    } catch (ReaderException | RuntimeException e) {
      // Whatever a reader makes of what only looks like a code, there is none to be read.
      return texts;
    }
    return texts;
  }

  /** What is transparent shows the white paper under it. */
  private static LuminanceSource light(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = onWhite(pixels[i]);
    }
    return new RGBLuminanceSource(width, height, pixels);
  }

  private static int onWhite(int pixel) {
    int alpha = pixel >>> 24;
    if (alpha == 255) {
      return pixel;
    }
    int red = blended(pixel >> 16 & 255, alpha);
    int green = blended(pixel >> 8 & 255, alpha);
    int blue = blended(pixel & 255, alpha);
    return 255 << 24 | red << 16 | green << 8 | blue;
  }

  private static int blended(int colour, int alpha) {
    return (colour * alpha + 255 * (255 - alpha)) / 255;
  }
}
