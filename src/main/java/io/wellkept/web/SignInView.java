package io.wellkept.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the form shows.
 *
 * @param singleSignOn the name of the provider; null where there is none
 * @param trouble null if nothing went wrong
 */
public record SignInView(
    boolean local,
    @Nullable String singleSignOn,
    String then,
    String name,
    @Nullable String trouble) {
  /** Where the button leads. */
  public String button() {
    return "/sign-in/oidc?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8);
  }
}
