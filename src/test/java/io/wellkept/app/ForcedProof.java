package io.wellkept.app;

import io.wellkept.incident.Incident;
import io.wellkept.incident.NoticeKind;
import io.wellkept.incident.Posting.Ending;
import io.wellkept.incident.Told;
import io.wellkept.ledger.Ledger.Posted;
import io.wellkept.ledger.Ledger.View;
import io.wellkept.ledger.LedgerReading;
import io.wellkept.ledger.SqliteLedger;
import io.wellkept.touchpoint.CheckId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what arrived with what the ledger says and with what was promised. */
final class ForcedProof {
  private final ForcedHome home;
  private final boolean receiptsToo;

  /**
   * @param receiptsToo whether those who took something must have their receipts already: after a
   *     start the ladder first waits two minutes for looks
   */
  ForcedProof(ForcedHome home, boolean receiptsToo) {
    this.home = home;
    this.receiptsToo = receiptsToo;
  }

  /** Every promise that is not kept, or not yet, as a sentence. */
  List<String> missing() {
    Optional<LedgerReading> ledger = SqliteLedger.read(home.data());
    if (ledger.isEmpty()) {
      return List.of("there is no ledger yet");
    }
    try (LedgerReading reading = ledger.get()) {
      return reading.read(this::missing);
    } catch (io.wellkept.ledger.LedgerException e) {
      return List.of("the ledger cannot be read yet: " + e.getMessage());
    }
  }

  private List<String> missing(View view) {
    List<String> missing = new ArrayList<>();
    looks(view, missing);
    home.broken.forEach(page -> page(view, page, false, missing));
    home.mended.forEach(page -> page(view, page, true, missing));
    home.taken.forEach((page, answered) -> taking(view, page, answered, missing));
    outbox(view, missing);
    if (!view.incidentsOf(Troubles.SELF, 10).isEmpty()) {
      missing.add("Wellkept was in trouble: " + view.incidentsOf(Troubles.SELF, 10));
    }
    return missing;
  }

  /** Nothing that the plan holds is forgotten. */
  private void looks(View view, List<String> missing) {
    Map<CheckId, Instant> last = new HashMap<>();
    view.checks()
        .forEach(state ->
            last.put(state.check(), state.lastLook() == null ? Instant.EPOCH : state.lastLook()));
    for (String id : home.added) {
      if (!last.containsKey(new CheckId(id, "page"))) {
        missing.add(id + " is not in the plan");
      }
    }
    last.forEach((check, at) -> {
      if (at.isBefore(home.begunAt())) {
        missing.add(check + " was not looked at since " + home.begunAt());
      }
    });
  }

  private void page(View view, int page, boolean mended, List<String> missing) {
    List<Incident> incidents = view.incidentsOf("t" + page, 10);
    if (incidents.size() != 1) {
      missing.add("t" + page + " has not one incident but " + incidents.size());
      return;
    }
    Incident incident = incidents.get(0);
    if (incident.resolved() != mended) {
      missing.add("t" + page + " is " + incident.standing());
    }
    Map<String, NoticeKind> kinds = new HashMap<>();
    for (Posted row : view.postings(incident.id())) {
      row(page, row, kinds, missing);
    }
    Set<String> heard = ids(page);
    one(page, NoticeKind.OPENED, heard, kinds, missing);
    if (mended) {
      one(page, NoticeKind.RESOLVED, heard, kinds, missing);
    }
    heard.stream()
        .filter(id -> !kinds.containsKey(id))
        .forEach(id -> missing.add("p" + page + " got " + id + ", which nobody decided"));
    incident.told().stream()
        .filter(Told::pending)
        .forEach(told -> missing.add("t" + page + " waits for the end of " + told));
  }

  /** A row has ended, and if it was sent, it has arrived. */
  private void row(int page, Posted row, Map<String, NoticeKind> kinds, List<String> missing) {
    String parcel = row.posting().parcel();
    if (parcel != null) {
      kinds.put(id(page, parcel), row.posting().notice().kind());
    }
    if (row.ending() == null) {
      missing.add("t" + page + " has a row that has not ended: " + row.posting());
    }
    if (row.ending() instanceof Ending.Rerouted rerouted) {
      missing.add("t" + page + " was not told for good: " + rerouted);
    }
    boolean sent = row.ending() instanceof Ending.Sent;
    if (sent && (parcel == null || !ids(page).contains(id(page, parcel)))) {
      missing.add("t" + page + " has a row that counts as sent and did not arrive: " + row);
    }
  }

  /** However often it arrived, it was one message. */
  private static void one(
      int page,
      NoticeKind kind,
      Set<String> heard,
      Map<String, NoticeKind> kinds,
      List<String> missing) {
    List<String> such = heard.stream().filter(id -> kinds.get(id) == kind).toList();
    if (such.size() != 1) {
      missing.add("p" + page + " has not one message " + kind + " but " + such);
    }
  }

  private static String id(int page, String parcel) {
    return ForcedHome.byMail(page)
        ? "<" + parcel.replaceAll("[^A-Za-z0-9._-]", "-") + "@shop.example>"
        : parcel;
  }

  /** Of all messages that the page's owner got. */
  private Set<String> ids(int page) {
    return ForcedHome.byMail(page)
        ? home.post.taken().stream()
            .filter(mail -> ForcedHome.person(mail).equals("p" + page))
            .map(House::id)
            .collect(Collectors.toCollection(TreeSet::new))
        : home.slack.calls().stream()
            .filter(call -> call.channel().equals("U0P" + page))
            .filter(call -> call.method().equals("chat.postMessage"))
            .map(Slackbox.Call::id)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What was answered is there; what was not is there whole, or not at all. */
  private void taking(View view, int page, boolean answered, List<String> missing) {
    Incident incident = view.incidentsOf("t" + page, 1).get(0);
    boolean stands = incident.taken().isPresent();
    boolean told =
        view.eventsOf("t" + page, 100).stream()
            .anyMatch(event -> event.type() == io.wellkept.incident.Event.Type.TAKEN);
    if (answered && !stands) {
      missing.add("the taking of t" + page + " was answered and is not there");
    }
    if (stands != told) {
      missing.add("the taking of t" + page + " is there by half");
    }
    boolean receipt =
        incident.told().stream().anyMatch(t -> t.kind() == NoticeKind.RECEIPT && t.sent());
    if (receiptsToo && stands && !receipt) {
      missing.add("whoever took t" + page + " has no receipt");
    }
  }

  private void outbox(View view, List<String> missing) {
    view.waiting(1_000).forEach(row -> missing.add("this still waits: " + row));
    home.post.taken().stream()
        .filter(mail -> !ForcedHome.person(mail).startsWith("p"))
        .forEach(mail -> missing.add("somebody else was told: " + House.subject(mail)));
  }
}
