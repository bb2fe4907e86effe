package io.wellkept.probe.names;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

/** A name server on loopback that says what the test wants, over UDP and TCP on one port. */
final class NameServer implements AutoCloseable {
  /** The bytes to answer with; null for silence. */
  interface Answers {
    byte[] to(Message question, boolean tcp) throws IOException, InterruptedException;
  }

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Answers answers;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private NameServer(Answers answers) {
    try {
      this.tcp = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
      this.udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.answers = answers;
    Thread.ofVirtual().start(this::packets);
    Thread.ofVirtual().start(this::connections);
  }

  static NameServer answering(Answers answers) {
    return new NameServer(answers);
  }

  /** Knows the lines of a zone, such as {@code shop.example. MX 10 mail.shop.example.} */
  static NameServer knowing(String... lines) {
    List<Record> records = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(" ", 3);
      records.add(record(parts[0], Type.value(parts[1]), parts[2]));
    }
    return new NameServer((question, tcp) -> answer(question, records).toWire());
  }

  static Record record(String name, int type, String value) {
    try (Tokenizer text = new Tokenizer(value)) {
      return Record.fromString(Name.fromString(name), type, DClass.IN, 60, text, Name.root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Message answer(Message question, List<Record> records) {
    Message answer = reply(question, Rcode.NOERROR);
    Record asked = question.getQuestion();
    boolean exists = false;
    for (Record record : records) {
      boolean same = record.getName().equals(asked.getName());
      exists |= same;
      if (same && (record.getType() == asked.getType() || record.getType() == Type.CNAME)) {
        answer.addRecord(record, Section.ANSWER);
      }
    }
    answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
    return answer;
  }

  static Message reply(Message question, int rcode) {
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.getHeader().setRcode(rcode);
    answer.addRecord(question.getQuestion(), Section.QUESTION);
    return answer;
  }

  String address() {
    return "127.0.0.1:" + tcp.getLocalPort();
  }

  /** Each question as "name type". */
  List<String> asked() {
    return asked;
  }

  private byte[] reply(byte[] bytes, boolean overTcp) throws IOException, InterruptedException {
    Message question = new Message(bytes);
    asked.add(
        question.getQuestion().getName().toString(true)
            + " "
            + Type.string(question.getQuestion().getType())
            + (overTcp ? " tcp" : ""));
    return answers.to(question, overTcp);
  }

  private void packets() {
    byte[] buffer = new byte[2_000];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        byte[] answer = reply(java.util.Arrays.copyOf(buffer, packet.getLength()), false);
        if (answer != null) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException | InterruptedException e) {
        // the test is over
      }
    }
  }

  private void connections() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        byte[] answer = reply(question, true);
        if (answer != null) {
          DataOutputStream out = new DataOutputStream(socket.getOutputStream());
          out.writeShort(answer.length);
          out.write(answer);
          in.read();
        }
      } catch (IOException | InterruptedException e) {
        // the test is over, or the client is gone
      }
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
