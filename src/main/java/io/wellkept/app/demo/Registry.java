package io.wellkept.app.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.WireParseException;

/**
 * What the world knows of the shop's domain, kettle-and-cup.example: what a registry would say of
 * it at {@code /rdap/}, and a small name server.
 */
final class Registry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Registry.class);
  private static final String PATH = "/rdap/";
  private static final String DOMAIN = "kettle-and-cup.example";
  private static final Duration RENEWED = Duration.ofDays(300);
  private static final Duration FORGOTTEN = Duration.ofDays(9);
  private static final int LARGEST_QUESTION = 512;
  private static final long AN_HOUR = 3_600;

  private final InstantSource clock;
  private final Predicate<Fault> broken;
  private final DatagramSocket socket;

  private Registry(InstantSource clock, Predicate<Fault> broken, DatagramSocket socket) {
    this.clock = clock;
    this.broken = broken;
    this.socket = socket;
  }

  static Registry open(InstantSource clock, Predicate<Fault> broken) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    Registry registry = new Registry(clock, broken, socket);
    Thread.ofPlatform().name("shop-names").daemon().start(registry::listen);
    return registry;
  }

  static boolean owns(String path) {
    return path.startsWith(PATH);
  }

  /** The name server's address and port. */
  String nameServer() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  /** What the registry says about a domain. */
  Answer answer(String path) {
    if (!path.equals(PATH + "domain/" + DOMAIN)) {
      return Answer.html(404, "No such domain.");
    }
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    Instant end = today.plus(broken.test(Fault.DOMAIN_RUNS_OUT) ? FORGOTTEN : RENEWED);
    return Answer.text(
        "application/rdap+json",
        """
        {"objectClassName": "domain", "ldhName": "%s",
         "status": ["client transfer prohibited"],
         "events": [{"eventAction": "expiration", "eventDate": "%s"}],
         "nameservers": [{"ldhName": "ns1.%s"}]}
        """
            .formatted(DOMAIN, end, DOMAIN));
  }

  private void listen() {
    byte[] buffer = new byte[LARGEST_QUESTION];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer = reply(new Message(Arrays.copyOf(buffer, packet.getLength()))).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (SocketException e) {
        log.debug("The shop's name server is closed.", e);
      } catch (WireParseException e) {
        log.debug("Somebody asked the shop's name server for nonsense.", e);
      } catch (IOException | RuntimeException e) {
        // A thread that ends would leave the name server silent without a word.
        log.warn("The shop's name server could not answer.", e);
      }
    }
  }

  private Message reply(Message question) throws TextParseException {
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    Record asked = question.getQuestion();
    if (asked == null) {
      answer.getHeader().setRcode(Rcode.FORMERR);
      return answer;
    }
    answer.addRecord(asked, Section.QUESTION);
    List<Record> all = records();
    boolean exists = all.stream().anyMatch(each -> each.getName().equals(asked.getName()));
    answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
    all.stream()
        .filter(each -> each.getName().equals(asked.getName()))
        .filter(each -> each.getType() == asked.getType())
        .forEach(each -> answer.addRecord(each, Section.ANSWER));
    return answer;
  }

  private List<Record> records() throws TextParseException {
    Name domain = Name.fromString(DOMAIN + ".");
    Name mail = Name.fromString("mail", domain);
    String spf = broken.test(Fault.MAIL_DOMAIN_WITHOUT_SPF) ? "tea" : "v=spf1 mx -all";
    String dmarc = "v=DMARC1; p=reject; rua=mailto:post@" + DOMAIN;
    return List.of(
        new MXRecord(domain, DClass.IN, AN_HOUR, 10, mail),
        new ARecord(mail, DClass.IN, AN_HOUR, socket.getLocalAddress()),
        new TXTRecord(domain, DClass.IN, AN_HOUR, spf),
        new TXTRecord(Name.fromString("_dmarc", domain), DClass.IN, AN_HOUR, dmarc));
  }

  @Override
  public void close() {
    socket.close();
  }
}
