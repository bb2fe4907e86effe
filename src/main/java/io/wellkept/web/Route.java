package io.wellkept.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One address that we answer. */
record Route(Surface surface, HandlerType method, String path, Handler handler) {
  static Route get(Surface surface, String path, Handler handler) {
    return new Route(surface, HandlerType.GET, path, handler);
  }

  static Route post(Surface surface, String path, Handler handler) {
    return new Route(surface, HandlerType.POST, path, handler);
  }
}
