/// Who is connected to what: targets, sessions, and the pool of live connections behind them.
@NullMarked
package dev.drey.session;

import org.jspecify.annotations.NullMarked;
