package io.wellkept.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir Path home;

  private void write(String path, String text) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void readsBothEndingsAndAllFoldersOfMonitors() throws IOException {
    write("config/daemon.yaml", "a: 1");
    write("config/people.yml", "b: 1");
    write("config/deeper/daemon.yaml", "no");
    write("config/schema/daemon.json", "no");
    write("monitors/a.yaml", "c: 1");
    write("monitors/ads/de/b.yml", "d: 1");
    write("monitors/README.md", "no");
    write("other/a.yaml", "no");
    assertThat(Sources.readFrom(home))
        .isEqualTo(
            Sources.of(
                Map.of(
                    "config/daemon.yaml", "a: 1",
                    "config/people.yml", "b: 1",
                    "monitors/a.yaml", "c: 1",
                    "monitors/ads/de/b.yml", "d: 1")));
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    assertThat(Sources.readFrom(home.resolve("none"))).isEqualTo(Sources.of(Map.of()));
    Files.createDirectories(home.resolve("monitors"));
    assertThat(Sources.readFrom(home)).isEqualTo(Sources.of(Map.of()));
  }

  @Test
  void readsAMountedConfigMapOnce() throws IOException {
    write("monitors/..2026_11_22/shop.yaml", "touchpoints: []");
    Path monitors = home.resolve("monitors");
    Files.createSymbolicLink(monitors.resolve("..data"), Path.of("..2026_11_22"));
    Files.createSymbolicLink(monitors.resolve("shop.yaml"), Path.of("..data/shop.yaml"));
    write("monitors/.shop.yaml.swp.yaml", "half written");
    assertThat(Sources.readFrom(home))
        .isEqualTo(Sources.of(Map.of("monitors/shop.yaml", "touchpoints: []")));
  }

  @Test
  void followsAFolderThatIsALink() throws IOException {
    write("elsewhere/shop.yaml", "touchpoints: []");
    Files.createSymbolicLink(home.resolve("monitors"), home.resolve("elsewhere"));
    assertThat(Sources.readFrom(home).files()).containsOnlyKeys("monitors/shop.yaml");
  }

  @Test
  void listsWhatCannotBeRead() throws IOException {
    write("config/daemon.yaml", "fine: 1");
    Files.write(home.resolve("config/people.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Files.createSymbolicLink(home.resolve("config/policies.yaml"), Path.of("/no/such/file"));
    write("monitors/big.yaml", "#".repeat(Sources.LARGEST_FILE + 1));
    Files.createSymbolicLink(home.resolve("monitors/again"), home.resolve("monitors"));
    Files.createDirectories(home.resolve("monitors/folder.yaml"));
    Sources sources = Sources.readFrom(home);
    assertThat(sources.files()).containsOnlyKeys("config/daemon.yaml");
    assertThat(sources.unreadable().stream().map(Problem::toString))
        .containsExactly(
            "config/people.yaml: is not UTF-8 text; save it as UTF-8",
            "config/policies.yaml: leads to a file that does not exist",
            "monitors/again: is a link that leads back to a folder above it",
            "monitors/big.yaml: is larger than 5 MB; split it into several files");
    assertThat(Shop.problems(Shop.reader(Map.of()).read(sources)))
        .contains("monitors/big.yaml: is larger than 5 MB; split it into several files")
        .noneMatch(problem -> problem.startsWith("config/people.yaml: is missing"));
  }

  @Test
  void refusesTextsThatAreTooLargeWhereverTheyComeFrom() {
    Map<String, String> files = Shop.files();
    files.put("monitors/big.yaml", "#".repeat(Sources.LARGEST_FILE + 1));
    assertThat(Shop.problems(Shop.reader(Map.of()).read(Sources.of(files))))
        .containsExactly("monitors/big.yaml: is larger than 5 MB; split it into several files");
  }
}
