package io.wellkept.probe.social;

import io.wellkept.touchpoint.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody said below a post, the company or somebody else.
 *
 * @param parent what it answers; null or unknown if that is the post
 * @param ours whether the company said it
 * @param link where people read it; null if nowhere
 */
record Word(
    String id,
    @Nullable String parent,
    boolean ours,
    Instant at,
    String text,
    @Nullable String link) {
  /** Nobody answers deeper; a circle is none. */
  private static final int DEEPEST = 200;

  /**
   * One voice for each conversation that somebody else began: it is answered when the company has
   * said something in it. What others say after that waits again if it asks something; "Thank you"
   * does not.
   *
   * @param source as {@link Voice#source} wants it
   */
  static List<Voice> voices(String source, Collection<Word> words) {
    Map<String, Word> byId = new LinkedHashMap<>();
    words.forEach(word -> byId.putIfAbsent(word.id, word));
    Map<Word, List<Word>> conversations = new LinkedHashMap<>();
    for (Word word : byId.values()) {
      Word first = first(word, byId);
      if (first != null) {
        conversations.computeIfAbsent(first, any -> new ArrayList<>()).add(word);
      }
    }
    return conversations.entrySet().stream()
        .map(each -> voice(source, each.getKey(), each.getValue()))
        .toList();
  }

  /** What somebody else began the conversation with; null where the company talks to itself. */
  private static @Nullable Word first(Word word, Map<String, Word> byId) {
    Word first = null;
    Word at = word;
    for (int i = 0; at != null && i < DEEPEST; i++) {
      first = at.ours ? first : at;
      at = at.parent == null ? null : byId.get(at.parent);
    }
    return first;
  }

  private static Voice voice(String source, Word first, List<Word> all) {
    TreeMap<Instant, Word> answers = new TreeMap<>();
    all.stream().filter(word -> word.ours).forEach(word -> answers.put(word.at, word));
    Voice voice = said(source, first, answers.isEmpty() ? Voice.Reply.NONE : Voice.Reply.PUBLISHED);
    if (answers.isEmpty()) {
      return voice;
    }
    Instant answered = answers.lastKey();
    Voice done = voice.answered(answered);
    return all.stream()
        .filter(word -> !word.ours && word.at.isAfter(answered) && word.asks())
        .reduce((earlier, later) -> earlier.at.isBefore(later.at) ? later : earlier)
        .map(again -> done.edited(again.at).saying(again.text).at(again.link))
        .orElse(done);
  }

  private static Voice said(String source, Word first, Voice.Reply reply) {
    return Voice.said(source, first.id, first.at, reply, first.text).at(first.link);
  }

  private boolean asks() {
    return text.indexOf('?') >= 0 || text.indexOf('？') >= 0 || text.indexOf('؟') >= 0;
  }
}
