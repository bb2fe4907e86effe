package io.wellkept.notify;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.notify.Message.Item;
import io.wellkept.words.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How people are asked, and told, who looks after what: nothing is broken here. */
final class OwnerWords {
  private static final int LONGEST_NAME = 60;

  private final Message message;
  private final Item item;
  private final Incident incident;
  private final Times times;
  private final Words words;

  private OwnerWords(Message message, Item item, Times times) {
    this.message = message;
    this.item = item;
    this.incident = item.incident();
    this.times = times;
    this.words = times.words();
  }

  /** The key of the label. */
  static String label(Incident incident, NoticeKind kind, boolean hasTime) {
    return switch (incident.audience()) {
      case PERSON ->
          kind == NoticeKind.RESOLVED
              ? "mail.owner.label.answered"
              : kind == NoticeKind.INFORMED
                  ? "mail.label.informed"
                  : hasTime ? "mail.owner.label.please-answer" : "mail.owner.label.not-answered";
      case LEAD -> kind == NoticeKind.RESOLVED ? "mail.label.over" : "mail.owner.label.needs-you";
      case STAND_INS -> "mail.label.informed";
      case MAINTAINED -> WindowWords.label(kind);
      case OWNERS, OPERATORS -> throw new IllegalArgumentException("not about people");
    };
  }

  /** The key of how the subject of a mail begins; empty where it begins with the matter. */
  static String subject(Incident incident, NoticeKind kind) {
    return switch (kind) {
      case RESOLVED -> ended(incident);
      case REMINDER, LAPSED -> "mail.subject.still";
      case TAKEN -> "mail.subject.taken";
      case RECEIPT -> "mail.subject.receipt";
      case INFORMED -> "mail.subject.informed";
      case OPENED, FIRST_LIST, AFTER_STORM, UPDATED, HANDED, TRIAL, DIGEST -> "";
    };
  }

  private static String ended(Incident incident) {
    return switch (because(incident)) {
      case OWNER_CONFIRMED -> "mail.owner.subject.confirmed";
      case HANDED_OVER -> "mail.owner.subject.accepted";
      case DECLINED -> "mail.owner.subject.declined";
      case NOT_ANSWERED -> "mail.owner.subject.not-answered";
      case CALLED_OFF -> "windows.subject-called-off";
      case REMOVED_FROM_PLAN ->
          incident.audience() == Audience.MAINTAINED
              ? "windows.subject-removed"
              : "mail.subject.over";
      case null, default -> "mail.subject.over";
    };
  }

  private static @Nullable Reason because(Incident incident) {
    return incident.standing() instanceof Standing.Resolved over ? over.because() : null;
  }

  static List<String> opening(Message message, Item item, Times times) {
    return new OwnerWords(message, item, times).opening();
  }

  private List<String> opening() {
    if (incident.audience() == Audience.MAINTAINED) {
      return WindowWords.opening(item, times, words);
    }
    return switch (item.notice().kind()) {
      case RESOLVED -> List.of(resolved());
      case TAKEN ->
          List.of(
              incident
                  .taken()
                  .map(taken ->
                      say("mail.owner.sees-to-it", name(taken.by()), times.at(taken.until())))
                  .orElseGet(() -> say("mail.owner.somebody-sees-to-it")));
      case RECEIPT -> List.of(say("mail.owner.you-see-to-it"));
      case INFORMED -> informed();
      case OPENED, FIRST_LIST, AFTER_STORM, UPDATED, LAPSED, REMINDER, HANDED, TRIAL, DIGEST ->
          asked();
    };
  }

  private List<String> asked() {
    boolean reader = message.to().id().equals(incident.subject());
    if (Ownership.isOffer(incident)) {
      return List.of(say("mail.owner.asked", where()), byWhen("mail.owner.yes-or-no."));
    }
    if (Ownership.isVerdict(incident)) {
      return List.of(say("initiatives.mail.asked", where()), byWhen("initiatives.mail.answer."));
    }
    if (Ownership.asks(incident)) {
      return reader
          ? List.of(byWhen("mail.owner.still-yours."), say("mail.owner.every-now-and-then"))
          : List.of(say("mail.owner.did-not-answer", subject()), say("mail.owner.ask-them"));
    }
    return List.of(say("mail.owner.lead"));
  }

  /** The sentence of that family with the end of the time that there is, or the one without. */
  private String byWhen(String family) {
    return incident.hasTime(message.now())
        ? say(family + "until", times.at(incident.lateFrom().orElseThrow()))
        : say(family + "now");
  }

  private String say(String key, Object... values) {
    return words.say(key, values);
  }

  private List<String> informed() {
    List<String> lines = new ArrayList<>();
    if (Ownership.isOffer(incident)) {
      lines.add(say("mail.owner.offered", subject(), where()));
      lines.add(say("mail.owner.you-hear"));
      return lines;
    }
    lines.add(say("mail.owner.stand-in", subject()));
    lines.add(say("mail.owner.nothing-now"));
    return lines;
  }

  private String resolved() {
    return switch (because()) {
      case OWNER_CONFIRMED -> say("mail.owner.ended.confirmed", subject());
      case HANDED_OVER -> say("mail.owner.ended.handed-over", where());
      case DECLINED -> say("mail.owner.ended.declined", subject(), where());
      case NOT_ANSWERED -> say("mail.owner.ended.not-answered", subject(), where());
      case OVERTAKEN -> say("mail.owner.ended.overtaken", where());
      case null, default -> say("mail.owner.ended.nothing-left");
    };
  }

  private @Nullable Reason because() {
    return because(incident);
  }

  private String subject() {
    return name(incident.subject());
  }

  private String where() {
    return Plain.line(item.where().name(), LONGEST_NAME);
  }

  private String name(String id) {
    return Plain.line(message.people().nameOf(id), LONGEST_NAME);
  }
}
