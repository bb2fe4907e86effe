package io.wellkept.report.digest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a digest, a PNG of twice the size at which it is shown, so that it is sharp.
 *
 * @param name within the digest: {@code map}
 * @param width at which it is shown, in CSS pixels; so with the height
 * @param alt what it shows, in words, for those who do not see it
 */
public record DigestPicture(String name, byte[] png, int width, int height, String alt) {
  /** What names it within a mail, without brackets. */
  public String cid() {
    return name + "@wellkept";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DigestPicture picture
        && picture.name.equals(name)
        && picture.width == width
        && picture.height == height
        && picture.alt.equals(alt)
        && Arrays.equals(picture.png, png);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "DigestPicture[" + name + ", " + png.length + " bytes]";
  }
}
