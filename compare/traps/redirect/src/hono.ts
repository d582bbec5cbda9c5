import { Hono } from 'hono';
import { loadPost } from './posts';

const app = new Hono();

// bad: redirect — Hono, with a non-null assertion
app.get('/go', (c) => c.redirect(c.req.query('to')!));

// fine: redirect — a path of this site with an encoded part
app.get('/p/:slug', (c) => c.redirect(`/posts/${encodeURIComponent(c.req.param('slug'))}`));

// fine: redirect — a value of the database
app.get('/s/:id', async (c) => {
  const post = await loadPost(c.req.param('id'));
  return c.redirect(`/posts/${post.slug}`, 301);
});
