package dev.drey.testbed;

import dev.drey.access.MemoryPeople;
import dev.drey.access.People;

class MemoryPeopleTest extends PeopleContract {
    @Override
    protected People open() {
        return new MemoryPeople();
    }
}
