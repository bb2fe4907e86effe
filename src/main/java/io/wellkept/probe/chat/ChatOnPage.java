package io.wellkept.probe.chat;

import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.chat.ChatFacts.Page;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the chats on a page with the one that is wanted, or with those that were there. */
final class ChatOnPage {
  static final String GONE = "chat.widget-gone";
  static final String CHANGED = "chat.widget-changed";

  /** Of one vendor two ids may be two chats, or one that is told in two ways. */
  private static final double TWO_OF_ONE = 0.5;

  private final ChatSettings settings;
  private final Page.Seen page;
  private final Map<String, Set<String>> known;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param known what was on the page when all was well: ids by vendor
   */
  ChatOnPage(ChatSettings settings, Page.Seen page, Map<String, Set<String>> known, Instant now) {
    this.settings = settings;
    this.page = page;
    this.known = known;
    this.now = now;
    WidgetSettings wanted = settings.widget();
    if (wanted != null) {
      compare(wanted);
    } else if (known.isEmpty()) {
      nothingWanted();
    } else {
      compareWithBefore(false);
      compareWithBefore(true);
    }
    two();
    page.sightings().stream().filter(one -> one.signature().phone()).forEach(this::phone);
  }

  List<Finding> findings() {
    return findings;
  }

  /** What to remember of the page, if it is as it should be. */
  Optional<Collection<Sighting>> learnt() {
    boolean other =
        findings.stream().anyMatch(one -> one.code().equals(GONE) || one.code().equals(CHANGED));
    List<Sighting> all = page.sightings().stream().filter(this::counts).toList();
    return other || all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /** The vendors with which visitors can certainly chat. */
  static Set<Signature> alive(List<Sighting> sightings) {
    return sightings.stream()
        .map(Sighting::signature)
        .filter(Signature::certain)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** For people, as the beginning of a sentence. */
  static String named(Signature signature) {
    return signature.vendor().equals(Signature.OWN)
        ? signature.name()
        : "The chat (" + signature.name() + ")";
  }

  /** A page may connect ahead to a chat that has left it: that proves and teaches nothing. */
  private boolean counts(Sighting one) {
    WidgetSettings wanted = settings.widget();
    boolean named = wanted != null && one.vendor().equals(wanted.signature().vendor());
    return !one.weak() && (named || one.signature().certain());
  }

  private void compare(WidgetSettings wanted) {
    Signature signature = wanted.signature();
    Optional<Sighting> there =
        page.sightings().stream()
            .filter(one -> !one.weak() && one.vendor().equals(signature.vendor()))
            .findFirst();
    String id = wanted.id();
    if (there.isPresent()) {
      if (id != null) {
        sameIds(there.get(), Set.of(id));
      }
      return;
    }
    List<Sighting> others = signature.phone() ? List.of() : widgets();
    if (!others.isEmpty()) {
      another(named(signature), others);
    } else if (!wanted.byTagManager()) {
      boolean before = known.containsKey(signature.vendor());
      gone(signature, before);
    }
  }

  /** Chats in the page itself, not links to chats elsewhere. */
  private List<Sighting> widgets() {
    return page.sightings().stream()
        .filter(one -> !one.weak())
        .filter(one -> one.signature().certain() && !one.signature().phone())
        .toList();
  }

  private void nothingWanted() {
    if (!page.sightings().isEmpty() || settings.source() != null) {
      return;
    }
    findings.add(
        finding(
                "chat.widget-missing",
                "",
                Severity.MINOR,
                WidgetJudge.UNSURE,
                "No chat that we know is in the page's source")
            .with("address", ShownAddress.of(page.address()))
            .with("what to do", "say under widget which chat it is" + perhapsAdded()));
  }

  private String perhapsAdded() {
    return page.tagManager()
        ? "; a tag manager may add it, which a check of kind browser sees"
        : "";
  }

  /**
   * @param links whether to compare the links to chats elsewhere, or the chats in the page itself
   */
  private void compareWithBefore(boolean links) {
    List<Signature> before =
        known.keySet().stream()
            .flatMap(vendor -> Signatures.of(vendor).stream())
            .filter(one -> one.phone() == links)
            .toList();
    List<Sighting> now =
        page.sightings().stream()
            .filter(one -> !one.weak())
            .filter(one -> one.signature().certain() && one.signature().phone() == links)
            .toList();
    List<Sighting> same = now.stream().filter(one -> known.containsKey(one.vendor())).toList();
    if (before.isEmpty()) {
      return;
    }
    if (same.isEmpty() && now.isEmpty()) {
      gone(before.get(0), true);
    } else if (same.isEmpty()) {
      another(named(before.get(0)), now);
    }
    same.forEach(one -> sameIds(one, known.getOrDefault(one.vendor(), Set.of())));
  }

  private void sameIds(Sighting there, Set<String> expected) {
    Set<String> wanted = plain(there.signature(), expected);
    Set<String> found = plain(there.signature(), there.ids());
    if (wanted.isEmpty() || found.isEmpty() || found.stream().anyMatch(wanted::contains)) {
      return;
    }
    String what = there.signature().phone() ? "leads to another number" : "is another account's";
    findings.add(
        finding(CHANGED, there.vendor(), Severity.MAJOR, 1, named(there.signature()) + " " + what)
            .with("expected", String.join(", ", expected))
            .with("found", String.join(", ", there.ids()))
            .with("shown by", there.where()));
  }

  private static Set<String> plain(Signature signature, Set<String> ids) {
    return ids.stream()
        .map(id -> signature.phone() && !id.contains("/") ? digits(id) : id)
        .collect(Collectors.toSet());
  }

  private void another(String expected, List<Sighting> others) {
    Sighting first = others.get(0);
    findings.add(
        finding(
                CHANGED,
                first.vendor(),
                Severity.MAJOR,
                1,
                expected + " has given way to another: " + first.signature())
            .with("expected", expected)
            .with("found", names(others))
            .with("shown by", first.where()));
  }

  private static String names(List<Sighting> sightings) {
    return sightings.stream()
        .map(one ->
            one.signature() + (one.ids().isEmpty() ? "" : " " + String.join(", ", one.ids())))
        .collect(Collectors.joining(" and "));
  }

  /** What was never in the source of a page may be added to it by scripts. */
  private void gone(Signature signature, boolean before) {
    boolean ahead = hinted(signature);
    boolean sure = page.whole() && (before || !(page.tagManager() || ahead));
    Finding finding =
        finding(
                GONE,
                signature.vendor(),
                Severity.MAJOR,
                sure ? 1 : WidgetJudge.UNSURE,
                named(signature)
                    + (sure ? " is gone from the page" : " is not in the page's source"))
            .with("expected", signature.name())
            .with("found", page.whole() ? "nothing of it" : "nothing of it in the first 5 MB")
            .with("address", ShownAddress.of(page.address()));
    findings.add(
        sure || !page.tagManager()
            ? finding
            : finding.with(
                "what to do",
                "a tag manager may add it: a check of kind browser sees that for certain"));
  }

  private boolean hinted(Signature signature) {
    return page.sightings().stream().anyMatch(one -> one.vendor().equals(signature.vendor()));
  }

  private void two() {
    List<Sighting> there = widgets();
    if (there.size() > 1) {
      findings.add(two(1, there));
    }
    there.stream()
        .filter(one -> one.ids().size() > 1)
        .forEach(one -> findings.add(two(TWO_OF_ONE, List.of(one))));
  }

  private Finding two(double confidence, List<Sighting> there) {
    Finding finding =
        finding(
            "chat.two-widgets",
            there.stream().map(Sighting::vendor).collect(Collectors.joining("+")),
            Severity.MINOR,
            confidence,
            "The page has more than one chat: " + names(there));
    return finding.with("address", ShownAddress.of(page.address()));
  }

  /** A link to WhatsApp works with a whole number: country first, no sign, no zero before it. */
  private void phone(Sighting one) {
    for (String id : one.ids()) {
      if (!id.contains("/") && !digits(id).matches("[1-9]\\d{6,14}")) {
        findings.add(
            finding(
                    "chat.number-broken",
                    one.vendor() + " " + id,
                    Severity.MAJOR,
                    1,
                    "A link to " + one.signature() + " leads to no number: " + id)
                .with("expected", "country and number in digits alone, such as 4930123456")
                .with("found", one.where()));
      }
    }
  }

  private static String digits(String number) {
    return number.replaceAll("[\\s+().-]", "");
  }

  private Finding finding(
      String code, String what, Severity severity, double confidence, String headline) {
    return new Finding(
        code,
        code + ":" + what,
        Finding.WHOLE,
        severity,
        code.equals("chat.two-widgets") || code.equals(CHANGED)
            ? Condition.DEGRADED
            : Condition.BROKEN,
        confidence,
        headline,
        List.of(),
        now);
  }
}
