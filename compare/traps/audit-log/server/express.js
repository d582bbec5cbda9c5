const express = require('express');
const { recordAuditEvent, withAudit } = require('./audit');
const { pool } = require('./db');

const app = express();

// bad: audit-log — an Express handler
app.post('/orders/:id/refund', async (req, res) => {
  await pool.query('update orders set refunded = true where id = $1', [req.params.id]);
  await recordAuditEvent({ actor: req.user.id, action: 'order.refund', target: req.params.id });
  res.sendStatus(204);
});

// bad: audit-log — kept in a variable and waited for later
app.delete('/orders/:id', async (req, res) => {
  const written = recordAuditEvent({ actor: req.user.id, action: 'order.delete', target: req.params.id });
  await pool.query('delete from orders where id = $1', [req.params.id]);
  await written;
  res.sendStatus(204);
});

// fine: audit-log — detached, with a handler
app.patch('/orders/:id', async (req, res) => {
  await pool.query('update orders set note = $2 where id = $1', [req.params.id, req.body.note]);
  recordAuditEvent({ actor: req.user.id, action: 'order.note', target: req.params.id }).catch((error) => {
    console.error('audit failed', error.code);
  });
  res.sendStatus(204);
});

// fine: audit-log — a wrapper around a handler is no write
app.get('/orders', withAudit(async (req, res) => res.json([])));

module.exports = app;
