// fine: pii-in-logs — a command-line tool that has to show what it made
const password = crypto.randomUUID();
console.log(`created admin ${process.argv[2]} with password ${password}`);
