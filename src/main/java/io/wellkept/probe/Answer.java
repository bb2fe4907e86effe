package io.wellkept.probe;

import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What came of asking for an address. */
public sealed interface Answer {
  /**
   * How an answer was reached.
   *
   * @param address where it came from in the end
   * @param hops the redirects on the way, first things first
   * @param latency from the first request to the last byte, without waiting for our turn
   * @param certificate what the last host showed; null without a secure connection
   */
  record Way(URI address, List<Hop> hops, Duration latency, @Nullable Certificate certificate) {
    public Way {
      hops = List.copyOf(hops);
    }
  }

  /** One redirect: the address that answered with it, and its status. */
  record Hop(URI address, int status) {}

  /** The server answered, whatever it said. */
  record Got(Way way, int status, Headers headers, Body body) implements Answer {
    /** The marks with which to ask whether it has changed; null if the server gave none. */
    Ask.@Nullable Known marks() {
      String tag = headers.get("ETag");
      String modified = headers.get("Last-Modified");
      boolean whole = status == 200 && !body.truncated();
      return whole && (tag != null || modified != null)
          ? new Ask.Known(way.address(), tag, modified)
          : null;
    }
  }

  /** What the asker still has is what the server would send. */
  record Unchanged(Way way) implements Answer {}

  /** We asked, and the other side gave no answer that counts. */
  record NoAnswer(Cause cause) implements Answer {}

  /** We could not or may not ask. */
  record Barred(Fault fault) implements Answer {}

  /** What was going on when time ran out. */
  enum Phase {
    LOOKING_UP("looking up the name"),
    CONNECTING("connecting"),
    SECURING("agreeing on a secure connection"),
    WAITING("waiting for an answer"),
    READING("reading the page");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** What is wrong with a secure connection. */
  enum Flaw {
    EXPIRED,
    NOT_YET_VALID,
    WRONG_HOST,
    SELF_SIGNED,
    UNTRUSTED,
    NO_AGREEMENT
  }

  /** Why there is no answer that counts. */
  sealed interface Cause {
    /** The name service says that there is no such name. */
    record NoSuchHost(String host) implements Cause {}

    /** Nobody takes connections there. */
    record ConnectionRefused(String host) implements Cause {}

    /** The way to the host is cut, though not ours to the world. */
    record Unreachable(String host, String detail) implements Cause {}

    /** The answer was not complete within the time. */
    record TimedOut(Phase phase, Duration after) implements Cause {}

    /**
     * There is no secure connection that a browser would accept.
     *
     * @param certificate what was shown; null if nothing was
     */
    record TlsBroken(Flaw flaw, String host, String detail, @Nullable Certificate certificate)
        implements Cause {}

    /**
     * A redirect led to where we had been.
     *
     * @param cookies whether a cookie was set on the way; with it, a browser might get through
     */
    record RedirectLoop(URI address, boolean cookies) implements Cause {}

    /** More redirects than browsers or we follow. */
    record TooManyRedirects(int followed) implements Cause {}

    /** A redirect, or the address itself, is none that can be fetched. */
    record BadAddress(String address) implements Cause {}

    /** Something came that is not HTTP, or it broke off. */
    record BrokenAnswer(String detail) implements Cause {}

    /** It came packed in a way that we had not asked for; browsers may read it. */
    record UnknownPacking(String packing) implements Cause {}
  }
}
