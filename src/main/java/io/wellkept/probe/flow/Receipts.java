package io.wellkept.probe.flow;

import io.wellkept.probe.Beats;
import io.wellkept.probe.Http;
import io.wellkept.touchpoint.CheckId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks where something that was sent must arrive. */
public final class Receipts {
  private final Beats beats;
  private final MailboxSearch mailboxes;
  private final LeadList lists;

  public Receipts(Http http, Beats beats) {
    this(beats, new MailboxSearch(http), new LeadList(http));
  }

  Receipts(Beats beats, MailboxSearch mailboxes, LeadList lists) {
    this.beats = beats;
    this.mailboxes = mailboxes;
    this.lists = lists;
  }

  /**
   * Whether it is there by now. What the outside world does wrong is a value.
   *
   * @param deadline the longest that it may take
   * @throws InterruptedException if Wellkept stops
   */
  Arrival look(CheckId check, ReceiptSettings settings, Pending sent, Duration deadline)
      throws InterruptedException {
    String configured = "receipt." + settings.key() + " of " + check;
    if (settings.mailbox() != null) {
      return mailboxes.find(settings.mailbox(), sent, configured, deadline);
    }
    if (settings.json() != null) {
      return lists.find(settings.json(), sent.mark(), configured, deadline);
    }
    if (settings.csv() != null) {
      return lists.find(settings.csv(), sent.mark(), configured, deadline);
    }
    return called(check, sent);
  }

  /** A call that came while nobody listened was lost by us and by nobody else. */
  private Arrival called(CheckId check, Pending sent) {
    Beats.Calls calls = beats.calls(check, sent.from());
    for (Beats.Beat beat : calls.beats()) {
      if (beat.body().contains(sent.mark())) {
        return new Arrival.Arrived(beat.at());
      }
    }
    List<Beats.Gap> gaps =
        calls.gaps().stream().filter(gap -> gap.until().isAfter(sent.sentAt())).toList();
    if (!gaps.isEmpty()) {
      Instant from = gaps.get(0).from();
      return Arrival.fails("our own address for calls", "nobody listened there at " + from);
    }
    int heard = calls.beats().size();
    return new Arrival.Missing(heard + (heard == 1 ? " call" : " calls") + " that came since");
  }
}
