package io.wellkept.touchpoint;

import java.time.Instant;

/** Why we could not look. Never the customer's incident; a long one becomes the operators'. */
public sealed interface Fault {
  /** One plain sentence for the operators: what is in the way and what to do. */
  String words();

  /** Stable, for metrics and logs. */
  String code();

  /** The other side takes us for a robot. The mark is what gave it away. */
  record Blocked(String mark) implements Fault {
    @Override
    public String words() {
      return "blocked by bot protection (" + mark + "): ask the site to let our User-Agent in";
    }

    @Override
    public String code() {
      return "blocked";
    }
  }

  /** Our own network or name service does not work. */
  record OwnNetwork(String detail) implements Fault {
    @Override
    public String words() {
      return "our own network is not there (" + detail + ")";
    }

    @Override
    public String code() {
      return "own_network";
    }
  }

  /**
   * Our own network is closed: none of the references answers as it should. Told to the operators
   * once for all checks, and not for each.
   *
   * @param references how many were asked
   */
  record NetworkClosed(int references, Instant since) implements Fault {
    @Override
    public String words() {
      return "our own network is closed (no reference answers, of " + references + ")";
    }

    @Override
    public String code() {
      return "network_closed";
    }
  }

  /** The address, or one that it led to, is not one that we may connect to. */
  record Forbidden(String address) implements Fault {
    @Override
    public String words() {
      return "may not connect to " + address + ": it is not public, and not allowed in daemon.yaml";
    }

    @Override
    public String code() {
      return "forbidden_address";
    }
  }

  /** Too many looks want the same host for the pace that politeness allows. */
  record Crowded(String host) implements Fault {
    @Override
    public String words() {
      return "too many looks at " + host + ": look less often, or list it under own-hosts";
    }

    @Override
    public String code() {
      return "crowded";
    }
  }

  /** The other side asked us to slow down. */
  record Throttled(String detail) implements Fault {
    @Override
    public String words() {
      return "asked to slow down (" + detail + ")";
    }

    @Override
    public String code() {
      return "throttled";
    }
  }

  /** A key or account of ours is missing, expired or revoked; says which and where it is set. */
  record NoAccess(String what, String whereConfigured) implements Fault {
    @Override
    public String words() {
      return what + " is refused: renew it in " + whereConfigured;
    }

    @Override
    public String code() {
      return "no_access";
    }
  }

  /**
   * Somebody whom we need for looking, such as a registry of names, gives no answer that counts.
   */
  record NoAnswer(String who, String detail) implements Fault {
    @Override
    public String words() {
      return "no answer that counts from " + who + " (" + detail + ")";
    }

    @Override
    public String code() {
      return "no_answer";
    }
  }

  /** Our own mistake; the log has the rest. */
  record OurBug(String summary) implements Fault {
    @Override
    public String words() {
      return "a fault in Wellkept itself (" + summary + "): please report it with the log";
    }

    @Override
    public String code() {
      return "our_bug";
    }
  }
}
