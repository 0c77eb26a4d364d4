package dev.drey.sftp.wire;

/// One name of a NAME reply (draft-02, section 7).
///
/// @param filename one name for READDIR, a whole path for REALPATH and READLINK; unchecked
/// @param longname a line as `ls -l` prints it; not to be parsed
public record Named(Bytes filename, Bytes longname, Attrs attrs) {
    static final Field<Named> FIELD = Field.of(
            in -> new Named(Field.BYTES.read(in), Field.BYTES.read(in), Attrs.FIELD.read(in)), (out, named) -> {
                Field.BYTES.write(out, named.filename);
                Field.BYTES.write(out, named.longname);
                Attrs.FIELD.write(out, named.attrs);
            });

    /// The fewest bytes one can have: two empty strings and flags.
    static final int SMALLEST = 12;
}
