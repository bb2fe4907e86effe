package io.wellkept.probe.mailbox;

import io.wellkept.probe.Http;
import io.wellkept.probe.Judgement;
import io.wellkept.probe.Look;
import io.wellkept.probe.Probe;
import io.wellkept.probe.access.MailServers;
import io.wellkept.probe.access.Outgoing;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Kind;
import io.wellkept.touchpoint.Mark;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Schedule;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/** Sends a marked mail, and looks whether the automatic reply to it comes. */
public final class AutoReplyProbe implements Probe<AutoReplySettings, ReplyFacts> {
  public static final Kind KIND =
      new Kind(
              "auto-reply",
              AutoReplySettings.class,
              new Schedule(Duration.ofDays(1), Duration.ZERO),
              0.5,
              false,
              false,
              settings -> Optional.empty())
          .acting(settings -> true);

  private final MailServers servers;
  private final ReplySearch replies;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public AutoReplyProbe(Http http, InstantSource clock) {
    this.servers = new MailServers(http);
    this.replies = new ReplySearch(servers);
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public ReplyFacts look(Look<AutoReplySettings> look) throws InterruptedException {
    Optional<ReplyJudge.Pending> sent = ReplyJudge.Pending.in(look.memory());
    return sent.isPresent()
        ? awaited(look, look.settings(), sent.get())
        : send(look, look.settings());
  }

  /** While a reply is waited for, nothing more is sent. */
  private ReplyFacts awaited(
      Look<AutoReplySettings> look, AutoReplySettings settings, ReplyJudge.Pending sent)
      throws InterruptedException {
    String configured = "mailbox of " + look.check().id();
    return new ReplyFacts.Awaited(
        sent.mark(),
        sent.sentAt(),
        replies.find(settings, sent.mark(), sent.sentAt(), configured, look.deadline()));
  }

  private ReplyFacts send(Look<AutoReplySettings> look, AutoReplySettings settings)
      throws InterruptedException {
    String mark = Mark.fresh(random);
    if (!look.leave().given("the mail " + mark)) {
      return new ReplyFacts.Barred(new Fault.NoLeave("the mail " + mark));
    }
    String configured = "through of " + look.check().id();
    Date now = Date.from(clock.instant());
    MailServers.Handed handed =
        servers.send(
            settings.through(),
            configured,
            look.deadline(),
            session -> mail(session, settings, mark, now));
    return switch (handed) {
      case MailServers.Handed.Taken taken -> new ReplyFacts.Sent(mark);
      case MailServers.Handed.Refused refused -> new ReplyFacts.Refused(refused.words());
      case MailServers.Handed.Unsent unsent -> new ReplyFacts.Barred(unsent.fault());
    };
  }

  /** As a person would write: what says that it is automatic gets no automatic reply. */
  private static MimeMessage mail(
      Session session, AutoReplySettings settings, String mark, Date now)
      throws MessagingException {
    String from = Outgoing.address(settings.through().from()).getAddress();
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + mark + from.substring(from.lastIndexOf('@')) + ">");
          }
        };
    mail.setFrom(Outgoing.address(settings.through().from()));
    mail.setRecipient(Message.RecipientType.TO, Outgoing.address(settings.to()));
    mail.setSubject(settings.subject() + " " + mark, "UTF-8");
    mail.setSentDate(now);
    mail.setText(
        "This mail tests whether mail to this address gets an answer. Nobody need do anything.\n\n"
            + mark
            + "\n",
        "UTF-8");
    mail.saveChanges();
    return mail;
  }

  @Override
  public Judgement judge(
      Look<AutoReplySettings> look, ReplyFacts facts, Memory memory, Instant now) {
    Duration every = look.check().schedule().every();
    ReplyJudge judge = new ReplyJudge(look.settings(), every, memory, now);
    return switch (facts) {
      case ReplyFacts.Barred barred -> new Judgement(new Observation.Blind(barred.fault()), memory);
      case ReplyFacts.Sent sent -> judge.sent(sent.mark());
      case ReplyFacts.Refused refused -> judge.refused(refused.words());
      case ReplyFacts.Awaited awaited -> judge.awaited(awaited);
    };
  }
}
