package io.wellkept.probe.mailbox;

import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Voice.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote, and who was answered. Mails belong together by what they refer to, else by subject and
 * counterpart. A customer's mails up to our next answer to them are one word, named by the first of
 * them. Pure.
 */
final class Threads {
  /** Where it was said, as voices name it. */
  static final String SOURCE = "mail";

  private static final int LONGEST_SUBJECT = 80;

  private final MailboxSettings settings;
  private final Map<String, String> parents = new HashMap<>();

  private Threads(MailboxSettings settings) {
    this.settings = settings;
  }

  /** One word of a customer's in the making. */
  private static final class Round {
    final Mail first;
    boolean marked;
    @Nullable Instant answered;

    Round(Mail first) {
      this.first = first;
    }

    boolean over() {
      return answered != null || marked;
    }

    Voice voice() {
      String id = Mail.shortId(first.id());
      Reply reply = over() ? Reply.PUBLISHED : Reply.NONE;
      return Voice.said(SOURCE, id, first.at(), reply, shown(first.subject())).answered(answered);
    }
  }

  /** Every word of every customer, answered or not. */
  static List<Voice> voices(Collection<Mail> mails, MailboxSettings settings) {
    return new Threads(settings).voices(mails);
  }

  /** When we first answered which mail, by its {@link Mail#shortId}, wherever it is by now. */
  static Map<String, Instant> answered(Collection<Mail> mails, MailboxSettings settings) {
    Map<String, Instant> answered = new HashMap<>();
    for (Mail mail : mails) {
      // whom the mail came from is not known any more, and what is passed on answers nobody
      if (isAnswer(mail, settings) && !mail.isPassedOn()) {
        mail.references()
            .forEach(
                id -> answered.merge(Mail.shortId(id), mail.at(), (a, b) -> a.isBefore(b) ? a : b));
      }
    }
    return answered;
  }

  private List<Voice> voices(Collection<Mail> mails) {
    List<Mail> counting =
        mails.stream()
            .filter(mail -> customer(mail, settings).isPresent() || isAnswer(mail, settings))
            .sorted(Comparator.comparing(Mail::at))
            .toList();
    counting.forEach(this::join);
    Map<String, List<Mail>> threads = new LinkedHashMap<>();
    counting.forEach(
        mail -> threads.computeIfAbsent(root(mail.id()), root -> new ArrayList<>()).add(mail));
    return threads.values().stream()
        .flatMap(thread -> parties(thread).stream())
        .flatMap(party -> rounds(party).stream())
        .toList();
  }

  /** What each customer wrote, and what went to them: many may answer one mail of ours. */
  private Collection<List<Mail>> parties(List<Mail> thread) {
    Map<String, String> customers = new HashMap<>();
    for (Mail mail : thread) {
      customer(mail, settings)
          .ifPresent(customer -> {
            customers.put(customer, customer);
            if (!mail.replyTo().isEmpty() && !settings.isOurs(mail.replyTo())) {
              customers.putIfAbsent(mail.replyTo(), customer);
            }
          });
    }
    Map<String, List<Mail>> parties = new LinkedHashMap<>();
    for (Mail mail : thread) {
      Stream<String> addresses =
          customer(mail, settings).map(Stream::of).orElseGet(() -> mail.to().stream());
      addresses
          .map(customers::get)
          .filter(Objects::nonNull)
          .distinct()
          .forEach(one -> parties.computeIfAbsent(one, any -> new ArrayList<>()).add(mail));
    }
    return parties.values();
  }

  private List<Voice> rounds(List<Mail> thread) {
    List<Round> rounds = new ArrayList<>();
    for (Mail mail : thread) {
      Round last = rounds.isEmpty() ? null : rounds.get(rounds.size() - 1);
      if (customer(mail, settings).isPresent()) {
        if (last == null || last.over()) {
          last = new Round(mail);
          rounds.add(last);
        }
        last.marked |= mail.marked();
      } else if (last != null && last.answered == null) {
        last.answered = mail.at();
      }
    }
    return rounds.stream().map(Round::voice).toList();
  }

  private void join(Mail mail) {
    mail.references().forEach(reference -> join(mail.id(), reference));
    String subject = mail.plainSubject();
    if (mail.references().isEmpty() && !subject.isEmpty()) {
      counterparts(mail).forEach(other -> join(mail.id(), "subject " + other + " " + subject));
    }
  }

  private Collection<String> counterparts(Mail mail) {
    Optional<String> customer = customer(mail, settings);
    return customer.isPresent()
        ? List.of(customer.get())
        : mail.to().stream().filter(address -> !settings.isOurs(address)).toList();
  }

  private void join(String one, String other) {
    parents.put(root(one), root(other));
  }

  private String root(String id) {
    String root = id;
    for (String next = parents.get(root); next != null && !next.equals(root); ) {
      root = next;
      next = parents.get(root);
    }
    return root;
  }

  /** Whose word the mail is; a form on a website writes in our name and says who it was for. */
  private static Optional<String> customer(Mail mail, MailboxSettings settings) {
    if (mail.sent() || mail.automatic()) {
      return Optional.empty();
    }
    if (!mail.from().isEmpty() && !settings.isOurs(mail.from())) {
      return Optional.of(mail.from());
    }
    return mail.replyTo().isEmpty() || settings.isOurs(mail.replyTo())
        ? Optional.empty()
        : Optional.of(mail.replyTo());
  }

  /** What goes to colleagues only answers nobody, and what a machine writes neither. */
  private static boolean isAnswer(Mail mail, MailboxSettings settings) {
    boolean ours = mail.sent() || (!mail.from().isEmpty() && settings.isOurs(mail.from()));
    return ours
        && !mail.automatic()
        && customer(mail, settings).isEmpty()
        && mail.to().stream().anyMatch(address -> !settings.isOurs(address));
  }

  /** A subject, short, and without the addresses that stand in it. */
  private static String shown(String subject) {
    String line =
        subject.replaceAll("\\s+", " ").strip().replaceAll("[^\\s<>\"']+@[^\\s<>\"']+", "…@…");
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
  }
}
