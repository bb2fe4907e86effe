package io.wellkept.probe.access;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.Http;
import io.wellkept.probe.Kept;
import io.wellkept.probe.RetryAfter;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.FormBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Short-lived tokens, each kept until shortly before it ends. There are never two askings for one
 * key at once; a key that was refused is not shown again for a minute. Safe for many threads.
 */
final class Tokens {
  /** A token is not used in its last minute: it must outlast the call. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** How long a token lives whose life nobody told. */
  private static final long USUAL_SECONDS = 300;

  private static final Duration REFUSED_FOR = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
  private static final int MOST_KEYS = 1000;
  private static final int LIMIT = 200_000;
  private static final int SERVER_ERRORS = 500;

  private final Http http;
  private final InstantSource clock;
  private final Kept<Key, Slot> slots = new Kept<>(MOST_KEYS, slot -> 1);

  /** One key's token, or why there is none; guarded by its lock. */
  private static final class Slot {
    final ReentrantLock lock = new ReentrantLock();
    @Nullable Pass pass;
    Instant until = Instant.MIN;
  }

  Tokens(Http http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * What the key is good for now.
   *
   * @param stale a pass that did not do; null for none. The key is asked for another then, unless
   *     somebody else has got one meanwhile
   */
  Pass pass(Key key, Call call, @Nullable Pass stale, TimeLeft time) throws InterruptedException {
    return switch (key) {
      case Key.Fixed fixed -> new Pass.Granted(fixed.headers());
      case Key.Renewing renewing -> renewed(renewing, call, stale, time);
    };
  }

  private Pass renewed(Key.Renewing key, Call call, @Nullable Pass stale, TimeLeft time)
      throws InterruptedException {
    Slot slot = slot(key);
    if (!slot.lock.tryLock(time.left().toNanos(), TimeUnit.NANOSECONDS)) {
      return new Pass.Refused(fails(call, "no token came in time"));
    }
    try {
      Pass known = slot.pass;
      boolean good = known != null && clock.instant().isBefore(slot.until);
      if (known != null && good && !known.equals(stale)) {
        return known;
      }
      return made(key, call, slot, time);
    } finally {
      slot.lock.unlock();
    }
  }

  private Slot slot(Key key) {
    synchronized (slots) {
      Optional<Slot> known = slots.get(key);
      Slot slot = known.orElseGet(Slot::new);
      if (known.isEmpty()) {
        slots.put(key, slot);
      }
      return slot;
    }
  }

  private Pass made(Key.Renewing key, Call call, Slot slot, TimeLeft time)
      throws InterruptedException {
    return switch (key) {
      case Key.Exchanged exchanged -> ask(exchanged, call, slot, time);
      case Key.Signing signing -> signed(signing, call, slot);
    };
  }

  private Pass signed(Key.Signing key, Call call, Slot slot) {
    Optional<String> token = Assertion.of(key, clock.instant());
    return token.isPresent()
        ? keep(slot, Pass.Granted.bearer(token.get()), Assertion.SHORT_LIFE.minus(MARGIN))
        : unreadable(
            "the private key of %s (its text is no private key of the kind EC P-256: it begins"
                + " with -----BEGIN PRIVATE KEY-----)",
            call, slot);
  }

  private Pass unreadable(String what, Call call, Slot slot) {
    Fault fault = new Fault.NoAccess(what.formatted(call.service().name()), call.where());
    return keep(slot, new Pass.Refused(fault), REFUSED_FOR);
  }

  private Pass ask(Key.Exchanged key, Call call, Slot slot, TimeLeft time)
      throws InterruptedException {
    Optional<FormBody> form = form(key);
    if (form.isEmpty()) {
      return unreadable(
          "the service account's key of %s (its text is not a key file with client_email and"
              + " private_key)",
          call, slot);
    }
    Answer answer = send(key, form.get(), time);
    if (answer instanceof Answer.Got got && got.status() >= SERVER_ERRORS && !time.tooShort()) {
      answer = send(key, form.get(), time);
    }
    return switch (answer) {
      case Answer.Got got -> read(got, key, call, slot);
      case Answer.Barred barred -> new Pass.Refused(barred.fault());
      case Answer.NoAnswer none ->
          new Pass.Refused(fails(call, "no token: " + Silence.words(none.cause())));
      case Answer.Unchanged same -> throw new IllegalStateException("not asked: " + same);
    };
  }

  private Answer send(Key.Exchanged key, FormBody form, TimeLeft time) throws InterruptedException {
    String body =
        IntStream.range(0, form.size())
            .mapToObj(at -> form.encodedName(at) + "=" + form.encodedValue(at))
            .collect(Collectors.joining("&"));
    return http.ask(
        Ask.of(URI.create(key.tokenUrl()), time.left())
            .headers(headers(key))
            .sending(Ask.Sending.post("application/x-www-form-urlencoded", body))
            .limit(LIMIT));
  }

  private static Map<String, String> headers(Key.Exchanged key) {
    return key instanceof Key.Client client
        ? Map.of("Accept", "application/json", "Authorization", "Basic " + client.basic())
        : Map.of("Accept", "application/json");
  }

  private Optional<FormBody> form(Key.Exchanged key) {
    return switch (key) {
      case Key.Consent consent ->
          Optional.of(
              new FormBody.Builder()
                  .add("grant_type", "refresh_token")
                  .add("client_id", consent.clientId())
                  .add("client_secret", consent.clientSecret())
                  .add("refresh_token", consent.refreshToken())
                  .build());
      case Key.Robot robot ->
          Assertion.of(robot, clock.instant())
              .map(signed ->
                  new FormBody.Builder()
                      .add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                      .add("assertion", signed)
                      .build());
      case Key.Client client ->
          Optional.of(new FormBody.Builder().add("grant_type", "client_credentials").build());
    };
  }

  private Pass read(Answer.Got got, Key.Exchanged key, Call call, Slot slot) {
    JsonNode said = Trees.orMissing(got.body().bytes());
    String token = Trees.text(said.path("access_token"));
    if (got.status() == 200 && token.matches("[\\x21-\\x7e]+") && got.way().hops().isEmpty()) {
      long seconds = Trees.number(said.path("expires_in")).orElse(USUAL_SECONDS);
      Duration life = Duration.ofSeconds(Math.max(Math.min(seconds, 86_400), 0));
      return keep(slot, Pass.Granted.bearer(token), life.minus(MARGIN));
    }
    return keep(slot, new Pass.Refused(refusal(got, said, key, call)), pause(got));
  }

  /** Who gives tokens may ask to be left alone, too. */
  private Duration pause(Answer.Got got) {
    Instant now = clock.instant();
    return got.status() == 429
        ? RetryAfter.read(got.headers().get("Retry-After"), now)
            .map(until -> Duration.between(now, until))
            .filter(span -> span.compareTo(REFUSED_FOR) > 0)
            .map(span -> span.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : span)
            .orElse(REFUSED_FOR)
        : REFUSED_FOR;
  }

  private Fault refusal(Answer.Got got, JsonNode said, Key.Exchanged key, Call call) {
    String error = Trees.text(said.path("error"));
    String words =
        Scrubber.scrub(error + " " + Trees.text(said.path("error_description")), key.secrets());
    String detail = words.isEmpty() ? "answered " + got.status() : words;
    return switch (error) {
      case "invalid_grant" ->
          new Fault.NoAccess(
              holder(key) + " of " + call.service().name() + " (" + detail + ")", call.where());
      case "invalid_client",
          "unauthorized_client",
          "deleted_client",
          "invalid_scope",
          "access_denied",
          "org_internal",
          "admin_policy_enforced" ->
          new Fault.NoAccess(client(key, call) + " (" + detail + ")", call.where());
      default ->
          switch (got.status()) {
            case 401 -> new Fault.NoAccess(client(key, call) + " (" + detail + ")", call.where());
            case 429 -> new Fault.Throttled(call.service().name() + " gives no token: " + detail);
            default -> fails(call, "no token: " + detail);
          };
    };
  }

  private static String holder(Key.Exchanged key) {
    return switch (key) {
      case Key.Consent consent -> "the refresh token";
      case Key.Robot robot -> "the service account";
      case Key.Client client -> "the API key";
    };
  }

  private static String client(Key.Exchanged key, Call call) {
    String what = key instanceof Key.Client ? "the API key" : "the OAuth client";
    return what + " of " + call.service().name();
  }

  /** The same, to be given to others for so long. */
  private Pass keep(Slot slot, Pass pass, Duration life) {
    slot.pass = pass;
    slot.until = clock.instant().plus(life);
    return pass;
  }

  private static Fault fails(Call call, String detail) {
    return new Fault.ServiceFails(call.service().name(), detail);
  }
}
