/**
 * What whoever sends a request chooses, and the application's own address.
 *
 * Left out on purpose, because the application wrote the value itself: browser storage, sessions, signed cookies, database rows,
 * router state, message events.
 */
import type { ApiRow, Condition, Fact, SourceKind } from './schema.js';

const from = (kind: SourceKind, nameArg?: number): Fact => ({ role: 'source', kind, ...(nameArg === undefined ? {} : { nameArg }) });
const own = (part: 'href' | 'origin' | 'protocol' | 'host' | 'hostname' | 'pathname', when?: readonly Condition[]): Fact => ({ role: 'ownUrl', part, ...(when ? { when } : {}) });

const QUERY = from('query string');
const ROUTE = from('route parameter');
const BODY = from('request body');
const FORM = from('form data');
const COOKIE = from('cookie');
const HEADER = from('request header');
const ARGUMENT = from('server action argument');

/** Headers from which applications build their own address; proxies set them. */
const OWN_HEADERS = ['host', 'x-forwarded-host', 'origin', 'x-forwarded-proto', 'x-forwarded-protocol'];
const HEADER_CALL: Fact = { role: 'source', kind: 'request header', nameArg: 0, unless: [{ arg: 0, equals: OWN_HEADERS }] };
const HOST_CALL = own('host', [{ arg: 0, equals: ['host', 'x-forwarded-host'] }]);
const ORIGIN_CALL = own('origin', [{ arg: 0, equals: ['origin'] }]);
const PROTOCOL_CALL = own('protocol', [{ arg: 0, equals: ['x-forwarded-proto', 'x-forwarded-protocol'] }]);

const headerCall = (row: { readonly of: string; readonly path: string }): readonly ApiRow[] => [HEADER_CALL, HOST_CALL, ORIGIN_CALL, PROTOCOL_CALL].map((fact) => ({ ...row, fact }));

