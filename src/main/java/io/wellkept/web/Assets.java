package io.wellkept.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The few files that never change while we run. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of("wellkept.css", "text/css;charset=utf-8", "icon.svg", "image/svg+xml");

  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String HTMX_FACTS =
      "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  private Assets() {}

  /** On both surfaces with pages: they need not share a server. */
  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    TYPES.forEach((name, type) -> {
      byte[] content = read("/web/" + name);
      for (Surface surface : List.of(Surface.PUBLIC, Surface.PAGES)) {
        routes.add(open(surface, path(surface) + name, ctx -> send(ctx, type, content)));
      }
    });
    routes.add(script("htmx.min.js", read(htmx())));
    routes.add(script("wellkept.js", read("/web/wellkept.js")));
    return routes;
  }

  /** Pages that a link opens run none. */
  private static Route script(String name, byte[] content) {
    return open(Surface.PAGES, path(Surface.PAGES) + name, ctx -> send(ctx, SCRIPT, content));
  }

  /** A webjar has its version in its paths. */
  private static String htmx() {
    Properties facts = new Properties();
    try {
      facts.load(new ByteArrayInputStream(read(HTMX_FACTS)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "/META-INF/resources/webjars/htmx.org/"
        + facts.getProperty("version")
        + "/dist/htmx.min.js";
  }

  /** Whoever signs in sees them before. */
  private static Route open(Surface surface, String path, Handler handler) {
    return Route.get(surface, path, handler).needs(Right.ANYBODY);
  }

  /** Two addresses, because a shared server must not answer one address for two surfaces. */
  static String path(Surface surface) {
    return surface == Surface.PUBLIC ? "/i/-/" : "/static/";
  }

  private static void send(Context ctx, String type, byte[] content) {
    ctx.header("Cache-Control", "public, max-age=300").contentType(type).result(content);
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
