package io.wellkept.probe.mailbox;

import io.wellkept.probe.access.Mailbox;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Within;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where people write to, where we answer from, and how soon. */
@Doc("Who wrote to a mailbox and has no answer; the mailbox is only read")
public record MailboxSettings(
    @Doc("The mailbox to which customers write") Mailbox mailbox,
    @Doc(
            value =
                "Addresses and domains that are ours: what comes from there is no customer's. The"
                    + " user of the mailbox is ours too, if that is an address",
            example = "[shop.example.org]")
        List<String> own,
    @Doc(
            value =
                "Folders with what we sent; if left out, the one that the server marks as such, or"
                    + " that has a usual name",
            example = "[Sent Items]")
        @Nullable List<String> sent,
    @Doc(value = "How soon a customer must have an answer", standard = "1 working day")
        @Nullable Within within,
    @Doc(
            value = "Words in a subject that make it critical that nobody answers",
            example = "[lawyer, refund]")
        @Nullable List<String> keywords,
    @Doc(value = "How far back mails are read at the first look; at most 90d", standard = "14d")
        @Nullable Duration lookBack) {
  private static final Duration USUAL = Duration.ofDays(14);
  private static final Duration LONGEST = Duration.ofDays(90);

  public MailboxSettings {
    if (mailbox == null) {
      throw new IllegalArgumentException("mailbox is missing: its host, user and password");
    }
    own = lower(own);
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "own must name what is ours, such as [shop.example.org]: else nobody tells a colleague"
              + " from a customer");
    }
    sent = sent == null ? List.of() : List.copyOf(sent);
    within = Objects.requireNonNullElse(within, Within.workingDays(1));
    keywords = lower(keywords);
    lookBack = Objects.requireNonNullElse(lookBack, USUAL);
    if (lookBack.isNegative() || lookBack.isZero() || lookBack.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("look-back must be more than nothing, and at most 90d");
    }
  }

  private static List<String> lower(@Nullable List<String> words) {
    return words == null
        ? List.of()
        : words.stream()
            .map(word -> word.strip().toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList();
  }

  /** Whether an address is ours; a domain counts with everything below it. */
  boolean isOurs(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    String domain = lower.substring(lower.indexOf('@') + 1);
    return Stream.concat(own.stream(), Stream.of(mailbox.user().toLowerCase(Locale.ROOT)))
        .map(ours -> ours.startsWith("@") ? ours.substring(1) : ours)
        .anyMatch(ours ->
            ours.indexOf('@') > 0
                ? lower.equals(ours)
                : domain.equals(ours) || domain.endsWith("." + ours));
  }

  @Override
  public List<String> sent() {
    return Objects.requireNonNull(sent);
  }

  @Override
  public Within within() {
    return Objects.requireNonNull(within);
  }

  @Override
  public List<String> keywords() {
    return Objects.requireNonNull(keywords);
  }

  @Override
  public Duration lookBack() {
    return Objects.requireNonNull(lookBack);
  }
}
