package io.wellkept.web;

import io.wellkept.touchpoint.Fault;
import io.wellkept.words.Words;

/** Says in a reader's language why we could not look; what the other side said stays as it was. */
final class FaultWords {
  private FaultWords() {}

  static String of(Fault fault, Words words) {
    return switch (fault) {
      case Fault.Blocked(String mark) -> words.say("fault.blocked", mark);
      case Fault.OwnNetwork(String detail) -> words.say("fault.own-network", detail);
      case Fault.NetworkClosed closed -> words.say("fault.network-closed", closed.references());
      case Fault.Forbidden(String address) -> words.say("fault.forbidden", address);
      case Fault.Crowded(String host) -> words.say("fault.crowded", host);
      case Fault.Throttled(String detail) -> words.say("fault.throttled", detail);
      case Fault.NoAccess(String what, String where) -> words.say("fault.no-access", what, where);
      case Fault.NotConfigured(String what, String where) ->
          words.say("fault.not-configured", what, where);
      case Fault.ToolFailed(String tool, String detail) ->
          words.say("fault.tool-failed", tool, detail);
      case Fault.ToolBusy(String tool, String remedy) -> words.say("fault.tool-busy", tool, remedy);
      case Fault.NoLeave(String what) -> words.say("fault.no-leave", what);
      case Fault.CutOff(String what) -> words.say("fault.cut-off", what);
      case Fault.ServiceFails(String service, String detail) ->
          words.say("fault.service-fails", service, detail);
      case Fault.OurBug(String summary) -> words.say("fault.our-bug", summary);
    };
  }
}
