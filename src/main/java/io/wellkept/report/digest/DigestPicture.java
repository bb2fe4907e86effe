package io.wellkept.report.digest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a digest, a PNG of twice the size at which it is shown, so that it is sharp.
 *
 * @param cid what names it within the digest: {@code map}
 * @param width at which it is shown, in CSS pixels; so with the height
 * @param alt what it shows, in words, for those who do not see it
 */
public record DigestPicture(String cid, byte[] png, int width, int height, String alt) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DigestPicture picture
        && picture.cid.equals(cid)
        && picture.width == width
        && picture.height == height
        && picture.alt.equals(alt)
        && Arrays.equals(picture.png, png);
  }

  @Override
  public int hashCode() {
    return cid.hashCode();
  }

  @Override
  public String toString() {
    return "DigestPicture[" + cid + ", " + png.length + " bytes]";
  }
}
