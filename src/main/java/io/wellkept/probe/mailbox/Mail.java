package io.wellkept.probe.mailbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What counts of one mail.
 *
 * @param id its Message-ID, or what stands for one that it lacks
 * @param references the mails that it says it answers, in no order
 * @param at when it came, by the clock of the mail server
 * @param from the sender's address; empty if there is none
 * @param replyTo where answers should go, if elsewhere; else empty
 * @param to all addresses that it went to
 * @param automatic whether no person wrote it, as far as it says
 * @param marked whether somebody's mail program marked it as answered
 * @param sent whether it lies where our own mails lie
 */
record Mail(
    String id,
    List<String> references,
    Instant at,
    String from,
    String replyTo,
    Set<String> to,
    String subject,
    boolean automatic,
    boolean marked,
    boolean sent) {
  private static final Pattern PREFIXES =
      Pattern.compile(
          "^((re|aw|antw|fw|fwd|wg|sv|vs|tr|rif|odp|r)(\\[\\d+\\])?\\s*:\\s*)+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PASSED_ON =
      Pattern.compile("^(fwd?|wg|tr|rv|enc|i)\\s*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final int ID_BYTES = 9;

  Mail {
    references = List.copyOf(references);
    to = Set.copyOf(to);
  }

  /** What people write before a subject they keep is left out; case and blanks do not count. */
  String plainSubject() {
    String plain = PREFIXES.matcher(subject.strip()).replaceFirst("");
    return plain.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }

  /** Whether its subject says that somebody else's mail is in it. */
  boolean isPassedOn() {
    return PASSED_ON.matcher(subject.strip()).matches();
  }

  /** Names a mail without saying who wrote it: ids often hold a host or a name. */
  static String shortId(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
