package dev.drey.testbed.faults;

import dev.drey.files.Failed;
import dev.drey.transfer.End;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.Transfer;

/// Whatever moves a file: the real engine, or one with a mistake in it.
///
/// One mover stands for one program on one machine: what it remembers from run to run, it keeps.
public interface Mover {
    void move(Transfer transfer, End from, End to, Options options, Observer observer) throws Failed;
}
