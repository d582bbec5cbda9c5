import Fastify from 'fastify';

const app = Fastify();

// bad: redirect — Fastify, with a generic
app.get<{ Querystring: { next: string } }>('/done', async (request, reply) => reply.redirect(request.query.next));

// fine: redirect — the target comes from the configuration
app.get('/docs', async (_request, reply) => reply.redirect(process.env.DOCS_URL!));
