import { on, type Case } from '../case.js';

/** The functions that take work over, each called once with something. */
const takes = (before: string, ...functions: readonly string[]): Case => ({ code: `${before}\n${functions.map((name) => `${name}(work)`).join(';\n')};`, expect: on('deferral', ...functions) });

export const DEFERRAL_CASES: readonly Case[] = [
  takes("import { after, unstable_after } from 'next/server';", 'after', 'unstable_after'),
  takes("import { waitUntil } from '@vercel/functions';", 'waitUntil'),
  takes("import { waitUntil } from 'cloudflare:workers';", 'waitUntil'),
  takes("import { waitUntil } from '@netlify/functions';", 'waitUntil'),
  { code: "import type { NextFetchEvent } from 'next/server'; export function middleware(request, event: NextFetchEvent) { event.waitUntil(work); }", expect: on('deferral', 'event.waitUntil') },
  { code: "import type { Context } from 'hono'; const handler = (c: Context) => c.executionCtx.waitUntil(work);", expect: on('deferral', 'c.executionCtx.waitUntil') },
  { code: "import type { ExecutionContext } from '@cloudflare/workers-types'; export default { fetch(request, env, ctx: ExecutionContext) { ctx.waitUntil(work); } };", expect: on('deferral', 'ctx.waitUntil') },
  { code: "import type { Context } from '@netlify/functions'; export default async (request: Request, context: Context) => { context.waitUntil(work); };", expect: on('deferral', 'context.waitUntil') },
  { code: 'export default { fetch(request, env, ctx: ExecutionContext) { ctx.waitUntil(work); } }; addEventListener("fetch", (event: FetchEvent) => event.waitUntil(work)); const f = (e: ExtendableEvent) => e.waitUntil(work);', expect: on('deferral', 'ctx.waitUntil', 'event.waitUntil', 'e.waitUntil') },
  takes('', 'EdgeRuntime.waitUntil'),
  { code: 'export default defineEventHandler((event) => { event.waitUntil(work); });', expect: on('deferral', 'event.waitUntil') },
  takes("import { Worker } from 'bullmq'; new Worker('orders', work);", 'Worker'),
  takes("import { Worker } from 'glide-mq';", 'Worker'),
  takes("import { Queue } from 'bullmq'; const queue = new Queue('orders');", 'queue.on', 'queue.once'),
  takes("import Queue from 'bull'; const queue = new Queue('orders');", 'queue.process', 'queue.on', 'queue.once'),
  takes("import Queue from 'bee-queue'; const queue = new Queue.Queue('orders');", 'queue.process'),
  takes("import { Inngest } from 'inngest'; const inngest = new Inngest({ id });", 'inngest.createFunction'),
  takes("import { task, schemaTask, schedules } from '@trigger.dev/sdk';", 'task', 'schemaTask', 'schedules.task'),
  takes("import { task, schedules } from '@trigger.dev/sdk/v3';", 'task', 'schedules.task'),
  takes("import cron from 'node-cron'; import { scheduleJob } from 'node-schedule'; import { CronJob } from 'cron'; import { Cron } from 'croner';", 'cron.schedule', 'scheduleJob', 'CronJob', 'Cron'),
  takes("import PgBoss from 'pg-boss'; const boss = new PgBoss(url); import { run } from 'graphile-worker';", 'boss.work', 'run'),
  takes("import { Kafka } from 'kafkajs'; const consumer = new Kafka({}).consumer({ groupId });", 'consumer.run'),
  takes("import Agenda from 'agenda'; const agenda = new Agenda();", 'agenda.define'),
  takes("import { Agenda } from 'agenda'; const agenda = new Agenda();", 'agenda.define'),
  {
    code: "import { Cron, Interval, Timeout } from '@nestjs/schedule'; import { OnEvent } from '@nestjs/event-emitter'; import { Process } from '@nestjs/bull'; import { OnWorkerEvent } from '@nestjs/bullmq'; import { EventPattern } from '@nestjs/microservices'; class A { @Cron('x') a() {} @Interval(1) b() {} @Timeout(1) c() {} @OnEvent('x') d() {} @Process('x') e() {} @OnWorkerEvent('completed') f() {} @EventPattern('x') g() {} }",
    expect: [],
  },
  { code: "import { NextResponse } from 'next/server'; import { Queue } from 'other'; new Queue().process(work); NextResponse.json(work);", expect: [], not: on('deferral', 'new Queue().process', 'NextResponse.json') },
];