const SHAPES: readonly ApiRow[] = [
  // The standard Request and what hangs on it.
  { of: 'web.Request', path: '.url', is: 'web.requestUrl', fact: own('href') },
  { of: 'web.Request', path: '.headers', is: 'web.Headers' },
  { of: 'web.Request', path: '.json()', is: 'input.body' },
  { of: 'web.Request', path: '.text()', fact: BODY },
  { of: 'web.Request', path: '.formData()', is: 'web.FormData' },
  { of: 'web.Request', path: '.clone()', is: 'web.Request' },
  { of: 'web.Request', path: '.referrer', fact: from('referrer') },
  { of: 'web.requestUrl', path: '>URL(0)', is: 'web.URL' },
  { of: 'web.requestUrl', path: '.split().1', is: 'web.search' },

  { of: 'web.URL', path: '', fact: own('href') },
  { of: 'web.URL', path: '.href', is: 'web.requestUrl', fact: own('href') },
  { of: 'web.URL', path: '.toString()', is: 'web.requestUrl', fact: own('href') },
  { of: 'web.URL', path: '.clone()', is: 'web.URL' },
  { of: 'web.URL', path: '.origin', fact: own('origin') },
  { of: 'web.URL', path: '.protocol', fact: own('protocol') },
  { of: 'web.URL', path: '.host', fact: own('host') },
  { of: 'web.URL', path: '.hostname', fact: own('hostname') },
  { of: 'web.URL', path: '.pathname', fact: own('pathname') },
  // Neither source nor own: an application may send people on to its own path plus the query they came with.
  { of: 'web.URL', path: '.search', is: 'web.search' },
  { of: 'web.URL', path: '.searchParams', is: 'web.URLSearchParams' },

  { of: 'web.search', path: '>URLSearchParams(0)', is: 'web.URLSearchParams' },
  { of: 'web.search', path: '.{slice,substring,substr,replace}()', is: 'web.search' },
  { of: 'web.search', path: '>qs.parse(0)', is: 'input.query' },
  { of: 'web.search', path: '>querystring.parse(0)', is: 'input.query' },
  { of: 'web.URLSearchParams', path: '.get()', fact: from('query string', 0) },
  { of: 'web.URLSearchParams', path: '.getAll()', fact: from('query string', 0), is: 'input.list' },
  { of: 'web.URLSearchParams', path: '>Object.fromEntries(0)', is: 'input.query' },
  { of: 'web.URLSearchParams', path: '.entries()>Object.fromEntries(0)', is: 'input.query' },
  { of: 'web.URLSearchParams', path: '>URLSearchParams(0)', is: 'web.URLSearchParams' },
  // `.toString()` is the whole query, properly encoded.
  { of: 'web.URLSearchParams', path: '.toString()', is: 'web.search' },

  ...headerCall({ of: 'web.Headers', path: '.get()' }),
  { of: 'web.Cookies', path: '.get()', is: 'web.Cookie' },
  { of: 'web.Cookie', path: '.value', fact: COOKIE },
  { of: 'web.FormData', path: '.get()', fact: from('form data', 0) },
  { of: 'web.FormData', path: '.getAll()', fact: from('form data', 0), is: 'input.list' },
  { of: 'web.FormData', path: '>Object.fromEntries(0)', is: 'input.form' },
  { of: 'web.FormData', path: '.entries()>Object.fromEntries(0)', is: 'input.form' },

  // Records of input: any member is what the sender wrote there.
  { of: 'input.query', path: '.*', fact: QUERY, is: 'input.list' },
  { of: 'input.params', path: '.*', fact: ROUTE, is: 'input.list' },
  { of: 'input.body', path: '.*', fact: BODY, is: ['input.body', 'input.list'] },
  { of: 'input.form', path: '.*', fact: FORM },
  { of: 'input.cookies', path: '.*', fact: COOKIE },
  { of: 'input.argument', path: '.*', fact: ARGUMENT, is: 'input.argument' },
  { of: 'input.list', path: '[]', fact: QUERY },

  // Node's headers object: members in lower case.
  { of: 'node.Headers', path: '.{authorization,x-access-token,x-auth-token,x-id-token,referer,referrer,cookie,forwarded,x-original-url,x-return-to,x-redirect-to,x-url}', fact: HEADER },
  { of: 'node.Headers', path: '.{host,x-forwarded-host}', fact: own('host') },
  { of: 'node.Headers', path: '.origin', fact: own('origin') },
  { of: 'node.Headers', path: '.{x-forwarded-proto,x-forwarded-protocol}', fact: own('protocol') },
  // A path and query such as `/a?b`. It may start with `//`, so it is no own address; `new URL(req.url, base)` settles that.
  { of: 'node.requestPath', path: '>URL(0)', is: 'web.URL' },
  { of: 'node.requestPath', path: '.split().1', is: 'web.search' },
  { of: 'node.requestPath', path: '>url.parse(0).query', is: 'input.query' },
];

