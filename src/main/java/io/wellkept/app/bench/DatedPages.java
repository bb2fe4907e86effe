package io.wellkept.app.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a folder of pages whose days are known: {@code labels.json}, a list of {@code page}, {@code
 * url} and {@code date}, and the pages, in {@code pages.zip} or as files beside it.
 */
final class DatedPages {
  static final String LABELS = "labels.json";
  static final String ZIP = "pages.zip";

  private static final int LARGEST = 50_000_000;

  private DatedPages() {}

  /**
   * All pages, in the order of the labels.
   *
   * @throws BenchException if something is missing or broken; the message says what and where
   */
  static List<DatedPage> in(Path folder) {
    Path labels = folder.resolve(LABELS);
    if (!Files.isRegularFile(labels)) {
      throw new BenchException("there is no " + LABELS + " in " + folder);
    }
    Path zip = folder.resolve(ZIP);
    try {
      JsonNode list = JsonMapper.shared().readTree(Files.readString(labels));
      if (!list.isArray() || list.isEmpty()) {
        throw new BenchException(labels + " must be a list of page, url and date");
      }
      if (!Files.isRegularFile(zip)) {
        return read(list, labels, name -> file(folder, name));
      }
      try (ZipFile file = new ZipFile(zip.toFile())) {
        return read(list, labels, name -> entry(file, name));
      }
    } catch (IOException | JacksonException e) {
      throw new BenchException("the pages in " + folder + " cannot be read: " + e.getMessage());
    }
  }

  private interface Source {
    byte[] read(String name) throws IOException;
  }

  private static List<DatedPage> read(JsonNode list, Path labels, Source source)
      throws IOException {
    List<DatedPage> pages = new ArrayList<>(list.size());
    for (JsonNode label : list) {
      String name = label.path("page").asString("");
      try {
        URI address = address(label.path("url").asString(""));
        LocalDate day = LocalDate.parse(label.path("date").asString(""));
        pages.add(new DatedPage(name, address, day, text(source.read(name))));
      } catch (URISyntaxException | DateTimeParseException e) {
        throw new BenchException(
            labels + ", label " + (pages.size() + 1) + " (" + name + "): " + e.getMessage());
      }
    }
    return pages;
  }

  /** Saved addresses keep what browsers forgive. */
  private static URI address(String text) throws URISyntaxException {
    return new URI(text.replace(" ", "%20").replace("|", "%7C"));
  }

  private static String text(byte[] bytes) throws IOException {
    Charset charset = Jsoup.parse(new ByteArrayInputStream(bytes), null, "").charset();
    return new String(bytes, charset);
  }

  private static byte[] file(Path folder, String name) throws IOException {
    Path page = folder.resolve(name).normalize();
    if (name.isEmpty() || !page.startsWith(folder.normalize()) || !Files.isRegularFile(page)) {
      throw new BenchException(
          "there is neither " + ZIP + " nor the page '" + name + "' in " + folder);
    }
    return Files.readAllBytes(page);
  }

  private static byte[] entry(ZipFile file, String name) throws IOException {
    ZipEntry entry = file.getEntry(name);
    if (entry == null) {
      throw new BenchException("there is no page '" + name + "' in " + file.getName());
    }
    try (var in = file.getInputStream(entry)) {
      return in.readNBytes(LARGEST);
    }
  }
}
