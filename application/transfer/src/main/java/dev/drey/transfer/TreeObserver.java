package dev.drey.transfer;

import java.time.Duration;

/// What the files of a tree tell, as one transfer would: hundreds of them pause, go on, and meet the same broken
/// line at once, which is one happening. May be called by many threads.
final class TreeObserver implements Observer {
    private static final long APART = Duration.ofSeconds(1).toNanos();

    private final Observer whole;
    private boolean paused;
    private long retryTold = System.nanoTime() - APART;

    TreeObserver(Observer whole) {
        this.whole = whole;
    }

    @Override
    public void happened(TransferEvent event) {
        if (isNews(event)) whole.happened(event);
    }

    private synchronized boolean isNews(TransferEvent event) {
        return switch (event) {
            case TransferEvent.Paused ignored -> isChange(true);
            case TransferEvent.Resumed ignored -> isChange(false);
            case TransferEvent.Retrying ignored -> isNewRetry();
            case TransferEvent.Queued ignored -> true;
            case TransferEvent.Started ignored -> true;
            case TransferEvent.Progressed ignored -> true;
            case TransferEvent.Completed ignored -> true;
            case TransferEvent.FileCompleted ignored -> true;
            case TransferEvent.FileBroken ignored -> true;
            case TransferEvent.TreeCompleted ignored -> true;
            case TransferEvent.Cancelled ignored -> true;
            case TransferEvent.Broken ignored -> true;
        };
    }

    private boolean isChange(boolean now) {
        boolean change = paused != now;
        paused = now;
        return change;
    }

    private boolean isNewRetry() {
        long now = System.nanoTime();
        if (now - retryTold < APART) return false;
        retryTold = now;
        return true;
    }
}