const NEXT: readonly ApiRow[] = [
  { exported: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'ALL'], path: '>0', is: ['next.Request', 'web.RequestEvent'] },
  { exported: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'], path: '>1.params', is: 'input.params' },
  { exported: ['middleware', 'proxy'], path: '>0', is: 'next.Request' },
  { module: 'next/server', path: '{NextRequest,NextFetchEvent}#', is: 'next.Request' },
  { module: 'next/server', path: '{NextMiddleware,NextProxy}#>0', is: 'next.Request' },
  { of: 'next.Request', path: '', is: 'web.Request' },
  { of: 'next.Request', path: '.nextUrl', is: 'web.URL' },
  { of: 'next.Request', path: '.cookies', is: 'web.Cookies' },
  { module: 'next/headers', path: 'headers()', is: 'web.Headers' },
  { module: 'next/headers', path: 'cookies()', is: 'web.Cookies' },
  { module: 'next/navigation', path: 'useSearchParams()', is: 'web.URLSearchParams' },
  { module: 'next/navigation', path: 'ReadonlyURLSearchParams#', is: 'web.URLSearchParams' },
  { module: 'next/navigation', path: 'useParams()', is: 'next.Params' },
  { module: 'next/navigation', path: 'usePathname()', fact: own('pathname') },
  // Page and layout props; promises since Next 15, read with `await` or `use()`.
  { exported: ['default', 'generateMetadata'], path: '>0.searchParams', is: 'input.query' },
  { exported: ['default', 'generateMetadata'], path: '>0.params', is: 'next.Params' },
  // Encoded for pages and in the browser; route handlers get them decoded.
  { of: 'next.Params', path: '.*', fact: { role: 'source', kind: 'route parameter', encoded: true } },
  { module: 'next/router', path: 'useRouter()', is: 'next.PagesRouter' },
  { module: 'next/router', path: '{NextRouter,Router}#', is: 'next.PagesRouter' },
  { module: 'next/router', path: 'default', is: 'next.PagesRouter' },
  { of: 'next.PagesRouter', path: '.query', is: 'input.query' },
  { of: 'next.PagesRouter', path: '.pathname', fact: own('pathname') },
  { exported: ['getServerSideProps'], path: '>0', is: 'next.PageContext' },
  { exported: ['getStaticProps'], path: '>0.params', is: 'input.params' },
  { module: 'next', path: '{GetServerSidePropsContext,NextPageContext}#', is: 'next.PageContext' },
  { module: 'next', path: 'GetServerSideProps#>0', is: 'next.PageContext' },
  { of: 'next.PageContext', path: '.query', is: 'input.query' },
  { of: 'next.PageContext', path: '.params', is: 'input.params' },
  { of: 'next.PageContext', path: '.req', is: 'node.Request' },
  { of: 'next.PageContext', path: '.res', is: 'node.Response' },
  { module: 'next', path: 'NextApiRequest#', is: 'node.Request' },
  { module: 'next', path: 'NextApiResponse#', is: 'node.Response' },
  { module: 'next', path: 'NextApiHandler#>0', is: 'node.Request' },
  { module: 'next', path: 'NextApiHandler#>1', is: 'node.Response' },
  // Every argument of a server action is written by the client, also the bound and the previous-state ones.
  { serverAction: true, path: '>*', fact: ARGUMENT, is: 'input.argument' },
  // Where no type says that it is a FormData.
  { of: 'input.argument', path: '.{get,getAll}()', fact: from('form data', 0) },
  { module: ['next-safe-action', '*safe-action*'], path: 'createSafeActionClient()', is: 'safe-action.Client' },
  { module: '*safe-action*', path: '{actionClient,authActionClient,action,authAction,adminActionClient,adminAction,publicAction,protectedAction}', is: 'safe-action.Client' },
  { of: 'safe-action.Client', path: '.{use,schema,inputSchema,outputSchema,metadata,bindArgsSchemas}()', is: 'safe-action.Client' },
  { of: 'safe-action.Client', path: '.{action,stateAction}(>0).{parsedInput,clientInput}', is: 'input.argument' },
];

/** Under which names what a client sends reaches a handler that the builder of a library is given (next-safe-action, zsa); `ctx` is made on the server. */
export const BUILDER_INPUTS: readonly string[] = ['input', 'parsedInput', 'clientInput', 'bindArgsParsedInputs', 'bindArgsClientInputs'];

