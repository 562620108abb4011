package dev.greenfork.broker;

/**
 * A moment's view of a consumer.
 *
 * @param incarnation the present registration
 * @param connected whether the last fetch or lease refresh succeeded
 * @param peers registered workers with a live lease, this one included
 * @param unwritten settlements that wait to be confirmed
 * @param leasesLost how often the lease had run out and the worker had to register anew
 * @param oversized messages that were dead-lettered unread because of their size
 * @param restored what it has put back of others
 */
public record ConsumerStatus(
    String incarnation,
    boolean connected,
    long peers,
    int unwritten,
    long leasesLost,
    long oversized,
    Restored restored) {}
