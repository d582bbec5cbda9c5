import { on, type Case } from '../case.js';

const logs = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('log', ...texts) });

export const LOGGER_CASES: readonly Case[] = [
  logs('', 'console.log(a)', 'console.table(b)', 'globalThis.console.error(c)', 'console?.warn(d)'),
  logs("import console from 'node:console';", 'console.log(a)'),
  { code: 'function f(logger, ctx) { logger.info(a); ctx.logger.warn(b); ctx.context.logger?.error(c); logger.child({ d }).info(e); logger.setBindings({ f }); this.log.debug(h); }', expect: on('log', 'logger.info(a)', 'ctx.logger.warn(b)', 'ctx.context.logger?.error(c)', 'logger.child({ d })', 'logger.child({ d }).info(e)', 'logger.setBindings({ f })', 'this.log.debug(h)') },
  logs("import { logger as l, Logger, createScopedLogger } from '@acme/telemetry';", 'l.info(a)', "new Logger('x').warn(b)", 'Logger.error(c)', "createScopedLogger('y').debug(d)"),
  logs("import anything, { logInfo } from '@/lib/logger';", 'anything.info(a)', 'logInfo(b)'),
  logs("import pino from 'pino'; const log = pino(); const child = pino().child({ x });", 'log.info(a)', 'child.fatal(b)', 'pino().child({ y })'),
  { code: "import { pino, type Logger } from 'pino'; pino().warn(a); function f(l: Logger) { l.error(b); }", expect: on('log', 'pino().warn(a)', 'l.error(b)') },
  { code: "import type { FastifyBaseLogger, FastifyLoggerInstance } from 'fastify'; function f(l: FastifyBaseLogger, m: FastifyLoggerInstance) { l.error(a); m.info(b); }", expect: on('log', 'l.error(a)', 'm.info(b)') },
  logs("import pinoHttp from 'pino-http'; import { PinoLogger } from 'nestjs-pino';", 'pinoHttp().logger.info(a)', 'new PinoLogger({}).warn(b)'),
  logs("import winston, { createLogger, Logger as Win } from 'winston';", 'winston.info(a)', 'createLogger().http(b)', 'winston.createLogger().child({ c })', 'winston.startTimer().done({ d })', 'new Win().error(e)'),
  logs("import bunyan from 'bunyan'; import log4js from 'log4js'; import ll from 'loglevel';", 'bunyan.createLogger({}).info(a)', 'new bunyan({}).warn(b)', "log4js.getLogger('x').mark(c)", "log4js.getLogger().addContext('k', d)", 'll.warn(e)', "ll.getLogger('x').info(f)"),
  logs("import { consola, createConsola } from 'consola'; import c from 'consola';", 'consola.ready(a)', 'createConsola().box(b)', 'c.success(d)', "consola.withTag('x').info(e)"),
  logs("import { Logger } from 'tslog';", 'new Logger({}).silly(a)', 'new Logger({}).getSubLogger({}).info(b)'),
  logs("import signale, { Signale } from 'signale';", 'signale.fav(a)', 'new Signale().star(b)', "signale.scope('x').note(c)"),
  logs("import { Roarr } from 'roarr';", 'Roarr.warnOnce(a)', 'Roarr.child({ b })', 'Roarr.adopt(f, { c })'),
  logs("import debug from 'debug';", "debug('a')(b)", "debug('a').log(c)", "debug('a').extend('d')(e)"),
  logs("import { dummyLogger } from 'ts-log'; import adze from 'adze'; import { LogLayer } from 'loglayer';", 'dummyLogger.info(a)', 'adze.meta({ b }).info(c)', "adze.label('x').log(d)", 'adze.timestamp.warn(e)', 'new LogLayer({}).withMetadata({ f }).info(g)', 'new LogLayer({}).child().warn(h)'),
  logs("import { getLogger } from '@logtape/logtape';", "getLogger(['a']).info`x ${b}`", "getLogger().getChild('c').with({ d })"),
  logs("import { log as wide, createLogger as make } from 'evlog'; import enc, { error } from 'encore.dev/log';", 'wide.set({ a })', 'make({}).emit({ b })', 'enc.info(c)', 'error(d)'),
  { code: "import { log as ax, withAxiom } from 'next-axiom'; import { Axiom } from '@axiomhq/js'; import { Logtail } from '@logtail/node'; withAxiom((req) => { req.log.info(d); }); ax.info(a); new Axiom({}).ingest(s, b); new Logtail(k).warn(c);", expect: on('log', 'req.log.info(d)', 'ax.info(a)', 'new Axiom({}).ingest(s, b)', 'new Logtail(k).warn(c)') },
  logs("import { Logger as Power } from '@aws-lambda-powertools/logger'; import { Logging } from '@google-cloud/logging'; import { logger as trig } from '@trigger.dev/sdk';", 'new Power().appendKeys({ a })', 'new Power().createChild({ b })', "new Logging().log('x').write(c)", 'trig.info(d)'),
  { code: "import Fastify from 'fastify'; const app = Fastify(); app.log.info(a); app.get('/', (request, reply) => { request.log.warn(b); reply.log.error(c); });", expect: on('log', 'app.log.info(a)', 'request.log.warn(b)', 'reply.log.error(c)') },
  { code: "import { Hono } from 'hono'; new Hono().get('/', (c) => { c.var.logger.info(a); });", expect: on('log', 'c.var.logger.info(a)') },
  { code: "import { Logger, ConsoleLogger } from '@nestjs/common'; Logger.log(a); new ConsoleLogger('x', { redact: [] }).log(e); class A { private readonly out = new Logger(A.name); constructor(private readonly sink: Logger) {} m() { this.out.log(b); this.sink.verbose(c); } }", expect: [...on('log', 'Logger.log(a)', 'this.out.log(b)', 'this.sink.verbose(c)'), ...on('redaction', "new ConsoleLogger('x', { redact: [] })")] },
  {
    code: "import * as Sentry from '@sentry/node'; Sentry.withScope((scope) => { scope.setExtra('a', b); }); Sentry.startSpan({ attributes }, (span) => { span.setAttribute('c', d); }); Sentry.setUser(e); Sentry.getCurrentScope().setContext('x', f); Sentry.captureMessage(g); Sentry.captureException(h, i); Sentry.logger.info(Sentry.logger.fmt`x ${j}`); Sentry.metrics.count('x', 1, k);",
    expect: [...on('log', "scope.setExtra('a', b)", 'Sentry.startSpan({ attributes }, (span) => { span.setAttribute(\'c\', d); })', "span.setAttribute('c', d)", 'Sentry.setUser(e)', "Sentry.getCurrentScope().setContext('x', f)", 'Sentry.captureMessage(g)', 'Sentry.captureException(h, i)', 'Sentry.logger.info(Sentry.logger.fmt`x ${j}`)', "Sentry.metrics.count('x', 1, k)"), ...on('shows', 'Sentry.logger.fmt`x ${j}`')],
  },
  {
    code: "import { datadogLogs } from '@datadog/browser-logs'; import tracer from 'dd-trace'; datadogLogs.logger.info(a); datadogLogs.setUser(b); tracer.setUser(c); tracer.init().appsec.trackCustomEvent('x', d); tracer.startSpan('x').setTag('k', e); tracer.scope().active().addTags(f); tracer.trace('x', (span) => { span.log(g); });",
    expect: on('log', 'datadogLogs.logger.info(a)', 'datadogLogs.setUser(b)', 'tracer.setUser(c)', "tracer.init().appsec.trackCustomEvent('x', d)", "tracer.startSpan('x')", "tracer.startSpan('x').setTag('k', e)", 'tracer.scope().active().addTags(f)', 'span.log(g)'),
  },
  {
    code: "import { trace, propagation, type Span, type Tracer } from '@opentelemetry/api'; import { logs } from '@opentelemetry/api-logs'; trace.getActiveSpan().setAttribute('a', b); trace.getTracer('x').startSpan('y', c).addEvent('z', d); trace.getTracer('x').startActiveSpan('y', (span) => { span.setStatus(e); }); propagation.createBaggage(f); logs.getLogger('x').emit(g); function h(s: Span, t: Tracer) { s.updateName(i); t.startSpan('j'); }",
    expect: on('log', "trace.getActiveSpan().setAttribute('a', b)", "trace.getTracer('x').startSpan('y', c)", "trace.getTracer('x').startSpan('y', c).addEvent('z', d)", "trace.getTracer('x').startActiveSpan('y', (span) => { span.setStatus(e); })", 'span.setStatus(e)', 'propagation.createBaggage(f)', "logs.getLogger('x').emit(g)", 's.updateName(i)', "t.startSpan('j')"),
  },
  logs("import { PostHog } from 'posthog-node'; import posthog from 'posthog-js'; import { usePostHog } from 'posthog-js/react'; import { Analytics } from '@segment/analytics-node'; import Mixpanel from 'mixpanel'; import mp from 'mixpanel-browser'; import * as amplitude from '@amplitude/analytics-node'; import Rudder from '@rudderstack/rudder-sdk-node';", 'new PostHog(k).capture(a)', "posthog.capture('x', b)", "usePostHog().register(c)", 'new Analytics({}).track(d)', "Mixpanel.init(k).track('x', e)", "mp.track('x', f)", "amplitude.track('x', g)", 'new Rudder(k).page(h)'),
  { code: "import { logger } from 'hono/logger'; import debug from 'other'; app.use(logger()); Math.log(a); debug('x')(b); git.log(c); console.count(d);", expect: [], not: on('log', 'logger()', 'Math.log(a)', "debug('x')(b)", 'git.log(c)', 'console.count(d)') },
];
