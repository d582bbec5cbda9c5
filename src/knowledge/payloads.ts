/**
 * Wholes that hold personal data or secrets whatever their parts are called, and functions that show, or no longer disclose, what
 * they are given.
 */
import type { ApiRow, Condition, Fact } from './schema.js';

const whole = (what: string, conditions: { readonly when?: readonly Condition[]; readonly unless?: readonly Condition[] } = {}): Fact => ({ role: 'whole', what, ...conditions });
/** Objects with getters and methods only. */
const opaque = (what: string): Fact => ({ role: 'whole', what, consoleOnly: true });
const REQUEST = opaque('a whole request');
const WEB_HEADERS = opaque('all request headers');
const BODY = whole('the whole request body');
const HEADERS = whole('all request headers');
const COOKIES = whole('all cookies');
const FORM = whole('the whole form');
const WEB_FORM = opaque('the whole form');
const ENVIRONMENT = whole('the whole environment');
const EVENT = whole('the whole event');
/** `c.req.header()` without a name gives all of them. */
const NO_NAME: readonly Condition[] = [{ arg: 0, present: false }];
/** Route and query parameters are mostly ids. */
const NOT_BODY: readonly Condition[] = [{ arg: 0, equals: ['param', 'query'] }];

const REQUESTS: readonly ApiRow[] = [
  { of: 'web.Request', path: '', fact: REQUEST },
  { of: 'web.Request', path: '.{json,text,formData}()', fact: BODY },
  { of: 'web.Headers', path: '', fact: WEB_HEADERS },
  { of: 'web.Headers', path: '>Object.fromEntries(0)', fact: HEADERS },
  { of: 'web.Headers', path: '.entries()>Object.fromEntries(0)', fact: HEADERS },
  { of: 'web.Cookies', path: '.getAll()', fact: COOKIES },
  { of: 'web.FormData', path: '', fact: WEB_FORM },
  { of: 'web.FormData', path: '>Object.fromEntries(0)', fact: FORM },
  { of: 'web.FormData', path: '.entries()>Object.fromEntries(0)', fact: FORM },
  { of: 'node.Request', path: '', fact: REQUEST },
  { of: 'node.Request', path: '.body', fact: BODY },
  { of: 'node.Request', path: '.{headers,rawHeaders}', fact: HEADERS },
  { of: 'node.Request', path: '.{cookies,signedCookies}', fact: COOKIES },
  { of: 'koa.Context', path: '', fact: REQUEST },
  { of: 'koa.Context', path: '.request', fact: REQUEST },
  { of: 'koa.Context', path: '.request.body', fact: BODY },
  { of: 'koa.Context', path: '.{headers,header}', fact: HEADERS },
  { of: 'koa.Context', path: '.request.{headers,header}', fact: HEADERS },
  { of: 'hono.Context', path: '', fact: REQUEST },
  { of: 'hono.Context', path: '.req', fact: REQUEST },
  { of: 'hono.Context', path: '.req.{json,parseBody,text,formData}()', fact: BODY },
  { of: 'hono.Context', path: '.req.valid()', fact: whole('the whole request body', { unless: NOT_BODY }) },
  { of: 'hono.Context', path: '.req.header()', fact: whole('all request headers', { when: NO_NAME }) },
  { of: 'elysia.Context', path: '', fact: REQUEST },
  { of: 'elysia.Context', path: '.body', fact: BODY },
  { of: 'elysia.Context', path: '.headers', fact: HEADERS },
  { of: 'web.RequestEvent', path: '', fact: REQUEST },
  { of: 'h3.Event', path: '', fact: REQUEST },
  ...[{ global: true } as const, { module: ['h3', '#imports', 'nitropack/runtime', 'nitro/h3', 'vinxi/http', '@tanstack/react-start/server'] } as const].flatMap((root): readonly ApiRow[] => [
    { ...root, path: '{readBody,readValidatedBody,readRawBody}()', fact: BODY },
    { ...root, path: '{getHeaders,getRequestHeaders}()', fact: HEADERS },
    { ...root, path: 'parseCookies()', fact: COOKIES },
  ]),
  { module: 'ai', path: '{generateText,streamText}().{text,reasoningText}', fact: whole("the model's answer") },
  { module: '@nestjs/common', path: 'Body()@', fact: whole('the whole request body', { when: NO_NAME }) },
  { module: '@nestjs/common', path: 'Headers()@', fact: whole('all request headers', { when: NO_NAME }) },
  { of: 'safe-action.Client', path: '.{action,stateAction}(>0).{parsedInput,clientInput}', fact: whole("the action's whole input") },
  { module: 'aws-lambda', path: '{APIGatewayProxyEvent,APIGatewayProxyEventV2,APIGatewayEvent,ALBEvent,LambdaFunctionURLEvent,SQSEvent,SNSEvent}#', is: 'lambda.Event' },
  { module: 'aws-lambda', path: '{APIGatewayProxyHandler,APIGatewayProxyHandlerV2,ALBHandler,LambdaFunctionURLHandler,SQSHandler,SNSHandler}#>0', is: 'lambda.Event' },
  { of: 'lambda.Event', path: '', fact: EVENT },
  { of: 'lambda.Event', path: '.body', fact: BODY },
  { of: 'lambda.Event', path: '.{headers,multiValueHeaders}', fact: HEADERS },
  { global: true, path: '{process,Bun}.env', fact: ENVIRONMENT },
];

