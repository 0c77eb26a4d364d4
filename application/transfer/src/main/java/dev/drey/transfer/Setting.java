package dev.drey.transfer;

import java.nio.file.Path;

/// What all transfers of this process share.
///
/// @param state directory of journals and locks, on this machine's disk
/// @param machine random name of that directory, so that two machines never take each other's side files up
/// @param throttle of the whole process
/// @param habits what has been learned about each tree
record Setting(
        Path state,
        String machine,
        Observer observer,
        Throttle throttle,
        Habits habits,
        ShellHash shell,
        Patience patience) {}
