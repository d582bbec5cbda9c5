const fs = require('node:fs');
const express = require('express');
const jwt = require('jsonwebtoken');
const { verify } = require('jsonwebtoken');

const app = express();
const publicKey = fs.readFileSync('public.pem', 'utf8');
const secret = process.env.JWT_SECRET;

// bad: jwt-algorithm — the token chooses
app.get('/a', (req, res) => {
  res.json(jwt.verify(req.headers.authorization.slice(7), secret));
});

// bad: jwt-algorithm — named import, public key
app.get('/b', (req, res) => {
  res.json(verify(req.cookies.token, publicKey));
});

// bad: jwt-algorithm — options, but not the one that matters
app.get('/c', (req, res) => {
  res.json(jwt.verify(req.cookies.token, publicKey, { issuer: 'https://acme.test', maxAge: '1h' }));
});

// bad: jwt-algorithm — unsigned tokens are let in
app.get('/d', (req, res) => {
  res.json(jwt.verify(req.cookies.token, '', { algorithms: ['none'] }));
});

// bad: jwt-algorithm — the public key becomes an HMAC secret
app.get('/e', (req, res) => {
  res.json(jwt.verify(req.cookies.token, publicKey, { algorithms: ['RS256', 'HS256'] }));
});

// bad: jwt-algorithm — issues unsigned tokens
app.post('/f', (req, res) => {
  res.json(jwt.sign({ sub: req.user.id }, '', { algorithm: 'none', expiresIn: '5m' }));
});

// fine: jwt-algorithm — one asymmetric algorithm
app.get('/g', (req, res) => {
  res.json(jwt.verify(req.cookies.token, publicKey, { algorithms: ['RS256'] }));
});

// fine: jwt-algorithm — decoded to find the key, then verified
app.get('/h', async (req, res) => {
  const { header } = jwt.decode(req.cookies.token, { complete: true });
  res.json(jwt.verify(req.cookies.token, await keyFor(header.kid), { algorithms: ['ES256'] }));
});

// fine: jwt-algorithm — signed with a private key
app.post('/i', (req, res) => {
  res.json(jwt.sign({ sub: req.user.id }, fs.readFileSync('private.pem'), { algorithm: 'PS256', expiresIn: '5m' }));
});

module.exports = app;
