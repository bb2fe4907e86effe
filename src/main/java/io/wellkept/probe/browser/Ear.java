package io.wellkept.probe.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.browser.BrowserWalker.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Hears what happens around a visitor's page: answers, failures, and what scripts complain of. */
final class Ear {
  private static final int MOST_TROUBLES = 3;
  private static final int MOST_PAGES = 4;
  private static final int LONGEST = 300;
  private static final Set<String> MATTER = Set.of("script", "xhr", "fetch", "stylesheet");

  private final List<Trouble> troubles = new ArrayList<>();
  private Page page;
  private @Nullable Response answer;
  private @Nullable Request failed;
  private int asked;
  private int moved;

  Ear(BrowserContext visitor, Page first) {
    this.page = first;
    visitor.onPage(this::opened);
    visitor.onRequest(this::asks);
    visitor.onResponse(this::answered);
    visitor.onRequestFailed(this::failed);
    visitor.onWebError(
        error -> trouble("script", String.valueOf(error.error()).lines().findFirst().orElse("")));
    first.onFrameNavigated(frame -> moved += frame.equals(page.mainFrame()) ? 1 : 0);
    // pages that ask again and again whether we are sure are answered: no
    first.onDialog(dialog -> dialog.dismiss());
  }

  /** The page that the visitor is at: the one that opened last. */
  Page page() {
    return page;
  }

  /** The page's last answer; null before the first. */
  @Nullable Response answer() {
    return answer;
  }

  /** The page that did not come, since the last look at this; null if there is none. */
  @Nullable Request failed() {
    return failed;
  }

  /** Where the visitor is, where its page came from, and where none came from. */
  Stream<String> reached() {
    Response last = answer;
    Request none = failed;
    List<String> reached = new ArrayList<>(List.of(page.url()));
    if (last != null) {
      reached.add(last.url());
    }
    if (none != null) {
      reached.add(none.url());
    }
    return reached.stream();
  }

  /** Grows with every page that is asked for. */
  int asked() {
    return asked;
  }

  /** Grows with every change of the address, also where a script made it. */
  int moved() {
    return moved;
  }

  /** Forgets the last answer, before another page is opened. */
  void anew() {
    answer = null;
    failed = null;
  }

  List<Trouble> troubles() {
    return List.copyOf(troubles);
  }

  Headers headers() {
    Headers.Builder headers = new Headers.Builder();
    Response last = answer;
    if (last != null) {
      last.headers()
          .forEach((name, value) -> {
            for (String line : value.split("\n")) {
              headers.addUnsafeNonAscii(name, line);
            }
          });
    }
    return headers.build();
  }

  private void opened(Page another) {
    if (page.context().pages().size() > MOST_PAGES) {
      another.close();
      return;
    }
    page = another;
    asked++;
    moved++;
    another.onFrameNavigated(frame -> moved += frame.equals(page.mainFrame()) ? 1 : 0);
    another.onDialog(dialog -> dialog.dismiss());
  }

  private boolean isPage(Request request) {
    return request.isNavigationRequest() && request.frame().equals(page.mainFrame());
  }

  private void asks(Request request) {
    if (isPage(request)) {
      asked++;
    }
  }

  private void answered(Response response) {
    Request request = response.request();
    if (isPage(request)) {
      answer = response;
      failed = null;
    } else if (response.status() >= 400 && MATTER.contains(request.resourceType())) {
      trouble("not loaded", response.status() + " " + ShownAddress.of(request.url()));
    }
  }

  private void failed(Request request) {
    String why = String.valueOf(request.failure());
    if (isPage(request)) {
      failed = request;
    } else if (MATTER.contains(request.resourceType()) && !why.contains("ERR_ABORTED")) {
      trouble("not loaded", ShownAddress.of(request.url()) + ", " + why);
    }
  }

  private void trouble(String what, String words) {
    String text = words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    Trouble trouble = new Trouble(what, text);
    if (troubles.size() < MOST_TROUBLES && !text.isEmpty() && !troubles.contains(trouble)) {
      troubles.add(trouble);
    }
  }
}
