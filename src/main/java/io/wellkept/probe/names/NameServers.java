package io.wellkept.probe.names;

import io.wellkept.touchpoint.Fault;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks name servers, for one look: what was asked once is not asked again. Truncated answers are
 * asked for anew over TCP.
 */
final class NameServers {
  /** Packets get lost; a second try is part of the protocol. */
  private static final int TRIES = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Of names that stand for other names; longer chains than this are mostly circles. */
  private static final int LONGEST_CHAIN = 10;

  private final List<InetSocketAddress> servers;
  private final boolean ours;
  private final long end;
  private final Map<String, Reply> known = new HashMap<>();

  /** Nobody could say anything; how the name is meant is not known. */
  static final class UnansweredException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    UnansweredException(Fault fault) {
      super(fault.words());
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  /**
   * What they say.
   *
   * @param exists whether there is anything of that name
   * @param values the records' values as text, names in lower case without a dot at the end
   */
  record Reply(boolean exists, List<String> values) {
    Reply {
      values = List.copyOf(values);
    }
  }

  /**
   * @param ours whether they are those of our own system
   * @param end the moment, in nanoseconds, at which to give up
   */
  NameServers(List<InetSocketAddress> servers, boolean ours, long end) {
    this.servers = List.copyOf(servers);
    this.ours = ours;
    this.end = end;
  }

  /**
   * @param type of {@link Type}
   * @throws UnansweredException if none of them gave an answer that counts
   */
  Reply ask(String name, int type) throws UnansweredException, InterruptedException {
    String key = name.toLowerCase(Locale.ROOT) + " " + type;
    Reply before = known.get(key);
    if (before != null) {
      return before;
    }
    Name full;
    try {
      full = Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      // Somebody's record points at what is no name.
      return new Reply(false, List.of());
    }
    Reply reply = follow(full, type);
    known.put(key, reply);
    return reply;
  }

  private Reply follow(Name first, int type) throws UnansweredException, InterruptedException {
    Name name = first;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      Message answer = question(name, type);
      Name at = name;
      for (int step = 0; step < LONGEST_CHAIN; step++) {
        List<String> values = values(answer, at, type);
        if (!values.isEmpty()) {
          return new Reply(true, values);
        }
        Optional<Name> next = standsFor(answer, at);
        if (next.isEmpty()) {
          break;
        }
        at = next.get();
      }
      if (answer.getRcode() == Rcode.NXDOMAIN) {
        return new Reply(false, List.of());
      }
      if (at.equals(name)) {
        return new Reply(true, List.of());
      }
      name = at;
    }
    // Round in circles: nobody gets to anything.
    return new Reply(true, List.of());
  }

  private static List<String> values(Message answer, Name name, int type) {
    List<String> values = new ArrayList<>();
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record.getType() == type && record.getName().equals(name)) {
        values.add(text(record));
      }
    }
    return values;
  }

  private static Optional<Name> standsFor(Message answer, Name name) {
    return answer.getSection(Section.ANSWER).stream()
        .filter(record -> record.getName().equals(name))
        .filter(CNAMERecord.class::isInstance)
        .map(record -> ((CNAMERecord) record).getTarget())
        .findFirst();
  }

  private static String text(Record record) {
    return switch (record) {
      case ARecord a -> a.getAddress().getHostAddress();
      case AAAARecord a -> a.getAddress().getHostAddress();
      case CNAMERecord c -> plain(c.getTarget());
      case NSRecord n -> plain(n.getTarget());
      case MXRecord m -> m.getPriority() + " " + plain(m.getTarget());
      case CAARecord c -> c.getFlags() + " " + c.getTag() + " " + c.getValue();
      case TXTRecord t -> joined(t);
      default -> record.rdataToString();
    };
  }

  private static String plain(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }

  /** Long texts come in pieces that belong together without anything between them. */
  private static String joined(TXTRecord text) {
    StringBuilder all = new StringBuilder();
    for (byte[] piece : text.getStringsAsByteArrays()) {
      all.append(new String(piece, StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  private Message question(Name name, int type) throws UnansweredException, InterruptedException {
    String why = "time was over";
    boolean silent = true;
    InetSocketAddress last = servers.get(0);
    for (int i = 0; i < TRIES * servers.size() && left() > 0; i++) {
      last = servers.get(i % servers.size());
      try {
        Message answer = send(last, Message.newQuery(Record.newRecord(name, type, DClass.IN)));
        if (counts(answer)) {
          return answer;
        }
        why = "it answers " + said(answer) + " about " + plain(name);
        silent = false;
      } catch (TimeoutException e) {
        why = "no answer about " + plain(name);
      } catch (ExecutionException e) {
        // A packet that makes no sense, a closed port, or silence: the next one may know.
        why = "no answer that makes sense about " + plain(name);
      }
    }
    String server = last.getAddress().getHostAddress();
    throw new UnansweredException(
        ours && silent
            ? new Fault.OwnNetwork("the name server " + server + " gives " + why)
            : new Fault.ServiceFails("the name server " + server, why));
  }

  /** Neither a server's failure nor "ask somebody else" says anything of the name. */
  private static boolean counts(Message answer) {
    if (answer.getRcode() == Rcode.NXDOMAIN) {
      return true;
    }
    boolean knows =
        !answer.getSection(Section.ANSWER).isEmpty()
            || answer.getHeader().getFlag(Flags.AA)
            || answer.getHeader().getFlag(Flags.RA);
    return answer.getRcode() == Rcode.NOERROR && knows;
  }

  private static String said(Message answer) {
    return answer.getRcode() == Rcode.NOERROR ? "with a referral" : Rcode.string(answer.getRcode());
  }

  private long left() {
    return end - System.nanoTime();
  }

  private Message send(InetSocketAddress server, Message query)
      throws ExecutionException, TimeoutException, InterruptedException {
    long patience = Math.max(Math.min(PATIENCE.toNanos(), left()), 1_000_000);
    SimpleResolver resolver = new SimpleResolver(server);
    resolver.setTimeout(Duration.ofNanos(patience));
    return resolver
        .sendAsync(query)
        .toCompletableFuture()
        .get(patience + 50_000_000, TimeUnit.NANOSECONDS);
  }
}
