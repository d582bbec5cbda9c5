/**
 * Where code writes what people read later: loggers, traces, error reports, analytics, and which options of a
 * logger blot values out.
 */
import type { ApiRow, Fact, LogDestination, Place } from './schema.js';

const to = (destination: LogDestination, more: { readonly args?: readonly number[]; readonly keyArg?: number; readonly local?: boolean } = {}): Fact => ({ role: 'log', to: destination, ...more });
const LOG = to('log');
const TRACE = to('trace');
const REPORT = to('error report');
const ANALYTICS = to('analytics');

const STANDARD = 'trace,debug,verbose,info,log,notice,warn,warning,error,fatal,critical';

/** Methods by which a logger of whatever make is known. */
export const LOG_METHODS: ReadonlySet<string> = new Set(`${STANDARD},silly,http,success,fail,alert,emerg,emergency`.split(','));
/** Words in the names of functions that write a log. */
export const LOG_WORDS: ReadonlySet<string> = new Set(['log', 'logger', 'logging', 'trace', 'report', 'capture']);
/** Words in the names of objects and classes whose methods do. */
export const LOG_HOLDERS: ReadonlySet<string> = new Set(['telemetry', 'monitor', 'monitoring', 'reporter', 'reporting', 'tracker', 'tracer', 'diagnostic', 'observability', 'debug', 'debugger', 'output', 'notifier']);

/** Methods of a shape that write, and methods that give a logger of the same shape with further fields. */
const logger = (of: string, methods: string, children = ''): readonly ApiRow[] => [
  { of, path: `.{${methods}}()`, fact: LOG },
  ...(children === '' ? [] : [{ of, path: `.{${children}}()`, fact: LOG, is: of }]),
];

const CONSOLE: readonly ApiRow[] = [
  { global: true, path: 'console', is: 'log.Console' },
  { global: true, path: '{globalThis,window,self}.console', is: 'log.Console' },
  { module: 'console', path: '', is: 'log.Console' },
  { of: 'log.Console', path: '.{log,info,warn,error,debug,trace,dir,dirxml,table,group,groupCollapsed,assert}()', fact: to('log', { local: true }) },
];

/** The names every logger has, for project loggers and for libraries without peculiarities. */
const ANY: readonly ApiRow[] = [
  ...logger('log.Any', [...LOG_METHODS].join(), 'child,with,withContext,withFields,withMetadata,bind'),
  { of: 'log.Any', path: '.{setBindings,addContext,setContext,appendKeys,set}()', fact: LOG },
  { named: ['logger', 'log', 'Logger', '_logger', '#logger'], path: '', is: 'log.Any' },
  { module: '*', path: '{logger,Logger,log}', is: 'log.Any' },
  { module: '*', path: 'Logger#', is: 'log.Any' },
  { module: '*', path: '{createLogger,createScopedLogger,createModuleLogger,createLoggerWithContext,createChildLogger,getLogger,useLogger,makeLogger,initLogger,getScopedLogger}()', is: 'log.Any' },
  // A module that is called after its logger: the default export is one, and functions named after the levels write.
  { module: ['*/logger', '*/logger.*', '*/Logger', '*/log', '*/logging', '*/logging.*', '*/logger/*', '*/logging/*', '*/logging/Logger'], path: '', is: 'log.Any' },
  { module: ['*/logger', '*/logger.*', '*/log', '*/logging', '*/logging.*', '*/logger/*', '*/logging/*'], path: '{log,logInfo,logWarn,logWarning,logError,logDebug,logMessage,logEvent}()', fact: LOG },
];

const PINO_REDACT: readonly Place[] = [{ arg: 0, path: ['redact'] }, { arg: 0, path: ['redact', 'paths'] }];
const CHILD_REDACT: readonly Place[] = [{ arg: 1, path: ['redact'] }, { arg: 1, path: ['redact', 'paths'] }];

