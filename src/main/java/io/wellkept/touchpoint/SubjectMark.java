package io.wellkept.touchpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Tells one customer from another without knowing who it is. */
public final class SubjectMark {
  /** Enough that two of millions are never taken for one. */
  private static final int BYTES = 12;

  private SubjectMark() {}

  /**
   * The same for the same customer, another for every other one.
   *
   * @param salt what it holds within: customers of two salts cannot be compared
   */
  public static String of(String salt, String subject) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      byte[] hash = digest.digest(subject.getBytes(StandardCharsets.UTF_8));
      byte[] mark = java.util.Arrays.copyOf(hash, BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
