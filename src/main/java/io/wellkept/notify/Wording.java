package io.wellkept.notify;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Ownership;
import io.wellkept.notify.Letter.Group;
import io.wellkept.notify.Letter.Story;
import io.wellkept.notify.Letter.Tone;
import io.wellkept.notify.Message.Item;
import io.wellkept.touchpoint.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Finds the words for a message. Pure: the same message always reads the same. */
final class Wording {
  /** Mail programs on phones cut subjects beyond this. */
  static final int LONGEST_SUBJECT = 69;

  private static final int LONGEST_STEM = 59;
  private static final int LONGEST_NAME = 60;

  /** Worst first: what is worse for customers, then what matters more, then what is older. */
  private static final Comparator<Item> WORST_FIRST =
      Comparator.comparing((Item item) -> item.incident().severity(), Comparator.reverseOrder())
          .thenComparing(item -> item.where().importance(), Comparator.reverseOrder())
          .thenComparing(item -> item.incident().since())
          .thenComparing(item -> item.where().touchpoint())
          .thenComparing(item -> item.incident().id());

  private final Message message;
  private final Times times;

  private Wording(Message message) {
    this.message = message;
    this.times = Times.of(message);
  }

  /**
   * The letter of a message, with so many stories at most.
   *
   * @param most how many stories fit, at least 1
   */
  static Letter of(Message message, int most) {
    Wording wording = new Wording(message);
    if (message.items().stream().allMatch(item -> kind(item) == NoticeKind.TRIAL)) {
      return wording.trial();
    }
    return message.items().size() == 1
        ? wording.single(message.items().get(0))
        : wording.bundle(most);
  }

  private static NoticeKind kind(Item item) {
    return item.notice().kind();
  }

  private Letter trial() {
    String headline = "Messages about your touchpoints reach you here";
    List<String> opening =
        List.of("This is a trial message that somebody asked for. Nothing is wrong.");
    return new Letter(
        "Trial: Wellkept reaches you here",
        opening.get(0),
        Tone.NEUTRAL,
        "Trial",
        headline,
        opening,
        List.of(),
        0,
        null,
        small());
  }

  private Letter single(Item item) {
    Story story = Telling.whole(message, item, times);
    return new Letter(
        subject(item),
        preview(item, story),
        story.tone(),
        story.label(),
        story.headline(),
        story.opening(),
        List.of(new Group("", List.of(story))),
        0,
        null,
        small());
  }

  private String preview(Item item, Story story) {
    String where = Plain.line(item.where().name(), LONGEST_NAME);
    String since = kind(item) == NoticeKind.RESOLVED ? "" : ", since " + sinceOf(item);
    return Plain.line(where + since + ". " + String.join(" ", story.opening()), 160);
  }

  private String sinceOf(Item item) {
    return times.at(item.incident().since());
  }

  private Letter bundle(int most) {
    Map<String, List<Item>> sorted = new LinkedHashMap<>();
    for (Sort sort : Sort.values()) {
      message.items().stream()
          .filter(item -> sort.takes.test(kind(item)))
          .filter(item -> (sort == Sort.OWNERS) == isAboutOwners(item))
          .sorted(WORST_FIRST)
          .forEach(item -> sorted.computeIfAbsent(sort.title, t -> new ArrayList<>()).add(item));
    }
    List<Group> groups = new ArrayList<>();
    int room = most;
    for (Map.Entry<String, List<Item>> sort : sorted.entrySet()) {
      List<Story> stories =
          sort.getValue().stream()
              .limit(room)
              .map(item -> Telling.brief(message, item, times))
              .toList();
      room -= stories.size();
      if (!stories.isEmpty()) {
        groups.add(new Group(sort.getKey() + " (" + sort.getValue().size() + ")", stories));
      }
    }
    String headline = bundleHeadline();
    Item first = sorted.values().iterator().next().get(0);
    return new Letter(
        bundleSubject(first),
        headline + ". First: " + Plain.line(first.incident().worst().headline(), 90),
        groups.get(0).stories().get(0).tone(),
        bundleLabel(),
        headline,
        bundleOpening(),
        groups,
        Math.max(0, message.items().size() - most),
        message.overview(),
        small());
  }

  /** What sorts of news a bundle tells, in this order. */
  private enum Sort {
    WRONG("Wrong now", kind -> kind.asksToAct() && kind != NoticeKind.FIRST_LIST),
    FOUND("Found so far", kind -> kind == NoticeKind.FIRST_LIST),
    OWNERS("Who looks after what", NoticeKind::asksToAct),
    YOURS("You took", kind -> kind == NoticeKind.RECEIPT),
    OTHERS("Taken by others", kind -> kind == NoticeKind.TAKEN),
    INFORMED("For your information", kind -> kind == NoticeKind.INFORMED),
    OVER("Over", kind -> kind == NoticeKind.RESOLVED),
    TRIAL("Trial", kind -> kind == NoticeKind.TRIAL);

