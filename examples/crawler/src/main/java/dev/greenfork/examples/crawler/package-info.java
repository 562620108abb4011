/**
 * Celery's recursive crawler, written anew: the URL of a page comes in, a task for each page that
 * it links to on the same host goes out. {@link CrawlTasks} is the task, {@link Crawl} the record
 * in Redis that all tasks of a crawl share, {@link StartCrawl} the program that starts one and
 * watches it.
 */
@NullMarked
package dev.greenfork.examples.crawler;

import org.jspecify.annotations.NullMarked;
