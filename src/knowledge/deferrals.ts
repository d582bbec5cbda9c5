/**
 * Where work is handed over, so that the response does not wait for it: what the platforms offer for the time after a response,
 * and the handlers of jobs, queues, schedules and events. The facts stand on the function that is given a promise or a callback.
 */
import type { ApiRow, Fact } from './schema.js';

/** The platform keeps running until what it was given has settled. */
const KEPT_ALIVE: Fact = { role: 'deferral', kind: 'after-response' };
/** The function that is passed runs in a worker, a schedule or as a subscriber: nobody's request waits for it. */
const JOB: Fact = { role: 'deferral', kind: 'job' };

export const DEFERRALS: readonly ApiRow[] = [
  { module: 'next/server', path: '{after,unstable_after}', fact: KEPT_ALIVE },
  { module: 'next/server', path: 'NextFetchEvent#.waitUntil', fact: KEPT_ALIVE },
  { module: ['@vercel/functions', 'cloudflare:workers', '@netlify/functions'], path: 'waitUntil', fact: KEPT_ALIVE },
  { module: 'hono', path: 'Context#.executionCtx.waitUntil', fact: KEPT_ALIVE },
  { module: '@cloudflare/workers-types', path: 'ExecutionContext#.waitUntil', fact: KEPT_ALIVE },
  { module: '@netlify/functions', path: 'Context#.waitUntil', fact: KEPT_ALIVE },
  // Declared by the platform's types: Cloudflare, service workers, Supabase's edge runtime.
  { global: true, path: '{ExecutionContext,FetchEvent,ExtendableEvent}#.waitUntil', fact: KEPT_ALIVE },
  { global: true, path: 'EdgeRuntime.waitUntil', fact: KEPT_ALIVE },
  { of: 'h3.Event', path: '.waitUntil', fact: KEPT_ALIVE },

  { module: ['bullmq', 'glide-mq'], path: 'Worker', fact: JOB },
  { module: ['bullmq', 'bull', 'bee-queue'], path: 'Queue#.{process,on,once}', fact: JOB },
  { module: 'bull', path: '#.{process,on,once}', fact: JOB },
  { module: 'inngest', path: 'Inngest#.createFunction', fact: JOB },
  { module: ['@trigger.dev/sdk', '@trigger.dev/sdk/v3'], path: '{task,schemaTask}', fact: JOB },
  { module: ['@trigger.dev/sdk', '@trigger.dev/sdk/v3'], path: 'schedules.task', fact: JOB },
  { module: 'node-cron', path: 'schedule', fact: JOB },
  { module: 'node-schedule', path: 'scheduleJob', fact: JOB },
  { module: ['cron', 'croner'], path: '{CronJob,Cron}', fact: JOB },
  { module: 'pg-boss', path: '#.work', fact: JOB },
  { module: 'graphile-worker', path: 'run', fact: JOB },
  { module: 'kafkajs', path: 'Kafka#.consumer().run', fact: JOB },
  { module: 'agenda', path: '#.define', fact: JOB },
  { module: 'agenda', path: 'Agenda#.define', fact: JOB },
  { module: '@nestjs/schedule', path: '{Cron,Interval,Timeout}()@', fact: JOB },
  { module: '@nestjs/event-emitter', path: 'OnEvent()@', fact: JOB },
  { module: ['@nestjs/bull', '@nestjs/bullmq'], path: '{Process,OnQueueCompleted,OnQueueFailed,OnWorkerEvent,OnQueueEvent}()@', fact: JOB },
  { module: '@nestjs/microservices', path: 'EventPattern()@', fact: JOB },
];

/**
 * Functions and methods, of whatever library, whose callbacks run later or for nobody in particular. Where only the name is known
 * it decides for silence.
 */
export const LATER: ReadonlySet<string> = new Set([
  'waitUntil', 'after', 'unstable_after', 'defer', 'deferred', 'afterCommit', 'afterResponse', 'onAfterResponse', 'runAfterResponse', 'runInBackground', 'inBackground', 'background', 'fireAndForget', 'runAfter',
  'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'nextTick', 'requestIdleCallback',
  'on', 'once', 'addListener', 'prependListener', 'addEventListener', 'subscribe', 'onEvent', 'consume', 'process', 'schedule', 'cron', 'work', 'enqueue', 'defineJob', 'createWorker', 'createJob', 'registerJob', 'defineTask',
]);