const NODE: readonly ApiRow[] = [
  { of: 'node.Request', path: '.query', is: 'input.query' },
  { of: 'node.Request', path: '.params', is: 'input.params' },
  { of: 'node.Request', path: '.body', is: 'input.body' },
  { of: 'node.Request', path: '.cookies', is: 'input.cookies' },
  { of: 'node.Request', path: '.headers', is: 'node.Headers' },
  { of: 'node.Request', path: '.{url,originalUrl}', is: 'node.requestPath' },
  ...headerCall({ of: 'node.Request', path: '.{get,header}()' }),
  { of: 'node.Request', path: '.{host,hostname}', fact: own('host') },
  { of: 'node.Request', path: '.protocol', fact: own('protocol') },
  { of: 'node.Request', path: '.baseUrl', fact: own('pathname') },

  // Express. Handlers of four parameters put the error first.
  // Types that Express infers for a handler come from its core.
  { module: ['express', 'express-serve-static-core'], path: 'Request#', is: 'node.Request' },
  { module: ['express', 'express-serve-static-core'], path: 'Response#', is: 'express.Response' },
  { module: 'express', path: '{RequestHandler,ErrorRequestHandler}#>0', is: 'node.Request' },
  { module: 'express', path: '{RequestHandler,ErrorRequestHandler}#>1', is: ['node.Request', 'express.Response'] },
  { module: 'express', path: '{RequestHandler,ErrorRequestHandler}#>2', is: 'express.Response' },
  { module: 'express', path: '()', is: 'express.App' },
  { module: 'express', path: 'Router()', is: 'express.App' },
  { module: 'express', path: 'Router#', is: 'express.App' },
  { module: 'express', path: '{Application,Express}#', is: 'express.App' },
  { module: ['express-promise-router', '@awaitjs/express'], path: '()', is: 'express.App' },
  { of: 'express.App', path: '.{all,get,post,put,patch,delete,del,head,options,use,param}(>0)', is: 'node.Request' },
  { of: 'express.App', path: '.{all,get,post,put,patch,delete,del,head,options,use,param}(>1)', is: ['node.Request', 'express.Response'] },
  { of: 'express.App', path: '.{all,get,post,put,patch,delete,del,head,options,use,param}(>2)', is: 'express.Response' },
  { of: 'express.App', path: '.{all,get,post,put,patch,delete,del,head,options,use,route}()', is: 'express.App' },
  // Handlers in files that import no framework.
  { parameters: ['req', 'res'], path: '>0', is: 'node.Request' },
  { parameters: ['req', 'res'], path: '>1', is: 'express.Response' },
  { parameters: ['request', 'response'], path: '>0', is: 'node.Request' },
  { parameters: ['request', 'response'], path: '>1', is: 'express.Response' },
  { parameters: ['err', 'req', 'res'], path: '>1', is: 'node.Request' },
  { parameters: ['err', 'req', 'res'], path: '>2', is: 'express.Response' },

  { module: 'koa', path: '{Context,ParameterizedContext,DefaultContext,ExtendableContext}#', is: 'koa.Context' },
  { module: 'koa', path: 'Middleware#>0', is: 'koa.Context' },
  { module: 'koa', path: '#', is: 'koa.App' },
  { module: ['koa-router', '@koa/router'], path: '#', is: 'koa.App' },
  { module: ['koa-router', '@koa/router'], path: '()', is: 'koa.App' },
  { module: ['koa-router', '@koa/router'], path: '{RouterContext,IRouterContext}#', is: 'koa.Context' },
  { of: 'koa.App', path: '.{use,get,post,put,patch,delete,del,head,options,all,link,unlink,param}(>0)', is: 'koa.Context' },
  { of: 'koa.App', path: '.{use,get,post,put,patch,delete,del,head,options,all,link,unlink,param,prefix}()', is: 'koa.App' },
  { of: 'koa.Context', path: '.query', is: 'input.query' },
  { of: 'koa.Context', path: '.request.query', is: 'input.query' },
  { of: 'koa.Context', path: '.params', is: 'input.params' },
  { of: 'koa.Context', path: '.request.body', is: 'input.body' },
  { of: 'koa.Context', path: '.cookies.get()', fact: from('cookie', 0) },
  { of: 'koa.Context', path: '.{headers,header}', is: 'node.Headers' },
  { of: 'koa.Context', path: '.request.{headers,header}', is: 'node.Headers' },
  ...headerCall({ of: 'koa.Context', path: '.get()' }),
  { of: 'koa.Context', path: '.URL', is: 'web.URL' },
  { of: 'koa.Context', path: '.{host,hostname}', fact: own('host') },
  { of: 'koa.Context', path: '.protocol', fact: own('protocol') },
  { of: 'koa.Context', path: '.origin', fact: own('origin') },
  { of: 'koa.Context', path: '.href', is: 'web.requestUrl', fact: own('href') },
  { of: 'koa.Context', path: '.{url,originalUrl}', is: 'node.requestPath' },
  { of: 'koa.Context', path: '.{querystring,search}', is: 'web.search' },

  { module: 'fastify', path: '()', is: 'fastify.App' },
  { module: 'fastify', path: '{fastify,Fastify}()', is: 'fastify.App' },
  { module: 'fastify', path: 'FastifyInstance#', is: 'fastify.App' },
  { module: 'fastify', path: '{FastifyPluginAsync,FastifyPluginCallback,FastifyPlugin}#>0', is: 'fastify.App' },
  { module: ['fastify-plugin'], path: '(>0)', is: 'fastify.App' },
  { module: 'fastify', path: 'FastifyRequest#', is: 'node.Request' },
  { module: 'fastify', path: 'FastifyReply#', is: 'fastify.Reply' },
  { module: 'fastify', path: 'RouteHandlerMethod#>0', is: 'node.Request' },
  { module: 'fastify', path: 'RouteHandlerMethod#>1', is: 'fastify.Reply' },
  { of: 'fastify.App', path: '.{withTypeProvider,register,after}()', is: 'fastify.App' },
  { of: 'fastify.App', path: '.register(>0)', is: 'fastify.App' },
  { of: 'fastify.App', path: '.{get,post,put,patch,delete,head,options,all,addHook,setNotFoundHandler}(>0)', is: 'node.Request' },
  { of: 'fastify.App', path: '.{get,post,put,patch,delete,head,options,all,addHook,setNotFoundHandler}(>1)', is: 'fastify.Reply' },
  { of: 'fastify.App', path: '.{get,post,put,patch,delete,head,options,all,route}({handler,preHandler,onRequest,preValidation}>0)', is: 'node.Request' },
  { of: 'fastify.App', path: '.{get,post,put,patch,delete,head,options,all,route}({handler,preHandler,onRequest,preValidation}>1)', is: 'fastify.Reply' },
  { of: 'fastify.App', path: '.setErrorHandler(>1)', is: 'node.Request' },
  { of: 'fastify.App', path: '.setErrorHandler(>2)', is: 'fastify.Reply' },

  // Nest: a decorator with a name gives the value, without one the whole record.
  { module: '@nestjs/common', path: 'Query()@', fact: QUERY, is: 'input.query' },
  { module: '@nestjs/common', path: 'Param()@', fact: ROUTE, is: 'input.params' },
  { module: '@nestjs/common', path: 'Body()@', fact: BODY, is: 'input.body' },
  { module: '@nestjs/common', path: 'Headers()@', fact: HEADER_CALL, is: 'node.Headers' },
  { module: '@nestjs/common', path: '{Req,Request}()@', is: 'node.Request' },
  { module: '@nestjs/common', path: '{Res,Response}()@', is: ['express.Response', 'fastify.Reply'] },
];

