package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Photos are kept as pictures, without what a camera writes beside them. */
final class PhotoTest {
  private static final String PLACE = "GPS 52.5163 N 13.3777 E";

  private static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    new Random(7).ints(40 * 30).limit(1200).forEach(i -> image.setRGB(Math.floorMod(i, 40), 3, i));
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /** With an EXIF segment that names an orientation and a place, and a comment. */
  private static byte[] jpegOfACamera(int orientation) throws IOException {
    byte[] plain = picture("jpg");
    byte[] place = PLACE.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer exif = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    exif.put("Exif\0\0II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    exif.putShort((short) 2);
    exif.putShort((short) 0x010f).putShort((short) 2).putInt(place.length).putInt(60);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
    exif.putInt(0).put(place);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(plain, 0, 2);
    all.writeBytes(segment(0xe1, Arrays.copyOf(exif.array(), exif.position())));
    all.writeBytes(segment(0xfe, place));
    all.write(plain, 2, plain.length - 2);
    all.writeBytes(place);
    return all.toByteArray();
  }

  private static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(content.length + 4)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  private static String text(Photo photo) {
    return new String(photo.bytes(), StandardCharsets.ISO_8859_1);
  }

  private static void assertSamePicture(byte[] before, byte[] after) throws IOException {
    BufferedImage one = ImageIO.read(new ByteArrayInputStream(before));
    BufferedImage other = ImageIO.read(new ByteArrayInputStream(after));
    assertThat(other.getRGB(0, 0, 40, 30, null, 0, 40))
        .isEqualTo(one.getRGB(0, 0, 40, 30, null, 0, 40));
  }

  @Test
  void takesThePlaceOutOfAJpegAndKeepsWhichWayIsUp() throws IOException {
    byte[] sent = jpegOfACamera(6);
    Photo photo = Photo.of(sent).orElseThrow();

    assertThat(photo.type()).isEqualTo("image/jpeg");
    assertThat(text(photo)).doesNotContain(PLACE).contains("Exif");
    assertSamePicture(sent, photo.bytes());
    assertThat(Photo.of(photo.bytes()).orElseThrow().bytes()).isEqualTo(photo.bytes());
  }

  @Test
  void writesNothingIntoAJpegThatIsUpright() throws IOException {
    assertThat(text(Photo.of(jpegOfACamera(1)).orElseThrow())).doesNotContain("Exif");
  }

  @Test
  void takesTextsOutOfAPng() throws IOException {
    byte[] plain = picture("png");
    byte[] content = ("tEXtplace\0" + PLACE).getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(content);
    ByteBuffer chunk = ByteBuffer.allocate(content.length + 8);
    chunk.putInt(content.length - 4).put(content).putInt((int) crc.getValue());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(plain, 0, 33);
    all.writeBytes(chunk.array());
    all.write(plain, 33, plain.length - 33);
    all.writeBytes(PLACE.getBytes(StandardCharsets.US_ASCII));

    Photo photo = Photo.of(all.toByteArray()).orElseThrow();
    assertThat(photo.type()).isEqualTo("image/png");
    assertThat(photo.bytes()).isEqualTo(plain);
  }

  @Test
  void takesExifOutOfAWebp() {
    ByteBuffer sent = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    sent.put(bytes("RIFF")).putInt(0).put(bytes("WEBP"));
    sent.put(bytes("VP8X")).putInt(10).put((byte) 0x08).put(new byte[9]);
    sent.put(bytes("VP8 ")).putInt(5).put(new byte[] {1, 2, 3, 4, 5, 0});
    sent.put(bytes("EXIF")).putInt(4).put(bytes("GPS!"));
    sent.putInt(4, sent.position() - 8);

    Photo photo = Photo.of(Arrays.copyOf(sent.array(), sent.position())).orElseThrow();
    assertThat(photo.type()).isEqualTo("image/webp");
    assertThat(text(photo)).contains("VP8 ").doesNotContain("GPS!").doesNotContain("EXIF");
    ByteBuffer kept = ByteBuffer.wrap(photo.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(kept.getInt(4)).isEqualTo(photo.bytes().length - 8);
    assertThat(kept.get(20)).isZero();
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    assertThat(Photo.of(new byte[0])).isEmpty();
    assertThat(Photo.of(bytes("<svg onload=alert(1)>"))).isEmpty();
    assertThat(Photo.of(bytes("GIF89a and more"))).isEmpty();
    assertThat(Photo.of(bytes("%PDF-1.7 and more"))).isEmpty();
    assertThat(Photo.of(Arrays.copyOf(picture("png"), 60))).isEmpty();
    assertThat(Photo.of(Arrays.copyOf(picture("jpg"), 300))).isEmpty();
  }

  @Test
  void survivesEveryDamage() throws IOException {
    Random random = new Random(11);
    for (byte[] good : new byte[][] {jpegOfACamera(8), picture("png")}) {
      for (int i = 0; i < 3_000; i++) {
        byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
        for (int j = 0; j < 5; j++) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        Optional<Photo> photo = Photo.of(bad);
        photo.ifPresent(kept -> assertThat(kept.bytes().length).isLessThan(bad.length + 40));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
