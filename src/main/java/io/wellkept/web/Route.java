package io.wellkept.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/**
 * One address that we answer.
 *
 * @param promised what programs may expect of it; null where people read
 */
record Route(
    Surface surface,
    HandlerType method,
    String path,
    Right right,
    @Nullable Promised promised,
    Handler handler) {
  /** What is there to be seen, by everybody who may see anything on that surface. */
  static Route get(Surface surface, String path, Handler handler) {
    Right right = surface == Surface.PAGES ? Right.LOOK : Right.ANYBODY;
    return new Route(surface, HandlerType.GET, path, right, null, handler);
  }

  /**
   * An act. On the pages it is one on a touchpoint, and the handler asks {@link Reader#requireAct};
   * others name their right.
   */
  static Route post(Surface surface, String path, Handler handler) {
    Right right = surface == Surface.PAGES ? Right.ACT : Right.ANYBODY;
    return new Route(surface, HandlerType.POST, path, right, null, handler);
  }

  /** The same for those with another right. */
  Route needs(Right other) {
    return new Route(surface, method, path, other, promised, handler);
  }

  /** The same with what programs may expect of it. */
  Route promises(Promised what) {
    return new Route(surface, method, path, right, what, handler);
  }
}
