package io.wellkept.probe.chat;

import io.wellkept.probe.Look;
import io.wellkept.probe.PageProbe;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.chat.ChatFacts.Loading;
import io.wellkept.probe.chat.ChatFacts.Page;
import io.wellkept.probe.chat.ChatFacts.Script;
import io.wellkept.touchpoint.Condition;
import io.wellkept.touchpoint.Evidence;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Finding;
import io.wellkept.touchpoint.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what a page means for those who want to chat. */
final class WidgetJudge {
  static final String DEAD = "chat.widget-dead";
  static final String FAILS = "chat.script-fails";

  /** Below {@link ChatProbe#THRESHOLD}. */
  static final double UNSURE = 0.4;

  /** What is wrong is sure when it is seen for the second time, about so much later. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private static final double RETIRED_SURE = 0.9;

  private final Look<ChatSettings> look;
  private final ChatMemory memory;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * What follows.
   *
   * @param fault why not all was seen; null if all was
   * @param again when to look again; null if the schedule will do
   */
  record Outcome(List<Finding> findings, @Nullable Fault fault, @Nullable Instant again) {
    Outcome {
      findings = List.copyOf(findings);
    }
  }

  private WidgetJudge(Look<ChatSettings> look, ChatMemory memory, Instant now) {
    this.look = look;
    this.memory = memory;
    this.now = now;
  }

  static Outcome judge(Look<ChatSettings> look, Page page, ChatMemory memory, Instant now) {
    WidgetJudge judge = new WidgetJudge(look, memory, now);
    return switch (page) {
      case Page.None none -> new Outcome(List.of(), null, null);
      case Page.Unseen unseen -> new Outcome(memory.held(), unseen.fault(), null);
      case Page.Silent silent -> judge.silent(silent);
      case Page.Wrong wrong -> judge.wrong(wrong);
      case Page.Seen seen -> judge.seen(seen);
    };
  }

  static boolean certain(Finding finding) {
    return finding.confidence() >= ChatProbe.THRESHOLD;
  }

  private Outcome silent(Page.Silent silent) {
    Finding why = PageUnreachable.finding(silent.asked(), silent.cause(), silent.timeout(), now);
    return nothingSeen(silent.asked(), why.headline(), why.evidence(), why.confidence());
  }

  private Outcome wrong(Page.Wrong wrong) {
    List<Evidence> evidence =
        List.of(
            new Evidence("found", Integer.toString(wrong.status())),
            new Evidence("address", ShownAddress.of(wrong.asked())));
    return nothingSeen(wrong.asked(), "The page answers " + wrong.status(), evidence, 1);
  }

  /** What was wrong is wrong until a look says otherwise. One touchpoint, one finding. */
  private Outcome nothingSeen(URI page, String why, List<Evidence> evidence, double confidence) {
    boolean told = PageProbe.looksAt(page, look.touchpoint());
    Finding unseen =
        new Finding(
            "chat.unseen",
            "chat.unseen",
            Finding.WHOLE,
            Severity.MAJOR,
            Condition.BROKEN,
            told ? UNSURE : confidence,
            why + ": whether the chat is there cannot be seen",
            evidence,
            now);
    Set<String> sure = sure(List.of(unseen));
    findings.addAll(memory.held());
    findings.add(unless(sure, unseen));
    return new Outcome(findings, null, told || !sure.isEmpty() ? null : now.plus(lookAgain()));
  }

  private Outcome seen(Page.Seen page) {
    ChatOnPage onPage = new ChatOnPage(look.settings(), page, memory.known(), now);
    findings.addAll(onPage.findings());
    onPage.learnt().ifPresent(memory::know);
    retired(page);
    Fault fault = scripts(page);
    Set<String> sure = sure(findings);
    boolean again = findings.stream().anyMatch(one -> certain(one) && !sure.contains(one.key()));
    List<Finding> all = new ArrayList<>(findings.stream().map(one -> unless(sure, one)).toList());
    if (again) {
      all.addAll(supplanted());
    }
    memory.hold(all.stream().filter(WidgetJudge::certain).toList());
    return new Outcome(all, fault, again ? now.plus(lookAgain()) : null);
  }

