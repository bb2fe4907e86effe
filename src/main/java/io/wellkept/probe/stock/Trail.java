package io.wellkept.probe.stock;

import io.wellkept.probe.Landing;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Which pages a walk heard of, from where, and which of them it read to their ends: what is not
 * seen again on a page that nobody could read may well still be there.
 */
final class Trail {
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Set<String> answered = new LinkedHashSet<>();
  private final int most;

  /**
   * @param from the page that led here first; empty for the start
   */
  private record Step(String from, boolean whole) {}

  Trail(int most) {
    this.most = most;
  }

  private static String page(String address) {
    HttpUrl url = HttpUrl.parse(address);
    return hash(url == null ? address : Landing.page(url.uri()));
  }

  private static String hash(String text) {
    return Integer.toHexString(text.hashCode());
  }

  void heardOf(String page, String from) {
    if (steps.size() < most) {
      steps.putIfAbsent(page(page), new Step(page(from), false));
    }
  }

  /** The page said all that it has to say, be it that it is gone. */
  void whole(String page) {
    steps.merge(page(page), new Step("", true), (old, now) -> new Step(old.from, true));
  }

  /** A place lives, or is dead, beyond doubt; or says when it last spoke. */
  void answered(String what, String key) {
    answered.add(hash(what + " " + key));
  }

  boolean hasAnswered(String what, String key) {
    return answered.contains(hash(what + " " + key));
  }

  /** How many pages it heard of and could not read to their ends. */
  int unread() {
    return (int) steps.values().stream().filter(step -> !step.whole).count();
  }

  /**
   * Whether a page that showed something last time may still show it, because it, or all that led
   * to it, could not be read. If so, the way to it is kept.
   */
  boolean mayStillShow(String page, Trail last) {
    Map<String, Step> unseen = new LinkedHashMap<>();
    String at = page(page);
    Step here = steps.get(at);
    while (here == null) {
      Step before = last.steps.get(at);
      if (before == null || unseen.put(at, new Step(before.from, false)) != null) {
        return false;
      }
      at = before.from;
      here = steps.get(at);
    }
    if (!here.whole) {
      steps.putAll(unseen);
    }
    return !here.whole;
  }

  /** Forgets all but the ways to these pages, and what was answered. */
  void keepOnly(Collection<String> pages) {
    Set<String> wanted = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    pages.forEach(page -> open.add(page(page)));
    while (!open.isEmpty()) {
      String at = open.remove();
      Step step = steps.get(at);
      if (step != null && wanted.add(at)) {
        open.add(step.from);
      }
    }
    steps.keySet().retainAll(wanted);
    answered.clear();
  }

  /** On two lines, that begin with {@code t} and {@code a}. */
  List<String> lines() {
    StringBuilder text = new StringBuilder();
    steps.forEach((page, step) ->
        text.append(page).append(step.whole ? '=' : '-').append(step.from).append(' '));
    return List.of("t\t" + text.toString().strip(), "a\t" + String.join(" ", answered));
  }

  void take(String line) {
    boolean ways = line.startsWith("t");
    Arrays.stream(line.substring(2).split(" "))
        .filter(part -> !part.isEmpty())
        .forEach(part -> {
          if (ways) {
            int cut = Math.max(part.indexOf('='), part.indexOf('-'));
            steps.put(
                part.substring(0, cut), new Step(part.substring(cut + 1), part.charAt(cut) == '='));
          } else {
            answered.add(part);
          }
        });
  }
}
