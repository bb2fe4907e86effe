package io.wellkept.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kettle &amp; Cup, a small tea shop that the demo keeps well: a real web site on loopback, with a
 * page of switches at {@code /control} that break and repair it.
 */
public final class Shop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Shop.class);

  /** Where those who answer customers see what was asked. */
  private static final String QUESTIONS = "/office/questions.json";

  /** More than anybody writes into a form. */
  private static final int LARGEST_BODY = 100_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Fault> broken = ConcurrentHashMap.newKeySet();
  private final Watcher watcher;
  private final URI address;
  private final Pages pages;
  private final Promotion promotion;
  private final Registry registry;
  private final Checkout checkout;
  private final Leads leads;
  private final ReviewBoard board;
  private final ChatDesk chat;
  private final SocialWall wall;
  private volatile @Nullable StockExport export;
  private volatile @Nullable URI wellkept;

  /** Hears of every switch that was turned, by whomever; not of one that stood so already. */
  public interface Watcher {
    void turned(Fault fault, boolean broken);
  }

  private Shop(HttpServer server, InstantSource clock, Duration notesEvery, Watcher watcher)
      throws IOException {
    this.server = server;
    this.registry = Registry.open(clock, this::isBroken);
    this.checkout = Checkout.open(() -> !isBroken(Fault.CERTIFICATE_RUNS_OUT));
    this.watcher = watcher;
    InetSocketAddress bound = server.getAddress();
    this.address = URI.create("http://" + bound.getHostString() + ":" + bound.getPort());
    this.leads = new Leads(clock);
    this.board = new ReviewBoard(clock);
    this.chat = new ChatDesk(clock);
    this.wall = new SocialWall(address, clock, notesEvery, this::isBroken);
    this.pages = new Pages(address, clock, new Journal(clock, notesEvery));
    this.promotion = new Promotion(address);
  }

  /**
   * Opens the shop on loopback, on any free port.
   *
   * @param notesEvery how often somebody writes a note for the blog
   * @param watcher hears of every switch that is turned
   * @throws IOException if nothing can listen there
   */
  public static Shop start(InstantSource clock, Duration notesEvery, Watcher watcher)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    Shop shop = new Shop(server, clock, notesEvery, watcher);
    server.setExecutor(shop.threads);
    server.createContext("/", shop::serve);
    server.start();
    log.info("The demo shop is open. address={}", shop.address);
    return shop;
  }

  /** Where the shop is, without a slash at the end. */
  public URI address() {
    return address;
  }

  /** The variables with which the shipped monitors name the shop's addresses. */
  public Map<String, String> variables() {
    return Map.of(
        "SHOP_URL", address.toString(),
        "SHOP_CHECKOUT", checkout.address().toString(),
        "SHOP_NAMES", registry.nameServer());
  }

  /** Where its switches are. */
  public URI control() {
    return URI.create(address + ControlPage.PATH);
  }

  public void breakIt(Fault fault) {
    if (broken.add(fault)) {
      if (fault == Fault.REVIEW_UNANSWERED) {
        board.complain();
      }
      watcher.turned(fault, true);
    }
  }

  public void repair(Fault fault) {
    if (broken.remove(fault)) {
      if (fault == Fault.REVIEW_UNANSWERED) {
        board.answer();
      }
      watcher.turned(fault, false);
    }
  }

  public boolean isBroken(Fault fault) {
    return broken.contains(fault);
  }

  /**
   * Lets the stock export run from now on, the first time at once.
   *
   * @param every the time between two exports
   * @param beat the address to call after each, so that Wellkept knows of it
   * @throws IllegalStateException if it runs already
   */
  public synchronized void exportStock(Duration every, Supplier<URI> beat) {
    if (export != null) {
      throw new IllegalStateException("the stock export runs already");
    }
    export = new StockExport(every, beat, () -> !isBroken(Fault.STOCK_EXPORT_STOPS));
  }

  /** Lets the page of switches link to Wellkept's own pages. */
  public void wellkeptAt(URI pagesOfWellkept) {
    wellkept = pagesOfWellkept;
  }

  /** Closes at once: requests that are being answered are cut off. */
  @Override
  public synchronized void close() {
    if (export != null) {
      export.close();
    }
    server.stop(0);
    checkout.close();
    registry.close();
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = body(exchange);
      URI asked = exchange.getRequestURI();
      if (asked.getPath().equals(Promotion.POSTER) && !isBroken(Fault.SITE_BLOCKS_ROBOTS)) {
        exchange.getResponseHeaders().set("Content-Type", "image/png");
        send(exchange, 200, promotion.poster());
        return;
      }
      Answer answer = answer(exchange.getRequestMethod(), asked);
      keep(exchange, body);
      Thread.sleep(answer.after());
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      send(exchange, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(String method, URI asked) {
    String path = asked.getPath();
    if (ControlPage.owns(path)) {
      return control(method, path);
    }
    if (Registry.owns(path)) {
      return registry.answer(path);
    }
    if (SocialWall.owns(path)) {
      return wall.answer(method, path, asked.getQuery());
    }
    if (path.equals(Orders.PATH) && method.equals("GET")) {
      return Orders.answer(isBroken(Fault.ORDERS_DRY_UP));
    }
    if (path.equals(QUESTIONS) && method.equals("GET")) {
      return Answer.text("application/json", leads.json());
    }
    if (ReviewBoard.owns(path)) {
      return board(method, path);
    }
    Set<Fault> now = Set.copyOf(broken);
    Optional<Answer> chatting = chat.answer(method, path, now);
    if (chatting.isPresent()) {
      return chatting.get();
    }
    Answer page = pages.answer(method, path, now);
    return now.contains(Fault.SITE_BLOCKS_ROBOTS)
        ? page
        : promotion.redirect(path, asked.getRawQuery(), now).orElse(page);
  }

  /**
   * Its buttons are the switches of the control page: who writes there waits until it is answered.
   */
  private Answer board(String method, String path) {
    if (!method.equals("POST")) {
      return switch (path) {
        case ReviewBoard.PATH -> Answer.html(200, board.page());
        case ReviewBoard.JSON_PATH -> Answer.text("application/json", board.json());
        default -> Answer.html(404, "There is no such page.");
      };
    }
    switch (path) {
      case ReviewBoard.WRITE -> breakIt(Fault.REVIEW_UNANSWERED);
      case ReviewBoard.ANSWER -> repair(Fault.REVIEW_UNANSWERED);
      default -> {
        return Answer.html(404, "There is no such button.");
      }
    }
    return Answer.seeOther(ReviewBoard.PATH);
  }

  private static String body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY);
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What was sent with the contact form is kept only when the visitor is thanked for it. */
  private void keep(HttpExchange exchange, String body) {
    boolean sent = exchange.getRequestMethod().equals("POST");
    if (sent
        && exchange.getRequestURI().getPath().equals("/contact")
        && !isBroken(Fault.LEADS_ARE_LOST)
        && Pages.takesQuestions(Set.copyOf(broken))) {
      leads.take(body);
    }
  }

  /** What customers sent with the contact form. */
  public Leads leads() {
    return leads;
  }

  /** Where customers write and somebody answers. */
  public ChatDesk chat() {
    return chat;
  }

  private Answer control(String method, String path) {
    if (path.equals(ControlPage.STYLE)) {
      return Answer.text("text/css", Pages.resource("shop.css"));
    }
    if (!method.equals("POST")) {
      return Answer.html(200, ControlPage.page(Set.copyOf(broken), lastExport(), wellkept));
    }
    Optional<ControlPage.Press> press = ControlPage.press(path);
    if (press.isEmpty()) {
      return Answer.html(404, "There is no such switch.");
    }
    turn(press.get());
    return Answer.seeOther(ControlPage.PATH);
  }

  private void turn(ControlPage.Press press) {
    if (press.breaks()) {
      breakIt(press.fault());
    } else {
      repair(press.fault());
    }
  }

  private String lastExport() {
    StockExport running = export;
    return running == null ? "has not been started" : running.last();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean bare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(status, bare ? -1 : body.length);
    if (!bare) {
      exchange.getResponseBody().write(body);
    }
  }
}