  /** What was wrong stands until that is sure which is seen for the first time in its place. */
  private List<Finding> supplanted() {
    return memory.held().stream()
        .filter(before -> findings.stream().noneMatch(one -> one.key().equals(before.key())))
        .toList();
  }

  /** Remembers what is wrong; the keys of what was seen some time ago already. */
  private Set<String> sure(List<Finding> seen) {
    Map<String, Instant> before = memory.suspected();
    Map<String, Instant> next = new TreeMap<>();
    seen.stream()
        .filter(WidgetJudge::certain)
        .forEach(one -> next.put(one.key(), before.getOrDefault(one.key(), now)));
    memory.suspect(next);
    Instant latest = now.minus(lookAgain().dividedBy(2));
    next.values().removeIf(latest::isBefore);
    return next.keySet();
  }

  private static Finding unless(Set<String> sure, Finding finding) {
    return sure.contains(finding.key()) ? finding : unsure(finding);
  }

  private Duration lookAgain() {
    Duration every = look.check().schedule().every();
    return every.compareTo(LOOK_AGAIN) < 0 ? every : LOOK_AGAIN;
  }

  private void retired(Page.Seen page) {
    Set<Signature> alive = ChatOnPage.alive(page.sightings());
    for (Sighting one : page.sightings()) {
      String why = one.signature().retired();
      if (why != null) {
        findings.add(
            of(
                    "chat.retired",
                    one.signature(),
                    alive.isEmpty() ? Severity.MAJOR : Severity.MINOR,
                    Condition.STALE,
                    RETIRED_SURE,
                    "The page still carries " + one.signature() + ", which has ended")
                .with("found", one.where())
                .with("why", why));
      }
    }
  }

  /** What a script says that could not be seen is what it said before. */
  private @Nullable Fault scripts(Page.Seen page) {
    Fault fault = null;
    for (Script script : page.scripts()) {
      if (!counts(script.signature())) {
        continue;
      }
      switch (script.loading()) {
        case Loading.Fine fine -> {}
        case Loading.Dead dead ->
            findings.add(
                script(DEAD, Severity.CRITICAL, script, " is dead: its script ", dead.why()));
        case Loading.Fails fails ->
            findings.add(
                script(
                    FAILS, Severity.MAJOR, script, " does not come up: its script ", fails.why()));
        case Loading.Unseen unseen -> {
          fault = unseen.fault();
          memory.held().stream()
              .filter(one -> one.code().equals(DEAD) || one.code().equals(FAILS))
              .filter(one -> one.key().endsWith(":" + script.signature().vendor()))
              .forEach(findings::add);
        }
      }
    }
    return fault;
  }

  /** A script that may be there for something else matters to those who named its vendor. */
  private boolean counts(Signature signature) {
    WidgetSettings wanted = look.settings().widget();
    return signature.certain()
        || (wanted != null && wanted.signature().vendor().equals(signature.vendor()));
  }

  private Finding script(String code, Severity severity, Script script, String clause, String why) {
    String words = why.startsWith("The script ") ? why.substring("The script ".length()) : why;
    return of(
            code,
            script.signature(),
            severity,
            Condition.BROKEN,
            1,
            ChatOnPage.named(script.signature()) + clause + words)
        .with("expected", "a script")
        .with("found", why)
        .with("address", ShownAddress.of(script.address()));
  }

  private Finding of(
      String code,
      Signature signature,
      Severity severity,
      Condition condition,
      double confidence,
      String headline) {
    return new Finding(
        code,
        code + ":" + signature.vendor(),
        Finding.WHOLE,
        severity,
        condition,
        confidence,
        headline,
        List.of(),
        now);
  }

  /** The same as a possibility. */
  private static Finding unsure(Finding finding) {
    return !certain(finding)
        ? finding
        : new Finding(
                finding.code(),
                finding.key(),
                finding.subject(),
                finding.severity(),
                finding.leadsTo(),
                UNSURE,
                finding.headline(),
                finding.evidence(),
                finding.since())
            .with("note", "seen once; it is looked at again");
  }
}
