package io.wellkept.app.demo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The network on which tea houses speak with those who drink their tea: a page on which the shop
 * posts, a customer comments and somebody answers, each at the press of a button, and the part of
 * Mastodon's language that tells the same to programs.
 */
final class SocialWall {
  static final String PATH = "/wall";

  private static final String API = PATH + "/api/v1/";
  private static final String US = "1";
  private static final String CUSTOMER = "2";
  private static final String NAME = "kettle";
  private static final int SHOWN = 6;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<String> POSTS =
      List.of(
          "The first flush is here. Come by and smell it.",
          "Behind the counter today: a kettle with a new spout.",
          "Which cup would you choose? The blue one leads by three.",
          "Rain outside, smoke tea inside.");

  private static final List<String> QUESTIONS =
      List.of(
          "Is the oolong back in stock?",
          "Do you deliver on Saturdays?",
          "How long does the autumn box keep?");

  private final URI shop;
  private final InstantSource clock;
  private final Duration every;
  private final Predicate<Fault> broken;
  private final Deque<Post> posts = new ArrayDeque<>();
  private int ids;

  /** The question of the switch; null while it stands as it should. */
  private @Nullable Question open;

  /** One post with the questions below it, the oldest first. */
  private record Post(String id, Instant at, String text, List<Question> questions) {}

  /** A question, and its answer as soon as there is one. */
  private static final class Question {
    final String id;
    final Instant at;
    final String text;
    @Nullable Instant answered;

    Question(String id, Instant at, String text) {
      this.id = id;
      this.at = at;
      this.text = text;
    }
  }

  /**
   * @param every how often the shop posts by itself, as long as somebody does
   */
  SocialWall(URI shop, InstantSource clock, Duration every, Predicate<Fault> broken) {
    this.shop = shop;
    this.clock = clock;
    this.every = every;
    this.broken = broken;
    post();
  }

