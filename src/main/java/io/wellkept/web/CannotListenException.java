package io.wellkept.web;

import org.jspecify.annotations.Nullable;

/** The web cannot be served as configured; the message says why and what to change. */
public final class CannotListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
