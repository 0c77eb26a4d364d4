@NullMarked
package dev.drey.sftp.wire;

import org.jspecify.annotations.NullMarked;
