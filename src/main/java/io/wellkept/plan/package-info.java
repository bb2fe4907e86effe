/** From YAML to one immutable Plan, or every problem at once; secrets, reload, effective plan. */
@NullMarked
package io.wellkept.plan;

import org.jspecify.annotations.NullMarked;
