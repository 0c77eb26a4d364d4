/// Seeded faults: things that are wrong on purpose, so that the suites can show that they find them.
@NullMarked
package dev.drey.testbed.faults;

import org.jspecify.annotations.NullMarked;
