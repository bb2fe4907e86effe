package io.wellkept.app;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Somebody who can be asked. */
interface Asking {
  /** The answer without blanks around it; empty for an empty one or the end of all answers. */
  String ask(String question);

  /** The same for what nobody may read along; as it was typed. */
  default String askSecret(String question) {
    return ask(question);
  }

  /** Whoever sits at this process's terminal; null if input or output is no terminal. */
  static @Nullable Asking atTerminal() {
    Console console = System.console();
    if (console == null || !terminal(console)) {
      return null;
    }
    return new Asking() {
      @Override
      public String ask(String question) {
        String answer = console.readLine("%s ", question);
        return answer == null ? "" : answer.strip();
      }

      @Override
      public String askSecret(String question) {
        char[] answer = console.readPassword("%s ", question);
        return answer == null ? "" : new String(answer);
      }
    };
  }

  /** From Java 22 to 24 a console may be there without a terminal, and only these can say so. */
  private static boolean terminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
