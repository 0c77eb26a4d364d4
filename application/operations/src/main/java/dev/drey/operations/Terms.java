package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How one caller names the paths of one target: all of them begin with `prefix`, which is `/` where they
/// see nothing else.
///
/// @param prefix without links or dots
record Terms(RemotePath prefix) {
    static final Terms ALONE = new Terms(RemotePath.ROOT);

    static Terms under(String target) {
        return new Terms(RemotePath.ROOT.resolve(Name.of(target)));
    }

    /// As the target's own terms have it, where `/` is its base.
    ///
    /// @param shown absolute, without dots, within the prefix
    RemotePath inside(RemotePath shown) {
        if (prefix.equals(RemotePath.ROOT)) return shown;
        List<Name> names = shown.names();
        RemotePath inside =
                Base.below(RemotePath.ROOT, names.subList(prefix.names().size(), names.size()));
        return shown.endsWithSlash() && names.size() > prefix.names().size() ? inside.resolve(Name.of("")) : inside;
    }

    /// The way back.
    RemotePath shown(RemotePath inside) {
        return prefix.equals(RemotePath.ROOT) ? inside : Base.below(prefix, inside.names());
    }

    /// The text of a link that is made: an absolute one is meant in the caller's terms.
    RemotePath farLink(RemotePath text, Base base) {
        return isOwn(text) ? base.far(inside(text)) : text;
    }

    /// The same in the target's own terms.
    RemotePath insideLink(RemotePath text) {
        return isOwn(text) ? inside(text) : text;
    }

    private boolean isOwn(RemotePath text) {
        return text.isAbsolute() && text.isWithin(prefix);
    }

    /// The text of a link as the caller would write it: one that leads out of the base stays as it is.
    RemotePath shownLink(RemotePath text, Base base) {
        if (!text.isAbsolute()) return text;
        if (base.equals(Base.WHOLE) && this.equals(ALONE)) return text;
        return base.inside(text).map(this::shown).orElse(text);
    }

    /// A failure as the caller has to read it: their own path, and no word of where the target has it.
    Failure told(Failure failure, RemotePath inside, RemotePath far, String target) {
        RemotePath shown = shown(inside);
        String message = Pattern.compile("(?<![^\\s'\"(])" + Pattern.quote(far.display()) + "(?![^\\s:,;'\")])")
                .matcher(failure.message())
                .replaceAll(Matcher.quoteReplacement(shown.display()));
        Failure told = failure.withMessage(message).withTarget(target);
        return failure.path().isPresent() ? told.withPath(shown) : told;
    }

    Failed refused(Failure.Code code, RemotePath inside, String words, String target) {
        RemotePath shown = shown(inside);
        return Failure.of(code, shown, shown.display() + ": " + words)
                .withTarget(target)
                .thrown();
    }
}
