package io.wellkept.probe.access;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.Http;
import io.wellkept.probe.Kept;
import io.wellkept.touchpoint.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks services of others: with tokens that are renewed in time, and once more when one was refused
 * early; leaves a service alone that has had enough; repeats a question once that met a passing
 * trouble. What goes wrong is a {@link Fault} that tells the operators what to do, without a
 * secret. Safe for many threads; one is enough for a process.
 */
public final class Api {
  /** How long a service is left alone that does not say how long. */
  private static final Duration USUAL_PAUSE = Duration.ofMinutes(1);

  /** No service keeps us away longer than this with one answer. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  private static final int MOST_PAUSES = 1000;

  private final Http http;
  private final InstantSource clock;
  private final Tokens tokens;
  private final Kept<Wicket, Pause> pauses = new Kept<>(MOST_PAUSES, pause -> 1);

  /** Services count by key: what one key has used up, another has not. */
  private record Wicket(String service, Key key) {
    static Wicket of(Call call) {
      return new Wicket(call.service().name(), call.key());
    }
  }

  private record Pause(Instant until, String why) {}

  public Api(Http http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
    this.tokens = new Tokens(http, clock);
  }

  /** What one try came to. */
  private sealed interface Try {
    record Done(Reply reply) implements Try {}

    record Not(Meaning meaning) implements Try {}
  }

  /**
   * Asks.
   *
   * @param fresh over a connection of its own
   * @throws InterruptedException if Wellkept stops
   */
  public Reply ask(Call call, TimeLeft time, boolean fresh) throws InterruptedException {
    Optional<Fault> pause = pause(call);
    if (pause.isPresent()) {
      return new Reply.Failed(pause.get());
    }
    Pass pass = tokens.pass(call.key(), call, null, time);
    Try tried = once(call, pass, time, fresh);
    if (tried instanceof Try.Not(Meaning.StaleToken stale) && call.key() instanceof Key.Renewing) {
      pass = tokens.pass(call.key(), call, pass, time);
      tried = once(call, pass, time, fresh);
    }
    if (tried instanceof Try.Not(Meaning.Trouble trouble) && trouble.passing()) {
      tried = once(call, pass, time, fresh);
    }
    return switch (tried) {
      case Try.Done done -> done.reply;
      case Try.Not not -> new Reply.Failed(fault(call, pass, not.meaning));
    };
  }

  /** Asks for JSON; an answer that is none, is no object, or breaks off, is no answer. */
  public Tree tree(Call call, TimeLeft time, boolean fresh) throws InterruptedException {
    return switch (ask(call, time, fresh)) {
      case Reply.Failed failed -> new Tree.None(failed.fault());
      case Reply.Said said ->
          Trees.whole(said.body().bytes())
              .filter(JsonNode::isObject)
              .<Tree>map(Tree.Some::new)
              .orElseGet(() -> new Tree.None(Tree.broken(call.service())));
    };
  }

  private Try once(Call call, Pass pass, TimeLeft time, boolean fresh) throws InterruptedException {
    return switch (pass) {
      case Pass.Granted granted -> once(call, granted, time, fresh);
      case Pass.Refused refused -> new Try.Done(new Reply.Failed(refused.fault()));
    };
  }

  private Try once(Call call, Pass.Granted pass, TimeLeft time, boolean fresh)
      throws InterruptedException {
    if (time.tooShort()) {
      return new Try.Not(new Meaning.Trouble("no time was left to ask", false));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.putAll(call.headers());
    headers.putAll(pass.headers());
    Ask ask =
        Ask.of(call.url(), time.left())
            .headers(headers)
            .fresh(fresh)
            .sending(call.sending())
            .limit(call.limit());
    return switch (http.ask(ask)) {
      case Answer.Got got -> read(call, got);
      case Answer.Barred barred -> new Try.Done(new Reply.Failed(barred.fault()));
      case Answer.NoAnswer none ->
          new Try.Not(new Meaning.Trouble(Silence.words(none.cause()), passing(none.cause())));
      case Answer.Unchanged same -> throw new IllegalStateException("not asked: " + same);
    };
  }

  private static boolean passing(Answer.Cause cause) {
    return cause instanceof Answer.Cause.BrokenAnswer;
  }

  private Try read(Call call, Answer.Got got) {
    if (got.status() >= 200 && got.status() <= 299) {
      return new Try.Done(new Reply.Said(got.body()));
    }
    return new Try.Not(
        call.service()
            .meaning(
                got.status(), got.headers(), Trees.orMissing(got.body().bytes()), clock.instant()));
  }

  /**
   * What the operators hear, for what a service says within an answer that began well, too.
   *
   * @param call what was asked
   */
  public Fault fault(Call call, Meaning meaning) {
    return fault(call, null, meaning);
  }

  private Fault fault(Call call, @Nullable Pass pass, Meaning meaning) {
    String name = call.service().name();
    String detail = Scrubber.scrub(meaning.detail(), secrets(call, pass));
    return switch (meaning) {
      case Meaning.StaleToken stale ->
          new Fault.NoAccess("the key of " + name + " (" + detail + ")", call.where());
      case Meaning.NoRight right ->
          new Fault.NoAccess("what the key of " + name + " may do (" + detail + ")", call.where());
      case Meaning.TooOften often -> throttled(call, often, detail);
      case Meaning.Trouble trouble -> new Fault.ServiceFails(name, detail);
    };
  }

  private static List<String> secrets(Call call, @Nullable Pass pass) {
    List<String> all = new ArrayList<>(call.key().secrets());
    all.addAll(new Key.Fixed(call.headers()).secrets());
    if (pass instanceof Pass.Granted granted) {
      all.addAll(new Key.Fixed(granted.headers()).secrets());
    }
    return all;
  }

  private Fault throttled(Call call, Meaning.TooOften often, String detail) {
    Instant now = clock.instant();
    Instant wanted = often.until() == null ? now.plus(USUAL_PAUSE) : often.until();
    Instant last = now.plus(LONGEST_PAUSE);
    Instant until = wanted.isAfter(last) ? last : wanted;
    String why = call.service().name() + " " + detail + ", to be left alone until " + until;
    pauses.put(Wicket.of(call), new Pause(until, why));
    return new Fault.Throttled(why);
  }

  private Optional<Fault> pause(Call call) {
    return pauses
        .get(Wicket.of(call))
        .filter(pause -> clock.instant().isBefore(pause.until))
        .map(pause -> new Fault.Throttled(pause.why));
  }
}