const LIBRARIES: readonly ApiRow[] = [
  ...[{ module: 'pino', path: '()' } as const, { module: 'pino', path: 'pino()' } as const].flatMap((row): readonly ApiRow[] => [
    { ...row, is: 'log.Pino', fact: { role: 'redaction', lists: PINO_REDACT, entries: 'path' } },
  ]),
  { module: 'pino', path: '{Logger,BaseLogger}#', is: 'log.Pino' },
  { module: ['pino-http', 'express-pino-logger'], path: '().logger', is: 'log.Pino' },
  { module: 'nestjs-pino', path: '{PinoLogger,Logger}#', is: 'log.Pino' },
  ...logger('log.Pino', 'trace,debug,info,warn,error,fatal,setBindings,assign,log,verbose'),
  // A child with a list of its own no longer knows its parent's [R, pino 10.4].
  { of: 'log.Pino', path: '.child()', is: 'log.Pino', fact: LOG },
  { of: 'log.Pino', path: '.child()', fact: { role: 'redaction', lists: CHILD_REDACT, entries: 'path', child: true } },

  { module: 'winston', path: '', is: 'log.Winston' },
  { module: 'winston', path: 'createLogger()', is: 'log.Winston' },
  { module: 'winston', path: 'Logger#', is: 'log.Winston' },
  ...logger('log.Winston', 'error,warn,help,data,info,debug,prompt,http,verbose,input,silly,emerg,alert,crit,warning,notice,log', 'child'),
  { of: 'log.Winston', path: '.startTimer().done()', fact: LOG },

  { module: ['bunyan', '@types/bunyan'], path: 'createLogger()', is: 'log.Any' },
  { module: 'bunyan', path: '#', is: 'log.Any' },
  { module: 'log4js', path: 'getLogger()', is: 'log.Log4js' },
  ...logger('log.Log4js', 'trace,debug,info,warn,error,fatal,mark,log,addContext'),
  { module: 'loglevel', path: '', is: 'log.Any' },
  { module: 'loglevel', path: 'getLogger()', is: 'log.Any' },
  { module: ['consola', 'consola/basic', 'consola/browser', 'consola/core'], path: 'consola', is: 'log.Consola' },
  { module: ['consola', 'consola/basic', 'consola/browser', 'consola/core'], path: 'createConsola()', is: 'log.Consola' },
  { module: 'consola', path: '', is: 'log.Consola' },
  ...logger('log.Consola', 'fatal,error,warn,log,info,success,fail,ready,start,box,debug,trace,verbose', 'withTag,withDefaults,create'),
  { module: ['tslog', 'tslog/presets/pino', 'tslog/otel'], path: 'Logger#', is: 'log.Tslog' },
  // Version 5 masks nothing unless told to; version 4 called the option `maskValuesOfKeys`.
  { module: 'tslog', path: 'Logger#', fact: { role: 'redaction', lists: [{ arg: 0, path: ['mask', 'keys'] }, { arg: 0, path: ['maskValuesOfKeys'] }], entries: 'key', ignoreCase: { arg: 0, path: ['mask', 'caseInsensitive'] } } },
  ...logger('log.Tslog', 'silly,trace,debug,info,warn,error,fatal,log', 'getSubLogger,child'),
  { module: 'signale', path: '', is: 'log.Signale' },
  { module: 'signale', path: 'Signale#', is: 'log.Signale' },
  { of: 'log.Signale', path: '.scope()', is: 'log.Signale' },
  ...logger('log.Signale', 'await,complete,error,debug,fatal,fav,info,note,pause,pending,star,start,success,wait,warn,watch,log'),
  { module: 'roarr', path: '{Roarr,Logger}', is: 'log.Roarr' },
  ...logger('log.Roarr', 'trace,debug,info,warn,error,fatal,traceOnce,debugOnce,infoOnce,warnOnce,errorOnce,fatalOnce', 'child'),
  { of: 'log.Roarr', path: '.adopt()', fact: to('log', { args: [1] }) },
  { module: 'debug', path: '()', is: 'log.Debug' },
  { of: 'log.Debug', path: '()', fact: LOG },
  { of: 'log.Debug', path: '.log()', fact: LOG },
  { of: 'log.Debug', path: '.extend()', is: 'log.Debug' },
  { module: 'ts-log', path: 'dummyLogger', is: 'log.Any' },
  { module: 'adze', path: '', is: 'log.Adze' },
  { of: 'log.Adze', path: '.{alert,error,warn,info,fail,success,log,debug,verbose,meta}()', is: 'log.Adze', fact: LOG },
  { of: 'log.Adze', path: '.{label,ns,namespace,seal,timestamp,silent}()', is: 'log.Adze' },
  { of: 'log.Adze', path: '.{timestamp,silent}', is: 'log.Adze' },
  { module: 'loglayer', path: 'LogLayer#', is: 'log.LogLayer' },
  ...logger('log.LogLayer', 'trace,debug,info,warn,error,fatal,errorOnly,metadataOnly', 'withContext,withMetadata,withError'),
  { of: 'log.LogLayer', path: '.child()', is: 'log.LogLayer' },
  { module: '@logtape/logtape', path: 'getLogger()', is: 'log.LogTape' },
  ...logger('log.LogTape', 'trace,debug,info,warn,warning,error,fatal,emit', 'with'),
  { of: 'log.LogTape', path: '.getChild()', is: 'log.LogTape' },
  { module: ['evlog', 'evlog/*'], path: 'log', is: 'log.Evlog' },
  { module: ['evlog', 'evlog/*'], path: '{createLogger,createRequestLogger,useLogger}()', is: 'log.Evlog' },
  { module: ['evlog', 'evlog/*'], path: '{createLogger,createRequestLogger}()', fact: { role: 'redaction', lists: [{ arg: 0, path: ['redact'] }, { arg: 0, path: ['redact', 'paths'] }], entries: 'key' } },
  ...logger('log.Evlog', 'info,warn,error,debug,set,emit,audit'),
  { module: 'encore.dev/log', path: '', is: 'log.Any' },
  { module: 'encore.dev/log', path: '{trace,debug,info,warn,error}()', fact: LOG },
  { module: ['next-axiom', '@axiomhq/nextjs', '@axiomhq/logging', '@axiomhq/react', '@logtail/next', '@logtail/js'], path: 'log', is: 'log.Any' },
  { module: ['next-axiom', '@logtail/next'], path: '{withAxiom,withBetterStack,withLogtail}(>0).log', is: 'log.Any' },
  { module: '@axiomhq/js', path: 'Axiom#.ingest()', fact: to('log', { args: [1] }) },
  { module: ['@logtail/node', '@logtail/browser', '@logtail/edge', '@logtail/js'], path: 'Logtail#', is: 'log.Any' },
  { module: '@aws-lambda-powertools/logger', path: 'Logger#', is: 'log.Powertools' },
  ...logger('log.Powertools', 'trace,debug,info,warn,error,critical,appendKeys,appendPersistentKeys,addPersistentLogAttributes,addContext,logEventIfEnabled', 'createChild'),
  { module: '@google-cloud/logging', path: 'Logging#.{log,logSync}()', is: 'log.Google' },
  { of: 'log.Google', path: '.{entry,write,info,warning,error,alert,critical,debug,emergency,notice}()', fact: LOG },
  { module: '@trigger.dev/sdk', path: 'logger', is: 'log.Any' },
];

