import Koa from 'koa';

const app = new Koa();

// bad: redirect — Koa; a suffix does not name a host
app.use(async (ctx) => {
  const next = String(ctx.query.next);
  const { hostname } = new URL(next);
  if (hostname.endsWith('acme.test')) ctx.redirect(next);
});
