package io.wellkept.probe.social;

import io.wellkept.touchpoint.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a source told of a profile. */
sealed interface Profile {
  /**
   * It is there.
   *
   * @param posts whether the source tells when something was posted
   * @param last the newest post; null if there is none, or the source does not tell
   * @param talk null if the source does not tell who spoke to us, or was not asked
   * @param followers null where nobody counts them
   */
  record Here(boolean posts, @Nullable Post last, @Nullable Talk talk, @Nullable Long followers)
      implements Profile {}

  /**
   * It is not what it was.
   *
   * @param found what gave it away, for people
   * @param service who said so, as people know it
   * @param looks how many looks in a row must see it before it counts
   */
  record Away(Sort sort, String found, String service, int looks) implements Profile {
    /** What two looks with a pause between them see is so. */
    static Away of(Sort sort, String found, String service) {
      return new Away(sort, found, service, 2);
    }
  }

  /** It could not be looked at. */
  record Unseen(Fault fault) implements Profile {}

  /** What can become of a profile. */
  enum Sort {
    GONE("gone", "The profile does not exist any more"),
    MOVED("moved", "The profile has moved, and people are still sent to the old one"),
    SUSPENDED("suspended", "The network has suspended the profile"),
    UNPUBLISHED("unpublished", "The page is not published: nobody but us can see it"),
    CLOSED("closed", "The page says that the place is closed for good");

    private final String code;
    private final String words;

    Sort(String code, String words) {
      this.code = code;
      this.words = words;
    }

    String code() {
      return "social." + code;
    }

    String words() {
      return words;
    }
  }

  /**
   * Something that the company posted.
   *
   * @param text its beginning; perhaps empty
   * @param link where people read it; null if nowhere
   */
  record Post(Instant at, String text, @Nullable String link) {
    private static final int LONGEST = 200;

    public Post {
      text = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** The later one; what is only to appear later is none yet. */
    static @Nullable Post newer(@Nullable Post one, @Nullable Post other, Instant now) {
      if (other == null || other.at.isAfter(now)) {
        return one;
      }
      return one == null || one.at.isBefore(other.at) ? other : one;
    }
  }

  /**
   * What was said to the company.
   *
   * @param complete whether whatever waits for an answer is among it
   */
  record Talk(List<Comment> comments, boolean complete) {
    public Talk {
      comments = List.copyOf(comments);
    }
  }
}
