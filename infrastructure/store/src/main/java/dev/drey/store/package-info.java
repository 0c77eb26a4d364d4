/// Where a hub keeps what must outlast it: people, what they did, servers with their secrets. SQLite in one
/// file by default, PostgreSQL where several hubs share; one set of SQL for both.
///
/// [Store] opens it; what it holds are ports of other rooms. Nobody else knows SQL.
@NullMarked
package dev.drey.store;

import org.jspecify.annotations.NullMarked;
