package io.wellkept.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Posting.Ending;
import io.wellkept.ledger.Ledger.Posted;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roads to people that are closed, for a while or for good. */
final class DeliveryStoryTest {
  private static final String HOOK =
      """
      notifiers:
        hook: {kind: webhook, url: "${env:HOOK}", secret: whsec_c3RhbmQtaW4tZm9yLWEtc2VjcmV0LW9mLTMyLWJ5dGU=}
      """;

  @TempDir Path home;

  @Test
  void aMailServerThatRefusesForAnHourGetsTheSameMessageUntilItTakesIt() {
    try (House house = new House(home);
        Postbox post = new Postbox()) {
      house.knows("SMTP_PORT", "" + post.port()).withOnePage().opens();
      post.isBusy(true);
      house.site.breaks("/page");
      house.passes(Duration.ofMinutes(70));
      assertThat(post.taken()).isEmpty();
      post.isBusy(false);
      house.passes(Duration.ofMinutes(40));
      List<MimeMessage> annas =
          post.taken().stream().filter(mail -> House.person(mail).equals("anna")).toList();
      assertThat(annas).hasSize(1);
      assertThat(post.offered()).filteredOn(House.id(annas.get(0))::equals).hasSizeBetween(5, 15);
      // that mail does not work is not told by mail
      assertThat(post.taken()).extracting(House::person).containsOnly("anna");
      assertThat(house.postings("page"))
          .extracting(Posted::ending)
          .hasSize(1)
          .allMatch(Ending.Sent.class::isInstance);
    }
  }

  @Test
  void whatCameUpWhileTheMailServerWasAwayIsOneBundleAndNoFlood() {
    try (House house = new House(home);
        Postbox post = new Postbox()) {
      house.knows("SMTP_PORT", "" + post.port());
      house.file("monitors/site.yaml", House.touchpoints("a", "b", "c", "d")).opens();
      post.isBusy(true);
      for (String page : List.of("/a", "/b", "/c", "/d")) {
        house.site.breaks(page);
        house.passes(Duration.ofMinutes(7));
      }
      post.isBusy(false);
      house.passes(Duration.ofMinutes(45));
      assertThat(post.taken()).extracting(House::person).containsExactly("anna", "anna");
    }
  }

  @Test
  void aMailboxThatIsGoneIsReroutedToTheNextRoadAndThenToTheNextRung() {
    try (House house = new House(home);
        Postbox post = new Postbox();
        Callbacks hook = new Callbacks()) {
      house.knows("SMTP_PORT", "" + post.port()).knows("HOOK", hook.url("/hook"));
      house.edit("config/daemon.yaml", "notifiers:\n", HOOK);
      house.edit("config/people.yaml", "anna@shop.example,", "anna@shop.example, tell-by: [mail],");
      house.edit(
          "config/people.yaml", "ben@shop.example,", "ben@shop.example, tell-by: [mail, hook],");
      post.doesNotKnow("anna@");
      post.doesNotKnow("ben@");
      house.withOnePage().opens().site.breaks("/page");
      house.passes(Duration.ofMinutes(10));
      assertThat(post.taken()).isEmpty();
      assertThat(hook.heard("/hook")).hasSize(1);
      assertThat(hook.heard("/hook").get(0)).contains("\"ben");
      house.site.isMended("/page");
      house.passes(Duration.ofMinutes(20));
      assertThat(hook.heard("/hook")).hasSize(2);
      List<Posted> rows = house.postings("page");
      assertThat(rows).allMatch(row -> row.ending() != null && row.settledAt() != null);
      assertThat(rows).filteredOn(row -> row.ending() instanceof Ending.Sent).hasSize(2);
      assertThat(rows).filteredOn(row -> row.ending() instanceof Ending.Rerouted).hasSize(3);
    }
  }

  /** Takes connections and says nothing, ever. */
  private static final class Silence implements AutoCloseable {
    private final ServerSocket door;
    private final List<Socket> guests = new CopyOnWriteArrayList<>();

    Silence() throws IOException {
      door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (true) {
                guests.add(door.accept());
              }
            } catch (IOException e) {
              // closed
            }
          });
    }

    @Override
    public void close() throws IOException {
      door.close();
      for (Socket guest : guests) {
        guest.close();
      }
    }
  }

  @Test
  void aMailServerThatHangsWithManyPeopleWaitingHoldsUpNoWebhook() throws Exception {
    int many = 60;
    String[] ids = IntStream.range(0, many).mapToObj(i -> "p" + i).toArray(String[]::new);
    try (House house = new House(home);
        Silence silence = new Silence();
        Callbacks hook = new Callbacks()) {
      house.knows("SMTP_PORT", "" + silence.door.getLocalPort()).knows("HOOK", hook.url("/hook"));
      // so many at once would be a storm
      house.edit(
          "config/daemon.yaml", "notifiers:\n", "own-eyes: {storm: {at-least: 1000}}\n" + HOOK);
      StringBuilder people = new StringBuilder("people:\n");
      for (String id : ids) {
        people.append("  %s: {name: %s, email: %s@shop.example, ".formatted(id, id, id));
        people.append("tell-by: [mail], hours: always}\n");
      }
      // the last by her name: among equals the courier takes people in that order
      people.append(
          "  zoe: {name: Zoe, email: zoe@shop.example, tell-by: [hook], hours: always}\n");
      house.edit("config/people.yaml", "people:\n", people.toString());
      StringBuilder touchpoints = new StringBuilder("touchpoints:\n");
      for (String id : ids) {
        touchpoints.append(House.touchpoint(id, "owner: " + id, "backup: anna"));
      }
      touchpoints.append(House.touchpoint("zoe", "owner: zoe", "backup: anna"));
      house.file("monitors/site.yaml", touchpoints.toString());
      house.opens();
      house.passes(Duration.ofMinutes(1));
      // all but the first, which is looked at a moment before the others and would be told alone
      Stream.of(ids).skip(1).forEach(id -> house.site.breaks("/" + id));
      house.site.breaks("/zoe");
      // whoever moves the clock waits for the mails, as long as those may take
      Thread time = Thread.ofVirtual().start(() -> house.passes(Duration.ofMinutes(10)));
      while (hook.heard("/hook").isEmpty() && time.isAlive()) {
        time.join(Duration.ofMillis(20));
      }
      assertThat(hook.heard("/hook")).hasSize(1);
      // and no mail had ended by then
      assertThat(Stream.of(ids).flatMap(id -> house.postings(id).stream()))
          .hasSize(many - 1)
          .allMatch(row -> row.posting().attempts() == 0 && row.ending() == null);
      silence.close();
      time.join();
    }
  }
}
