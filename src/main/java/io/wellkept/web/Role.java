package io.wellkept.web;

/** What somebody may do; whoever may more may also do what those before may. */
public enum Role {
  /** Sees everything but secrets, and changes nothing. */
  VIEWER,
  /** Acts on what is theirs: as its owner, its backup, or the lead of the owner's team. */
  OWNER,
  /** Acts on every touchpoint, and on the running of Wellkept. */
  OPERATOR,
  /** Says who may sign in, and what programs may do. */
  ADMIN
}
