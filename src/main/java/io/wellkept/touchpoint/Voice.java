package io.wellkept.touchpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a customer said where the company can answer: a review, a conversation, a comment,
 * a mail. It holds no name and no address of the customer.
 *
 * @param source where it was said, in lower case: {@code google}, {@code trustpilot}
 * @param id as the source knows it, the same for ever; with the source it is unique to a check
 * @param at when it was said first
 * @param editedAt when it was said anew after that; null if it was not
 * @param stars from 1 to 5; null where nobody gives any
 * @param answeredAt when the public answer was given last; null if there is none or nobody tells
 * @param dueAt when an answer is due; null if none is waited for, or none was
 * @param goneAt when it was seen no more; null while it is there
 * @param text what was said, at most {@value #LONGEST} characters of it
 * @param link where people read it; null if nowhere
 */
public record Voice(
    String source,
    String id,
    Instant at,
    @Nullable Instant editedAt,
    @Nullable Double stars,
    Reply reply,
    @Nullable Instant answeredAt,
    @Nullable Instant dueAt,
    @Nullable Instant goneAt,
    String text,
    @Nullable String link) {
  /** Enough to find words that make it urgent. */
  public static final int LONGEST = 2_000;

  /** What the company has said to it. */
  public enum Reply {
    /** Nothing. */
    NONE,
    /** Something that is not public yet. */
    PENDING,
    /** Something that the other side did not let through. */
    REJECTED,
    /** Something that everybody can read. */
    PUBLISHED,
    /** The source does not tell. */
    UNKNOWN
  }

  public Voice {
    id = whole(id);
    text = whole(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
  }

  /** Without the one character that no database takes. */
  private static String whole(String words) {
    return words.indexOf('\0') < 0 ? words : words.replace("\0", "");
  }

  /** As a source tells it that knows only so much. */
  public static Voice said(String source, String id, Instant at, Reply reply, String text) {
    return new Voice(source, id, at, null, null, reply, null, null, null, text, null);
  }

  /** Whether it waits for an answer: there is none, none that is public, or an older one. */
  public boolean waits() {
    return goneAt == null && unanswered();
  }

  /** Whether it has no answer, also when it is gone. */
  public boolean unanswered() {
    return switch (reply) {
      case NONE, PENDING, REJECTED -> true;
      case PUBLISHED -> editedAt != null && answeredAt != null && editedAt.isAfter(answeredAt);
      case UNKNOWN -> false;
    };
  }

  /** What an answer would be to: what was said first, or anew after the last answer. */
  public Instant lastWord() {
    return editedAt != null && reply == Reply.PUBLISHED ? editedAt : at;
  }

  public Voice withStars(@Nullable Double given) {
    return new Voice(source, id, at, editedAt, given, reply, answeredAt, dueAt, goneAt, text, link);
  }

  public Voice edited(@Nullable Instant anew) {
    return new Voice(source, id, at, anew, stars, reply, answeredAt, dueAt, goneAt, text, link);
  }

  public Voice answered(@Nullable Instant when) {
    return new Voice(source, id, at, editedAt, stars, reply, when, dueAt, goneAt, text, link);
  }

  public Voice due(@Nullable Instant when) {
    return new Voice(source, id, at, editedAt, stars, reply, answeredAt, when, goneAt, text, link);
  }

  public Voice gone(Instant when) {
    return new Voice(source, id, at, editedAt, stars, reply, answeredAt, dueAt, when, text, link);
  }

  public Voice at(@Nullable String address) {
    return new Voice(
        source, id, at, editedAt, stars, reply, answeredAt, dueAt, goneAt, text, address);
  }

  public Voice saying(String words) {
    return new Voice(
        source, id, at, editedAt, stars, reply, answeredAt, dueAt, goneAt, words, link);
  }

  /** The same, whose reply is not told this time: it is as it was before. */
  public Voice asOf(Voice before) {
    Instant anew = editedAt == null ? before.editedAt : editedAt;
    return new Voice(
        source, id, at, anew, stars, before.reply, before.answeredAt, dueAt, goneAt, text, link);
  }

  /** The same, of which is known that it was said earlier: its date is the one of a change. */
  public Voice since(Instant first) {
    Instant anew = editedAt == null ? at : editedAt;
    return new Voice(source, id, first, anew, stars, reply, answeredAt, dueAt, goneAt, text, link);
  }
}
