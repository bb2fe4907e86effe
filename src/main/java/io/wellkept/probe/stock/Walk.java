package io.wellkept.probe.stock;

import io.wellkept.probe.Landing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come who walks through a site: what is still to be seen, and what was found.
 * Fits on a few thousand lines, so that the walk can be gone on with another day.
 */
public final class Walk {
  /** The question whether a place is there, and the one when it last spoke. */
  static final String ALIVE = "alive";

  static final String ENTRIES = "entries";

  private static final int MOST_ERRANDS = 400;
  private static final int MOST_FOUND = 300;
  private static final int MOST_PARTS = 60;

  /** Of the pages in a sitemap so many are told apart; what comes after is not counted. */
  private static final int MOST_KNOWN = 5_000;

  private static final int MOST_HEARD_OF = 2_000;

  private final Deque<Errand> errands = new ArrayDeque<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Candidate> found = new LinkedHashMap<>();
  private final Map<String, Lapse> lapses = new LinkedHashMap<>();
  private final Map<String, Integer> parts = new LinkedHashMap<>();
  private final Set<String> dropped = new HashSet<>();
  private final Trail trail;
  private final int room;
  private HttpUrl site;
  private int pages;
  private int closed;

  /** What is to be asked for. */
  enum Purpose {
    PAGE,
    SITEMAP,
    ALIVE,
    ENTRIES
  }

  /**
   * @param depth how many links or sitemaps away from the start
   * @param candidate the key of the place that it is about; empty if about none
   */
  record Errand(Purpose purpose, int depth, String address, String candidate) {
    String text() {
      return purpose + "\t" + depth + "\t" + address + "\t" + candidate;
    }
  }

  public static Walk from(HttpUrl start) {
    return from(start, 1);
  }

  /**
   * @param room how many times as much it may hold as one that is written down each time it stops
   */
  public static Walk from(HttpUrl start, int room) {
    Walk walk = new Walk(start, room);
    walk.send(new Errand(Purpose.PAGE, 0, start.toString(), ""));
    return walk;
  }

  private Walk(HttpUrl site, int room) {
    this.site = site;
    this.room = room;
    this.trail = new Trail(MOST_HEARD_OF * room);
  }

  /** An address of the site that is walked through: where its start led to. */
  HttpUrl site() {
    return site;
  }

  void site(HttpUrl landed) {
    site = landed;
  }

  /** Whether a page was not heard of before. */
  boolean firstSeen(String key) {
    return known.size() < MOST_KNOWN * room && known.add(Integer.toHexString(key.hashCode()));
  }

  /** Takes an errand on, unless it was taken on before or there are too many. */
  void send(Errand errand) {
    HttpUrl url = HttpUrl.parse(errand.address());
    if (url == null) {
      return;
    }
    boolean page = errand.purpose() == Purpose.PAGE;
    String name = errand.purpose() + " " + (page ? Landing.page(url.uri()) : errand.address());
    String hash = Integer.toHexString(name.hashCode());
    if (errands.size() >= MOST_ERRANDS * room) {
      if (!known.contains(hash)) {
        drop("errand", hash);
      }
    } else if (known.add(hash)) {
      errands.add(errand);
      dropped.remove("errand " + hash);
    }
  }

  private void drop(String what, String which) {
    if (dropped.size() < MOST_KNOWN * room) {
      dropped.add(what + " " + which);
    }
  }

  /**
   * How many addresses and places there was no room for, since the walk began or was last gone on
   * with.
   */
  public int dropped() {
    return dropped.size();
  }

  /** How many pages it heard of, within its bounds of depth, and did not read to their ends. */
  public int unread() {
    return trail.unread();
  }

  /** The next errand stays until it is {@link #done}. */
  Errand next() {
    return errands.element();
  }

  void done() {
    errands.remove();
  }

  /** Whether everything was seen that was to be seen. */
  public boolean over() {
    return errands.isEmpty();
  }

  void readOne() {
    pages++;
  }

  void closedOne() {
    closed++;
  }

  /** How many pages were read. */
  public int pages() {
    return pages;
  }

  /** How many pages robots.txt kept us from. */
  public int closed() {
    return closed;
  }

