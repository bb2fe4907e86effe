package io.wellkept.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A photo that somebody sent, without what a camera writes beside the picture: where it was taken,
 * when, and with which device. Which way is up is kept. The picture itself is copied as it is,
 * never unpacked, so that no bomb goes off here.
 *
 * @param type its media type, told by its bytes and not by its sender
 */
record Photo(String type, byte[] bytes) {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** What makes up the picture; texts, times and the rest stay out. */
  private static final Set<String> PNG_CHUNKS =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD",
          "pHYs");

  private static final Set<String> WEBP_CHUNKS =
      Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");

  /** The flags of a WebP file that say that it holds EXIF or XMP. */
  private static final int WEBP_TOLD = 0x08 | 0x04;

  /** The picture in these bytes; empty if they are no JPEG, PNG or WebP, or a damaged one. */
  static Optional<Photo> of(byte[] sent) {
    try {
      if (sent.length > 3 && (sent[0] & 0xff) == 0xff && (sent[1] & 0xff) == 0xd8) {
        return jpeg(sent).map(bytes -> new Photo("image/jpeg", bytes));
      }
      if (startsWith(sent, PNG)) {
        return png(sent).map(bytes -> new Photo("image/png", bytes));
      }
      if (text(sent, 0).equals("RIFF") && text(sent, 8).equals("WEBP")) {
        return webp(sent).map(bytes -> new Photo("image/webp", bytes));
      }
      return Optional.empty();
    } catch (IndexOutOfBoundsException e) {
      // it says that it is longer than it is
      return Optional.empty();
    }
  }

  private static Optional<byte[]> jpeg(byte[] sent) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(sent.length);
    kept.write(sent, 0, 2);
    int orientation = 1;
    boolean begun = false;
    int at = 2;
    while (true) {
      if ((sent[at] & 0xff) != 0xff) {
        return Optional.empty();
      }
      int marker = sent[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == 0xd9) {
        kept.write(sent, at, 2);
        return begun ? Optional.of(kept.toByteArray()) : Optional.empty();
      }
      int length = uint16(sent, at + 2);
      if (length < 2 || at + 2 + length > sent.length) {
        return Optional.empty();
      }
      int next = at + 2 + length;
      if (marker == 0xe1 && orientation == 1) {
        orientation = orientation(sent, at + 4, next);
        if (orientation != 1) {
          kept.writeBytes(upright(orientation));
        }
      } else if (isPicture(marker)) {
        kept.write(sent, at, next - at);
      }
      if (marker == 0xda) {
        begun = true;
        int end = endOfScan(sent, next);
        kept.write(sent, next, end - next);
        next = end;
      }
      at = next;
    }
  }

  /** JFIF, colour profile and Adobe's transform belong to the picture; other notes do not. */
  private static boolean isPicture(int marker) {
    boolean note = (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe;
    return !note || marker == 0xe0 || marker == 0xe2 || marker == 0xee;
  }

  private static int endOfScan(byte[] sent, int from) {
    int at = from;
    while (true) {
      if ((sent[at] & 0xff) == 0xff) {
        int marker = sent[at + 1] & 0xff;
        boolean data = marker == 0 || marker == 0xff || (marker >= 0xd0 && marker <= 0xd7);
        if (!data) {
          return at;
        }
      }
      at++;
    }
  }

  /** The orientation that an EXIF segment names, from 1 (upright) to 8; 1 if it names none. */
  private static int orientation(byte[] sent, int from, int end) {
    if (end - from < 14 || !text(sent, from).equals("Exif")) {
      return 1;
    }
    ByteBuffer tiff = ByteBuffer.wrap(sent, from + 6, end - from - 6).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = directory < 8 ? 0 : tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xffff) == 0x0112) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }

  /** An EXIF segment that says which way is up, and nothing else. */
  private static byte[] upright(int orientation) {
    ByteBuffer segment = ByteBuffer.allocate(36);
    segment.putShort((short) 0xffe1).putShort((short) 34);
    segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    segment.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    segment.putShort((short) 1);
    segment.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation).putShort((short) 0);
    segment.putInt(0);
    return segment.array();
  }

  private static Optional<byte[]> png(byte[] sent) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(sent.length);
    kept.write(sent, 0, PNG.length);
    int at = PNG.length;
    while (true) {
      int length = ByteBuffer.wrap(sent).getInt(at);
      String chunk = text(sent, at + 4);
      if (length < 0 || length > sent.length - at - 12) {
        return Optional.empty();
      }
      if (at == PNG.length && !chunk.equals("IHDR")) {
        return Optional.empty();
      }
      if (PNG_CHUNKS.contains(chunk)) {
        kept.write(sent, at, 12 + length);
      }
      if (chunk.equals("IEND")) {
        return Optional.of(kept.toByteArray());
      }
      at += 12 + length;
    }
  }

  private static Optional<byte[]> webp(byte[] sent) {
    ByteBuffer all = ByteBuffer.wrap(sent).order(ByteOrder.LITTLE_ENDIAN);
    int end = all.getInt(4) + 8;
    if (end < 20 || end > sent.length) {
      return Optional.empty();
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream(sent.length);
    kept.write(sent, 0, 12);
    int at = 12;
    while (at + 8 <= end) {
      int length = all.getInt(at + 4);
      if (length < 0 || length > end - at - 8) {
        return Optional.empty();
      }
      int padded = Math.min(end - at, 8 + length + (length & 1));
      if (WEBP_CHUNKS.contains(text(sent, at))) {
        kept.write(sent, at, padded);
      }
      at += padded;
    }
    byte[] bytes = kept.toByteArray();
    if (bytes.length < 20) {
      return Optional.empty();
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bytes.length - 8);
    if (text(bytes, 12).equals("VP8X")) {
      bytes[20] &= (byte) ~WEBP_TOLD;
    }
    return Optional.of(bytes);
  }

  private static boolean startsWith(byte[] sent, byte[] begin) {
    return sent.length > begin.length
        && ByteBuffer.wrap(sent, 0, begin.length).equals(ByteBuffer.wrap(begin));
  }

  private static String text(byte[] bytes, int from) {
    return from + 4 > bytes.length ? "" : new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
  }

  private static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  @Override
  public String toString() {
    return "Photo[" + type + ", " + bytes.length + " bytes]";
  }
}
