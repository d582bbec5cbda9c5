const express = require('express');

const app = express();
const PLACES = { home: '/', billing: '/billing' };
const TRUSTED = new Set(['https://acme.test', 'https://docs.acme.test']);

// bad: redirect — as it comes
app.get('/out', (req, res) => {
  res.redirect(req.query.url);
});

// bad: redirect — status first
app.get('/login/done', (req, res) => {
  const next = req.query.next || '/';
  res.redirect(303, next);
});

// bad: redirect — the header itself
app.get('/moved', (req, res) => {
  res.setHeader('Location', req.query.to);
  res.status(302).end();
});

// bad: redirect — `//evil.example` starts with a slash
app.get('/a', (req, res) => {
  const target = String(req.query.target);
  if (!target.startsWith('/')) return res.redirect('/');
  res.redirect(target);
});

// bad: redirect — the allowed name may stand anywhere
app.get('/b', (req, res) => {
  const url = String(req.query.url);
  if (url.includes('acme.test')) return res.redirect(url);
  res.redirect('/');
});

// bad: redirect — https://acme.test.evil.example starts like this too
app.get('/c', (req, res) => {
  const url = String(req.query.url);
  res.redirect(url.startsWith('https://acme.test') ? url : '/');
});

// fine: redirect — a list of places
app.get('/d', (req, res) => {
  res.redirect(PLACES[String(req.query.place)] ?? '/');
});

// fine: redirect — the origin is in the list
app.get('/e', (req, res) => {
  let url;
  try {
    url = new URL(String(req.query.url));
  } catch {
    return res.redirect('/');
  }
  if (!TRUSTED.has(url.origin)) return res.redirect('/');
  res.redirect(url.href);
});

// fine: redirect — a prefix that ends behind the host
app.get('/f', (req, res) => {
  const url = String(req.query.url);
  res.redirect(url.startsWith('https://acme.test/') ? url : '/');
});

// fine: redirect — the value only travels along
app.get('/g', (req, res) => {
  res.redirect(`/login?next=${encodeURIComponent(String(req.query.next))}`);
});

// fine: redirect — a fixed place, status first
app.get('/h', (req, res) => {
  res.redirect(301, '/new-home');
});

// fine: redirect — an array is no router
app.get('/i', (req, res) => {
  const history = [];
  history.push(req.query.item);
  res.json(history);
});

module.exports = app;