const HONO_METHODS = '{get,post,put,patch,delete,options,all,on,use,notFound}';

const EDGE: readonly ApiRow[] = [
  { module: ['hono', 'hono/tiny', 'hono/quick'], path: 'Hono#', is: 'hono.App' },
  { module: '@hono/zod-openapi', path: 'OpenAPIHono#', is: 'hono.App' },
  { module: ['hono', '@hono/zod-openapi'], path: 'Context#', is: 'hono.Context' },
  { module: 'hono', path: '{MiddlewareHandler,Handler}#>0', is: 'hono.Context' },
  { module: 'hono/factory', path: 'createMiddleware(>0)', is: 'hono.Context' },
  { module: 'hono/factory', path: 'createFactory().{createHandlers,createMiddleware}(>0)', is: 'hono.Context' },
  { module: 'hono/factory', path: 'createFactory().createApp()', is: 'hono.App' },
  { of: 'hono.App', path: `.${HONO_METHODS}(>0)`, is: 'hono.Context' },
  { of: 'hono.App', path: '.openapi(>0)', is: 'hono.Context' },
  { of: 'hono.App', path: '.onError(>1)', is: 'hono.Context' },
  { of: 'hono.App', path: `.${HONO_METHODS}()`, is: 'hono.App' },
  { of: 'hono.App', path: '.{basePath,route,mount,openapi,onError}()', is: 'hono.App' },
  { of: 'hono.Context', path: '.req.query()', fact: from('query string', 0), is: 'input.query' },
  { of: 'hono.Context', path: '.req.queries()', fact: from('query string', 0), is: ['input.list', 'input.query'] },
  { of: 'hono.Context', path: '.req.param()', fact: from('route parameter', 0), is: 'input.params' },
  ...headerCall({ of: 'hono.Context', path: '.req.header()' }),
  { of: 'hono.Context', path: '.req.{json,parseBody}()', is: 'input.body' },
  { of: 'hono.Context', path: '.req.formData()', is: 'web.FormData' },
  { of: 'hono.Context', path: '.req.valid()', is: 'input.body' },
  { of: 'hono.Context', path: '.req.url', is: 'web.requestUrl', fact: own('href') },
  { of: 'hono.Context', path: '.req.path', fact: own('pathname') },
  { of: 'hono.Context', path: '.req.raw', is: 'web.Request' },
  { module: 'hono/cookie', path: 'getCookie()', fact: from('cookie', 1), is: 'input.cookies' },

  { module: 'elysia', path: 'Elysia#', is: 'elysia.App' },
  { of: 'elysia.App', path: '.{get,post,put,patch,delete,options,head,all,use,derive,resolve,decorate,guard,group,onBeforeHandle,onRequest,state,model,mount,as}()', is: 'elysia.App' },
  { of: 'elysia.App', path: '.{get,post,put,patch,delete,options,head,all,derive,resolve,onBeforeHandle,onRequest}(>0)', is: 'elysia.Context' },
  { of: 'elysia.App', path: '.{guard,group}(>0)', is: 'elysia.App' },
  { module: 'elysia', path: 'Context#', is: 'elysia.Context' },
  { of: 'elysia.Context', path: '.query', is: 'input.query' },
  { of: 'elysia.Context', path: '.params', is: 'input.params' },
  { of: 'elysia.Context', path: '.body', is: 'input.body' },
  { of: 'elysia.Context', path: '.headers', is: 'node.Headers' },
  { of: 'elysia.Context', path: '.cookie.*.value', fact: COOKIE },
  { of: 'elysia.Context', path: '.request', is: 'web.Request' },
];

