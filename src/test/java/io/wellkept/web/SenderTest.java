package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wellkept.incident.Event;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.SignIn;
import io.wellkept.plan.SignIn.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** From where a sign-in comes is said by proxies that are known, and by nobody else. */
final class SenderTest {
  /** What others reach, as far as anybody can tell, and is yet on this machine. */
  private static final Daemon.Listen FOR_OTHERS = new Daemon.Listen("127.0.0.2", 0);

  private static final String NAMED = "203.0.113.9";

  @TempDir Path folder;

  private static SignIn signIn(SignIn.@Nullable Proxy proxy, Network... behind) {
    return new SignIn(true, null, proxy, null, Visitors.IDLE, Visitors.LONGEST, List.of(behind));
  }

  private static Network machine(String address) throws UnknownHostException {
    return new Network(InetAddress.getByName(address), 32);
  }

  /** What is written down of a refused sign-in that says to come from elsewhere. */
  private String refused(Daemon.Listen pages, SignIn signIn) {
    Daemon.Web web = new Daemon.Web(Visitors.ANY, Visitors.ANY, pages, null, false, signIn);
    try (House house = new House(folder, web, 1)) {
      RequestBody form = RequestBody.create("name=nobody&password=x", Visitors.FORM);
      House.Answer answer =
          house.send(
              new Visitors(house)
                  .from("/sign-in", null)
                  .header("X-Forwarded-For", "198.51.100.1, " + NAMED)
                  .post(form)
                  .build());
      assertThat(answer.status()).isEqualTo(422);
      return house
          .ledger
          .read(view -> view.events(Set.of(Event.Type.NOT_SIGNED_IN), 0, 9))
          .get(0)
          .text();
    }
  }

  @Test
  void onThisMachineAloneWhatRunsHereIsBelieved() {
    assertThat(refused(Visitors.ANY, signIn(null))).endsWith("from " + NAMED);
  }

  @Test
  void whereOthersReachThePagesNobodyIsWhoDoesNotStandInTheFile() throws Exception {
    assertThat(refused(FOR_OTHERS, signIn(null, machine("10.0.0.7")))).doesNotContain(NAMED);
  }

  @Test
  void whatSeemsToBeAProxyAndIsNotNamedIsToldOnce() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Entrance.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      SignIn signIn = signIn(null, machine("10.0.0.7"));
      Daemon.Web web = new Daemon.Web(Visitors.ANY, Visitors.ANY, FOR_OTHERS, null, false, signIn);
      Entrance entrance = new Entrance(() -> House.plan(web, 1), web);
      assertThat(entrance.believes(InetAddress.getByName("10.0.0.7"))).isTrue();
      assertThat(entrance.believes(InetAddress.getByName("203.0.113.9"))).isFalse();
      assertThat(log.list).isEmpty();

      assertThat(entrance.believes(InetAddress.getByName("10.0.0.8"))).isFalse();
      assertThat(entrance.believes(InetAddress.getByName("10.0.0.8"))).isFalse();
      assertThat(log.list).hasSize(1);
      assertThat(log.list.get(0).getFormattedMessage()).contains("web.sign-in.behind");
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void theProxyOfTheFileIsBelieved() throws Exception {
    assertThat(refused(FOR_OTHERS, signIn(null, machine("127.0.0.1")))).endsWith(NAMED);
  }

  @Test
  void soIsTheOneThatSignsPeopleIn() throws Exception {
    SignIn.Roles roles = new SignIn.Roles(Map.of(), "viewer");
    SignIn.Proxy proxy =
        new SignIn.Proxy("Remote-User", null, List.of(machine("127.0.0.1")), roles);
    assertThat(refused(FOR_OTHERS, signIn(proxy))).endsWith(NAMED);
  }

  @Test
  void onThisMachineAloneNoOtherOneIsBelieved() throws Exception {
    Daemon.Web web = new Daemon.Web(Visitors.ANY, Visitors.ANY, Visitors.ANY, null);
    Entrance entrance = new Entrance(() -> House.plan(web, 1), web);
    assertThat(entrance.believes(InetAddress.getByName("127.0.0.1"))).isTrue();
    assertThat(entrance.believes(InetAddress.getByName("10.0.0.7"))).isFalse();
    assertThat(entrance.believes(InetAddress.getByName("192.168.1.1"))).isFalse();
  }
}