  static boolean owns(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /**
   * @param query null if there is none
   */
  synchronized Answer answer(String method, String path, @Nullable String query) {
    goesOn();
    if (method.equals("POST")) {
      return pressed(path);
    }
    return path.startsWith(API) ? api(path.substring(API.length()), query) : page(path);
  }

  /** What happened since somebody looked last. */
  private void goesOn() {
    Instant due = posts.getFirst().at.plus(every);
    if (!broken.test(Fault.SOCIAL_FALLS_SILENT) && !clock.instant().isBefore(due)) {
      post();
    }
    Question asked = open;
    if (broken.test(Fault.COMMENT_UNANSWERED)) {
      open = asked == null ? ask(posts.getFirst()) : asked;
    } else if (asked != null) {
      reply(asked);
      open = null;
    }
  }

  private void post() {
    String text = POSTS.get(ids % POSTS.size());
    posts.addFirst(new Post(nextId(), clock.instant(), text, new ArrayList<>()));
    // a post below which somebody waits stays
    if (posts.size() > SHOWN
        && posts.getLast().questions.stream().allMatch(each -> each.answered != null)) {
      posts.removeLast();
    }
  }

  private Question ask(Post post) {
    String text = QUESTIONS.get(ids % QUESTIONS.size());
    Question question = new Question(nextId(), clock.instant(), text);
    post.questions.add(question);
    return question;
  }

  private void reply(Question question) {
    if (question.answered == null) {
      question.answered = clock.instant();
    }
  }

  private String nextId() {
    ids++;
    return String.valueOf(100 + ids);
  }

  private Answer pressed(String path) {
    String[] parts = path.split("/", -1);
    String what = parts.length > 2 ? parts[2] : "";
    String id = parts.length > 3 ? parts[3] : "";
    switch (what) {
      case "post" -> post();
      case "ask" -> find(id).ifPresent(this::ask);
      case "answer" -> question(id).ifPresent(this::reply);
      default -> {
        return Answer.html(404, "There is no such button.");
      }
    }
    return Answer.seeOther(PATH);
  }

  private Optional<Post> find(String id) {
    return posts.stream().filter(post -> post.id.equals(id)).findFirst();
  }

  private Optional<Question> question(String id) {
    return posts.stream()
        .flatMap(post -> post.questions.stream())
        .filter(question -> question.id.equals(id))
        .findFirst();
  }

  private Answer page(String path) {
    if (!path.equals(PATH)) {
      return Answer.html(404, "Nobody has said anything here.");
    }
    StringBuilder rows = new StringBuilder();
    for (Post post : posts) {
      rows.append("<article><p><strong>Kettle &amp; Cup:</strong> ")
          .append(Pages.escaped(post.text))
          .append("</p>\n");
      for (Question question : post.questions) {
        rows.append("<p>A customer: ").append(Pages.escaped(question.text)).append("</p>\n");
        rows.append(
            question.answered == null
                ? button("answer/" + question.id, "Answer")
                : "<p><strong>Kettle &amp; Cup:</strong> Yes, gladly!</p>\n");
      }
      rows.append(button("ask/" + post.id, "Ask something as a customer")).append("</article>\n");
    }
    return Answer.html(
        200,
        Pages.resource("wall.html")
            .replace("{{post}}", button("post", "Post something"))
            .replace("{{posts}}", rows));
  }

  private static String button(String action, String label) {
    return "<form method=\"post\" action=\"%s/%s\"><button>%s</button></form>\n"
        .formatted(PATH, action, label);
  }

  /** As Mastodon answers. */
  private Answer api(String path, @Nullable String query) {
    if (path.equals("accounts/lookup")) {
      return Objects.equals(query, "acct=" + NAME) ? json(account(US)) : notFound();
    }
    if (path.equals("accounts/" + US + "/statuses")) {
      return json(posts.stream().map(this::status).toList());
    }
    String[] parts = path.split("/", -1);
    Optional<Post> post = parts.length > 1 ? find(parts[1]) : Optional.empty();
    if (!parts[0].equals("statuses") || post.isEmpty()) {
      return notFound();
    }
    return switch (path.substring(path.indexOf(parts[1]) + parts[1].length())) {
      case "" -> json(status(post.get()));
      case "/context" -> json(Map.of("ancestors", List.of(), "descendants", below(post.get())));
      default -> notFound();
    };
  }

  private static Answer notFound() {
    return new Answer(
        404,
        Map.of("Content-Type", "application/json"),
        "{\"error\": \"Record not found\"}",
        Duration.ZERO);
  }

  private static Answer json(Object value) {
    return Answer.text("application/json", JSON.writeValueAsString(value));
  }

  private static Map<String, Object> account(String id) {
    return Map.of(
        "id",
        id,
        "acct",
        id.equals(US) ? NAME : "someone",
        "followers_count",
        212,
        "locked",
        false);
  }

  private Map<String, Object> status(Post post) {
    return word(post.id, "", US, post.at, post.text, post.questions.size());
  }

  private List<Map<String, Object>> below(Post post) {
    List<Map<String, Object>> words = new ArrayList<>();
    for (Question question : post.questions) {
      Instant answered = question.answered;
      int answers = answered == null ? 0 : 1;
      words.add(word(question.id, post.id, CUSTOMER, question.at, question.text, answers));
      if (answered != null) {
        words.add(word(question.id + "1", question.id, US, answered, "Yes, gladly!", 0));
      }
    }
    return words;
  }

  private Map<String, Object> word(
      String id, String parent, String author, Instant at, String text, int replies) {
    return Map.of(
        "id",
        id,
        "in_reply_to_id",
        parent,
        "account",
        account(author),
        "created_at",
        at.toString(),
        "content",
        "<p>" + Pages.escaped(text) + "</p>",
        "visibility",
        "public",
        "replies_count",
        replies,
        "url",
        shop + PATH);
  }
}
