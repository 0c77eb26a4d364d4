@NullMarked
package dev.drey.sftp.server;

import org.jspecify.annotations.NullMarked;
