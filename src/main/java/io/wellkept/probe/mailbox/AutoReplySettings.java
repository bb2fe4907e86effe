package io.wellkept.probe.mailbox;

import io.wellkept.probe.access.Mailbox;
import io.wellkept.probe.access.Outgoing;
import io.wellkept.touchpoint.Doc;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is sent to whom, and where the reply must come. */
@Doc("Whether a marked mail to an address gets its automatic reply")
public record AutoReplySettings(
    @Doc(value = "The address that customers write to", example = "service@shop.example.org")
        String to,
    @Doc("The mail server that takes our mail, and the address that it comes from")
        Outgoing through,
    @Doc("A mailbox of ours to which the reply comes") Mailbox mailbox,
    @Doc(value = "The subject; the mark of the run follows it", standard = "Automatic test")
        @Nullable String subject,
    @Doc("A text that must be in the reply") @Nullable String expect,
    @Doc(value = "How soon the reply must have come, at most 1d", standard = "15m")
        @Nullable Duration within,
    @Doc(value = "How often to look meanwhile", standard = "a sixth of within")
        @Nullable Duration againEvery) {
  private static final Duration USUAL = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** How many looks the time is divided into. */
  private static final int PARTS = 6;

  public AutoReplySettings {
    if (to == null || through == null || mailbox == null) {
      throw new IllegalArgumentException("to, through and mailbox must all be given");
    }
    Outgoing.address(to);
    subject = subject == null || subject.isBlank() ? "Automatic test" : subject.strip();
    if (subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the subject must be one line");
    }
    within = Objects.requireNonNullElse(within, USUAL);
    if (within.isNegative() || within.isZero() || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("within must be more than nothing, and at most 1d");
    }
    againEvery = Objects.requireNonNullElse(againEvery, within.dividedBy(PARTS));
    if (againEvery.isNegative() || againEvery.isZero() || againEvery.compareTo(within) > 0) {
      throw new IllegalArgumentException(
          "again-every must be more than nothing, and no longer than within");
    }
  }

  @Override
  public String subject() {
    return Objects.requireNonNull(subject);
  }

  @Override
  public Duration within() {
    return Objects.requireNonNull(within);
  }

  @Override
  public Duration againEvery() {
    return Objects.requireNonNull(againEvery);
  }
}
