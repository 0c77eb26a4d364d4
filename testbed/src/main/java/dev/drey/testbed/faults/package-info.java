/// Seeded faults: mistakes that somebody could make, so that the suites can show that they would find them.
///
/// Each suite names the faults it finds; a fault that no suite finds is a hole in the suite.
@NullMarked
package dev.drey.testbed.faults;

import org.jspecify.annotations.NullMarked;
