package io.wellkept.probe.access;

import io.wellkept.probe.Answer.Cause;

/** Says for the operators why a service gave no answer. */
final class Silence {
  private Silence() {}

  static String words(Cause cause) {
    return switch (cause) {
      case Cause.NoSuchHost none -> "there is no host " + none.host();
      case Cause.ConnectionRefused refused -> refused.host() + " takes no connections";
      case Cause.Unreachable far -> far.host() + " cannot be reached: " + far.detail();
      case Cause.TimedOut late -> "time ran out while " + late.phase().words();
      case Cause.TlsBroken tls -> "no secure connection to " + tls.host() + ": " + tls.detail();
      case Cause.RedirectLoop loop -> "redirects go round in circles";
      case Cause.TooManyRedirects many -> "more than " + many.followed() + " redirects";
      case Cause.BadAddress bad -> "sends us to what is no address";
      case Cause.BrokenAnswer broken -> "the answer broke off: " + broken.detail();
      case Cause.UnknownPacking packed -> "the answer is packed as " + packed.packing();
    };
  }
}
