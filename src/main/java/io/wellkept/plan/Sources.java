package io.wellkept.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan is read from: the text of every file by its path relative to the home folder (with
 * slashes), and what could not be read.
 */
public record Sources(SortedMap<String, String> files, List<Problem> unreadable) {
  /** Bytes; a file that is larger is a mistake and not a plan. */
  public static final int LARGEST_FILE = 5_000_000;

  /** Folders below the home folder that are read. */
  static final List<String> FOLDERS = List.of("config", "monitors");

  public Sources {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    unreadable = unreadable.stream().sorted().toList();
  }

  public static Sources of(Map<String, String> files) {
    return new Sources(new TreeMap<>(files), List.of());
  }

  /**
   * Reads {@code config/*.yaml}, {@code config/*.ics} and {@code monitors/**}{@code /*.yaml} (or
   * {@code .yml}). What is missing is simply not there; what cannot be read is listed. Links are
   * followed; names that begin with a dot are passed over, also those of folders: Kubernetes keeps
   * the files of a mounted ConfigMap in {@code ..data} beside the links to them.
   */
  public static Sources readFrom(Path home) {
    SortedMap<String, String> files = new TreeMap<>();
    List<Problem> unreadable = new ArrayList<>();
    for (Path file : list(home, unreadable)) {
      String name = name(home, file);
      try {
        files.put(name, text(file));
      } catch (Unfit e) {
        unreadable.add(Problem.ofFile(name, e.getMessage()));
      } catch (CharacterCodingException e) {
        unreadable.add(Problem.ofFile(name, "is not UTF-8 text; save it as UTF-8"));
      } catch (NoSuchFileException e) {
        unreadable.add(Problem.ofFile(name, "leads to a file that does not exist"));
      } catch (IOException e) {
        unreadable.add(Problem.ofFile(name, "cannot be read: " + reason(e)));
      }
    }
    return new Sources(files, unreadable);
  }

  /** The files that {@link #readFrom} would read, in the order of their names. */
  static List<Path> list(Path home, List<Problem> unreadable) {
    List<Path> found = new ArrayList<>();
    for (String folder : FOLDERS) {
      Path start = home.resolve(folder);
      if (Files.exists(start)) {
        walk(home, start, folder.equals("config") ? 1 : 20, found, unreadable);
      }
    }
    Collections.sort(found);
    return found;
  }

  private static void walk(
      Path home, Path start, int depth, List<Path> found, List<Problem> unreadable) {
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = !folder.equals(start) && hidden(folder);
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isDirectory() && !hidden(file) && wanted(name(home, file))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!hidden(file)) {
              String why =
                  e instanceof FileSystemLoopException
                      ? "is a link that leads back to a folder above it"
                      : "cannot be read: " + reason(e);
              unreadable.add(Problem.ofFile(name(home, file), why));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path folder, @org.jspecify.annotations.Nullable IOException e) {
            if (e != null) {
              unreadable.add(Problem.ofFile(name(home, folder), "cannot be read: " + reason(e)));
            }
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, visitor);
    } catch (IOException e) {
      unreadable.add(Problem.ofFile(name(home, start), "cannot be read: " + reason(e)));
    }
  }

  private static boolean hidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private static boolean wanted(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml") || isCalendar(name);
  }

  /** Whether a path is that of a calendar, of which there may be some in {@code config/}. */
  static boolean isCalendar(String path) {
    return path.startsWith("config/") && path.endsWith(".ics");
  }

  private static String name(Path home, Path file) {
    return home.relativize(file).toString().replace('\\', '/');
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
  }

  private static String text(Path file) throws IOException, Unfit {
    if (!Files.isRegularFile(file)) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      throw new Unfit("is not a file");
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new Unfit(tooLarge());
    }
    byte[] bytes = Files.readAllBytes(file);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  static String tooLarge() {
    return "is larger than " + LARGEST_FILE / 1_000_000 + " MB; split it into several files";
  }

  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String why) {
      super(why, null, false, false);
    }

    @Override
    public String getMessage() {
      String text = super.getMessage();
      return text == null ? "" : text;
    }
  }
}
