package dev.drey.files;

/// Something that only some trees can do; found by [FileTree#power(Class)].
public sealed interface Power
        permits Checksums,
                Facts,
                HardLinks,
                Home,
                InOrder,
                Lanes,
                LinkAttributes,
                Narrowing,
                Replace,
                ServerSideCopy,
                Space,
                Accounts,
                SyncDirectory {}