const META_FRAMEWORKS: readonly ApiRow[] = [
  // An object with the standard request in it: Remix and React Router arguments, SvelteKit events, Astro contexts.
  { of: 'web.RequestEvent', path: '.request', is: 'web.Request' },
  { of: 'web.RequestEvent', path: '.params', is: 'input.params' },
  { of: 'web.RequestEvent', path: '.url', is: 'web.URL' },
  { of: 'web.RequestEvent', path: '.cookies.get()', fact: from('cookie', 0), is: 'web.Cookie' },

  { exported: ['loader', 'action', 'clientLoader', 'clientAction'], path: '>0', is: 'web.RequestEvent' },
  {
    module: ['react-router', 'react-router-dom', '@remix-run/node', '@remix-run/cloudflare', '@remix-run/deno', '@remix-run/server-runtime', '@remix-run/react'],
    path: '{LoaderFunctionArgs,ActionFunctionArgs,ClientLoaderFunctionArgs,ClientActionFunctionArgs,LoaderArgs,ActionArgs,DataFunctionArgs}#',
    is: 'web.RequestEvent',
  },
  {
    module: ['react-router', 'react-router-dom', '@remix-run/node', '@remix-run/cloudflare', '@remix-run/deno', '@remix-run/server-runtime', '@remix-run/react'],
    path: '{LoaderFunction,ActionFunction,ClientLoaderFunction,ClientActionFunction}#>0',
    is: 'web.RequestEvent',
  },
  // Generated per route: `import type { Route } from './+types/login'`.
  { module: '*/+types/*', path: 'Route.{LoaderArgs,ActionArgs,ClientLoaderArgs,ClientActionArgs}#', is: 'web.RequestEvent' },
  { module: ['react-router', 'react-router-dom', '@remix-run/react'], path: 'useSearchParams().0', is: 'web.URLSearchParams' },
  { module: ['react-router', 'react-router-dom', '@remix-run/react'], path: 'useParams()', is: 'input.params' },
  { module: ['react-router', 'react-router-dom', '@remix-run/react'], path: 'useLocation()', is: 'router.Location' },
  { of: 'router.Location', path: '.search', is: 'web.search' },
  { of: 'router.Location', path: '.pathname', fact: own('pathname') },
  { of: 'router.Location', path: '.hash', is: 'browser.hash', fact: from('URL fragment') },

  { exported: ['load'], path: '>0', is: 'web.RequestEvent' },
  { exported: ['actions'], path: '.*>0', is: 'web.RequestEvent' },
  { exported: ['handle'], path: '>0.event', is: 'web.RequestEvent' },
  { module: '@sveltejs/kit', path: '{RequestEvent,ServerLoadEvent,LoadEvent}#', is: 'web.RequestEvent' },
  { module: '@sveltejs/kit', path: '{RequestHandler,ServerLoad,Load,Action}#>0', is: 'web.RequestEvent' },
  { module: '@sveltejs/kit', path: 'Actions#.*>0', is: 'web.RequestEvent' },
  { module: '@sveltejs/kit', path: 'Handle#>0.event', is: 'web.RequestEvent' },
  { module: './$types', path: '{RequestEvent,PageServerLoadEvent,PageLoadEvent,LayoutServerLoadEvent}#', is: 'web.RequestEvent' },
  { module: './$types', path: '{RequestHandler,PageServerLoad,PageLoad,LayoutServerLoad,LayoutLoad,Action}#>0', is: 'web.RequestEvent' },
  { module: './$types', path: 'Actions#.*>0', is: 'web.RequestEvent' },
  { module: '$app/state', path: 'page', is: 'svelte.Page' },
  { module: '$app/stores', path: 'page', is: 'svelte.PageStore' },
  { of: 'svelte.Page', path: '.url', is: 'web.URL' },
  { of: 'svelte.Page', path: '.params', is: 'input.params' },
  { of: 'svelte.PageStore', path: '.subscribe(>0)', is: 'svelte.Page' },
  { of: 'svelte.PageStore', path: '>svelte/store.get(0)', is: 'svelte.Page' },
  { global: true, path: '$page', is: 'svelte.Page' },

  { global: true, path: 'Astro', is: 'web.RequestEvent' },
  { module: 'astro', path: 'APIContext#', is: ['web.RequestEvent', 'astro.Context'] },
  { module: 'astro', path: '{APIRoute,MiddlewareHandler}#>0', is: ['web.RequestEvent', 'astro.Context'] },
  { module: 'astro:middleware', path: 'defineMiddleware(>0)', is: ['web.RequestEvent', 'astro.Context'] },
  { exported: ['onRequest'], path: '>0', is: ['web.RequestEvent', 'astro.Context'] },

  // h3 and Nuxt; Nuxt declares the same names as globals.
  ...[{ global: true } as const, { module: ['h3', '#imports', 'nitropack/runtime', 'nitro/h3', 'vinxi/http', '@tanstack/react-start/server'] } as const].flatMap((root): readonly ApiRow[] => [
    { ...root, path: '{getQuery,getValidatedQuery}()', is: 'input.query' },
    { ...root, path: '{readBody,readValidatedBody}()', is: 'input.body' },
    { ...root, path: 'readFormData()', is: 'web.FormData' },
    { ...root, path: 'getRouterParam()', fact: from('route parameter', 1) },
    { ...root, path: '{getRouterParams,getValidatedRouterParams}()', is: 'input.params' },
    { ...root, path: 'getRequestURL()', is: 'web.URL' },
    { ...root, path: '{getHeader,getRequestHeader}()', fact: { role: 'source', kind: 'request header', nameArg: 1, unless: [{ arg: 1, equals: OWN_HEADERS }] } },
    { ...root, path: 'getCookie()', fact: from('cookie', 1) },
    { ...root, path: '{defineEventHandler,eventHandler,defineHandler,defineCachedEventHandler,cachedEventHandler}(>0)', is: 'h3.Event' },
    { ...root, path: '{defineEventHandler,eventHandler,defineHandler}({handler,onRequest}>0)', is: 'h3.Event' },
    { ...root, path: 'useRoute()', is: 'vue.Route' },
  ]),
  { module: 'h3', path: 'H3Event#', is: 'h3.Event' },
  { of: 'h3.Event', path: '.url', is: 'web.URL' },
  { of: 'h3.Event', path: '.req', is: 'web.Request' },
  { of: 'h3.Event', path: '.context.params', is: 'input.params' },
  { of: 'h3.Event', path: '.node.req', is: 'node.Request' },
  { of: 'h3.Event', path: '.node.res', is: 'node.Response' },

  { module: ['vue-router', '#app', '#vue-router', 'nuxt/app'], path: 'useRoute()', is: 'vue.Route' },
  { module: 'vue-router', path: '{RouteLocationNormalized,RouteLocation,RouteLocationNormalizedLoaded}#', is: 'vue.Route' },
  { module: 'vue-router', path: 'createRouter().{beforeEach,beforeResolve}(>0)', is: 'vue.Route' },
  { module: 'vue-router', path: 'useRouter().currentRoute', is: 'vue.Route' },
  { module: 'vue-router', path: 'useRouter().currentRoute.value', is: 'vue.Route' },
  { global: true, path: 'defineNuxtRouteMiddleware(>0)', is: 'vue.Route' },
  { global: true, path: '$route', is: 'vue.Route' },
  { of: 'vue.Route', path: '.query', is: 'input.query' },
  { of: 'vue.Route', path: '.params', is: 'input.params' },
  { of: 'vue.Route', path: '.path', fact: own('pathname') },
  { of: 'vue.Route', path: '.hash', is: 'browser.hash', fact: from('URL fragment') },

  ...(['@tanstack/react-router', '@tanstack/solid-router', '@tanstack/vue-router'] as const).flatMap((module): readonly ApiRow[] => [
    { module, path: '{createFileRoute,createRootRouteWithContext}()()', is: 'tanstack.Route' },
    { module, path: '{createRoute,createRootRoute,getRouteApi}()', is: 'tanstack.Route' },
    { module, path: '{createFileRoute,createRootRouteWithContext}()({beforeLoad,loaderDeps,loader}>0)', is: 'tanstack.Context' },
    { module, path: '{createRoute,createRootRoute}({beforeLoad,loaderDeps,loader}>0)', is: 'tanstack.Context' },
    { module, path: 'useSearch()', is: 'input.query' },
    { module, path: 'useLocation().search', is: 'input.query' },
    { module, path: 'useParams()', is: 'input.params' },
  ]),
  { of: 'tanstack.Route', path: '.useSearch()', is: 'input.query' },
  { of: 'tanstack.Route', path: '.useParams()', is: 'input.params' },
  { of: 'tanstack.Context', path: '.search', is: 'input.query' },
  { of: 'tanstack.Context', path: '.params', is: 'input.params' },
  { of: 'tanstack.Context', path: '.location.search', is: 'input.query' },
  { of: 'tanstack.Context', path: '.location.href', fact: own('pathname') },

  { module: '@solidjs/router', path: 'useSearchParams().0', is: 'input.query' },
  { module: '@solidjs/router', path: 'useParams()', is: 'input.params' },
  { module: '@solidjs/router', path: 'useLocation().query', is: 'input.query' },

  // next-auth: `url` is the callback URL that the browser sent, `baseUrl` the site.
  ...(['next-auth', '@auth/core', '@auth/express', '@auth/sveltekit', '@auth/solid-start'] as const).flatMap((module): readonly ApiRow[] => [
    { module, path: '{NextAuthOptions,AuthOptions,NextAuthConfig,AuthConfig,ExpressAuthConfig,SvelteKitAuthConfig}#', is: 'next-auth.Options' },
    { module, path: '({callbacks.redirect}>)', is: 'next-auth.redirect' },
    { module, path: '{NextAuth,Auth,SvelteKitAuth,ExpressAuth}({callbacks.redirect}>)', is: 'next-auth.redirect' },
  ]),
  { of: 'next-auth.Options', path: '.callbacks.redirect', is: 'next-auth.redirect' },
  { of: 'next-auth.redirect', path: '>0.url', fact: QUERY },
  { of: 'next-auth.redirect', path: '>0.baseUrl', fact: own('origin') },
];