const FRAMEWORKS: readonly ApiRow[] = [
  { of: 'node.Request', path: '.{log,logger}', is: 'log.Pino' },
  { of: 'fastify.Reply', path: '.log', is: 'log.Pino' },
  { of: 'fastify.App', path: '.log', is: 'log.Pino' },
  { module: 'fastify', path: '{FastifyBaseLogger,FastifyLoggerInstance}#', is: 'log.Pino' },
  { of: 'hono.Context', path: '.var.logger', is: 'log.Any' },
  // Static methods and instances alike.
  { module: '@nestjs/common', path: '{Logger,ConsoleLogger}', is: 'log.Nest' },
  { module: '@nestjs/common', path: '{Logger,ConsoleLogger,LoggerService}#', is: 'log.Nest' },
  { module: '@nestjs/common', path: 'ConsoleLogger#', fact: { role: 'redaction', lists: [{ arg: 0, path: ['redact'] }, { arg: 0, path: ['redact', 'paths'] }, { arg: 1, path: ['redact'] }, { arg: 1, path: ['redact', 'paths'] }], entries: 'key', ignoreCase: 'always' } },
  ...logger('log.Nest', 'log,error,warn,debug,verbose,fatal'),
];

const SENTRY = ['@sentry/*'];
const SCOPE = '.{setContext,setExtra,setExtras,setTag,setTags,setUser,setAttribute,setAttributes,addBreadcrumb}()';

