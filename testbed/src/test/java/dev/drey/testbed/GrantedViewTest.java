package dev.drey.testbed;

import dev.drey.access.Grant;
import dev.drey.access.Reach;
import dev.drey.access.Right;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.util.EnumSet;
import java.util.List;

/// The same by somebody who was granted everything on it, where links are followed before each step.
class GrantedViewTest extends ViewOverMemoryTest {
    GrantedViewTest() throws dev.drey.files.Failed {}

    @Override
    protected FileTree openTree() throws Exception {
        Grant whole = new Grant(Reach.parse("box"), RemotePath.ROOT, EnumSet.allOf(Right.class));
        return hub.view().target(hub.user("ana", List.of(whole)), "box");
    }
}
