package io.wellkept.plan;
public final class PlanChange {
  private PlanChange() {}
  public static PlanChange between(Plan a, Plan b) { return new PlanChange(); }
  public boolean removesTooMuch() { return false; }
  public String words() { return "?"; }
}
