package io.wellkept.plan;

import io.wellkept.touchpoint.Doc;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of {@code web.sign-in} in {@code config/daemon.yaml}. */
record SignInFile(
    @Doc(
            value =
                "Whether people sign in with a name and a password that Wellkept keeps (`wellkept"
                    + " users add`).",
            standard = "false")
        @Nullable Boolean local,
    @Doc("Sign-in at an identity provider of yours, by OpenID Connect.") @Nullable OidcPart oidc,
    @Doc("Sign-in that a proxy before Wellkept has done.") @Nullable ProxyPart proxy,
    @Doc(
            value =
                "The address under which people reach the pages, where it is another than"
                    + " `public-url`.",
            example = "https://wellkept.intern.example.org")
        @Nullable String url,
    @Doc(value = "After how long without a request a sign-in ends.", standard = "12h")
        @Nullable Duration idle,
    @Doc(value = "After how long a sign-in ends in any case.", standard = "7d")
        @Nullable Duration atMost) {

  record OidcPart(
      @Doc(value = "What the button says after \"Sign in with\".", standard = "single sign-on")
          @Nullable String name,
      @Doc(
              value =
                  "The provider's address, exactly as its discovery document names it; https, or"
                      + " http on loopback.",
              example = "https://id.example.org/realms/shop")
          String issuer,
      @Doc(value = "What the provider calls Wellkept.", example = "wellkept") String clientId,
      @Doc(
              value = "The secret that the provider gave for it; as a reference.",
              example = "${env:OIDC_CLIENT_SECRET}")
          String clientSecret,
      @Doc(value = "What is asked for.", standard = "[openid, email, profile]")
          @Nullable List<String> scopes,
      @Doc(
              value =
                  "The claim of the ID token whose values `roles` names; a dot leads into it"
                      + " (`realm_access.roles`).",
              standard = "groups")
          @Nullable String claim,
      @Doc(
              "The claim that holds the id or the e-mail address of somebody in"
                  + " config/people.yaml. Without it, a verified `email` says who it is.")
          @Nullable String personClaim,
      @Doc("Who has which role; the highest that fits counts.") @Nullable RolesPart roles) {}

  record ProxyPart(
      @Doc(
              value = "The header in which the proxy names whoever signed in.",
              standard = "Remote-User")
          @Expect(pattern = ProxyPart.HEADER, words = ProxyPart.HEADER_WORDS)
          @Nullable String header,
      @Doc(
              value = "The header in which it names their groups, with commas between.",
              example = "Remote-Groups")
          @Expect(pattern = ProxyPart.HEADER, words = ProxyPart.HEADER_WORDS)
          @Nullable String groupsHeader,
      @Doc(
              value =
                  "Address ranges of the proxy, and of nobody else: who connects from there is"
                      + " believed. From elsewhere the header counts for nothing.",
              example = "[10.0.0.7/32]")
          List<String> addresses,
      @Doc("Who has which role; the highest that fits counts.") @Nullable RolesPart roles) {
    static final String HEADER = "[A-Za-z0-9-]{1,64}";
    static final String HEADER_WORDS = "the name of a header, such as Remote-User";
  }

  record RolesPart(
      @Doc(
              value =
                  "Groups, names of accounts or verified e-mail addresses of those who say who may"
                      + " sign in.",
              example = "[wellkept-admins]")
          @Nullable List<String> admin,
      @Doc("The same for those who act on every touchpoint and on Wellkept.")
          @Nullable List<String> operator,
      @Doc("The same for those who act on what is theirs.") @Nullable List<String> owner,
      @Doc("The same for those who only look.") @Nullable List<String> viewer,
      @Doc(
              "The role of everybody else who signed in: `viewer` or `owner`. Without it, they are"
                  + " turned away.")
          @Expect(pattern = "viewer|owner", words = "viewer or owner")
          @Nullable String everybody) {}
}
