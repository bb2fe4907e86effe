package io.wellkept.app;

import io.wellkept.plan.Plan;
import io.wellkept.probe.Register;
import io.wellkept.touchpoint.Journey;
import io.wellkept.touchpoint.Person;
import io.wellkept.touchpoint.Touchpoint;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** What the plan in force says that there is. */
record PlanRegister(Supplier<Plan> plan) implements Register {
  @Override
  public Collection<Touchpoint> all() {
    return plan.get().touchpoints().values();
  }

  @Override
  public Optional<Touchpoint> of(String id) {
    return plan.get().touchpoint(id);
  }

  @Override
  public Journey journey() {
    return plan.get().journey();
  }

  @Override
  public Optional<Person> person(String id) {
    return plan.get().people().person(id);
  }
}
