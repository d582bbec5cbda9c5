const express = require('express');
const winston = require('winston');

const logger = winston.createLogger({ transports: [new winston.transports.Console()] });
const app = express();
app.use(express.json());

// bad: pii-in-logs — the whole body
app.post('/signup', (req, res) => {
  console.log('signup', req.body);
  res.sendStatus(201);
});

// bad: pii-in-logs — the whole body as text
app.post('/orders', (req, res) => {
  logger.info(`new order: ${JSON.stringify(req.body)}`);
  res.sendStatus(201);
});

// bad: pii-in-logs — password in a template
app.post('/login', (req, res) => {
  const { username, password } = req.body;
  logger.debug(`login ${username} / ${password}`);
  res.sendStatus(204);
});

// bad: pii-in-logs — the Authorization header
app.get('/me', (req, res) => {
  console.log('auth header', req.headers.authorization);
  res.json({});
});

// bad: pii-in-logs — a field of the meta object, under a name of the message
app.post('/reset', async (req, res) => {
  const user = await findUser(req.body.id);
  logger.info('reset mail sent', { to: user.email });
  res.sendStatus(204);
});

// bad: pii-in-logs — a property, as plain as it gets
app.get('/users/:id', async (req, res) => {
  const user = await findUser(req.params.id);
  console.log('user', user.email);
  console.log(user.phone);
  res.sendStatus(204);
});

// bad: pii-in-logs — a password in a variable
app.post('/register', (req, res) => {
  const password = req.body.password;
  console.error('weak password', password);
  res.sendStatus(422);
});

// bad: pii-in-logs — a token in a variable
app.post('/exchange', (req, res) => {
  const token = req.body.token;
  logger.info('token received', token);
  res.sendStatus(204);
});

// fine: pii-in-logs — an id
app.post('/orders/:id/cancel', (req, res) => {
  logger.info('order cancelled', { orderId: req.params.id, userId: req.user.id });
  res.sendStatus(204);
});

// fine: pii-in-logs — the word stands in the message only
app.post('/password', (req, res) => {
  logger.info('password changed');
  console.warn('Invalid email or password');
  res.sendStatus(204);
});

// fine: pii-in-logs — the names of the fields, not their values
app.post('/profile', (req, res) => {
  logger.debug('profile fields', { fields: Object.keys(req.body) });
  res.sendStatus(204);
});

// fine: pii-in-logs — whether there is one
app.get('/health', (req, res) => {
  console.log('configured', { hasPassword: Boolean(process.env.DB_PASSWORD), apiKey: !!process.env.API_KEY });
  res.sendStatus(204);
});

module.exports = app;