const TELEMETRY: readonly ApiRow[] = [
  { module: SENTRY, path: '', is: ['sentry.Scope', 'sentry.Client'] },
  { module: SENTRY, path: '{getCurrentScope,getIsolationScope,getGlobalScope}()', is: 'sentry.Scope' },
  { module: SENTRY, path: '{withScope,withIsolationScope,configureScope}(>0)', is: 'sentry.Scope' },
  { of: 'sentry.Scope', path: SCOPE, fact: REPORT },
  { of: 'sentry.Client', path: '.{captureMessage,captureEvent}()', fact: REPORT },
  { of: 'sentry.Client', path: '.captureException()', fact: to('error report', { args: [1] }) },
  { of: 'sentry.Client', path: '.logger.{trace,debug,info,warn,error,fatal}()', fact: REPORT },
  { of: 'sentry.Client', path: '.logger.fmt()', fact: { role: 'shows', text: true } },
  { of: 'sentry.Client', path: '.{startSpan,startInactiveSpan,startSpanManual}()', fact: to('trace', { args: [0] }) },
  { of: 'sentry.Client', path: '.{startSpan,startSpanManual}(>0)', is: 'otel.Span' },
  { of: 'sentry.Client', path: '.metrics.{count,gauge,distribution,increment}()', fact: TRACE },

  { module: ['@datadog/browser-logs', '@datadog/browser-rum', '@datadog/browser-logs/*'], path: '{datadogLogs,datadogRum}', is: 'datadog.Browser' },
  { of: 'datadog.Browser', path: '.logger.{log,ok,debug,info,notice,warn,error,critical,alert,emerg,setContext,setContextProperty}()', fact: LOG },
  { of: 'datadog.Browser', path: '.{setUser,setUserProperty,setAccount,setGlobalContext,setGlobalContextProperty,addAction,addError}()', fact: REPORT },
  { module: 'dd-trace', path: '{tracer,default}', is: 'datadog.Tracer' },
  { module: 'dd-trace', path: '.init()', is: 'datadog.Tracer' },
  { of: 'datadog.Tracer', path: '.setUser()', fact: TRACE },
  { of: 'datadog.Tracer', path: '.appsec.{trackUserLoginSuccessEvent,trackCustomEvent}()', fact: TRACE },
  { of: 'datadog.Tracer', path: '.startSpan()', is: 'datadog.Span', fact: TRACE },
  { of: 'datadog.Tracer', path: '.scope().active()', is: 'datadog.Span' },
  { of: 'datadog.Tracer', path: '.trace(>0)', is: 'datadog.Span' },
  { of: 'datadog.Span', path: '.setTag()', fact: to('trace', { keyArg: 0 }) },
  { of: 'datadog.Span', path: '.{addTags,log}()', fact: TRACE },

  { module: '@opentelemetry/api', path: 'Span#', is: 'otel.Span' },
  { module: '@opentelemetry/api', path: 'trace.{getActiveSpan,getSpan}()', is: 'otel.Span' },
  { module: '@opentelemetry/api', path: 'trace.getTracer()', is: 'otel.Tracer' },
  { module: '@opentelemetry/api', path: 'Tracer#', is: 'otel.Tracer' },
  { of: 'otel.Tracer', path: '.startSpan()', is: 'otel.Span', fact: to('trace', { args: [0, 1] }) },
  { of: 'otel.Tracer', path: '.startActiveSpan()', fact: to('trace', { args: [0, 1] }) },
  { of: 'otel.Tracer', path: '.startActiveSpan(>0)', is: 'otel.Span' },
  { of: 'otel.Span', path: '.setAttribute()', is: 'otel.Span', fact: to('trace', { keyArg: 0 }) },
  { of: 'otel.Span', path: '.{setAttributes,addEvent,setStatus,updateName}()', is: 'otel.Span', fact: TRACE },
  // The only telemetry that travels on to other services.
  { module: '@opentelemetry/api', path: 'propagation.createBaggage()', fact: TRACE },
  { module: '@opentelemetry/api-logs', path: 'logs.getLogger().emit()', fact: LOG },

  { module: 'posthog-node', path: '{PostHog,default}#', is: 'analytics.Client' },
  { module: 'posthog-js', path: '{posthog,default}', is: 'analytics.Client' },
  { module: ['posthog-js/react', '@posthog/react'], path: 'usePostHog()', is: 'analytics.Client' },
  { module: '@segment/analytics-node', path: '{Analytics,default}#', is: 'analytics.Client' },
  { module: 'mixpanel', path: 'init()', is: 'analytics.Client' },
  { module: 'mixpanel-browser', path: '', is: 'analytics.Client' },
  { module: ['@amplitude/analytics-browser', '@amplitude/analytics-node'], path: '', is: 'analytics.Client' },
  { module: ['@rudderstack/rudder-sdk-node'], path: '#', is: 'analytics.Client' },
  { of: 'analytics.Client', path: '.{capture,captureImmediate,track,register,page,screen}()', fact: ANALYTICS },
];

export const LOGGERS: readonly ApiRow[] = [...CONSOLE, ...ANY, ...LIBRARIES, ...FRAMEWORKS, ...TELEMETRY];