const SHOWING: readonly ApiRow[] = [
  { global: true, path: 'JSON.stringify()', fact: { role: 'shows', args: [0], text: true, unless: [{ arg: 1, present: true }] } },
  { global: true, path: '{String,encodeURIComponent,encodeURI,btoa}()', fact: { role: 'shows', text: true } },
  { global: true, path: 'JSON.parse()', fact: { role: 'shows', args: [0] } },
  { global: true, path: '{structuredClone,decodeURIComponent}()', fact: { role: 'shows', args: [0] } },
  { global: true, path: 'Object.{assign,entries,values,fromEntries,freeze}()', fact: { role: 'shows' } },
  { global: true, path: 'Array.from()', fact: { role: 'shows', args: [0] } },
  { global: true, path: 'Promise.resolve()', fact: { role: 'shows', args: [0] } },
  { global: true, path: 'Promise.all()', fact: { role: 'shows' } },
  { module: 'buffer', path: 'Buffer.from()', fact: { role: 'shows', args: [0], text: true } },
  { global: true, path: 'Buffer.from()', fact: { role: 'shows', args: [0], text: true } },
  // Neither hides anything.
  { module: 'util', path: '{inspect,format}()', fact: { role: 'shows', text: true } },
  { module: ['fast-safe-stringify', 'safe-stable-stringify', 'json-stringify-safe', 'fast-json-stable-stringify', 'flatted', 'superjson', 'devalue', 'qs', 'querystring'], path: '{default,stringify,serialize,uneval,toJSON}()', fact: { role: 'shows', args: [0], text: true } },
  // Quotes only keep the shell from taking a text apart. What they are given is text already: an object would show nothing.
  { module: ['shell-quote', 'shlex', 'zx'], path: 'quote()', fact: { role: 'shows', args: [0] } },
  { module: ['shell-escape', 'any-shell-escape'], path: '()', fact: { role: 'shows', args: [0] } },
  { module: 'shescape', path: 'Shescape#.{quote,quoteAll,escape,escapeAll}()', fact: { role: 'shows', args: [0] } },
  { module: ['lodash', 'lodash-es'], path: '{clone,cloneDeep,merge,assign}()', fact: { role: 'shows' } },
  { module: 'lodash/cloneDeep', path: '()', fact: { role: 'shows' } },
];

const REDACTING: readonly ApiRow[] = [
  { module: ['fast-redact', '@pinojs/redact', 'slow-redact', '@npmcli/redact', 'redact-object', 'mask-json', 'mongodb-redact', 'maskdata', 'redact-secrets'], path: '{default,redact,redactLog}()', fact: { role: 'redactor' } },
  { module: ['fast-redact', '@pinojs/redact', 'slow-redact', 'mask-json'], path: '()()', fact: { role: 'redactor' } },
  { module: '@hackylabs/deep-redact', path: '{DeepRedact,default}#.redact()', fact: { role: 'redactor' } },
  { module: 'redact-pii', path: '{SyncRedactor,AsyncRedactor}#.{redact,redactAsync}()', fact: { role: 'redactor' } },
  { module: '@arcjet/redact', path: 'redact()', fact: { role: 'redactor' } },
  // The server wrote it itself a moment before: the browser's upload brings it back signed (https://vercel.com/docs/vercel-blob/client-upload).
  { module: '@vercel/blob/client', path: 'handleUpload({onUploadCompleted}>0).tokenPayload', fact: { role: 'redactor' } },
  { module: '@redactpii/node', path: 'Redactor#.redact()', fact: { role: 'redactor' } },
];

/** Browsers, and programs that people run by hand. */
const SCREENS: readonly ApiRow[] = [
  { module: ['react', 'preact/hooks'], path: '{useState,useEffect,useLayoutEffect,useRef,useReducer,useContext,useSyncExternalStore,useTransition}', fact: { role: 'ownScreen' } },
  { module: 'react-dom/client', path: '{createRoot,hydrateRoot}', fact: { role: 'ownScreen' } },
  { module: 'vue', path: '{ref,reactive,onMounted,createApp}', fact: { role: 'ownScreen' } },
  { module: 'svelte', path: '{onMount,onDestroy}', fact: { role: 'ownScreen' } },
  { global: true, path: '{localStorage,sessionStorage}', fact: { role: 'ownScreen' } },
  { global: true, path: 'document.{getElementById,querySelector,querySelectorAll,createElement,addEventListener,body,cookie,title}', fact: { role: 'ownScreen' } },
  { global: true, path: 'window.{addEventListener,location,open,localStorage,history}', fact: { role: 'ownScreen' } },
  { module: ['vitest', 'mocha', 'chai', '@jest/globals', '@playwright/test', '@testcontainers/*', 'testcontainers'], path: '.*', fact: { role: 'ownScreen' } },
  { global: true, path: 'process.argv', fact: { role: 'ownScreen' } },
  { module: ['readline', 'readline/promises'], path: 'createInterface()', fact: { role: 'ownScreen' } },
  { module: ['commander', 'yargs', 'cac', 'meow', 'inquirer', '@inquirer/prompts', 'prompts', '@clack/prompts', 'ora'], path: '', fact: { role: 'ownScreen' } },
  { module: ['commander', 'yargs', 'cac', 'meow', 'inquirer', '@inquirer/prompts', 'prompts', '@clack/prompts', 'ora'], path: '.*', fact: { role: 'ownScreen' } },
  { global: true, path: 'navigator.{clipboard,serviceWorker,mediaDevices,geolocation}', fact: { role: 'ownScreen' } },
];

export const PAYLOADS: readonly ApiRow[] = [...REQUESTS, ...SHOWING, ...REDACTING, ...SCREENS];
