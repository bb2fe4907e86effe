package io.wellkept.probe;

import io.wellkept.probe.Answer.Barred;
import io.wellkept.probe.Answer.Cause;
import io.wellkept.probe.Answer.Got;
import io.wellkept.probe.Answer.NoAnswer;
import io.wellkept.probe.Answer.Unchanged;
import io.wellkept.probe.Answer.Way;
import io.wellkept.probe.Outlook.Dead;
import io.wellkept.touchpoint.Fault;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the references whether our own network is open. However many looks fail at once, each
 * reference is asked once, over a connection of its own, and its answer counts for some seconds.
 * Safe for many threads.
 */
public final class References {
  /** For how long an answer counts. */
  static final Duration FRESH = Duration.ofSeconds(5);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** "Network authentication required": whoever says so stands between us and the world. */
  private static final int PORTAL = 511;

  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * That somebody else answered once may have been the last moment before the network closed; that
   * it happened again and again between the askings was not.
   */
  private static final int CONTRADICTIONS = 2;

  /** How sure it is that an answer came from where it should. */
  enum Proof {
    CERTAIN,
    PLAIN,
    NONE
  }

  /**
   * An answer of anybody.
   *
   * @param begun when it was asked for
   * @param peer who answered; null if that is not known
   */
  record Witness(Instant begun, Proof proof, @Nullable InetAddress peer) {}

  /** Asks without asking us. */
  interface Asking {
    Answer ask(Ask ask) throws InterruptedException;
  }

  private final List<Reference> references;
  private final boolean inside;
  private final Asking asking;
  private final InstantSource clock;
  private final Map<Reference, Instant> deadSince = new HashMap<>();
  private volatile Outlook last = Outlook.CLEAR;
  private volatile Instant certain = Instant.MIN;
  private volatile Instant plain = Instant.MIN;
  private volatile Instant noticed = Instant.MIN;
  private int contradictions;
  private @Nullable CompletableFuture<Outlook> underWay;

  References(List<Reference> references, Asking asking, InstantSource clock) {
    this.references = List.copyOf(references);
    this.inside = references.stream().allMatch(reference -> isInside(reference.url()));
    this.asking = asking;
    this.clock = clock;
  }

  /** Whether there is nobody to ask. */
  public boolean none() {
    return references.isEmpty();
  }

  /** What was said last; nobody is asked. */
  public Outlook last() {
    return last;
  }

  /**
   * What the references say now, or said some seconds ago.
   *
   * @throws InterruptedException if the caller is to stop
   */
  public Outlook ask() throws InterruptedException {
    if (none()) {
      return Outlook.CLEAR;
    }
    CompletableFuture<Outlook> mine;
    synchronized (this) {
      if (isFresh(last)) {
        return last;
      }
      mine = underWay;
      if (mine == null) {
        mine = new CompletableFuture<>();
        underWay = mine;
        begin(mine);
      }
    }
    try {
      return mine.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking the references failed", e.getCause());
    }
  }

  private boolean isFresh(Outlook outlook) {
    Instant now = clock.instant();
    return outlook != Outlook.CLEAR
        && !now.isBefore(outlook.at())
        && now.isBefore(outlook.at().plus(FRESH));
  }

  /** On a thread of its own: whoever asked first may go away. */
  private void begin(CompletableFuture<Outlook> turn) {
    Thread.ofVirtual()
        .name("references")
        .start(() -> {
          try {
            List<Word> words = askEach();
            turn.complete(conclude(words));
          } catch (InterruptedException | RuntimeException | Error e) {
            ended();
            turn.completeExceptionally(e);
          }
        });
  }

  private synchronized void ended() {
    underWay = null;
  }

  /**
   * What one reference came to.
   *
   * @param why null if it answered as it should
   */
  private record Word(Reference reference, @Nullable String why, boolean forged) {}

