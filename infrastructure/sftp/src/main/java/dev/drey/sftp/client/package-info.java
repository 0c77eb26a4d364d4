/// An SFTP client over any byte pair: [SftpClient] opens a tree over the port [dev.drey.link.Link].
///
/// One [Conversation] is one channel. Callers send in their own threads and wait for their own reply
/// ([Call]); the channel's reader only parses and completes. What a refusal means is found out in the
/// caller's thread ([Diagnosis]).
@NullMarked
package dev.drey.sftp.client;

import org.jspecify.annotations.NullMarked;
