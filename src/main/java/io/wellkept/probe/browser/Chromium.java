package io.wellkept.probe.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Proxy;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.wellkept.probe.Gate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One Chromium and what leads it. Playwright's objects belong to one thread: all of this but {@link
 * #kill} is for the thread that started it.
 */
final class Chromium implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);

  /** One at a time, so that each knows its own driver among the processes that we have begun. */
  private static final Object STARTING = new Object();

  private static final String DRIVER_COMMAND = "run-driver";

  /** What of our own surroundings a browser needs; the rest may hold secrets. */
  private static final Set<String> SURROUNDINGS =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR", "TZ");

  /** Beside those that Playwright gives: nothing is asked, fetched or told on its own account. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // everything goes through the proxy, or nowhere
          "--disable-quic",
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
          // in megabytes: a page that wants more is stopped, and not the machine
          "--js-flags=--max-old-space-size=512");

  private final Playwright playwright;
  private final ProcessHandle driver;
  private final @Nullable GuardedProxy proxy;
  private @Nullable Browser browser;
  private String userAgent = "";
  private int visits;

  private Chromium(Playwright playwright, ProcessHandle driver, @Nullable GuardedProxy proxy) {
    this.playwright = playwright;
    this.driver = driver;
    this.proxy = proxy;
  }

  /**
   * Starts one, or connects to one.
   *
   * @throws PlaywrightException if that does not work
   * @throws NoNodeException if there is nothing to run Playwright's driver with
   */
  static Chromium start(Browsers.Setup setup) {
    GuardedProxy proxy = setup.executable() == null ? null : new GuardedProxy();
    Chromium started = null;
    try {
      started = lead(proxy);
      Browser browser = started.open(setup);
      started.browser = browser;
      started.userAgent = introduced(browser, setup.userAgent());
      return started;
    } catch (RuntimeException e) {
      if (started != null) {
        started.close();
      } else if (proxy != null) {
        proxy.close();
      }
      throw e;
    }
  }

  private static Chromium lead(@Nullable GuardedProxy proxy) {
    Map<String, String> environment =
        new HashMap<>(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    Node.path(System.getenv()).ifPresent(path -> environment.put(Node.VARIABLE, path.toString()));
    synchronized (STARTING) {
      Set<Long> before =
          ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
      Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
      ProcessHandle driver =
          ProcessHandle.current()
              .children()
              .filter(child -> !before.contains(child.pid()) && isDriver(child))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("Playwright has no driver"));
      return new Chromium(playwright, driver, proxy);
    }
  }

  private static boolean isDriver(ProcessHandle child) {
    return child.info().arguments().stream().flatMap(Stream::of).anyMatch(DRIVER_COMMAND::equals);
  }

  private Browser open(Browsers.Setup setup) {
    URI endpoint = setup.endpoint();
    if (endpoint != null) {
      return endpoint.getScheme().startsWith("ws")
          ? playwright
              .chromium()
              .connect(
                  endpoint.toString(),
                  new BrowserType.ConnectOptions().setTimeout(STARTS_WITHIN.toMillis()))
          : playwright
              .chromium()
              .connectOverCDP(
                  endpoint.toString(),
                  new BrowserType.ConnectOverCDPOptions().setTimeout(STARTS_WITHIN.toMillis()));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(SURROUNDINGS);
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(setup.executable())
            .setHeadless(true)
            .setChromiumSandbox(setup.sandbox())
            .setArgs(ARGUMENTS)
            .setEnv(environment)
            .setTimeout(STARTS_WITHIN.toMillis());
    if (proxy != null) {
      options.setProxy(new Proxy(proxy.address()).setBypass("<-loopback>"));
    }
    return playwright.chromium().launch(options);
  }

  /** What the browser calls itself, and then what we do. */
  private static String introduced(Browser browser, String ours) {
    try (BrowserContext context = browser.newContext()) {
      Object own = context.newPage().evaluate("navigator.userAgent");
      return own + " " + ours.replaceFirst("^Mozilla/5\\.0 ", "");
    }
  }

  /**
   * A visitor whom nobody has seen before, with no cookies and nothing stored.
   *
   * @param gate the only way out; null for none
   */
  Page visitor(@Nullable Gate gate) {
    Browser running = browser;
    if (running == null) {
      throw new IllegalStateException("no browser was started");
    }
    visits++;
    if (proxy != null) {
      proxy.anew(gate);
    }
    BrowserContext context =
        running.newContext(
            new Browser.NewContextOptions()
                .setUserAgent(userAgent)
                .setAcceptDownloads(false)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setTimezoneId("UTC")
                .setViewportSize(1280, 800));
    return context.newPage();
  }

  /** Nobody gets out until the next visitor comes. */
  void lock() {
    if (proxy != null) {
      proxy.anew(null);
    }
  }

  /** How many were here. */
  int visits() {
    return visits;
  }

  boolean isConnected() {
    Browser running = browser;
    return running != null && running.isConnected() && driver.isAlive();
  }

  /** What stands between it and the world; null where the browser is elsewhere. */
  @Nullable GuardedProxy proxy() {
    return proxy;
  }

  /** The processes, of the driver and of the browser if it is on this machine. */
  List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(driver.descendants().toList());
    all.add(driver);
    return all;
  }

  /** Ends it whatever it is doing. For any thread. */
  void kill() {
    processes().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    kill();
    try {
      playwright.close();
    } catch (PlaywrightException e) {
      // its driver is gone, as it should be
    } finally {
      if (proxy != null) {
        proxy.close();
      }
    }
  }

  /** Where Node.js is, which Playwright's driver runs on. */
  static final class Node {
    static final String VARIABLE = "PLAYWRIGHT_NODEJS_PATH";

    private Node() {}

    /** The one that is named, or else the one on the path; empty where one was brought along. */
    static Optional<Path> path(Map<String, String> environment) {
      String named = environment.get(VARIABLE);
      if (named != null) {
        return Optional.of(Path.of(named));
      }
      if (broughtAlong()) {
        return Optional.empty();
      }
      return Optional.of(
          Stream.of(environment.getOrDefault("PATH", "").split(":"))
              .filter(folder -> !folder.isEmpty())
              .flatMap(folder -> Stream.of(Path.of(folder, "node"), Path.of(folder, "nodejs")))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow(NoNodeException::new));
    }

    /** Whether the library that has it for every system is there. */
    private static boolean broughtAlong() {
      return Playwright.class.getResource("/driver/linux/node") != null;
    }
  }

  /** There is nothing to run Playwright's driver with. */
  static final class NoNodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoNodeException() {
      super("there is no Node.js on this machine");
    }
  }
}