const BROWSER: readonly ApiRow[] = [
  { global: true, path: 'Request#', is: 'web.Request' },
  // Workers export an object with the handler.
  { exported: ['default'], path: '.fetch>0', is: 'web.Request' },
  { global: true, path: 'FormData#', is: 'web.FormData' },
  { global: true, path: 'location', is: 'browser.Location' },
  { global: true, path: '{window,document,self,globalThis}.location', is: 'browser.Location' },
  { global: true, path: 'document.referrer', fact: from('referrer') },
  { of: 'browser.Location', path: '.href', is: 'web.requestUrl', fact: own('href') },
  { of: 'browser.Location', path: '.toString()', is: 'web.requestUrl', fact: own('href') },
  { of: 'browser.Location', path: '>URL(0)', is: 'web.URL' },
  { of: 'browser.Location', path: '.origin', fact: own('origin') },
  { of: 'browser.Location', path: '.protocol', fact: own('protocol') },
  { of: 'browser.Location', path: '.host', fact: own('host') },
  { of: 'browser.Location', path: '.hostname', fact: own('hostname') },
  { of: 'browser.Location', path: '.pathname', fact: own('pathname') },
  { of: 'browser.Location', path: '.search', is: 'web.search' },
  { of: 'browser.Location', path: '.hash', is: 'browser.hash', fact: from('URL fragment') },
  { of: 'browser.hash', path: '.{slice,substring,substr,replace}()', is: 'web.search', fact: from('URL fragment') },
];

export const SOURCES: readonly ApiRow[] = [...SHAPES, ...NEXT, ...NODE, ...EDGE, ...META_FRAMEWORKS, ...BROWSER];
