const express = require('express');
const { createClient } = require('@supabase/supabase-js');

const app = express();

// bad: admin-client — CommonJS, Express
const supabase = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY);

// fine: admin-client — the handlers only use it
app.delete('/members/:id', async (req, res) => {
  await supabase.from('members').delete().eq('id', req.params.id);
  res.sendStatus(204);
});

module.exports = app;
