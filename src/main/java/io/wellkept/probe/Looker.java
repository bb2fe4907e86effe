package io.wellkept.probe;

import io.wellkept.touchpoint.Check;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Memory;
import io.wellkept.touchpoint.Observation;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one look and has it judged; what goes wrong within a probe stays with that check. */
public final class Looker {
  private static final Logger LOG = LoggerFactory.getLogger(Looker.class);

  private final Probes probes;
  private final Register register;
  private final InstantSource clock;

  /**
   * @param register knows the owners of touchpoints
   */
  public Looker(Probes probes, Register register, InstantSource clock) {
    this.probes = probes;
    this.register = register;
    this.clock = clock;
  }

  /**
   * Looks at a check with the probe of its kind. A bug, ours or a library's, comes back as {@link
   * Fault.OurBug} with the memory untouched, and is in the log.
   *
   * @param fresh not to be answered from anything remembered
   * @param leave asked before anything is done that must not be done twice
   * @throws InterruptedException if Wellkept stops
   */
  public Judgement look(
      Touchpoint touchpoint,
      Check check,
      Memory memory,
      boolean fresh,
      Duration deadline,
      Leave leave)
      throws InterruptedException {
    Optional<Probe<?, ?>> probe = probes.of(check);
    if (probe.isEmpty()) {
      return bug("no probe looks at checks of kind " + check.kind().name(), memory);
    }
    try {
      return look(probe.get(), touchpoint, check, memory, fresh, deadline, leave);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atError()
          .setMessage("A probe failed with a bug of ours, the check is blind")
          .addKeyValue("check", check.id())
          .addKeyValue("kind", check.kind().name())
          .setCause(e)
          .log();
      return bug(e.getClass().getSimpleName() + " in " + check.kind().name(), memory);
    }
  }

  private static Judgement bug(String summary, Memory memory) {
    return new Judgement(new Observation.Blind(new Fault.OurBug(summary)), memory);
  }

  private <S extends Record, F> Judgement look(
      Probe<S, F> probe,
      Touchpoint touchpoint,
      Check check,
      Memory memory,
      boolean fresh,
      Duration deadline,
      Leave leave)
      throws InterruptedException {
    Person owner = register.person(touchpoint.owner()).orElseGet(() -> Look.somebody(touchpoint));
    Look<S> look =
        new Look<>(
            touchpoint, check, settings(probe, check), memory, fresh, deadline, leave, owner);
    F facts = probe.look(look);
    return probe.judge(look, facts, memory, clock.instant());
  }

  /** A kind's settings are of the class that its probe takes: {@link Check} has made sure. */
  @SuppressWarnings("unchecked")
  private static <S extends Record> S settings(Probe<S, ?> probe, Check check) {
    return (S) probe.kind().settings().cast(check.settings());
  }
}
