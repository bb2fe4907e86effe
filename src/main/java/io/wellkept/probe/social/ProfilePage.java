package io.wellkept.probe.social;

import io.wellkept.probe.Answer;
import io.wellkept.probe.Ask;
import io.wellkept.probe.BotProtection;
import io.wellkept.probe.Http;
import io.wellkept.probe.Landing;
import io.wellkept.probe.PageUnreachable;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.Wording;
import io.wellkept.probe.access.TimeLeft;
import io.wellkept.probe.social.Profile.Away;
import io.wellkept.probe.social.Profile.Here;
import io.wellkept.probe.social.Profile.Sort;
import io.wellkept.probe.social.Profile.Unseen;
import io.wellkept.touchpoint.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * A profile as a stranger sees it. Networks that show programs something else than people are never
 * believed that it is gone: what they refuse is not known.
 */
final class ProfilePage implements SocialSource {
  /** They answer programs with 4xx, 999 or a page for logging in, whatever is there. */
  private static final Set<String> WARY =
      Set.of(
          "facebook.com",
          "fb.com",
          "instagram.com",
          "threads.net",
          "threads.com",
          "linkedin.com",
          "x.com",
          "twitter.com",
          "tiktok.com",
          "pinterest.com",
          "reddit.com",
          "snapchat.com",
          "xing.com");

  private static final Pattern LOGIN =
      Pattern.compile(
          "/(?:accounts/)?(?:log-?in|sign-?in|sign-?up|authwall|checkpoint|uas|consent)\\b.*|"
              + "/i/flow/.*",
          Pattern.CASE_INSENSITIVE);

  /** What stands where a profile was, or where one must log in to see it. */
  private static final List<String> NOT_SHOWN =
      List.of(
          "this page isn't available",
          "this content isn't available",
          "page not found",
          "profile not found",
          "user not found",
          "account doesn't exist",
          "couldn't find this account",
          "account suspended");

  private static final int BEGINNING = 200_000;
  private static final int GONE = 410;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  private final URI address;
  private final HttpUrl url;
  private final Http http;

  ProfilePage(ProfileSettings settings, Http http) {
    this.url = HttpUrl.get(settings.url());
    this.address = url.uri();
    this.http = http;
  }

  @Override
  public Profile look(Wanted wanted, TimeLeft time, boolean fresh) throws InterruptedException {
    Duration timeout = time.left();
    return switch (http.ask(Ask.of(address, timeout).fresh(fresh))) {
      case Answer.Barred barred -> new Unseen(barred.fault());
      case Answer.NoAnswer none when none.cause() instanceof Answer.Cause.NoSuchHost gone ->
          Away.of(Sort.GONE, "there is no host " + gone.host(), url.host());
      case Answer.NoAnswer none ->
          fails(PageUnreachable.finding(address, none.cause(), timeout, http.now()).headline());
      case Answer.Got got -> read(got);
      case Answer.Unchanged same -> throw new IllegalStateException("not asked: " + same);
    };
  }

  private Profile read(Answer.Got got) {
    String protection = BotProtection.markOf(got.status(), got.headers(), got.body()).orElse(null);
    if (protection != null) {
      return blocked(protection);
    }
    if (got.status() == TOO_MANY_REQUESTS) {
      return new Unseen(new Fault.Throttled(url.host() + " answered 429"));
    }
    boolean absent = got.status() == NOT_FOUND || got.status() == GONE;
    if (absent && !wary()) {
      return Away.of(Sort.GONE, "answered " + got.status(), url.host());
    }
    if (got.status() < 200 || got.status() > 299) {
      return got.status() < 500 || got.status() > 599
          ? blocked("answered " + got.status())
          : fails("answered " + got.status());
    }
    return landed(HttpUrl.get(got.way().address()), got);
  }

  private Profile landed(HttpUrl end, Answer.Got got) {
    if (LOGIN.matcher(end.encodedPath()).matches()) {
      return blocked("it sends us to where people log in");
    }
    if (!Landing.samePage(address, end.uri()) && !handle(end).contains(handle(url))) {
      return end.encodedPath().equals("/")
          ? blocked("it sends us to its front page")
          : Away.of(Sort.MOVED, "now " + ShownAddress.of(end.uri()), url.host());
    }
    String text = got.body().text();
    String words =
        Wording.plain(text.substring(0, Math.min(text.length(), BEGINNING)))
            .toLowerCase(Locale.ROOT);
    return NOT_SHOWN.stream()
        .filter(words::contains)
        .findFirst()
        .<Profile>map(said -> blocked("it says: " + said))
        .orElse(new Here(false, null, null, null));
  }

  /** The path, so that other hosts, languages and letters' cases make no other profile. */
  private static String handle(HttpUrl of) {
    String path = of.encodedPath().toLowerCase(Locale.ROOT).replace("@", "");
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private boolean wary() {
    String host = url.host();
    return WARY.stream().anyMatch(one -> host.equals(one) || host.endsWith("." + one));
  }

  private static Profile blocked(String mark) {
    return new Unseen(new Fault.Blocked(mark));
  }

  private Profile fails(String detail) {
    return new Unseen(new Fault.ServiceFails(url.host(), detail));
  }
}