    private final String title;
    private final Predicate<NoticeKind> takes;

    Sort(String title, Predicate<NoticeKind> takes) {
      this.title = title;
      this.takes = takes;
    }
  }

  /** Nothing is wrong there: somebody is asked, or has to see to it that there is an owner. */
  private static boolean isAboutOwners(Item item) {
    return kind(item).asksToAct() && Ownership.isAboutPeople(item.incident());
  }

  private boolean all(NoticeKind kind) {
    return message.items().stream().allMatch(item -> kind(item) == kind);
  }

  private String bundleLabel() {
    if (all(NoticeKind.FIRST_LIST)) {
      return "First list";
    }
    if (all(NoticeKind.RESOLVED)) {
      return "Over";
    }
    boolean asks = message.items().stream().anyMatch(item -> kind(item).asksToAct());
    return asks ? "Wrong now" : "For you to know";
  }

  private String bundleHeadline() {
    int things = message.items().size();
    if (all(NoticeKind.FIRST_LIST)) {
      return things + " things found at " + places("new touchpoint");
    }
    if (all(NoticeKind.RESOLVED)) {
      return things + " things are over at " + places("touchpoint");
    }
    return things + " things at " + places("touchpoint");
  }

  private String places(String noun) {
    long places =
        message.items().stream().map(item -> item.where().touchpoint()).distinct().count();
    boolean own = message.items().stream().allMatch(this::belongsToReader);
    return (own ? "your " : "")
        + (places == 1 ? noun : String.format(Locale.ROOT, "%d %ss", places, noun));
  }

  private boolean belongsToReader(Item item) {
    return Objects.equals(item.where().owner(), message.to().id());
  }

  private String bundleSubject(Item first) {
    String begin = bundleHeadline() + ": ";
    int room = LONGEST_SUBJECT - begin.length();
    return begin + Plain.line(first.incident().worst().headline(), Math.max(room, 2));
  }

  private List<String> bundleOpening() {
    if (all(NoticeKind.FIRST_LIST)) {
      return List.of(
          "We have been watching "
              + places("new touchpoint")
              + " without disturbing anybody. This is what we found, in one list.",
          "From now on you hear of each fault when it happens.");
    }
    if (all(NoticeKind.AFTER_STORM)) {
      return List.of(
          "Much turned bad at once, so we looked again before telling you. This is what stands.",
          "The worst comes first. Each one has its own button.");
    }
    if (message.items().stream().anyMatch(item -> kind(item).asksToAct())) {
      return List.of("The worst comes first. Each one has its own button.");
    }
    return List.of("Nothing for you to do.");
  }

  /** The same words at the end throughout an incident, so that mail programs keep them together. */
  private String subject(Item item) {
    if (Ownership.isAboutPeople(item.incident())) {
      String begin = OwnerWords.begin(item.incident(), kind(item));
      return Plain.line(begin + stem(item), LONGEST_SUBJECT);
    }
    String begin =
        switch (kind(item)) {
          case OPENED, FIRST_LIST, AFTER_STORM ->
              item.incident().unsteady() == null ? "" : "Unsteady: ";
          case UPDATED -> Telling.isLate(item.incident(), message.now()) ? "Late: " : "Worse: ";
          case LAPSED -> "Due now: ";
          case REMINDER -> "Still: ";
          case HANDED -> "Handed to you: ";
          case RECEIPT -> "You took: ";
          case TAKEN -> "Taken: ";
          case INFORMED -> "For your information: ";
          case RESOLVED -> Telling.over(item.incident()) ? "Over: " : "Ended: ";
          case TRIAL -> "Trial: ";
        };
    return Plain.line(begin + stem(item), LONGEST_SUBJECT);
  }

  /** What was wrong first, and where: what becomes wrong later does not change it. */
  private static String stem(Item item) {
    Incident incident = item.incident();
    Finding first =
        incident.findings().stream().min(Comparator.comparing(Finding::since)).orElseThrow();
    String name = Plain.line(item.where().name(), 24);
    String fact = Plain.line(first.headline(), LONGEST_STEM - name.length() - 3);
    return capital(fact) + " – " + name;
  }

  static String capital(String text) {
    String sentence = Plain.sentence(text);
    return text.isEmpty() ? text : sentence.substring(0, text.length());
  }

  private List<String> small() {
    List<String> small = new ArrayList<>();
    boolean forOperators =
        message.items().stream().allMatch(i -> i.incident().audience() == Audience.OPERATORS);
    small.add(
        "Sent to "
            + Plain.line(message.to().name(), LONGEST_NAME)
            + " by Wellkept"
            + (forOperators ? ", which you operate." : ", which looks after your touchpoints."));
    small.add("Times are those of " + message.to().zone().getId() + ".");
    if (message.timeScale() != 1) {
      small.add(
          String.format(
              Locale.ROOT,
              "This is a demonstration: time runs %,.0f times as fast.",
              message.timeScale()));
    }
    return small;
  }
}
