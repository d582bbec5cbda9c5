const crypto = require('node:crypto');
const express = require('express');

const app = express();

// bad: insecure-random — a one-time code
app.post('/otp', (req, res) => {
  const otp = Math.floor(100000 + Math.random() * 900000);
  sendSms(req.body.phone, `Your code is ${otp}`);
  res.sendStatus(204);
});

// bad: insecure-random — a session id in a cookie
app.post('/login', (req, res) => {
  const id = Math.random().toString(36).slice(2);
  res.cookie('session_id', id, { httpOnly: true });
  res.sendStatus(204);
});

// bad: insecure-random — assigned to a field of the user
app.post('/forgot', (req, res) => {
  req.user.resetToken = Math.random().toString(36) + Date.now().toString(36);
  res.sendStatus(204);
});

// fine: insecure-random — the right source for a code
app.post('/otp2', (req, res) => {
  const otp = crypto.randomInt(100000, 1000000);
  sendSms(req.body.phone, `Your code is ${otp}`);
  res.sendStatus(204);
});

// fine: insecure-random — the right source for a token
app.post('/forgot2', (req, res) => {
  req.user.resetToken = crypto.randomBytes(32).toString('base64url');
  res.sendStatus(204);
});

// fine: insecure-random — an id for reading logs
app.use((req, res, next) => {
  req.requestId = Math.random().toString(36).slice(2);
  next();
});

// fine: insecure-random — one request in a hundred is measured
app.use((req, res, next) => {
  if (Math.random() < 0.01) console.time(req.path);
  next();
});

module.exports = app;
