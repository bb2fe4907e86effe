package io.wellkept.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import io.wellkept.plan.Daemon.Listen;
import io.wellkept.plan.Daemon.Web;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import tools.jackson.databind.JsonNode;

/** Serves the three surfaces; those with equal addresses share one server. */
public final class WebServer implements AutoCloseable {
  /** The longest body that anybody may send, in bytes; beats have their own rule. */
  static final int LONGEST_BODY = 64 * 1024;

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Map<Surface, Listen> addresses;
  private final Map<Surface, Javalin> servers = new EnumMap<>(Surface.class);

  private WebServer(Map<Surface, Listen> addresses) {
    this.addresses = addresses;
  }

  /**
   * Starts to serve.
   *
   * @throws CannotListenException if an address is taken or not ours, or the pages would be served
   *     to more than this machine and nobody signs in
   */
  public static WebServer start(Web web, WebContext context) {
    if (!web.pages().loopback() && web.signIn() == null) {
      throw new CannotListenException(
          "web.pages listens on "
              + web.pages().host()
              + ": without web.sign-in pages and API may listen on 127.0.0.1 only",
          null);
    }
    Map<Surface, Listen> addresses = new EnumMap<>(Surface.class);
    addresses.put(Surface.PUBLIC, web.publicSurface());
    addresses.put(Surface.OPERATIONS, web.operations());
    addresses.put(Surface.PAGES, web.pages());
    WebServer server = new WebServer(addresses);
    try {
      server.startAll(web, context);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The port that a surface really listens on. */
  public int port(Surface surface) {
    Javalin server = servers.get(surface);
    if (server == null) {
      throw new IllegalStateException(surface + " is not served");
    }
    return server.port();
  }

  /** Where a surface can be reached from this machine. */
  public URI address(Surface surface) {
    Listen listen = addresses.get(surface);
    if (listen == null) {
      throw new IllegalStateException(surface + " has no address");
    }
    String host = listen.host();
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    String bracketed = reachable.contains(":") ? "[" + reachable + "]" : reachable;
    return URI.create("http://" + bracketed + ":" + port(surface));
  }

  /** Lets what is under way finish for a few seconds, then closes the ports. */
  @Override
  public void close() {
    Set<Javalin> each = Set.copyOf(servers.values());
    each.forEach(Javalin::stop);
    servers.clear();
  }

  private void startAll(Web web, WebContext context) {
    Map<Listen, EnumSet<Surface>> shared = new LinkedHashMap<>();
    addresses.forEach((surface, listen) ->
        shared.computeIfAbsent(listen, l -> EnumSet.noneOf(Surface.class)).add(surface));
    Entrance entrance = new Entrance(context.plan(), web);
    List<Route> routes = routes(context, entrance);
    Audit audit = new Audit(context);
    shared.forEach((listen, surfaces) -> {
      Guard guard = new Guard(web, surfaces.contains(Surface.PUBLIC), context, entrance);
      List<Route> served =
          routes.stream().filter(route -> surfaces.contains(route.surface())).toList();
      Javalin server = Javalin.create(config -> set(config, listen, served, guard, audit));
      surfaces.forEach(surface -> servers.put(surface, server));
      listen(server, listen);
    });
  }

  private static void listen(Javalin server, Listen listen) {
    try {
      server.start();
    } catch (JavalinBindException e) {
      throw new CannotListenException(
          "cannot listen on "
              + listen.host()
              + ":"
              + listen.port()
              + ": another program has the port, or the address is not this machine's;"
              + " choose another under web in config/daemon.yaml",
          e);
    }
  }

  /** Every address that is answered, on any surface. */
  static List<Route> routes(WebContext context) {
    return routes(context, new Entrance(context.plan(), context.plan().get().daemon().web()));
  }

  private static List<Route> routes(WebContext context, Entrance entrance) {
    Templates templates = new Templates(context);
    Acting acting = new Acting(context);
    List<Route> all = new ArrayList<>();
    all.addAll(new Links(context, templates, acting).routes());
    all.addAll(new OwnPages(context, templates).routes());
    all.addAll(new Beats(context).routes());
    all.addAll(new Passages(context).routes());
    all.addAll(new SlackTaps(context, acting).routes());
    all.addAll(new Operations(context).routes());
    all.addAll(new MapPages(context, templates).routes());
    all.addAll(new MapApi(context).routes());
    all.addAll(new InventoryPages(context, templates).routes());
    all.addAll(new ListPages(context, templates).routes());
    all.addAll(new TouchpointPages(context, templates).routes());
    all.addAll(new IncidentPages(context, templates, acting).routes());
    all.addAll(new IncidentLists(context, templates).routes());
    Attesting attesting = new Attesting(context);
    all.addAll(new AttestPages(context, templates, attesting).routes());
    all.addAll(new AttestApi(context, attesting).routes());
    all.addAll(new ReportPages(context, templates).routes());
    all.addAll(new KeptFiles(context).routes());
    all.addAll(new Api(context, acting).routes());
    all.addAll(new InitiativePages(context, templates).routes());
    all.addAll(new InitiativesApi(context).routes());
    all.addAll(new OwnersPages(context, templates).routes());
    all.addAll(new MePages(context, templates).routes());
    all.addAll(new MaintenancePages(context, templates).routes());
    all.addAll(new MaintenanceApi(context).routes());
    all.addAll(new DigestPages(context, templates).routes());
    all.addAll(Assets.routes());
    all.addAll(SignInPages.all(context, templates, entrance));
    JsonNode openApi = OpenApi.of(all);
    all.add(Route.get(Surface.PAGES, OpenApi.PATH, ctx -> Json.answer(ctx, 200, openApi)));
    return all;
  }

  private static void set(
      JavalinConfig config, Listen listen, List<Route> routes, Guard guard, Audit audit) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = LONGEST_BODY;
    config.http.prefer405over404 = true;
    // what is read at all is read in memory: nothing is left on the disk
    config.jetty.multipartConfig.maxFileSize(Upload.LARGEST, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxInMemoryFileSize(Upload.LARGEST, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxTotalRequestSize(Upload.LARGEST, SizeUnit.BYTES);
    config.jetty.modifyHttpConfiguration(WebServer::sayLittle);
    config.jetty.modifyServer(server -> server.setStopTimeout(STOP_WITHIN.toMillis()));
    config.jetty.modifyServer(server -> server.setErrorHandler(new BareErrors()));
    config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new BareErrors()));
    config.jetty.addConnector((server, http) -> connector(server, http, listen));
    config.routes.before(guard::headers);
    Failures.handle(config);
    for (Route route : routes) {
      add(config, route, guard, audit);
    }
  }

  private static void add(JavalinConfig config, Route route, Guard guard, Audit audit) {
    Handler guarded =
        ctx -> {
          if (guard.admit(route, ctx)) {
            route.handler().handle(ctx);
            audit.acted(route, ctx);
          }
        };
    config.routes.addHttpHandler(route.method(), route.path(), guarded);
    if (route.method() == HandlerType.GET) {
      config.routes.addHttpHandler(HandlerType.HEAD, route.path(), guarded);
    }
  }

  private static void sayLittle(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
  }

  private static Connector connector(Server server, HttpConfiguration http, Listen listen) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(listen.host());
    connector.setPort(listen.port());
    connector.setIdleTimeout(IDLE.toMillis());
    return connector;
  }
}
