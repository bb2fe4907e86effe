package io.wellkept.app;

import io.wellkept.ledger.Accounts.ApiToken;
import io.wellkept.web.ApiTokens;
import io.wellkept.web.Refusals;
import io.wellkept.web.Role;
import io.wellkept.web.Users;
import io.wellkept.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What programs sign in with. */
@Command(
    name = "tokens",
    description = {
      "Makes, lists and revokes the tokens with which programs call the API.",
      "Works beside a running daemon. A token is printed once, and kept as a hash."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept tokens add \"status board\" --role viewer --read-only",
      "  wellkept tokens add ci --role owner --person anna --for 30d",
      "  wellkept tokens list",
      "  wellkept tokens revoke 4m8x2k9q7r1p"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage, or no such token"},
    subcommands = {
      TokensCommand.Add.class,
      TokensCommand.ListAll.class,
      TokensCommand.Revoke.class
    })
final class TokensCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name what to do, such as: tokens add ci --role viewer");
  }

  /** A new one. */
  @Command(
      name = "add",
      description = "Makes a token and prints it, this once.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class Add implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin Place place;
    @Mixin Printing print;

    @Parameters(paramLabel = "NAME", description = "What it is for.")
    String name;

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "One of viewer, owner, operator, admin.")
    String role;

    @Option(names = "--read-only", description = "It may look and change nothing.")
    boolean readOnly;

    @Option(
        names = "--person",
        paramLabel = "ID",
        description = "The person of config/people.yaml to whom its acts are attributed.")
    @Nullable String person;

    @Option(
        names = "--for",
        paramLabel = "SPAN",
        description = "How long it is good; 90d if left out, 366d at most.")
    Duration life = ApiTokens.USUAL;

    Add(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    private record Printed(String id, String name, String secret, Instant expiresAt) {}

    @Override
    public Integer call() {
      Role given = Doorkeeping.role(role);
      Doorkeeping door = new Doorkeeping(place, surroundings, print);
      ApiTokens.Wanted wanted =
          new ApiTokens.Wanted(name, given, readOnly, door.person(person), life);
      ApiTokens.Made made =
          door.with(ledger ->
              new ApiTokens(ledger, surroundings.clock())
                  .make(wanted, Users.COMMAND, Users.COMMAND));
      return switch (made) {
        case ApiTokens.Made.Done done -> say(done);
        case ApiTokens.Made.Refused refused ->
            throw new StartException(Refusals.say(Words.ENGLISH, refused.why()));
      };
    }

    private int say(ApiTokens.Made.Done done) {
      ApiToken token = done.token();
      if (print.json) {
        print.json(new Printed(token.id(), token.name(), done.secret(), token.expiresAt()));
      } else {
        print.line(done.secret());
        print.aside("Token " + token.id() + ", good until " + token.expiresAt());
      }
      return Exit.DONE;
    }
  }

  /** All of them. */
  @Command(
      name = "list",
      description = "Lists tokens, latest first; never their secrets.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class ListAll implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin Place place;
    @Mixin Printing print;

    ListAll(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    private record Row(
        String id,
        String name,
        String role,
        boolean readOnly,
        @Nullable String person,
        String createdBy,
        @Nullable Instant usedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {
      static Row of(ApiToken token) {
        return new Row(
            token.id(),
            token.name(),
            token.role(),
            token.readOnly(),
            token.person(),
            token.createdBy(),
            token.usedAt(),
            token.expiresAt(),
            token.revokedAt());
      }
    }

    @Override
    public Integer call() {
      Instant now = surroundings.clock().instant();
      List<ApiToken> tokens =
          new Doorkeeping(place, surroundings, print)
              .with(ledger -> ledger.read(view -> view.accounts().tokens()));
      if (print.json) {
        print.json(tokens.stream().map(Row::of).toList());
        return Exit.DONE;
      }
      List<List<String>> rows = new ArrayList<>();
      for (ApiToken token : tokens) {
        Instant used = token.usedAt();
        rows.add(
            List.of(
                token.id(),
                token.name(),
                token.role() + (token.readOnly() ? ", looks only" : ""),
                "by " + token.createdBy(),
                used == null ? "never used" : "used " + used,
                token.isGood(now)
                    ? "good until " + token.expiresAt()
                    : token.revokedAt() == null ? "over" : "revoked"));
      }
      Printing.columns(rows).forEach(print::line);
      print.line(tokens.size() + (tokens.size() == 1 ? " token" : " tokens"));
      return Exit.DONE;
    }
  }

  /** One that is good no more. */
  @Command(
      name = "revoke",
      description = "Revokes a token, at once.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class Revoke implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin Place place;
    @Mixin Printing print;

    @Parameters(paramLabel = "ID", description = "Which; 'tokens list' tells.")
    String id;

    Revoke(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      boolean revoked =
          new Doorkeeping(place, surroundings, print)
              .with(
                  ledger -> new ApiTokens(ledger, surroundings.clock()).revoke(id, Users.COMMAND));
      if (!revoked) {
        throw new StartException("no token " + id + ", or it was revoked already");
      }
      print.line("the token " + id + " is good no more");
      return Exit.DONE;
    }
  }
}
