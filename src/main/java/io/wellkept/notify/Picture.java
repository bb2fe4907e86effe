package io.wellkept.notify;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A picture that goes along with a mail.
 *
 * @param cid its content id, without brackets, once per message
 * @param type its media type
 */
public record Picture(String cid, String type, byte[] bytes) {
  /** Under which name it is saved: {@code map.png}. */
  String fileName() {
    String stem = cid.replaceAll("@.*", "").replaceAll("[^A-Za-z0-9-]", "-");
    return stem + "." + type.substring(type.indexOf('/') + 1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Picture picture
        && picture.cid.equals(cid)
        && picture.type.equals(type)
        && Arrays.equals(picture.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return cid.hashCode();
  }

  @Override
  public String toString() {
    return "Picture[" + cid + ", " + type + ", " + bytes.length + " bytes]";
  }
}
