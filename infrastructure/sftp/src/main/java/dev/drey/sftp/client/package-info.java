@NullMarked
package dev.drey.sftp.client;

import org.jspecify.annotations.NullMarked;
