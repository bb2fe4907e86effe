package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wellkept.incident.Event;
import io.wellkept.plan.SignIn;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A header counts from the proxy, and from nobody else. */
final class ProxySignInTest {
  @TempDir Path folder;
  private @Nullable House house;

  @AfterEach
  void close() {
    if (house != null) {
      house.close();
    }
  }

  private House house(String network, @Nullable String groups, SignIn.Roles roles)
      throws UnknownHostException {
    int slash = network.indexOf('/');
    SignIn.Network from =
        new SignIn.Network(
            InetAddress.getByName(network.substring(0, slash)),
            Integer.parseInt(network.substring(slash + 1)));
    SignIn.Proxy proxy = new SignIn.Proxy("Remote-User", groups, List.of(from), roles);
    house =
        Visitors.house(
            folder, new SignIn(false, null, proxy, null, Visitors.IDLE, Visitors.LONGEST));
    house.broken();
    return house;
  }

  private static SignIn.Roles roles() {
    return new SignIn.Roles(
        Map.of("admin", Set.of("root"), "owner", Set.of("anna@example.org", "ben")), null);
  }

  private Request.Builder as(House house, String user) {
    return new Visitors(house).from("/account", null).header("Remote-User", user);
  }

  @Test
  void believesTheProxy() throws Exception {
    House here = house("127.0.0.0/8", null, roles());
    House.Answer page = here.send(as(here, "anna@example.org").get().build());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Anna Berger", "A proxy before Wellkept signed you in");
    assertThat(here.send(as(here, "root").get().build()).body()).contains("href=\"/users\"");
    List<Event> events = here.ledger.read(view -> view.events(Audit.TYPES, 0, 9));
    assertThat(events)
        .extracting(Event::person, Event::type)
        .contains(tuple("anna", Event.Type.SIGNED_IN));
  }

  @Test
  void writesDownTheFirstOfEverybodyHoweverLongTheyAreCalled() throws Exception {
    House here = house("127.0.0.0/8", null, new SignIn.Roles(Map.of(), "viewer"));
    for (String name : List.of("a".repeat(120), "b".repeat(120), "a".repeat(120))) {
      assertThat(here.send(as(here, name).get().build()).status()).isEqualTo(200);
    }
    List<Event> events = here.ledger.read(view -> view.events(Audit.TYPES, 0, 9));
    assertThat(events)
        .extracting(Event::person)
        .containsExactlyInAnyOrder("a".repeat(120), "b".repeat(120));
  }

  @Test
  void believesNobodyElse() throws Exception {
    House here = house("10.0.0.7/32", null, roles());
    assertThat(here.send(as(here, "root").get().build()).status()).isEqualTo(303);
    assertThat(
            here.send(as(here, "root").header("X-Forwarded-For", "10.0.0.7").get().build())
                .status())
        .isEqualTo(303);
  }

  @Test
  void believesNoHeaderThatIsThereTwice() throws Exception {
    House here = house("127.0.0.0/8", null, roles());
    assertThat(here.send(as(here, "ben").addHeader("Remote-User", "root").get().build()).status())
        .isEqualTo(303);
  }

  @Test
  void turnsAwayWhoeverHasNoRole() throws Exception {
    House here = house("127.0.0.0/8", null, roles());
    House.Answer answer = here.send(as(here, "somebody").get().build());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("nobody gave you a role");
  }

  @Test
  void aNameIsNoGroup() throws Exception {
    SignIn.Roles roles = new SignIn.Roles(Map.of("admin", Set.of("admins")), "viewer");
    House here = house("127.0.0.0/8", "Remote-Groups", roles);
    String named = here.send(as(here, "admins").get().build()).body();
    assertThat(named).contains("<dd>viewer</dd>");
    String member =
        here.send(as(here, "zoe").header("Remote-Groups", "staff, Admins").get().build()).body();
    assertThat(member).contains("<dd>admin</dd>");
  }

  @Test
  void formsOfOtherSitesAreRefusedHereToo() throws Exception {
    House here = house("127.0.0.0/8", null, roles());
    Request.Builder bare = here.request("/t/summer-landing/look").header("Remote-User", "root");
    RequestBody form = RequestBody.create("", Visitors.FORM);
    assertThat(here.send(bare.post(form).build()).status()).isEqualTo(403);
    bare.header("Origin", new Visitors(here).origin());
    assertThat(here.send(bare.post(form).build()).status()).isEqualTo(303);
  }

  @Test
  void nobodyIsTakenForAPersonWhoseIdIsTheirName() throws Exception {
    House here = house("127.0.0.0/8", null, roles());
    assertThat(here.send(as(here, "ben").get().build()).body()).contains("Ben Okafor");
  }
}
