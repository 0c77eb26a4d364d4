/// Who may do what where: users, keys, tokens, grants, and what has been done by whom.
///
/// Decisions are made in one place, [Standing]; who stands behind a login is asked of [People], which the
/// store implements. Nothing here knows SSH, HTTP or SQL.
@NullMarked
package dev.drey.access;

import org.jspecify.annotations.NullMarked;
