package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code web.sign-in} may say, and what is said to whoever wrote something else. */
final class SignInReadingTest {
  private static final String OIDC =
      "{oidc: {issuer: 'https://id.example.org', client-id: wellkept,"
          + " client-secret: '${env:OIDC}', roles: {everybody: viewer}}}";
  private static final String PROXY = "{proxy: {addresses: [10.0.0.7], roles: {admin: [root]}}}";

  private static Reading read(String web) {
    Map<String, String> files = Shop.files();
    files.put(
        "config/daemon.yaml",
        "operators: ops\nnotifiers: {email: {host: smtp.example.org}}\nweb:\n" + web);
    return Shop.reader(Map.of("OIDC", "s3cret")).read(Sources.of(files));
  }

  private static Reading signIn(String written) {
    return read("  public-url: https://w.example.org\n  sign-in: " + written + "\n");
  }

  private static SignIn good(String written) {
    SignIn signIn = Shop.good(signIn(written)).plan().daemon().web().signIn();
    if (signIn == null) {
      throw new AssertionError("nobody signs in");
    }
    return signIn;
  }

  private static void refuses(String written, String because) {
    List<String> problems = Shop.problems(signIn(written));
    assertThat(problems).as(written).singleElement().asString().contains(because);
    assertThat(problems.toString()).doesNotContain("s3cret");
  }

  @Test
  void severalWaysMayBeOpenTogether() {
    SignIn all =
        good("{local: true, " + OIDC.substring(1, OIDC.length() - 1) + ", " + PROXY.substring(1));
    assertThat(all.local()).isTrue();
    assertThat(all.oidc()).isNotNull().extracting(SignIn.Oidc::clientSecret).isEqualTo("s3cret");
    assertThat(all.proxy()).isNotNull().extracting(SignIn.Proxy::header).isEqualTo("Remote-User");
    assertThat(all.toString()).doesNotContain("s3cret");
  }

  @Test
  void theAddressOfTheSignInGoesBeforeThePublicOne() {
    assertThat(good("{local: true}").url()).hasToString("https://w.example.org");
    assertThat(good("{local: true, url: 'https://in.example.org'}").url())
        .hasToString("https://in.example.org");
  }

  @Test
  void proxiesAreThoseThatAreNamed() throws Exception {
    SignIn signIn = good("{local: true, behind: [10.0.0.7, 'fd00::/8']}");
    assertThat(signIn.isBehind(InetAddress.getByName("10.0.0.7"))).isTrue();
    assertThat(signIn.isBehind(InetAddress.getByName("fd00::7"))).isTrue();
    assertThat(signIn.isBehind(InetAddress.getByName("10.0.0.8"))).isFalse();
    assertThat(good(PROXY).isBehind(InetAddress.getByName("10.0.0.7"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                              | opens no way to sign in",
        "{local: false}                                  | opens no way to sign in",
        "{idle: 1h}                                      | opens no way to sign in",
        "{local: true, idle: 1m}                         | signs people out while they read",
        "{local: true, at-most: 0s}                      | signs people out while they read",
        "{local: true, url: 'http://w.example.org'}      | 'url' must begin with https://",
        "{local: true, url: 'http://127.example.org'}    | 'url' must begin with https://",
        "{local: true, url: 'w.example.org'}             | 'url' must begin with https://",
        "{local: true, url: 'https://w.example.org/?a'}  | have no ? or #",
        "{local: true, url: 'https://a:b@w.example.org'} | 'url' must begin with https://",
        "{local: true, behind: ['*']}                    | is no address range of a proxy",
        "{local: true, behind: ['0.0.0.0/0']}            | would believe everybody",
        "{local: true, behind: [proxy.example.org]}      | is no address range of a proxy"
      })
  void saysWhatIsWrong(String written, String because) {
    refuses(written, because);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "issuer: 'https://id.example.org',| |'issuer' is missing",
        "client-id: wellkept,| |'client-id' is missing",
        "client-secret: '${env:OIDC}',| |'client-secret' is missing",
        "${env:OIDC}|${env:OTHER}|OTHER",
        "'${env:OIDC}'|''|is empty",
        "'${env:OIDC}'|' '|is empty",
        "client-id: wellkept|client-id: ' '|is empty",
        "https://id.example.org|http://id.example.org|'issuer' must begin with https://",
        "https://id.example.org|id.example.org|'issuer' must begin with https://",
        "https://id.example.org|https://id.example.org/?realm=x|have no ? or #",
        "client-id|scopes: [email], client-id|lacks 'openid'",
        "roles: {everybody: viewer}|name: Shop|'roles' is missing",
        "roles: {everybody: viewer}|roles: {}|gives nobody a role",
        "everybody: viewer|everybody: admin|viewer or owner",
        "everybody: viewer|boss: [root]|boss"
      })
  void saysWhatIsWrongWithAProvider(String what, String by, String because) {
    refuses(OIDC.replace(what, by == null ? "" : by), because);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "addresses: [10.0.0.7],| |'addresses'",
        "[10.0.0.7]|[]|names no proxy",
        "[10.0.0.7]|['0.0.0.0/0']|would believe everybody",
        "[10.0.0.7]|['::/0']|would believe everybody",
        "[10.0.0.7]|['0.0.0.0/1']|would believe everybody",
        "[10.0.0.7]|['*']|is no address range",
        "[10.0.0.7]|['10.0.0.*']|is no address range",
        "[10.0.0.7]|[10.0.0.7, '10.0.0.7/33']|is no address range",
        "[10.0.0.7]|[localhost]|is no address range",
        "roles: {admin: [root]}|header: X-User|'roles' is missing",
        "roles: {admin: [root]}|roles: {admin: []}|gives nobody a role",
        "roles|header: 'X User', roles|the name of a header",
        "roles|groups-header: remote-user, roles|names people and groups in one header"
      })
  void saysWhatIsWrongWithAProxy(String what, String by, String because) {
    refuses(PROXY.replace(what, by == null ? "" : by), because);
  }

  @Test
  void pagesForOthersNeedAWayInAndOneName() {
    String all = "  listen: 0.0.0.0:8800\n  operations: 127.0.0.1:8801\n";
    String url = "  public-url: https://w.example.org\n";
    assertThat(Shop.problems(read(all + url)))
        .singleElement()
        .asString()
        .contains("without 'web.sign-in' may only listen on loopback");
    assertThat(Shop.problems(read(all + url + "  sign-in:\n"))).isNotEmpty();
    assertThat(Shop.problems(read(all + "  sign-in: {local: true}\n")).toString())
        .contains("expected web.public-url or web.sign-in.url");
  }
}