  void add(Candidate candidate) {
    Candidate before = found.get(candidate.key());
    boolean wanted =
        before == null
            ? found.size() < MOST_FOUND * room
            : candidate.spotted().compareTo(before.spotted()) < 0;
    if (wanted) {
      found.put(candidate.key(), candidate);
    } else if (before == null) {
      drop("place", candidate.key());
    }
  }

  /** It turned out to be no place of its own. */
  void drop(String key) {
    found.remove(key);
    trail.answered(ALIVE, key);
  }

  Trail trail() {
    return trail;
  }

  /**
   * Ends a walk that is over: what the last one found, and this one could not look at, stands. For
   * places that means that the page that showed them could not be read; for what is dead, that it
   * gave no answer that counts.
   */
  void close(Walk last) {
    last.found.forEach((key, candidate) -> {
      boolean answered = trail.hasAnswered(ALIVE, key);
      boolean unseen = !found.containsKey(key) && !answered;
      if (unseen && trail.mayStillShow(candidate.page(), last.trail)) {
        add(candidate);
      }
    });
    last.lapses.forEach((key, lapse) -> {
      String asked = lapse.last() == null ? ALIVE : ENTRIES;
      Candidate candidate = found.get(key);
      if (candidate != null && !trail.hasAnswered(asked, key)) {
        lapses.putIfAbsent(key, new Lapse(candidate, lapse.words(), lapse.last()));
      }
    });
    trail.keepOnly(found.values().stream().map(Candidate::page).toList());
  }

  /**
   * @param last when it last said something; null if it is dead
   */
  void lapsed(String key, String words, @Nullable Instant last) {
    Candidate candidate = found.get(key);
    if (candidate != null) {
      lapses.put(key, new Lapse(candidate, words, last));
    }
  }

  Optional<Candidate> found(String key) {
    return Optional.ofNullable(found.get(key));
  }

  void count(String part) {
    if (parts.containsKey(part) || parts.size() < MOST_PARTS * room) {
      parts.merge(part, 1, Integer::sum);
    }
  }

  public Collection<Candidate> found() {
    List<Candidate> all = new ArrayList<>(found.values());
    parts.forEach((part, pages) -> {
      if (pages > 2) {
        all.add(
            new Candidate(
                Sort.SECTION,
                PageStock.key(Sort.SECTION, part),
                part,
                pages + " pages below it",
                "website",
                Spotted.SITEMAP,
                part));
      }
    });
    return all;
  }

  /** The promoted places that are dead, or have said nothing since the moment. */
  public List<Lapse> lapses(Instant silentSince) {
    return lapses.values().stream()
        .filter(lapse -> lapse.last() == null || lapse.last().isBefore(silentSince))
        .toList();
  }

  /** Everything, on lines. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("n\t" + pages + "\t" + closed + "\t" + site);
    lines.add("k\t" + String.join(" ", known));
    errands.forEach(errand -> lines.add("e\t" + errand.text()));
    found.values().forEach(candidate -> lines.add("c\t" + candidate.text()));
    lapses.values().forEach(lapse -> lines.add("l\t" + lapse.text()));
    parts.forEach((part, pages) -> lines.add("p\t" + pages + "\t" + part));
    lines.addAll(trail.lines());
    return lines;
  }

  /** What {@link #lines} was written from. */
  static Walk of(HttpUrl start, List<String> lines) {
    Walk walk = new Walk(start, 1);
    for (String line : lines) {
      String rest = line.length() < 2 ? "" : line.substring(2);
      String[] fields = rest.split("\t", -1);
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case 'n' -> {
          walk.pages = Integer.parseInt(fields[0]);
          walk.closed = Integer.parseInt(fields[1]);
          walk.site = HttpUrl.get(fields[2]);
        }
        case 'k' -> walk.known.addAll(List.of(rest.split(" ")));
        case 'e' ->
            walk.errands.add(
                new Errand(
                    Purpose.valueOf(fields[0]), Integer.parseInt(fields[1]), fields[2], fields[3]));
        case 'c' -> Candidate.of(rest).ifPresent(c -> walk.found.put(c.key(), c));
        case 'l' -> Lapse.of(rest).ifPresent(l -> walk.lapses.put(l.candidate().key(), l));
        case 't', 'a' -> walk.trail.take(line);
        case 'p' -> walk.parts.put(fields[1], Integer.parseInt(fields[0]));
        default -> throw new IllegalArgumentException("no line of a walk: " + line);
      }
    }
    return walk;
  }
}
