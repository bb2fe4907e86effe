package io.wellkept.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One address that we answer. */
record Route(Surface surface, HandlerType method, String path, Right right, Handler handler) {
  /** What is there to be seen, by everybody who may see anything on that surface. */
  static Route get(Surface surface, String path, Handler handler) {
    Right right = surface == Surface.PAGES ? Right.LOOK : Right.ANYBODY;
    return new Route(surface, HandlerType.GET, path, right, handler);
  }

  /**
   * An act. On the pages it is one on a touchpoint, and the handler asks {@link Reader#requireAct};
   * others name their right.
   */
  static Route post(Surface surface, String path, Handler handler) {
    Right right = surface == Surface.PAGES ? Right.ACT : Right.ANYBODY;
    return new Route(surface, HandlerType.POST, path, right, handler);
  }

  /** The same for those with another right. */
  Route needs(Right other) {
    return new Route(surface, method, path, other, handler);
  }
}
