const express = require('express');
const rateLimit = require('express-rate-limit');

const app = express();

// bad: in-memory-limiter — the default store is the memory of this process
app.use('/api', rateLimit({ windowMs: 60_000, max: 100 }));

// bad: in-memory-limiter — the options stand one line above
const loginOptions = { windowMs: 15 * 60_000, limit: 5 };
app.post('/login', rateLimit(loginOptions), (req, res) => res.sendStatus(204));

// bad: in-memory-limiter — a plain object as the store
const failures = {};
app.post('/verify', (req, res, next) => {
  const seen = failures[req.ip] || { count: 0, since: Date.now() };
  if (Date.now() - seen.since > 60_000) seen.count = 0;
  seen.count++;
  failures[req.ip] = seen;
  if (seen.count > 10) return res.status(429).send('Too many attempts');
  next();
});

module.exports = app;