  private List<Word> askEach() throws InterruptedException {
    List<CompletableFuture<Word>> words = new ArrayList<>();
    for (Reference reference : references) {
      CompletableFuture<Word> word = new CompletableFuture<>();
      Thread.ofVirtual()
          .name("reference " + reference.url().getHost())
          .start(() -> {
            try {
              Ask ask = Ask.of(reference.url(), TIMEOUT).fresh(true);
              word.complete(word(reference, asking.ask(ask)));
            } catch (InterruptedException | RuntimeException | Error e) {
              word.completeExceptionally(e);
            }
          });
      words.add(word);
    }
    List<Word> all = new ArrayList<>();
    for (CompletableFuture<Word> word : words) {
      try {
        all.add(word.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("asking a reference failed", e.getCause());
      }
    }
    return all;
  }

  private static Word word(Reference reference, Answer answer) {
    return switch (answer) {
      case Got got -> word(reference, got);
      case Unchanged same -> new Word(reference, null, false);
      case NoAnswer(Cause cause) -> new Word(reference, words(cause), false);
      // it answered a while ago, and asked to be left alone: it is there
      case Barred(Fault.Throttled later) -> new Word(reference, null, false);
      case Barred(Fault fault) -> new Word(reference, fault.words(), false);
    };
  }

  private static Word word(Reference reference, Got got) {
    String host = reference.url().getHost();
    String answering = got.way().address().getHost();
    if (!host.equalsIgnoreCase(answering)) {
      return new Word(reference, "somebody else answers for it: " + answering, true);
    }
    if (got.status() == PORTAL) {
      return new Word(reference, "somebody else answers for it, with " + PORTAL, true);
    }
    if (got.status() >= 400 && got.status() != TOO_MANY_REQUESTS) {
      return new Word(reference, "it answers " + got.status(), false);
    }
    String wanted = reference.contains();
    boolean there = wanted == null || got.body().text().contains(wanted);
    return there
        ? new Word(reference, null, false)
        : new Word(reference, "its answer does not contain \"" + wanted + "\"", true);
  }

  /** Why there is no answer, as a clause. */
  public static String words(Cause cause) {
    return switch (cause) {
      case Cause.NoSuchHost none -> "its name does not exist";
      case Cause.ConnectionRefused refused -> "it refuses the connection";
      case Cause.Unreachable cut -> "there is no way to it";
      case Cause.TimedOut late -> "it does not answer in time";
      case Cause.TlsBroken broken -> "there is no secure connection to it";
      case Cause.RedirectLoop loop -> "it redirects in circles";
      case Cause.TooManyRedirects many -> "it redirects on and on";
      case Cause.BadAddress bad -> "it redirects to what is no address";
      case Cause.BrokenAnswer broken -> "its answer is broken";
      case Cause.UnknownPacking packed -> "its answer cannot be read";
    };
  }

  private synchronized Outlook conclude(List<Word> words) {
    Instant now = clock.instant();
    Outlook before = last;
    List<Dead> dead = new ArrayList<>();
    for (Word word : words) {
      String why = word.why();
      if (why == null) {
        deadSince.remove(word.reference());
      } else {
        Instant since = deadSince.computeIfAbsent(word.reference(), r -> now);
        dead.add(new Dead(word.reference(), since, why));
      }
    }
    boolean none = dead.size() == words.size();
    boolean forged = none && words.stream().anyMatch(Word::forged);
    Instant noneBefore = before.noneSince();
    if (!none) {
      contradictions = 0;
    } else if (noneBefore != null && somebodyAnsweredAfter(before.at(), forged)) {
      contradictions++;
    }
    last =
        new Outlook(
            now,
            none ? (noneBefore == null ? now : noneBefore) : null,
            forged,
            none && contradictions >= CONTRADICTIONS,
            dead,
            words.size());
    // before anybody hears it: whoever asks from now on asks anew
    underWay = null;
    return last;
  }

  private boolean somebodyAnsweredAfter(Instant moment, boolean forged) {
    return certain.isAfter(moment) || (!forged && plain.isAfter(moment));
  }

  /** Takes note of an answer. One from within our own network says nothing of the way out. */
  void heard(Witness witness) {
    InetAddress peer = witness.peer();
    if (none() || peer == null || (!inside && !TargetGuard.isPublic(peer))) {
      return;
    }
    switch (witness.proof()) {
      case CERTAIN -> certain = later(certain, witness.begun());
      case PLAIN -> plain = later(plain, witness.begun());
      case NONE -> {}
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Whether any look was blind since no reference answers. */
  public boolean noticed() {
    Instant none = last.noneSince();
    return none != null && !noticed.isBefore(none);
  }

  /** Whether the answer says nothing of the other side, because our own network is closed. */
  boolean bars(Answer answer) throws InterruptedException {
    boolean barred = !none() && isBarred(answer);
    if (barred) {
      noticed = later(noticed, clock.instant());
    }
    return barred;
  }

  private boolean isBarred(Answer answer) throws InterruptedException {
    return switch (answer) {
      case Got(Way way, var status, var headers, var body) -> isPlain(way) && last.lies();
      case Unchanged(Way way) -> isPlain(way) && last.lies();
      case NoAnswer(Cause cause) -> mayBeOurs(cause) && ask().closed();
      case Barred(Fault.OwnNetwork ours) -> ask().closed();
      case Barred other -> false;
    };
  }

  private static boolean isPlain(Way way) {
    return way.certificate() == null;
  }

  /** Whether a network that is closed looks so from within. */
  private static boolean mayBeOurs(Cause cause) {
    return switch (cause) {
      case Cause.NoSuchHost none -> true;
      case Cause.ConnectionRefused refused -> true;
      case Cause.Unreachable cut -> true;
      case Cause.TimedOut late -> true;
      case Cause.TlsBroken broken -> true;
      case Cause.BrokenAnswer broken -> true;
      case Cause.RedirectLoop loop -> false;
      case Cause.TooManyRedirects many -> false;
      case Cause.BadAddress bad -> false;
      case Cause.UnknownPacking packed -> false;
    };
  }

  private static boolean isInside(URI url) {
    return url.getHost().equals("localhost")
        || AddressRange.address(url.getHost()).filter(a -> !TargetGuard.isPublic(a)).isPresent();
  }
}
