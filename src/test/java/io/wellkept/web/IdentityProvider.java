package io.wellkept.web;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.wellkept.plan.Daemon;
import io.wellkept.plan.SignIn;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * A real identity provider on loopback: Spring Authorization Server, with Anna and one whose claims
 * have no name among the owners, Root among the admins, and Zoe in no group. People sign in at its
 * own form.
 */
final class IdentityProvider implements AutoCloseable {
  static final String CLIENT = "wellkept";
  static final String SECRET = "a client secret of the tests";
  static final String PASSWORD = "pass-of-the-provider";

  private final Server server;
  private final int port = free();
  private final int back = free();

  IdentityProvider() throws Exception {
    AnnotationConfigWebApplicationContext beans = new AnnotationConfigWebApplicationContext();
    beans.register(Beans.class);
    String issuer = issuer();
    beans.addBeanFactoryPostProcessor(factory -> {
      factory.registerSingleton("clients", clients("http://127.0.0.1:" + back + OidcPages.BACK));
      factory.registerSingleton(
          "settings", AuthorizationServerSettings.builder().issuer(issuer).build());
    });
    server = new Server(new InetSocketAddress("127.0.0.1", port));
    ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.SESSIONS);
    handler.addEventListener(new org.springframework.web.context.ContextLoaderListener(beans));
    handler.addFilter(
        new FilterHolder(new DelegatingFilterProxy("springSecurityFilterChain")),
        "/*",
        EnumSet.of(DispatcherType.REQUEST));
    handler.addServlet(new ServletHolder(new org.eclipse.jetty.ee10.servlet.DefaultServlet()), "/");
    handler.setBaseResourceAsString(System.getProperty("java.io.tmpdir"));
    server.setHandler(handler);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + port;
  }

  /** A house in which one signs in there, with a role for each of some of its groups. */
  House house(Path folder, Map<String, Set<String>> roles) {
    Daemon.Listen listen = new Daemon.Listen("127.0.0.1", back);
    SignIn signIn = signIn(issuer(), roles);
    return new House(folder, new Daemon.Web(listen, listen, listen, null, false, signIn), 1);
  }

  static SignIn signIn(String issuer, Map<String, Set<String>> roles) {
    SignIn.Oidc oidc =
        new SignIn.Oidc(
            "Shop ID",
            URI.create(issuer),
            CLIENT,
            SECRET,
            List.of("openid", "email", "profile"),
            "groups",
            null,
            new SignIn.Roles(roles, null));
    return new SignIn(true, oidc, null, null, Visitors.IDLE, Visitors.LONGEST);
  }

  /** A browser that goes to the door and signs in there; where it is sent then. */
  String signIn(URI door, String name) throws IOException {
    OkHttpClient browser =
        new OkHttpClient.Builder().followRedirects(false).cookieJar(new Jar()).build();
    send(browser, page(door.toString()).build());
    String form = send(browser, page(issuer() + "/login").build()).body();
    Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form);
    if (!csrf.find()) {
      throw new IllegalStateException(form);
    }
    FormBody fields =
        new FormBody.Builder()
            .add("username", name)
            .add("password", PASSWORD)
            .add("_csrf", csrf.group(1))
            .build();
    send(browser, page(issuer() + "/login").post(fields).build());
    return send(browser, page(door.toString()).build()).location();
  }

  private record Seen(String location, String body) {}

  private static Request.Builder page(String address) {
    return new Request.Builder().url(address).header("Accept", "text/html");
  }

  private static Seen send(OkHttpClient browser, Request request) throws IOException {
    try (Response response = browser.newCall(request).execute()) {
      return new Seen(response.header("Location", ""), response.body().string());
    }
  }

  /** Keeps the cookies of the provider. */
  private static final class Jar implements CookieJar {
    private final Map<String, Cookie> cookies = new HashMap<>();

    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
      return List.copyOf(cookies.values());
    }

    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> more) {
      more.forEach(cookie -> cookies.put(cookie.name(), cookie));
    }
  }

  private static int free() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static RegisteredClientRepository clients(String back) {
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId("1")
            .clientId(CLIENT)
            .clientSecret("{noop}" + SECRET)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(back)
            .scope("openid")
            .scope("email")
            .scope("profile")
            .clientSettings(ClientSettings.builder().requireProofKey(true).build())
            .build());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  @Configuration
  @EnableWebSecurity
  static class Beans {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      http.oauth2AuthorizationServer(provider -> provider.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(all -> all.anyRequest().authenticated())
          .formLogin(Customizer.withDefaults());
      return http.build();
    }

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          List.of(person("anna"), person("root"), person("zoe"), person("nomail")));
    }

    private static org.springframework.security.core.userdetails.UserDetails person(String name) {
      return User.withUsername(name).password("{noop}" + PASSWORD).roles("USER").build();
    }

    @Bean
    JWKSource<SecurityContext> keys() throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      return new ImmutableJWKSet<>(
          new JWKSet(
              new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                  .privateKey((RSAPrivateKey) pair.getPrivate())
                  .keyID("k1")
                  .build()));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> {
        if (!token.getTokenType().getValue().equals("id_token")) {
          return;
        }
        String name = token.getPrincipal().getName();
        token
            .getClaims()
            .claim("email", mail(name))
            .claim("email_verified", true)
            .claim("preferred_username", name.equals("nomail") ? "" : name)
            .claim("groups", name.equals("root") ? List.of("admins") : groups(name));
      };
    }

    private static String mail(String name) {
      return name.equals("nomail") ? "" : name + "@example.org";
    }

    private static List<String> groups(String name) {
      boolean owner = Set.of("anna", "nomail").contains(name);
      return owner ? List.of("staff", "shop-owners") : List.of("staff");
    }
  }
}
