package io.wellkept.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The few files that never change while we run. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of("wellkept.css", "text/css;charset=utf-8", "icon.svg", "image/svg+xml");

  private Assets() {}

  /** On both surfaces with pages: they need not share a server. */
  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    TYPES.forEach((name, type) -> {
      byte[] content = read(name);
      for (Surface surface : List.of(Surface.PUBLIC, Surface.PAGES)) {
        routes.add(Route.get(surface, path(surface) + name, ctx -> send(ctx, type, content)));
      }
    });
    return routes;
  }

  /** Two addresses, because a shared server must not answer one address for two surfaces. */
  static String path(Surface surface) {
    return surface == Surface.PUBLIC ? "/i/-/" : "/static/";
  }

  private static void send(Context ctx, String type, byte[] content) {
    ctx.header("Cache-Control", "public, max-age=300").contentType(type).result(content);
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/web/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file web/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
