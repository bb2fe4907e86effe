package io.wellkept.app;

import io.wellkept.ledger.Ledger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A ledger that ends its process at a named change, from one moment to the next: nothing is closed,
 * finished or said, and what was not on the disk is gone.
 */
final class HaltingLedger implements Ledger {
  private final Ledger ledger;
  private final Moment moment;
  private final AtomicInteger left;

  /** Where within the transaction that makes the change. */
  enum Place {
    /** Begun, and the change is not made. */
    BEFORE,
    /** The change is made and not committed. */
    WITHIN,
    /** The change is committed. */
    AFTER
  }

  /**
   * @param change a change of {@link Ledger.Work} by its name; of events also their type, as in
   *     {@code append:TAKEN}. What found nothing to do does not count.
   * @param nth how many of them are let pass, and one
   */
  record Moment(Place place, String change, int nth) {
    static Moment parse(String text) {
      String[] words = text.split(" ", 3);
      return new Moment(Place.valueOf(words[0]), words[1], Integer.parseInt(words[2]));
    }

    @Override
    public String toString() {
      return place + " " + change + " " + nth;
    }
  }

  HaltingLedger(Ledger ledger, Moment moment) {
    this.ledger = ledger;
    this.moment = moment;
    this.left = new AtomicInteger(moment.nth());
  }

  @Override
  public boolean shared() {
    return ledger.shared();
  }

  @Override
  public <T> T write(Function<Work, T> work) {
    boolean[] come = new boolean[1];
    T result = ledger.write(tables -> work.apply(watched(tables, come)));
    if (come[0]) {
      halt();
    }
    return result;
  }

  private Work watched(Work tables, boolean[] come) {
    return (Work)
        Proxy.newProxyInstance(
            Work.class.getClassLoader(),
            new Class<?>[] {Work.class},
            (proxy, method, arguments) -> {
              boolean named = isNamed(method, arguments);
              if (named && moment.place() == Place.BEFORE && left.decrementAndGet() == 0) {
                halt();
              }
              Object result = called(tables, method, arguments);
              boolean counts =
                  named
                      && moment.place() != Place.BEFORE
                      && !Boolean.FALSE.equals(result)
                      && !(result instanceof Collection<?> rows && rows.isEmpty());
              if (counts && left.decrementAndGet() == 0) {
                come[0] = true;
              }
              if (come[0] && moment.place() == Place.WITHIN) {
                halt();
              }
              return result;
            });
  }

  private boolean isNamed(Method method, Object[] arguments) {
    String[] name = moment.change().split(":", 2);
    return method.getName().equals(name[0])
        && (name.length == 1 || arguments[0].toString().contains("type=" + name[1]));
  }

  private static Object called(Work tables, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(tables, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void halt() {
    Runtime.getRuntime().halt(137);
  }

  @Override
  public <T> T read(Function<View, T> work) {
    return ledger.read(work);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
