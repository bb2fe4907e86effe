package io.wellkept.web;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.wellkept.ledger.Accounts.Underway;
import io.wellkept.plan.SignIn;
import io.wellkept.touchpoint.People;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-in at an identity provider: OpenID Connect's authorization code flow with PKCE, state and
 * nonce. What is under way is in the ledger, is tied to the browser that began it, and is taken
 * once.
 */
final class OidcPages {
  static final String BACK = "/sign-in/oidc/callback";

  private static final Logger LOG = LoggerFactory.getLogger(OidcPages.class);
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final WebContext context;
  private final SignIns signIns;
  private final Entrance entrance;
  private @Nullable Provider last;

  OidcPages(WebContext context, SignIns signIns, Entrance entrance) {
    this.context = context;
    this.signIns = signIns;
    this.entrance = entrance;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Surface.PAGES, "/sign-in/oidc", this::begin).needs(Right.ANYBODY),
        Route.get(Surface.PAGES, BACK, this::back).needs(Right.ANYBODY));
  }

  private void begin(Context ctx) {
    SignIn signIn = open();
    SignIn.Oidc oidc = oidc(signIn);
    if (signIns.beginsTooOften(ctx)) {
      throw SignIns.tooOften(ctx, Reader.language(ctx));
    }
    Instant now = context.clock().instant();
    String state = Mint.fresh();
    String browser = Mint.fresh();
    String nonce = Mint.fresh();
    String verifier = Mint.fresh();
    URI door;
    try {
      door = provider(oidc).door(address(ctx, signIn), state, nonce, verifier, now);
    } catch (Provider.Refusal e) {
      throw unavailable(ctx, e);
    }
    String onward = Onward.of(ctx.queryParam("then"));
    Underway underway =
        new Underway(
            Mint.hash(state), Mint.hash(browser), nonce, verifier, onward, now.plus(WITHIN));
    context.ledger().change(work -> work.accounts().begin(underway, now));
    new Cookies(ctx, signIn).set(Cookies.UNDERWAY, browser, WITHIN);
    Templates.go(ctx, door.toString());
  }

  private void back(Context ctx) {
    SignIn signIn = open();
    SignIn.Oidc oidc = oidc(signIn);
    if (signIns.tooOften(ctx)) {
      throw SignIns.tooOften(ctx, Reader.language(ctx));
    }
    Instant now = context.clock().instant();
    Cookies cookies = new Cookies(ctx, signIn);
    String browser = cookies.get(Cookies.UNDERWAY);
    cookies.drop(Cookies.UNDERWAY);
    try {
      URI back = address(ctx, signIn);
      AuthenticationResponse answer = answer(ctx, back);
      Underway underway = underway(answer, browser, now);
      requireIssuer(answer, oidc);
      IDTokenClaimsSet claims =
          provider(oidc)
              .claims(answer.toSuccessResponse().getAuthorizationCode(), back, underway, now);
      enter(ctx, signIn, oidc, claims);
      Templates.go(ctx, underway.onward());
    } catch (Provider.Away e) {
      throw unavailable(ctx, e);
    } catch (Provider.Refusal e) {
      signIns.refused(ctx, null, "by single sign-on: " + e.getMessage());
      throw new HttpResponseException(403, Reader.language(ctx).say("signin.oidc-refused"));
    }
  }

  private static AuthenticationResponse answer(Context ctx, URI back) throws Provider.Refusal {
    try {
      String query = ctx.queryString();
      return AuthenticationResponseParser.parse(
          URI.create(back + "?" + (query == null ? "" : query)));
    } catch (ParseException | IllegalArgumentException e) {
      throw new Provider.Refusal("what came back cannot be read", e);
    }
  }

  private Underway underway(AuthenticationResponse answer, @Nullable String browser, Instant now)
      throws Provider.Refusal {
    if (answer.getState() == null || browser == null) {
      throw new Provider.Refusal("nobody began it in this browser");
    }
    String state = Mint.hash(answer.getState().getValue());
    Underway underway =
        context
            .ledger()
            .write(work -> work.accounts().take(state, now))
            .orElseThrow(() -> new Provider.Refusal("it was begun too long ago, or used already"));
    if (!underway.browser().equals(Mint.hash(browser))) {
      throw new Provider.Refusal("it was begun in another browser");
    }
    if (!answer.indicatesSuccess()) {
      String code = answer.toErrorResponse().getErrorObject().getCode();
      String plain = code != null && code.matches("[a-z_]{1,60}") ? code : "no reason";
      throw new Provider.Refusal("the provider let nobody in: " + plain);
    }
    return underway;
  }

  /** RFC 9207: a provider that names itself must be the one that was asked. */
  private static void requireIssuer(AuthenticationResponse answer, SignIn.Oidc oidc)
      throws Provider.Refusal {
    if (answer.getIssuer() != null
        && !answer.getIssuer().getValue().equals(oidc.issuer().toString())) {
      throw new Provider.Refusal("another provider answered");
    }
  }

  private void enter(Context ctx, SignIn signIn, SignIn.Oidc oidc, IDTokenClaimsSet claims)
      throws Provider.Refusal {
    String mail =
        Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
            ? said(claims, "email")
            : null;
    List<String> names = new ArrayList<>(values(claims.toJSONObject(), oidc.claim()));
    if (mail != null) {
      names.add(mail);
    }
    Role role =
        oidc.roles()
            .of(names)
            .flatMap(Role::of)
            .orElseThrow(() -> new Provider.Refusal("none of their groups has a role here"));
    String preferred = said(claims, "preferred_username");
    String subject = claims.getSubject().getValue();
    String name = mail != null ? mail : preferred != null ? preferred : subject;
    signIns.enter(
        ctx,
        signIn,
        new SignIns.Guest(
            SignIns.of(oidc) + subject,
            shortened(name),
            role,
            person(oidc, claims, mail),
            "by single sign-on"));
  }

  /** Some providers send claims that they know nothing for as empty texts. */
  private static @Nullable String said(IDTokenClaimsSet claims, String claim) {
    String text = claims.getStringClaim(claim);
    return text == null || text.isBlank() ? null : text;
  }

  private @Nullable String person(
      SignIn.Oidc oidc, IDTokenClaimsSet claims, @Nullable String mail) {
    People people = context.plan().get().people();
    String claim = oidc.personClaim();
    if (claim == null) {
      return mail == null ? null : Callers.personOf(people, mail);
    }
    return values(claims.toJSONObject(), claim).stream()
        .findFirst()
        .map(value -> Callers.personOf(people, value))
        .orElse(null);
  }

  private static String shortened(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= 100 ? plain : plain.substring(0, 100);
  }

  /** The texts of a claim; a dot leads into it. */
  static List<String> values(Map<String, Object> claims, String claim) {
    Object found = claims.get(claim);
    int dot = claim.indexOf('.');
    if (found == null && dot > 0 && claims.get(claim.substring(0, dot)) instanceof Map<?, ?> in) {
      Map<String, Object> inside = new HashMap<>();
      in.forEach((key, value) -> inside.put(String.valueOf(key), value));
      return values(inside, claim.substring(dot + 1));
    }
    if (found instanceof List<?> list) {
      return list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return found instanceof String text ? List.of(text) : List.of();
  }

  private SignIn open() {
    SignIn signIn = entrance.signIn();
    if (signIn == null) {
      throw closed();
    }
    return signIn;
  }

  private static SignIn.Oidc oidc(SignIn signIn) {
    SignIn.Oidc oidc = signIn.oidc();
    if (oidc == null) {
      throw closed();
    }
    return oidc;
  }

  private static HttpResponseException closed() {
    return new NotFoundResponse();
  }

  /** Under the name by which the browser came, so that its cookie is there when it comes back. */
  private static URI address(Context ctx, SignIn signIn) {
    URI url = signIn.url();
    String base =
        url != null && Cookies.isAt(ctx, url)
            ? url.toString().replaceFirst("/+$", "")
            : "http://" + ctx.header("Host");
    return URI.create(base + BACK);
  }

  private synchronized Provider provider(SignIn.Oidc oidc) {
    Provider known = last;
    if (known == null || !known.fits(oidc)) {
      known = new Provider(oidc);
      last = known;
    }
    return known;
  }

  private static HttpResponseException unavailable(Context ctx, Provider.Refusal why) {
    LOG.warn("The identity provider cannot be used why=\"{}\"", why.getMessage());
    return new HttpResponseException(503, Reader.language(ctx).say("signin.oidc-away"));
  }
}
