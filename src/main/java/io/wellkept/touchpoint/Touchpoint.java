package io.wellkept.touchpoint;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One place where customers meet the company.
 *
 * @param address where it is on the web; null for a shop sign
 * @param owner id of the one accountable person
 * @param backups ids of those who stand in, at least one, not the owner
 * @param playbook what to do when it is wrong: text or a link
 * @param dependsOn ids of touchpoints without which this one cannot be healthy
 * @param was earlier ids whose history belongs to it
 * @param observe how long a new touchpoint is only observed
 */
public record Touchpoint(
    String id,
    String name,
    @Nullable URI address,
    Importance importance,
    String owner,
    List<String> backups,
    @Nullable String stage,
    @Nullable String channel,
    Set<String> personas,
    Set<String> tags,
    @Nullable String playbook,
    Live live,
    Set<String> dependsOn,
    Set<String> was,
    Duration observe,
    List<Check> checks) {
  public Touchpoint {
    Names.require("touchpoint", id);
    if (backups.isEmpty() || backups.contains(owner)) {
      throw new IllegalArgumentException(
          "touchpoint " + id + " needs a backup other than its owner");
    }
    backups = List.copyOf(backups);
    personas = Set.copyOf(personas);
    tags = Set.copyOf(tags);
    dependsOn = Set.copyOf(dependsOn);
    was = Set.copyOf(was);
    checks = List.copyOf(checks);
  }

  /** The same, looked at in one more way. */
  public Touchpoint with(Check check) {
    List<Check> more = new ArrayList<>(checks);
    more.add(check);
    return new Touchpoint(
        id,
        name,
        address,
        importance,
        owner,
        backups,
        stage,
        channel,
        personas,
        tags,
        playbook,
        live,
        dependsOn,
        was,
        observe,
        more);
  }

  /**
   * The same in other hands. Where the new owner stood in, the old one does so from now on: every
   * touchpoint has somebody who does.
   */
  public Touchpoint ownedBy(String other) {
    return ownedBy(other, owner);
  }

  /**
   * The same in other hands.
   *
   * @param standIn who stands in from now on where the new owner did; not the new owner
   */
  public Touchpoint ownedBy(String other, String standIn) {
    List<String> standIns =
        backups.stream().map(backup -> backup.equals(other) ? standIn : backup).distinct().toList();
    return new Touchpoint(
        id,
        name,
        address,
        importance,
        other,
        standIns,
        stage,
        channel,
        personas,
        tags,
        playbook,
        live,
        dependsOn,
        was,
        observe,
        checks);
  }

  public Optional<Check> check(CheckId wanted) {
    return checks.stream().filter(check -> check.id().equals(wanted)).findFirst();
  }
}
