package dev.drey.testbed;

import java.util.Map;

/// Over rclone, which has the manners of an object store.
class TransferOverRcloneIT extends TransferOverServer {
    TransferOverRcloneIT() {
        super(RcloneServer.start());
    }

    @Override
    public Map<String, String> deviations() {
        return together(
                because(
                        "it tells no hashes, and to read what is there would cost as much as to fetch it again",
                        "aBeginningUnderTheFinalNameIsTakenUpWhenAskedFor TO_CLIENT"),
                because(
                        "it copies nothing from one of its files to another",
                        "aBeginningUnderTheFinalNameIsTakenUpWhenAskedFor TO_SERVER"),
                because(
                        "it keeps no modes",
                        "aNewFileGetsTheSourcesMode *",
                        "theOldFilesModeIsKept TO_SERVER",
                        "theSourcesModeIsGivenWhenAskedFor *",
                        "modesAndTimesOfAllArriveExactlyWhenAskedFor *"),
                because(
                        "it writes a file from start to end only, so a part is of no use",
                        "afterACutLineTheNextRunGoesOnWhereItWas TO_SERVER",
                        "afterACancelTheNextRunGoesOnWhereItWas TO_SERVER"),
                because("it renames over what is there", "failIsDecidedByTheRename TO_SERVER"),
                because("it has no links", "aLinkIsFollowedToWhatItLeadsTo TO_SERVER", "linksArriveAsLinks *"),
                because("it writes control characters in names as other characters", "oddNamesArriveAsTheyAre *"));
    }
}
