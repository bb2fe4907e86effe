package io.wellkept.probe;

import java.io.IOException;

/** The way to a page led to an address that {@link TargetGuard} does not admit. */
final class ForbiddenAddressException extends IOException {
  private static final long serialVersionUID = 1;

  private final String address;

  ForbiddenAddressException(String address) {
    super("may not connect to " + address);
    this.address = address;
  }

  String address() {
    return address;
  }
}
