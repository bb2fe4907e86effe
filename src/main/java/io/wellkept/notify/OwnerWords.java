package io.wellkept.notify;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.notify.Message.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How people are asked, and told, who looks after what: nothing is broken here. */
final class OwnerWords {
  static final String BUTTON = "Answer on your page";

  private static final int LONGEST_NAME = 60;

  private final Message message;
  private final Item item;
  private final Incident incident;
  private final Times times;

  private OwnerWords(Message message, Item item, Times times) {
    this.message = message;
    this.item = item;
    this.incident = item.incident();
    this.times = times;
  }

  static String label(Incident incident, NoticeKind kind, boolean hasTime) {
    return switch (incident.audience()) {
      case PERSON ->
          kind == NoticeKind.RESOLVED
              ? "Answered"
              : kind == NoticeKind.INFORMED
                  ? "For your information"
                  : hasTime ? "Please answer" : "Not answered";
      case LEAD -> kind == NoticeKind.RESOLVED ? "Over" : "Needs you";
      case STAND_INS -> "For your information";
      case MAINTAINED -> WindowWords.label(kind);
      case OWNERS, OPERATORS -> throw new IllegalArgumentException("not about people");
    };
  }

  /** How the subject of a mail begins. */
  static String begin(Incident incident, NoticeKind kind) {
    return switch (kind) {
      case RESOLVED -> ended(incident);
      case REMINDER, LAPSED -> "Still: ";
      case TAKEN -> "Taken: ";
      case RECEIPT -> "You took: ";
      case INFORMED -> "For your information: ";
      case OPENED, FIRST_LIST, AFTER_STORM, UPDATED, TRIAL -> "";
    };
  }

  private static String ended(Incident incident) {
    return switch (because(incident)) {
      case OWNER_CONFIRMED -> "Confirmed: ";
      case HANDED_OVER -> "Accepted: ";
      case DECLINED -> "Declined: ";
      case NOT_ANSWERED -> "Not answered: ";
      case null, default -> "Over: ";
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
      return WindowWords.opening(item, times);
    }
    return switch (item.notice().kind()) {
      case RESOLVED -> List.of(resolved());
      case TAKEN ->
          List.of(
              incident
                  .taken()
                  .map(taken ->
                      name(taken.by()) + " sees to it until " + times.at(taken.until()) + ".")
                  .orElse("Somebody sees to it."));
      case RECEIPT -> List.of("You see to it. Nobody else is told meanwhile.");
      case INFORMED -> informed();
      case OPENED, FIRST_LIST, AFTER_STORM, UPDATED, LAPSED, REMINDER, TRIAL -> asked();
    };
  }

  private List<String> asked() {
    boolean reader = message.to().id().equals(incident.subject());
    if (Ownership.isOffer(incident)) {
      return List.of(
          "You are asked to look after “" + where() + "” from now on.",
          "Say yes or no on your page"
              + untilWhen()
              + ". Until you say yes, it stays where it is.");
    }
    if (Ownership.asks(incident)) {
      return reader
          ? List.of(
              "Is everything in this list still yours? It takes a minute: on your page, press one"
                  + " button, or hand over what is not yours any more"
                  + untilWhen()
                  + ".",
              "You are asked every now and then, so that no touchpoint is left to nobody.")
          : List.of(
              subject() + " was asked whether this is still theirs, and has not answered.",
              "Ask them, or find out who looks after it now.");
    }
    return List.of("Somebody who can be counted on is needed here. You are asked as the lead.");
  }

  private String untilWhen() {
    return incident.hasTime(message.now())
        ? ", until " + times.at(incident.lateFrom().orElseThrow())
        : "";
  }

  private List<String> informed() {
    List<String> lines = new ArrayList<>();
    if (Ownership.isOffer(incident)) {
      lines.add(
          subject()
              + " was asked to take “"
              + where()
              + "” over. Until they say yes, you are the one who looks after it.");
      lines.add("You hear what they answer.");
      return lines;
    }
    lines.add("You stand in meanwhile: what would be told to " + subject() + " is told to you.");
    lines.add("Nothing for you to do now.");
    return lines;
  }

  private String resolved() {
    return switch (because()) {
      case OWNER_CONFIRMED -> subject() + " says that it is theirs.";
      case HANDED_OVER -> "“" + where() + "” is in other hands now. Nothing for you to do.";
      case DECLINED -> subject() + " does not take “" + where() + "” over: it stays yours.";
      case NOT_ANSWERED ->
          subject() + " did not answer in time: “" + where() + "” stays yours. Ask somebody else.";
      case OVERTAKEN -> "Somebody else looks after “" + where() + "” by now.";
      case null, default -> "Nothing is left to do.";
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
