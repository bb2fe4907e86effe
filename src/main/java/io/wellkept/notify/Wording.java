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
import io.wellkept.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final Words words;
  private final Times times;

  private Wording(Message message, Words words) {
    this.message = message;
    this.words = words;
    this.times = Times.of(message, words);
  }

  /**
   * The letter of a message, with so many stories at most.
   *
   * @param most how many stories fit, at least 1
   */
  static Letter of(Message message, int most) {
    return of(message, most, Words.of(message.to().language()));
  }

  /** The same in another language than the person's. */
  static Letter of(Message message, int most, Words words) {
    Wording wording = new Wording(message, words);
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
    String headline = words.say("mail.trial.headline");
    List<String> opening = List.of(words.say("mail.trial.opening"));
    return new Letter(
        words.say("mail.trial.subject"),
        opening.get(0),
        Tone.NEUTRAL,
        words.say("mail.label.trial"),
        headline,
        opening,
        List.of(),
        0,
        null,
        small(),
        words);
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
        small(),
        words);
  }

  private String preview(Item item, Story story) {
    String where = Plain.line(item.where().name(), LONGEST_NAME);
    String opening = String.join(" ", story.opening());
    // maintenance says itself when it is, and that may be still to come
    boolean maintained = item.incident().audience() == Audience.MAINTAINED;
    String preview =
        maintained || kind(item) == NoticeKind.RESOLVED
            ? words.say("mail.preview.over", where, opening)
            : words.say("mail.preview.since", where, sinceOf(item), opening);
    return Plain.line(preview, 160);
  }

  private String sinceOf(Item item) {
    return times.at(item.incident().since());
  }

  private Letter bundle(int most) {
    Map<Sort, List<Item>> sorted = new LinkedHashMap<>();
    for (Sort sort : Sort.values()) {
      message.items().stream()
          .filter(item -> sort.takes.test(kind(item)))
          .filter(item -> (sort == Sort.OWNERS) == isAboutOwners(item))
          .sorted(WORST_FIRST)
          .forEach(item -> sorted.computeIfAbsent(sort, s -> new ArrayList<>()).add(item));
    }
    List<Group> groups = new ArrayList<>();
    int room = most;
    for (Map.Entry<Sort, List<Item>> sort : sorted.entrySet()) {
      List<Story> stories =
          sort.getValue().stream()
              .limit(room)
              .map(item -> Telling.brief(message, item, times))
              .toList();
      room -= stories.size();
      if (!stories.isEmpty()) {
        String title = words.say("mail.sort." + sort.getKey().name());
        groups.add(new Group(title + " (" + sort.getValue().size() + ")", stories));
      }
    }
    String headline = bundleHeadline();
    Item first = sorted.values().iterator().next().get(0);
    return new Letter(
        bundleSubject(first),
        words.say(
            "mail.bundle.preview", headline, Plain.line(words.of(first.incident().worst()), 90)),
        groups.get(0).stories().get(0).tone(),
        bundleLabel(),
        headline,
        bundleOpening(),
        groups,
        Math.max(0, message.items().size() - most),
        message.overview(),
        small(),
        words);
  }

  /** What sorts of news a bundle tells, in this order. */
  private enum Sort {
    WRONG(kind -> kind.asksToAct() && kind != NoticeKind.FIRST_LIST),
    FOUND(kind -> kind == NoticeKind.FIRST_LIST),
    OWNERS(NoticeKind::asksToAct),
    YOURS(kind -> kind == NoticeKind.RECEIPT),
    OTHERS(kind -> kind == NoticeKind.TAKEN),
    INFORMED(kind -> kind == NoticeKind.INFORMED),
    OVER(kind -> kind == NoticeKind.RESOLVED),
    TRIAL(kind -> kind == NoticeKind.TRIAL);

    private final Predicate<NoticeKind> takes;

    Sort(Predicate<NoticeKind> takes) {
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
      return words.say("mail.label.first-list");
    }
    if (all(NoticeKind.RESOLVED)) {
      return words.say("mail.label.over");
    }
    boolean asks = message.items().stream().anyMatch(item -> kind(item).asksToAct());
    return words.say(asks ? "mail.label.wrong" : "mail.label.to-know");
  }

  private String bundleHeadline() {
    int things = message.items().size();
    if (all(NoticeKind.FIRST_LIST)) {
      return words.say(ours() ? "mail.bundle.found.own" : "mail.bundle.found", things, places());
    }
    if (all(NoticeKind.RESOLVED)) {
      return words.say(ours() ? "mail.bundle.over.own" : "mail.bundle.over", things, places());
    }
    return words.say(ours() ? "mail.bundle.things.own" : "mail.bundle.things", things, places());
  }

  private long places() {
    return message.items().stream().map(item -> item.where().touchpoint()).distinct().count();
  }

  /** Whether all of it is about what the reader looks after. */
  private boolean ours() {
    return message.items().stream().allMatch(this::belongsToReader);
  }

  private boolean belongsToReader(Item item) {
    return Objects.equals(item.where().owner(), message.to().id());
  }

  private String bundleSubject(Item first) {
    String begin = bundleHeadline() + ": ";
    int room = LONGEST_SUBJECT - begin.length();
    return begin + Plain.line(words.of(first.incident().worst()), Math.max(room, 2));
  }

  private List<String> bundleOpening() {
    if (all(NoticeKind.FIRST_LIST)) {
      return List.of(
          words.say(ours() ? "mail.bundle.watched.own" : "mail.bundle.watched", places()),
          words.say("mail.bundle.from-now-on"));
    }
    if (all(NoticeKind.AFTER_STORM)) {
      return List.of(words.say("mail.bundle.after-storm"), words.say("mail.bundle.worst-first"));
    }
    if (message.items().stream().anyMatch(item -> kind(item).asksToAct())) {
      return List.of(words.say("mail.bundle.worst-first"));
    }
    return List.of(words.say("mail.nothing-to-do"));
  }

  /** The same words at the end throughout an incident, so that mail programs keep them together. */
  private String subject(Item item) {
    if (Ownership.isAboutPeople(item.incident())) {
      return subject(OwnerWords.subject(item.incident(), kind(item)), item);
    }
    return subject(
        switch (kind(item)) {
          case OPENED, FIRST_LIST, AFTER_STORM ->
              item.incident().unsteady() == null ? "" : "mail.subject.unsteady";
          case UPDATED ->
              Telling.isLate(item.incident(), message.now())
                  ? "mail.subject.late"
                  : "mail.subject.worse";
          case LAPSED -> "mail.subject.lapsed";
          case REMINDER -> "mail.subject.still";
          case HANDED -> "mail.subject.handed";
          case RECEIPT -> "mail.subject.receipt";
          case TAKEN -> "mail.subject.taken";
          case INFORMED -> "mail.subject.informed";
          case RESOLVED ->
              Telling.over(item.incident()) ? "mail.subject.over" : "mail.subject.ended";
          case TRIAL -> "mail.subject.trial";
          case DIGEST -> "";
        },
        item);
  }

  /** With what it begins; the key is empty where it begins with what is wrong. */
  private String subject(String key, Item item) {
    String stem = stem(item);
    return Plain.line(key.isEmpty() ? stem : words.say(key, stem), LONGEST_SUBJECT);
  }

  /** What was wrong first, and where: what becomes wrong later does not change it. */
  private String stem(Item item) {
    Incident incident = item.incident();
    Finding first =
        incident.findings().stream().min(Comparator.comparing(Finding::since)).orElseThrow();
    String name = Plain.line(item.where().name(), 24);
    String fact = Plain.line(words.of(first), LONGEST_STEM - name.length() - 3);
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
        words.say(
            forOperators ? "mail.small.operators" : "mail.small.owners",
            Plain.line(message.to().name(), LONGEST_NAME)));
    small.add(words.say("mail.small.times", message.to().zone().getId()));
    if (message.timeScale() != 1) {
      small.add(words.say("mail.small.demo", Math.round(message.timeScale())));
    }
    return small;
  }
}
