package io.wellkept.probe.chat;

import io.wellkept.probe.voice.Manner;
import io.wellkept.touchpoint.Severity;
import io.wellkept.touchpoint.Voice;
import io.wellkept.touchpoint.Within;

/** How conversations are spoken of: by their numbers, and not by what was said in them. */
record ChatManner(Within within) implements Manner {
  @Override
  public String kind() {
    return "chat";
  }

  @Override
  public Within within(Voice voice) {
    return within;
  }

  @Override
  public Severity severity(Voice voice) {
    return Severity.MAJOR;
  }

  @Override
  public String words(Voice voice) {
    return "A customer in the chat (conversation " + voice.id() + ")";
  }

  /** Who was answered and asks again between two looks waits from then on. */
  @Override
  public boolean goesOn() {
    return true;
  }
}
