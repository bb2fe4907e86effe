package io.wellkept.app;

import io.wellkept.incident.Bundling.Parcel;
import io.wellkept.incident.Posting;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.KeptDigest;
import io.wellkept.notify.Bulletin;
import io.wellkept.notify.Message;
import io.wellkept.notify.Picture;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.DigestSetup;
import io.wellkept.report.digest.DigestForms;
import io.wellkept.report.digest.Edition;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Words;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a message of a digest, in the language of whoever reads it. */
final class Bulletins {
  private final Ledger ledger;
  private final DigestForms forms = new DigestForms();

  Bulletins(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The digest that the row of the outbox is about. */
  Message write(Parcel parcel, Posting posting, Person to, Present present) {
    String id = posting.notice().incident();
    Edition edition =
        ledger
            .read(view -> view.digest(id))
            .map(Bulletins::read)
            .orElseThrow(() -> new IllegalStateException("there is no digest " + id));
    Daemon daemon = present.plan().daemon();
    return new Message(
        parcel.id(),
        to,
        List.of(),
        present.plan().people(),
        null,
        present.now(),
        daemon.timeScale(),
        bulletin(edition, words(edition, daemon, to), daemon.web().publicUrl()));
  }

  private static Edition read(KeptDigest kept) {
    try {
      return Edition.of(kept);
    } catch (IllegalArgumentException e) {
      throw new Courier.Unwritable("the digest " + kept.id() + " cannot be read here", e);
    }
  }

  /** As the digest is set up, else as the person reads. */
  private static Words words(Edition edition, Daemon daemon, Person to) {
    return daemon.digests().stream()
        .filter(setup -> setup.name().equals(edition.name()))
        .map(DigestSetup::language)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .map(Words::of)
        .orElseGet(() -> Words.of(to.language()));
  }

  private Bulletin bulletin(Edition edition, Words words, @Nullable URI pages) {
    DigestForms.Mail mail = forms.mail(edition, words, pages);
    List<Picture> pictures =
        mail.pictures().stream()
            .map(one -> new Picture(one.cid(), "image/png", one.png()))
            .toList();
    return new Bulletin(
        mail.subject(), mail.html(), mail.text(), pictures, mail.brief(), mail.archive());
  }
}
