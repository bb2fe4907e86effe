package io.wellkept.app;

import java.net.URI;

/** Addresses of our own pages, as messages name them. */
final class Links {
  private Links() {}

  static URI incident(URI base, String token) {
    return under(base, "i/" + token);
  }

  /** Where somebody answers what only a person can see. */
  static URI answering(URI base, String token) {
    return under(base, "a/" + token);
  }

  /** Where anybody says what is wrong with a touchpoint. */
  static URI report(URI base, String touchpoint) {
    return under(base, "report/" + touchpoint);
  }

  static URI ownPage(URI base, String token) {
    return under(base, "o/" + token);
  }

  static URI beat(URI base, String token) {
    return under(base, "beat/" + token);
  }

  private static URI under(URI base, String path) {
    String text = base.toString();
    return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
  }
}
