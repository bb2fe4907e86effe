package io.wellkept.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.wellkept.incident.Window;
import io.wellkept.touchpoint.Doc;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.Names;
import io.wellkept.touchpoint.Spans;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shape of {@code config/daemon.yaml}. */
@Doc("How Wellkept itself is set up: where it listens, by what it tells people, how hard it looks.")
record DaemonFile(
    @Doc("Where the pages listen and how the world reaches them.") @Nullable WebPart web,
    @Doc("Where things are kept and for how long.") @Nullable StoragePart storage,
    @Doc(
            "The roads to people, by a name of your own. The kind is the name unless `kind` says"
                + " more.")
        @Nullable JsonNode notifiers,
    @Doc(
            value = "Hosts that are ours and may be looked at with `own-pace`.",
            example = "[shop.example.org, \"*.shop.example.org\"]")
        @Nullable List<String> ownHosts,
    @Doc("How hard one of our own hosts may be looked at.") @Nullable OwnPace ownPace,
    @Doc("How hard any other host may be looked at.") @Nullable ForeignPace foreignPace,
    @Doc(
            value =
                "Address ranges that looks may connect to although they are not public, such as an"
                    + " intranet.",
            example = "[10.0.0.0/8]")
        @Nullable List<String> allowAddresses,
    @Doc("What looks call themselves; without it, Wellkept and the public address.")
        @Expect(pattern = DaemonFile.USER_AGENT, words = DaemonFile.USER_AGENT_WORDS)
        @Nullable String userAgent,
    @Doc(value = "The team that hears about Wellkept's own troubles.", example = "ops")
        @Expect(pattern = Names.PATTERN, words = "the id of a team")
        String operators,
    @Doc("An address that is called after every full healthy cycle, so that silence is noticed.")
        @Nullable HeartbeatPart outsideHeartbeat,
    @Doc(
            value = "How long a new touchpoint is only observed: one list to its owner, no alerts.",
            standard = "1d")
        @Nullable Duration observe,
    @Doc("How we make sure that it is not our own eyes that fail.") @Nullable OwnEyesPart ownEyes,
    @Doc(
            "The browser for pages that only exist with JavaScript; without it, checks of kind"
                + " browser see nothing.")
        @Nullable BrowserPart browser,
    @Doc("What /metrics shows.") @Nullable MetricsPart metrics,
    @Doc(value = "The zone of people who have none of their own.", standard = "UTC")
        @Nullable ZoneId zone,
    @Doc("How owners are asked whether what they look after is still theirs.")
        @Nullable OwnershipPart ownership,
    @Doc(value = "The language of people who name none.", standard = "en")
        @Nullable Language language,
    @Doc(
            "Reports that are sent again and again, also when all is well. Without this, nobody gets"
                + " one.")
        @Nullable List<DigestPart> digests,
    @Doc("When something is worked on: nobody is told of what is wrong meanwhile.")
        @Nullable List<MaintenancePart> maintenance) {
  static final String USER_AGENT = "[\\x20-\\x7e]{1,200}";
  static final String USER_AGENT_WORDS = "up to 200 printable ASCII characters";

  record WebPart(
      @Doc(
              value =
                  "The address under which people reach the public pages; links in messages begin"
                      + " with it. Required as soon as a notifier can reach somebody.",
              example = "https://wellkept.example.org")
          @Nullable String publicUrl,
      @Doc(
              value = "Host and port for everything that has no line of its own.",
              standard = "127.0.0.1:8800")
          @Expect(pattern = WebPart.LISTEN, words = WebPart.LISTEN_WORDS)
          @Nullable String listen,
      @Doc(
              "Host and port of what is reached by token: incident pages, beats, Slack. Default:"
                  + " `listen`.")
          @Expect(pattern = WebPart.LISTEN, words = WebPart.LISTEN_WORDS)
          @JsonProperty("public")
          @Nullable String publicSurface,
      @Doc("Host and port of /metrics and /health. Default: `listen`.")
          @Expect(pattern = WebPart.LISTEN, words = WebPart.LISTEN_WORDS)
          @Nullable String operations,
      @Doc("Host and port of pages and API; without `sign-in`, loopback only. Default: `listen`.")
          @Expect(pattern = WebPart.LISTEN, words = WebPart.LISTEN_WORDS)
          @Nullable String pages,
      @Doc(
              "Whether anybody may report at /report/TOUCHPOINT what is wrong. Default: yes where"
                  + " `public-url` is written.")
          @Nullable Boolean reports,
      @Doc("How people sign in to the pages. Without it nobody does, on loopback only.")
          @Nullable SignInFile signIn) {
    static final String LISTEN = "(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9.-]+):[0-9]{1,5}";
    static final String LISTEN_WORDS = "host:port, such as 127.0.0.1:8800";
  }

  record StoragePart(
      @Doc(value = "Folder of the ledger, relative to the home folder.", standard = "data")
          @Nullable String data,
      @Doc(value = "How long the history of events is kept.", standard = "400d")
          @Nullable Duration keepEvents,
      @Doc(value = "How long the hourly figures are kept.", standard = "400d")
          @Nullable Duration keepHours,
      @Doc(value = "How long the bodies of heartbeats are kept.", standard = "7d")
          @Nullable Duration keepBeats,
      @Doc(value = "How long screenshots are kept.", standard = "30d") @Nullable Duration keepFiles,
      @Doc(value = "How long the words of customers are kept.", standard = "90d")
          @Nullable Duration keepQuotes) {}

  record OwnPace(
      @Doc(value = "Requests at the same time.", standard = "4")
          @Expect(atLeast = 1, atMost = 100, words = "a whole number from 1 to 100")
          @Nullable Integer atOnce,
      @Doc(value = "Requests in a second, on average.", standard = "10")
          @Expect(atLeast = 0.01, atMost = 10_000, words = "a number from 0.01 to 10000")
          @Nullable Double perSecond) {}

  record ForeignPace(
      @Doc(value = "Requests at the same time.", standard = "1")
          @Expect(atLeast = 1, atMost = 100, words = "a whole number from 1 to 100")
          @Nullable Integer atOnce,
      @Doc(value = "Requests in a second, on average.", standard = "1")
          @Expect(atLeast = 0.01, atMost = 10_000, words = "a number from 0.01 to 10000")
          @Nullable Double perSecond) {}

  record HeartbeatPart(
      @Doc(value = "The address to call; usually a secret.", example = "${env:HEARTBEAT_URL}")
          String url,
      @Doc(value = "How often it is called.", standard = "1m") @Nullable Duration every) {}

  record OwnEyesPart(
      @Doc(
              "What answers whenever our own network is open, best three of different keepers. If"
                  + " none of them answers, nothing that a look did not see counts against anybody.")
          @Nullable List<ReferencePart> references,
      @Doc("When so much turns bad at once that we doubt our own eyes first.")
          @Nullable StormPart storm) {}

  record ReferencePart(
      @Doc(
              value = "The address to ask; any status below 400 of that very host will do.",
              example = "https://www.example.org/")
          String url,
      @Doc("Text that the answer must contain, so that nobody else can answer in its place.")
          @Nullable String contains) {}

  record StormPart(
      @Doc(
              value =
                  "A storm is when so many of a hundred touchpoints that were looked at turned bad.",
              standard = "30")
          @Expect(atLeast = 1, atMost = 100, words = "a whole number from 1 to 100")
          @Nullable Integer share,
      @Doc(value = "And at least so many.", standard = "10")
          @Expect(atLeast = 2, atMost = 1_000_000, words = "a whole number from 2 to 1000000")
          @Nullable Integer atLeast,
      @Doc(value = "Within that time, or a part of it.", standard = "5m") @Nullable Duration within,
      @Doc(
              value =
                  "How long messages are held at most while everything is looked at again; a third"
                      + " of it for what is critical.",
              standard = "15m")
          @Nullable Duration hold) {}

  record BrowserPart(
      @Doc(
              value = "A Chromium or Chrome on this machine; we start it.",
              example = "/usr/bin/chromium")
          @Nullable String executable,
      @Doc(
              value =
                  "One that runs elsewhere: ws:// of a Playwright server, or http:// of a Chromium"
                      + " that may be debugged.",
              example = "ws://browser.example.org:3000/")
          @Nullable String endpoint,
      @Doc(value = "How many look at the same time, each in a browser of its own.", standard = "2")
          @Expect(atLeast = 1, atMost = 20, words = "a whole number from 1 to 20")
          @Nullable Integer atOnce,
      @Doc(
              "Whether pages are locked in by Chromium's sandbox. Default: yes, unless Wellkept"
                  + " runs as root, where Chromium has none.")
          @Nullable Boolean sandbox) {}

  record MetricsPart(
      @Doc(
              value = "Up to so many touchpoints each has its own series; beyond, only sums.",
              standard = "2000")
          @Expect(atLeast = 0, atMost = 1_000_000, words = "a whole number from 0 to 1000000")
          @Nullable Integer perTouchpointUpTo) {}

  record DigestPart(
      @Doc(value = "What it is called, once.", example = "week")
          @Expect(pattern = Names.PATTERN, words = "letters, digits and dashes")
          String name,
      @Doc(
              value =
                  "When it is written: weekly and about the seven days before, daily and about the"
                      + " day before, every so often and about the time since, or as a Quartz cron"
                      + " says.",
              example = "weekly mon 07:30")
          String when,
      @Doc(
              value = "How much time it is about where `when` is a cron: a day or a week.",
              standard = "week")
          @Expect(pattern = "day|week", words = "day or week")
          @Nullable String covers,
      @Doc("The zone of its days; without it, `zone` of this file.") @Nullable ZoneId zone,
      @Doc(
              value =
                  "Whose touchpoints it is about: company, those of a team's members, or owners:"
                      + " each gets one about their own.",
              example = "company")
          @Expect(pattern = DigestPart.AUDIENCE, words = DigestPart.AUDIENCE_WORDS)
          String audience,
      @Doc(
              value =
                  "Who reads it: persons, or team:ID. Without it, the lead of the team; of the"
                      + " company, the leads of all teams.",
              example = "[ida, \"team:marketing\"]")
          @Nullable List<String> to,
      @Doc(
              value = "The notifiers that are tried first; without it, each reader's usual roads.",
              example = "[mail]")
          @Nullable List<String> by,
      @Doc(value = "Its language; without it, each reader's own.", example = "de")
          @Nullable Language language) {
    static final String AUDIENCE = "company|owners|team:" + Names.PATTERN;
    static final String AUDIENCE_WORDS = "company, owners or team:ID";
  }

  record OwnershipPart(
      @Doc(
              value =
                  "How long an owner's word holds that the list of their touchpoints is right; then"
                      + " they are asked again. `off` asks nobody.",
              standard = "90d")
          @Expect(pattern = OwnershipPart.EVERY, words = OwnershipPart.EVERY_WORDS)
          @Nullable String confirmEvery,
      @Doc(
              value = "How long an owner has to answer before the lead of the team hears of it.",
              standard = "14d")
          @Nullable Duration answerWithin,
      @Doc(
              value =
                  "How long somebody has to accept what is handed over to them; after that it"
                      + " stays where it is.",
              standard = "7d")
          @Nullable Duration acceptWithin) {
    static final String EVERY = "off|" + Spans.PATTERN;
    static final String EVERY_WORDS = "a duration such as 90d, or off";
  }

  record MaintenancePart(
      @Doc(
              value = "What is done meanwhile; owners read it.",
              example = "The shop moves to its new servers")
          String reason,
      @Doc(value = "Ids of touchpoints.", example = "[landing-page]")
          @Nullable List<String> touchpoints,
      @Doc(value = "All touchpoints with one of these tags.", example = "[shop]")
          @Nullable List<String> tags,
      @Doc("All touchpoints on one of these stages.") @Nullable List<String> stages,
      @Doc("All touchpoints in one of these channels.") @Nullable List<String> channels,
      @Doc(
              value = "Once: when it begins; with `until`, and without `weekly`.",
              example = "2026-12-01 22:00")
          @Nullable String from,
      @Doc(value = "Once: when it ends.", example = "2026-12-02 04:00") @Nullable String until,
      @Doc(
              value =
                  "Every week: days and hours. An end that is not after the beginning is on the next"
                      + " day.",
              example = "sun 02:00-04:00")
          @Expect(pattern = Window.Weekly.PATTERN, words = Window.Weekly.WORDS)
          @Nullable String weekly,
      @Doc("By whose clocks; `zone` of this file if left out.") @Nullable ZoneId zone) {
    static final String MOMENT = "a day and a time such as 2026-12-01 22:00";
  }
}
