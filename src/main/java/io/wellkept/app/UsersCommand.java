package io.wellkept.app;

import io.wellkept.ledger.Accounts.User;
import io.wellkept.ledger.Ledger;
import io.wellkept.web.Passwords;
import io.wellkept.web.Role;
import io.wellkept.web.Users;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may sign in with a password. */
@Command(
    name = "users",
    description = {
      "Says and changes who may sign in to the pages with a password that Wellkept keeps.",
      "Works beside a running daemon. The first admin is made here; there is no default password."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  wellkept users add anna --role admin --person anna     asks for the password",
      "  wellkept users add ben --role owner --person ben --password-file ben.txt",
      "  wellkept users list",
      "  wellkept users role ben operator",
      "  wellkept users disable ben"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage, an unknown name, or a password that will not do"},
    subcommands = {
      UsersCommand.Add.class,
      UsersCommand.ListAll.class,
      UsersCommand.GiveRole.class,
      UsersCommand.SayPerson.class,
      UsersCommand.Disable.class,
      UsersCommand.Enable.class,
      UsersCommand.Password.class
    })
final class UsersCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name what to do, such as: users add anna --role admin");
  }

  /** What all of them take. */
  private abstract static class One implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin Place place;
    @Mixin Printing print;

    One(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    Doorkeeping door() {
      return new Doorkeeping(place, surroundings, print);
    }

    Users users(Ledger ledger) {
      return new Users(ledger, surroundings.clock(), new Passwords());
    }

    int change(Function<Users, Optional<String>> change, String sentence) {
      Doorkeeping door = door();
      return door.done(door.with(ledger -> change.apply(users(ledger))), sentence);
    }
  }

  /** Somebody new. */
  @Command(
      name = "add",
      description = "Adds somebody; asks for the password.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class Add extends One {
    @Parameters(paramLabel = "NAME", description = "What they sign in with.")
    String name;

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "One of viewer, owner, operator, admin.")
    String role;

    @Option(
        names = "--person",
        paramLabel = "ID",
        description = "Who it is in config/people.yaml; acts are attributed to that person.")
    @Nullable String person;

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "Read the password from this file, or with - from standard input.")
    @Nullable Path passwordFile;

    Add(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      Role given = Doorkeeping.role(role);
      String who = door().person(person);
      String password = door().password(passwordFile);
      return change(
          users -> users.add(name, password, given, who, Users.COMMAND),
          name + " may sign in, as " + given.word());
    }
  }

  /** Everybody. */
  @Command(
      name = "list",
      description = "Lists who may sign in with a password.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class ListAll extends One {
    private record Row(
        String name, String role, @Nullable String person, Instant createdAt, boolean disabled) {}

    ListAll(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      List<User> users = door().with(ledger -> ledger.read(view -> view.accounts().users()));
      if (print.json) {
        print.json(
            users.stream()
                .map(user ->
                    new Row(
                        user.name(),
                        user.role(),
                        user.person(),
                        user.createdAt(),
                        user.disabledAt() != null))
                .toList());
        return Exit.DONE;
      }
      List<List<String>> rows = new ArrayList<>();
      for (User user : users) {
        String person = user.person();
        rows.add(
            List.of(
                user.name(),
                user.role(),
                person == null ? "nobody of the plan" : "is " + person,
                user.disabledAt() == null ? "" : "disabled"));
      }
      Printing.columns(rows).forEach(print::line);
      print.line(users.size() + (users.size() == 1 ? " user" : " users"));
      return Exit.DONE;
    }
  }

  /** Another role. */
  @Command(
      name = "role",
      description = "Gives somebody another role, and ends their sign-ins.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class GiveRole extends One {
    @Parameters(index = "0", paramLabel = "NAME", description = "Whose.")
    String name;

    @Parameters(
        index = "1",
        paramLabel = "ROLE",
        description = "One of viewer, owner, operator, admin.")
    String role;

    GiveRole(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      Role given = Doorkeeping.role(role);
      return change(users -> users.role(name, given, Users.COMMAND), name + " is " + given.word());
    }
  }

  /** Another person. */
  @Command(
      name = "person",
      description = "Says which person of config/people.yaml somebody is; none without an id.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class SayPerson extends One {
    @Parameters(index = "0", paramLabel = "NAME", description = "Who signs in.")
    String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Who that is.")
    @Nullable String person;

    SayPerson(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      String who = door().person(person);
      return change(
          users -> users.person(name, who, Users.COMMAND),
          name + " is " + (who == null ? "nobody of the plan" : who));
    }
  }

  /** Out. */
  @Command(
      name = "disable",
      description = "Keeps somebody out: ends their sign-ins and revokes their tokens.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class Disable extends One {
    @Parameters(paramLabel = "NAME", description = "Whom.")
    String name;

    Disable(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      return change(
          users -> users.disable(name, Users.COMMAND), name + " may not sign in any more");
    }
  }

  /** In again. */
  @Command(
      name = "enable",
      description = "Lets somebody sign in again.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class Enable extends One {
    @Parameters(paramLabel = "NAME", description = "Whom.")
    String name;

    Enable(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      return change(users -> users.enable(name, Users.COMMAND), name + " may sign in again");
    }
  }

  /** Another password. */
  @Command(
      name = "password",
      description = "Gives somebody another password, and ends their sign-ins.",
      mixinStandardHelpOptions = true,
      exitCodeOnExecutionException = Exit.USAGE)
  static final class Password extends One {
    @Parameters(paramLabel = "NAME", description = "Whom.")
    String name;

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "Read the password from this file, or with - from standard input.")
    @Nullable Path passwordFile;

    Password(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      String password = door().password(passwordFile);
      return change(
          users -> users.password(name, password, Users.COMMAND), name + " has a new password");
    }
  }
}
